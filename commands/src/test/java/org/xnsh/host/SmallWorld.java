package org.xnsh.host;

import java.util.List;
import java.util.Optional;
import org.xnsh.change.Step;
import org.xnsh.host.Topology.BridgePlan;
import org.xnsh.host.Topology.Cable;
import org.xnsh.host.Topology.End;
import org.xnsh.host.Topology.Gateway;
import org.xnsh.host.Topology.Place;
import org.xnsh.network.Attributes;
import org.xnsh.network.FdbAttributes;
import org.xnsh.network.IpAddress;
import org.xnsh.network.IpFamily;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.LinkName;
import org.xnsh.network.MacAddress;
import org.xnsh.network.NeighbourAttributes;
import org.xnsh.network.ObjectKey.FdbKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.NeighbourKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.network.Prefix;
import org.xnsh.network.RawOptions;
import org.xnsh.network.RouteAttributes;
import org.xnsh.network.RouteGroup;
import org.xnsh.network.Via;

/// What every host begins with under the contract, and steps about it: two bridges, four pairs of
/// which three near ends are ports, addresses and a default route.
final class SmallWorld {

  static final Topology TOPOLOGY =
      new Topology(
          "contract",
          List.of(cable("va", "pa"), cable("vb", "pb"), cable("vc", "pc"), cable("vd", "pd")),
          List.of(
              bridge("west", Optional.empty(), "10.0.2.1/24", List.of("vb", "va")),
              bridge(
                  "east",
                  Optional.of(MacAddress.parse("02:00:00:00:ee:01")),
                  "10.0.3.1/24",
                  List.of("vc"))),
          List.of(new Gateway(Place.DOM0, IpAddress.parse("10.0.1.1"), "pa")),
          List.of());

  private SmallWorld() {}

  private static Cable cable(String near, String far) {
    return new Cable(
        end(near, 0xa0 + near.charAt(1), List.of()),
        end(
            far,
            far.charAt(1),
            far.equals("pa")
                ? List.of(Prefix.parse("10.0.1.2/24"), Prefix.parse("10.0.1.3/24"))
                : List.of()));
  }

  private static End end(String name, int mac, List<Prefix> addresses) {
    return new End(
        Place.DOM0, name, new MacAddress(0x0200_0000_0000L | mac), true, true, true, addresses);
  }

  private static BridgePlan bridge(
      String name, Optional<MacAddress> mac, String address, List<String> ports) {
    return new BridgePlan(
        name, mac, false, 0, true, true, true, List.of(Prefix.parse(address)), ports);
  }

  static Step.Create bridge(int index, String name) {
    return new Step.Create(new LinkKey(index), link(name, "bridge"));
  }

  static Step.Create pair(int index, String name, int far, String farName) {
    return new Step.Create(new LinkKey(index), link(name, "veth"))
        .with(new LinkKey(far), link(farName, "veth"));
  }

  static Attributes link(String name, String kind) {
    return Attributes.none(ObjectKind.LINK)
        .with(LinkAttributes.NAME, new LinkName(name))
        .with(LinkAttributes.KIND, kind);
  }

  static Step master(int port, long master) {
    return Step.Set.of(new LinkKey(port), LinkAttributes.MASTER, master);
  }

  static Step alias(int link, String text) {
    return Step.Set.of(new LinkKey(link), LinkAttributes.ALIAS, text);
  }

  static RouteKey routeKey(String to, int link, String gateway) {
    Prefix destination = Prefix.parse(to);
    RouteGroup group =
        new RouteGroup(RouteGroup.MAIN, destination, Prefix.everything(IpFamily.IPV4), 0, 0);
    Via via = new Via.Leg(link, Optional.of(IpAddress.parse(gateway)), false, RawOptions.NONE);
    return new RouteKey(group, 1, via, 0);
  }

  static Step route(RouteKey key, Step.Place place) {
    return new Step.Create(
        key,
        Attributes.none(ObjectKind.ROUTE)
            .with(RouteAttributes.PROTOCOL, 4L)
            .with(RouteAttributes.SCOPE, 0L),
        place);
  }

  /// A static one.
  static Step.Create forwarding(int port) {
    return new Step.Create(
        new FdbKey(port, MacAddress.parse("02:00:00:00:00:99"), 0, false),
        Attributes.none(ObjectKind.FDB)
            .with(FdbAttributes.STATE, 64L)
            .with(FdbAttributes.FLAGS, 4L));
  }

  static Step.Create neighbour(int link) {
    return new Step.Create(
        new NeighbourKey(link, IpAddress.parse("10.0.1.77"), false),
        Attributes.none(ObjectKind.NEIGHBOUR)
            .with(NeighbourAttributes.STATE, 128L)
            .with(NeighbourAttributes.FLAGS, 0L)
            .with(NeighbourAttributes.MAC, MacAddress.parse("02:00:00:00:00:77"))
            .with(NeighbourAttributes.PROTOCOL, 4L));
  }

  static Step.Create proxy(int link) {
    return new Step.Create(
        new NeighbourKey(link, IpAddress.parse("10.0.1.88"), true),
        Attributes.none(ObjectKind.NEIGHBOUR)
            .with(NeighbourAttributes.FLAGS, 8L)
            .with(NeighbourAttributes.PROTOCOL, 4L));
  }
}
