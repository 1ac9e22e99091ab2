package org.xnsh.path;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.xnsh.network.Attributes;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.PortVlanKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.network.PortVlanAttributes;

/// The VLANs that a port of a filtering bridge lets through (`br_allowed_ingress`,
/// `br_handle_vlan`). The bridge itself is a port of it towards the host.
final class PortVlans {

  /// ETH_P_8021Q. A bridge that filters by 802.1ad takes the tags of VLAN links for no tags; it is
  /// not followed and counts as open.
  private static final long CUSTOMER = 0x8100;

  private PortVlans() {}

  static boolean isFiltering(Network net, int bridge) {
    Attributes now = net.get(new BridgeKey(bridge));
    return now.number(BridgeAttributes.VLAN_FILTERING) == 1
        && now.get(BridgeAttributes.VLAN_DEFAULT_PVID).isPresent()
        && now.get(BridgeAttributes.VLAN_PROTOCOL, CUSTOMER) == CUSTOMER;
  }

  static Map<Integer, Attributes> of(Network net, int port) {
    Map<Integer, Attributes> vlans = new TreeMap<>();
    net.standingOn(port).stream()
        .filter(k -> k instanceof PortVlanKey v && v.index() == port)
        .map(PortVlanKey.class::cast)
        .forEach(k -> vlans.put(k.vlan(), net.get(k)));
    return vlans;
  }

  /// The VLAN of frames that come in.
  static OptionalInt inward(Network net, int port, List<Integer> tags) {
    if (!tags.isEmpty()) {
      return net.has(new PortVlanKey(port, tags.getFirst()))
          ? OptionalInt.of(tags.getFirst())
          : OptionalInt.empty();
    }
    return of(net, port).entrySet().stream()
        .filter(e -> e.getValue().isOn(PortVlanAttributes.PVID))
        .mapToInt(Map.Entry::getKey)
        .findFirst();
  }

  /// The tags of frames of a VLAN that go out by a port; nothing where the port does not let them
  /// out, or what comes back as they go is in another VLAN.
  ///
  /// @param inner the tags below the VLAN's
  static Optional<List<Integer>> outward(Network net, int port, int vlan, List<Integer> inner) {
    PortVlanKey key = new PortVlanKey(port, vlan);
    if (!net.has(key)) {
      return Optional.empty();
    }
    boolean untagged = net.get(key).isOn(PortVlanAttributes.UNTAGGED);
    List<Integer> own = untagged ? List.of() : List.of(vlan);
    return inward(net, port, own).equals(OptionalInt.of(vlan))
        ? Optional.of(untagged ? inner : Exit.tagged(vlan, inner))
        : Optional.empty();
  }

  /// With what the kernel gives by itself: a new port gets the default VLAN, and where the default
  /// changes, those that have it get the new one.
  static Network foreseen(Network before, Network after) {
    Network result = after;
    for (int bridge : after.bridges()) {
      if (!isFiltering(after, bridge)) {
        continue;
      }
      int old = standard(before, bridge);
      int now = standard(after, bridge);
      result = followed(before, result, bridge, !before.has(new BridgeKey(bridge)), old, now);
      for (int port : after.ports(bridge)) {
        boolean isNew = before.get(new LinkKey(port)).number(LinkAttributes.MASTER) != bridge;
        result = followed(before, result, port, isNew, old, now);
      }
    }
    return result;
  }

  private static int standard(Network net, int bridge) {
    return (int) net.get(new BridgeKey(bridge)).number(BridgeAttributes.VLAN_DEFAULT_PVID);
  }

  private static Network followed(
      Network before, Network net, int port, boolean isNew, int old, int now) {
    PortVlanKey had = new PortVlanKey(port, old);
    boolean moves =
        !isNew
            && old != now
            && net.get(had).isOn(PortVlanAttributes.PVID)
            && before.get(had).equals(net.get(had));
    Network result = moves ? net.without(had) : net;
    PortVlanKey has = new PortVlanKey(port, now);
    boolean given =
        (moves || isNew && inward(net, port, List.of()).isEmpty()) && now != 0 && !net.has(has);
    return given
        ? result
            .with(has, Attributes.none(ObjectKind.PORT_VLAN))
            .with(has, PortVlanAttributes.PVID, true)
            .with(has, PortVlanAttributes.UNTAGGED, true)
        : result;
  }
}
