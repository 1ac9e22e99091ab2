package org.xnsh.host.simulated;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xnsh.change.Step;
import org.xnsh.change.Step.Place;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpAddress;
import org.xnsh.network.IpFamily;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.NexthopKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.network.Prefix;
import org.xnsh.network.RawOptions;
import org.xnsh.network.RouteAttributes;
import org.xnsh.network.RouteGroup;
import org.xnsh.network.Via;

/// Steps about routes.
final class RouteDrawing {

  private static final int UNICAST = 1;

  /// RTAX_MTU and RTAX_INITCWND.
  private static final RawOptions MTU = RawOptions.NONE.with(2, new byte[] {(byte) 0x78, 5, 0, 0});

  private static final RawOptions WINDOW = RawOptions.NONE.with(11, new byte[] {10, 0, 0, 0});

  private RouteDrawing() {}

  static Optional<Step> of4(Dice dice, Network net) {
    return any(dice, net, IpFamily.IPV4);
  }

  static Optional<Step> of6(Dice dice, Network net) {
    return Optional.of(creation(dice, net, IpFamily.IPV6));
  }

  private static Optional<Step> any(Dice dice, Network net, IpFamily family) {
    if (!dice.in(3)) {
      return Optional.of(creation(dice, net, family));
    }
    List<RouteKey> there = own(net, family);
    if (dice.in(10)) {
      there = all(net, family);
    }
    return dice.maybe(there).map(k -> dice.in(5) ? change(dice, net, k) : deletion(net, k));
  }

  private static Step deletion(Network net, RouteKey key) {
    return new Step.Delete(key, net.get(key));
  }

  private static List<RouteKey> all(Network net, IpFamily family) {
    return net.routeGroups().stream()
        .filter(g -> g.family() == family)
        .sorted()
        .flatMap(g -> net.routes(g).stream())
        .toList();
  }

  private static List<RouteKey> own(Network net, IpFamily family) {
    return all(net, family).stream()
        .filter(k -> net.get(k).number(RouteAttributes.PROTOCOL) != 2)
        .toList();
  }

  /// Only of a route that stands alone: a request that replaces finds the first of equals.
  private static Step change(Dice dice, Network net, RouteKey key) {
    if (net.routes(key.group()).size() > 1 || key.via() instanceof Via.Nexthop) {
      return deletion(net, key);
    }
    return new Choices(ObjectKind.ROUTE)
        .of(RouteAttributes.PROTOCOL, 3L, 4L, 16L)
        .of(RouteAttributes.METRICS, MTU, WINDOW)
        .orNone(RouteAttributes.METRICS)
        .set(dice, key);
  }

  private static Step creation(Dice dice, Network net, IpFamily family) {
    boolean six = family == IpFamily.IPV6;
    int n = dice.below(2);
    Prefix to =
        dice.in(6)
            ? Prefix.everything(family)
            : Prefix.parse(
                six ? "2001:db8:f%d::/48".formatted(n) : "172.%d.0.0/16".formatted(16 + n));
    long table = dice.in(4) ? dice.one(100L, 1000L) : RouteGroup.MAIN;
    int tos = six || !dice.in(10) ? 0 : 4;
    long metric = dice.in(4) ? dice.one(10L, 1024L) : 0;
    // source-specific routes need a kernel with subtrees
    RouteGroup group = new RouteGroup(table, to, Prefix.everything(family), tos, metric);
    int type = dice.in(8) ? dice.one(6, 7, 8, 9, six ? 6 : 2, six ? 7 : 3) : UNICAST;
    Via via = type == UNICAST || type < 6 ? via(dice, net, family) : new Via.Nowhere();
    return new Step.Create(
        new RouteKey(group, type, via, 0),
        attributes(dice, family, type, via),
        six ? Place.ALONE : dice.one(Place.values()));
  }

  private static Attributes attributes(Dice dice, IpFamily family, int type, Via via) {
    boolean six = family == IpFamily.IPV6;
    Attributes.Builder route =
        Attributes.builder(ObjectKind.ROUTE)
            .put(RouteAttributes.PROTOCOL, dice.one(3L, 4L))
            .put(RouteAttributes.SCOPE, six ? 0L : scope(dice, type, via));
    if (six) {
      route.put(RouteAttributes.PREFERENCE, dice.in(5) ? dice.one(1L, 3L) : 0L);
    }
    if (dice.in(5)) {
      int n = 1 + dice.below(3);
      route.put(
          RouteAttributes.PREFERRED_SOURCE,
          IpAddress.parse((six ? "2001:db8:%d::%d" : "10.%d.0.%d").formatted(dice.below(2), n)));
    }
    if (dice.in(6)) {
      route.put(RouteAttributes.METRICS, dice.one(MTU, WINDOW));
    }
    return route.build();
  }

  private static long scope(Dice dice, int type, Via via) {
    if (dice.in(20)) {
      return dice.one(0L, 253L, 254L);
    }
    return switch (type) {
      case 2 -> 254;
      case 3 -> 253;
      default -> via instanceof Via.Leg leg && leg.gateway().isEmpty() ? 253 : 0;
    };
  }

  private static Via via(Dice dice, Network net, IpFamily family) {
    List<Long> nexthops = nexthops(net);
    if (dice.in(6) && !nexthops.isEmpty()) {
      return new Via.Nexthop(dice.in(10) ? 99 : dice.one(nexthops));
    }
    if (dice.in(6) && family == IpFamily.IPV4) {
      List<Via.Weighted> legs = new ArrayList<>();
      for (int link : dice.some(LinkDrawing.links(net))) {
        legs.add(new Via.Weighted(leg(dice, link, family), 1 + dice.below(3)));
      }
      return legs.isEmpty() ? new Via.Nowhere() : new Via.Multipath(legs);
    }
    // an IPv6 route by lo is turned into one that rejects
    boolean loopback = family == IpFamily.IPV4 && dice.in(12);
    return dice.maybe(loopback ? net.links() : LinkDrawing.links(net))
        .<Via>map(l -> leg(dice, l, family))
        .orElse(new Via.Nowhere());
  }

  static List<Long> nexthops(Network net) {
    return net.keys().stream()
        .filter(NexthopKey.class::isInstance)
        .map(k -> ((NexthopKey) k).id())
        .sorted()
        .toList();
  }

  private static Via.Leg leg(Dice dice, int link, IpFamily family) {
    Optional<IpAddress> gateway =
        dice.in(2) ? Optional.of(gateway(dice, family)) : Optional.empty();
    boolean onlink = family == IpFamily.IPV4 && gateway.isPresent() && dice.in(6);
    return new Via.Leg(link, gateway, onlink, RawOptions.NONE);
  }

  static IpAddress gateway(Dice dice, IpFamily family) {
    String text =
        family == IpFamily.IPV4 && !dice.in(20)
            ? "10.%d.0.%d".formatted(dice.below(2), dice.one(9, 9, 9, 1))
            : "fe80::9";
    return IpAddress.parse(text);
  }
}
