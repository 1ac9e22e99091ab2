package org.xnsh.path;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.xnsh.network.Attributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.PortKey;
import org.xnsh.network.PortAttributes;

/// The part of a link layer that a link with addresses stands on: through bridges and their VLANs,
/// links below and pairs within this namespace to where frames leave it.
final class Segment {

  /// BR_STATE_FORWARDING of include/uapi/linux/if_bridge.h.
  private static final long FORWARDING = 3;

  /// IFLA_VLAN_ID of include/uapi/linux/if_link.h.
  private static final int VLAN_ID = 1;

  private static final String VETH = "veth";
  private static final String VLAN = "vlan";
  private static final String OPEN_VSWITCH = "openvswitch";
  private static final Set<String> TAKERS = Set.of("bridge", "bond", "team", OPEN_VSWITCH);

  private final Network net;
  private final Map<Exit, List<Integer>> exits = new LinkedHashMap<>();
  private final Set<Exit> visited = new HashSet<>();

  private Segment(Network net) {
    this.net = net;
  }

  /// Every exit with the links that lie on the way to it, the first and the exit included.
  static Map<Exit, List<Integer>> exits(Network net, int link) {
    Segment segment = new Segment(net);
    if (taker(net, link).isEmpty()) {
      segment.out(link, List.of(), List.of());
    }
    return segment.exits;
  }

  /// The master that gets what comes in by a link, so that the link itself hears nothing. Open
  /// vSwitch's own links towards the host are its ports too; what is behind them is not followed.
  static OptionalInt taker(Network net, int link) {
    int master = (int) net.get(new LinkKey(link)).number(LinkAttributes.MASTER);
    return master != 0
            && TAKERS.contains(net.get(new LinkKey(master)).text(LinkAttributes.KIND))
            && !KindData.isKind(net, link, OPEN_VSWITCH)
        ? OptionalInt.of(master)
        : OptionalInt.empty();
  }

  /// Whether a port of a bridge lets frames through.
  static boolean forwards(Network net, int port) {
    return net.get(new PortKey(port)).number(PortAttributes.STATE) == FORWARDING && isUp(net, port);
  }

  static boolean isUp(Network net, int link) {
    return net.get(new LinkKey(link)).isOn(LinkAttributes.UP);
  }

  static boolean hasCarrier(Network net, int link) {
    return net.get(new LinkKey(link)).isOn(LinkAttributes.CARRIER);
  }

  /// Frames that are given to a link.
  ///
  /// @param tags the VLANs that they bear already
  private void out(int link, List<Integer> tags, List<Integer> before) {
    Exit here = new Exit(link, tags);
    if (!isUp(net, link) || !hasCarrier(net, link) || !visited.add(here)) {
      return;
    }
    List<Integer> hops = with(before, link);
    Attributes now = net.get(new LinkKey(link));
    if (net.has(new BridgeKey(link))) {
      through(link, link, tags, hops);
    } else if (isUpper(link, now)) {
      int lower = (int) now.number(LinkAttributes.LOWER);
      OptionalInt vlan =
          now.text(LinkAttributes.KIND).equals(VLAN)
              ? KindData.number(net, link, VLAN_ID)
              : OptionalInt.empty();
      out(lower, vlan.isPresent() ? Exit.tagged(vlan.getAsInt(), tags) : tags, hops);
    } else if (Bond.isOne(net, link)) {
      if (Bond.isAlive(net, link)) {
        exits.putIfAbsent(here, hops);
      }
    } else if (isPair(now)) {
      arrive((int) now.number(LinkAttributes.LOWER), tags, hops);
    } else if (!KindData.isKind(net, link, Vrf.KIND)) {
      exits.putIfAbsent(here, hops);
    }
  }

  /// A link that lies on another one of this namespace: a VLAN's, a macvlan's.
  private boolean isUpper(int link, Attributes now) {
    return !now.text(LinkAttributes.KIND).equals(VETH)
        && now.number(LinkAttributes.LOWER) != 0
        && now.get(LinkAttributes.LOWER_NAMESPACE).isEmpty()
        && Tunnel.outer(net, link).isEmpty();
  }

  /// A pair with both ends here.
  private static boolean isPair(Attributes link) {
    return link.text(LinkAttributes.KIND).equals(VETH)
        && link.get(LinkAttributes.LOWER_NAMESPACE).isEmpty();
  }

  /// Frames that come in by a link: a VLAN link takes those of its VLAN before the bridge does.
  private void arrive(int link, List<Integer> tags, List<Integer> hops) {
    OptionalInt upper = tags.isEmpty() ? OptionalInt.empty() : vlanOn(link, tags.getFirst());
    if (upper.isPresent()) {
      arrive(upper.getAsInt(), tags.subList(1, tags.size()), with(hops, link));
      return;
    }
    int bridge = (int) net.get(new LinkKey(link)).number(LinkAttributes.MASTER);
    if (net.has(new BridgeKey(bridge)) && isUp(net, bridge) && forwards(net, link)) {
      visited.add(new Exit(link, tags));
      through(bridge, link, tags, with(hops, link));
    }
  }

  private OptionalInt vlanOn(int lower, int vlan) {
    return net.links().stream()
        .filter(l ->
            KindData.isKind(net, l, VLAN)
                && net.get(new LinkKey(l)).number(LinkAttributes.LOWER) == lower
                && KindData.number(net, l, VLAN_ID).equals(OptionalInt.of(vlan)))
        .mapToInt(l -> l)
        .findFirst();
  }

  /// From one port of a bridge, or from the bridge itself, to its other ports.
  private void through(int bridge, int from, List<Integer> tags, List<Integer> hops) {
    for (int port : net.ports(bridge)) {
      if (port == from || !forwards(net, port) || isIsolated(from) && isIsolated(port)) {
        continue;
      }
      passed(bridge, from, port, tags).ifPresent(t -> out(port, t, hops));
    }
  }

  /// The tags with which frames leave by a port; nothing where the bridge's VLANs hold them back.
  private Optional<List<Integer>> passed(int bridge, int from, int to, List<Integer> tags) {
    if (!PortVlans.isFiltering(net, bridge)) {
      return Optional.of(tags);
    }
    OptionalInt vlan = PortVlans.inward(net, from, tags);
    if (vlan.isEmpty()) {
      return Optional.empty();
    }
    List<Integer> inner = tags.isEmpty() ? tags : tags.subList(1, tags.size());
    boolean comesBack =
        PortVlans.outward(net, from, vlan.getAsInt(), inner).equals(Optional.of(tags));
    return comesBack ? PortVlans.outward(net, to, vlan.getAsInt(), inner) : Optional.empty();
  }

  private boolean isIsolated(int port) {
    return net.get(new PortKey(port)).isOn(PortAttributes.ISOLATED);
  }

  private static List<Integer> with(List<Integer> hops, int link) {
    List<Integer> more = new ArrayList<>(hops);
    more.add(link);
    return List.copyOf(more);
  }
}
