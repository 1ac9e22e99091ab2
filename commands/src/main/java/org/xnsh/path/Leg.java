package org.xnsh.path;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpAddress;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.NexthopAttributes;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.NexthopKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.Via;

/// One of the ways of a route: the link that packets leave by, and whom they are handed to.
///
/// @param gateway none where the destination itself is the neighbour
record Leg(int link, Optional<IpAddress> gateway) {

  /// All ways of a route that could be taken; a hash over the packet chooses among them. A way over
  /// a link that is down is dead and passed over.
  static List<Leg> of(Network net, RouteKey route) {
    return all(net, route).filter(l -> isUp(net, l.link())).distinct().toList();
  }

  /// Whether the route is one that the kernel would take.
  static boolean isAlive(Network net, RouteKey route) {
    return route.via() instanceof Via.Nowhere || all(net, route).anyMatch(l -> isUp(net, l.link()));
  }

  private static Stream<Leg> all(Network net, RouteKey route) {
    return switch (route.via()) {
      case Via.Nowhere _ -> Stream.empty();
      case Via.Leg leg -> Stream.of(leg(leg));
      case Via.Multipath several -> several.legs().stream().map(w -> leg(w.leg()));
      case Via.Nexthop hop -> object(net, hop.id()).stream();
    };
  }

  private static Leg leg(Via.Leg leg) {
    return new Leg(leg.link(), leg.gateway());
  }

  private static List<Leg> object(Network net, long id) {
    Attributes hop = net.get(new NexthopKey(id));
    String group = hop.text(NexthopAttributes.GROUP);
    List<Leg> legs = new ArrayList<>();
    if (group.isEmpty()) {
      hop.get(NexthopAttributes.DEVICE)
          .ifPresent(d -> legs.add(new Leg(d.intValue(), hop.get(NexthopAttributes.GATEWAY))));
      return legs;
    }
    for (String member : group.split("/", -1)) {
      legs.addAll(object(net, Long.parseLong(member.split(",", -1)[0])));
    }
    return legs;
  }

  private static boolean isUp(Network net, int link) {
    return net.get(new LinkKey(link)).isOn(LinkAttributes.UP);
  }
}
