package org.xnsh.command;

import java.util.List;
import org.xnsh.change.Footprint;
import org.xnsh.change.Footprint.AddressesOf;
import org.xnsh.change.Footprint.AllNexthops;
import org.xnsh.change.Footprint.Area;
import org.xnsh.change.Footprint.FdbOf;
import org.xnsh.change.Footprint.MdbOf;
import org.xnsh.change.Footprint.NeighboursOf;
import org.xnsh.change.Footprint.OneLink;
import org.xnsh.change.Footprint.PortsOf;
import org.xnsh.change.Footprint.RoutesOf;
import org.xnsh.change.Footprint.SysctlsOf;
import org.xnsh.change.Footprint.VlansOf;
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.LinkName;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKind;

/// Pictures with a bridge more, a bridge less or a bridge otherwise. Whether an operator may want
/// that is checked before, in the words of the program that they used.
final class BridgeEdits {

  private BridgeEdits() {}

  /// With a new bridge that is down and has no ports. The kernel chooses its ifindex: until then it
  /// has a negative one.
  static Network create(Network network, LinkName name) {
    int index = -1;
    while (network.has(new LinkKey(index))) {
      index--;
    }
    Attributes link =
        Attributes.builder(ObjectKind.LINK)
            .put(LinkAttributes.NAME, name)
            .put(LinkAttributes.KIND, "bridge")
            .build();
    return network
        .with(new LinkKey(index), link)
        .with(new BridgeKey(index), Attributes.none(ObjectKind.BRIDGE));
  }

  /// Without a bridge and all that stands on it; its ports are free.
  static Network delete(Network network, int bridge) {
    Network rest = network;
    for (int port : List.copyOf(network.ports(bridge))) {
      rest = PortEdits.detach(rest, port);
    }
    return rest.withoutLink(bridge);
  }

  /// All that the deletion of a bridge would lose.
  static Footprint ofDeletion(Network network, int bridge) {
    Footprint all =
        Footprint.of(
            new OneLink(bridge),
            new PortsOf(bridge),
            new AddressesOf(bridge),
            new RoutesOf(bridge),
            new AllNexthops(),
            new NeighboursOf(bridge),
            new FdbOf(bridge),
            new MdbOf(bridge),
            new VlansOf(bridge),
            new SysctlsOf(bridge));
    Area[] ports =
        network.ports(bridge).stream()
            .flatMap(p -> List.<Area>of(new FdbOf(p), new VlansOf(p)).stream())
            .toArray(Area[]::new);
    return all.and(Footprint.of(ports));
  }

  static <V> Network set(Network network, int bridge, Attribute<V> attribute, V value) {
    return network.with(new BridgeKey(bridge), attribute, value);
  }
}
