package org.xnsh.host.simulated;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.xnsh.change.Refusal;
import org.xnsh.change.Step.Place;
import org.xnsh.host.linux.netlink.Errno;
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpAddress;
import org.xnsh.network.IpFamily;
import org.xnsh.network.Network;
import org.xnsh.network.Nexthops;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.RouteAttributes;
import org.xnsh.network.RouteGroup;
import org.xnsh.network.Via;

/// Routes: `fib_table_insert`, `fib_sync_down_dev` and `fib_sync_down_addr` of net/ipv4,
/// `fib6_add_rt2node` and `fib6_ifdown` of net/ipv6.
final class RouteModel {

  private static final int LOCAL = 2;
  private static final long HOST_SCOPE = 254;

  /// IP6_RT_PRIO_USER, what a metric of 0 means in IPv6.
  private static final long USER_METRIC6 = 1024;

  private RouteModel() {}

  static Network create(Network net, RouteKey asked, Attributes given, Place place) throws Refusal {
    RouteKey named = metered(asked);
    // a route by a nexthop that drops is looked at as what it was asked for as
    RouteChecks.route(net, named, given);
    RouteKey key = blackholed(net, named);
    IpFamily family = key.group().family();
    List<RouteKey> equals = net.routes(key.group());
    boolean same =
        equals.stream().anyMatch(r -> alike(r, key) && sameButDerived(net.get(r), given));
    if (same || place == Place.ALONE && !equals.isEmpty()) {
      throw Errors.of(key, Errno.EEXIST);
    }
    boolean four = family == IpFamily.IPV4;
    Attributes shown =
        four || !RouteChecks.isError(named.type())
            ? given
            : given.with(RouteAttributes.PREFERENCE, 0L);
    return placed(net, key, shown, four && place == Place.FIRST);
  }

  /// A route by a nexthop object that drops everything is told as a blackhole.
  private static RouteKey blackholed(Network net, RouteKey key) {
    boolean drops = key.via() instanceof Via.Nexthop hop && Nexthops.drops(net, hop.id());
    return drops ? new RouteKey(key.group(), 6, key.via(), key.twin()) : key;
  }

  /// How a kernel shows an IPv6 route: with a metric, and by `lo` where it leads nowhere.
  private static RouteKey metered(RouteKey key) {
    RouteGroup g = key.group();
    if (g.family() == IpFamily.IPV4) {
      return key;
    }
    RouteGroup group =
        g.metric() == 0
            ? new RouteGroup(g.table(), g.destination(), g.source(), g.tos(), USER_METRIC6)
            : g;
    Via via =
        RouteChecks.isError(key.type()) && key.via() instanceof Via.Nowhere
            ? Via.leg(1, Optional.empty())
            : key.via();
    return new RouteKey(group, key.type(), via, key.twin());
  }

  static Network delete(Network net, RouteKey asked) throws Refusal {
    RouteKey key = net.has(asked) ? asked : metered(asked);
    if (!net.has(key)) {
      throw Errors.of(key, Errno.ESRCH);
    }
    return removed(net, key);
  }

  static Network set(Network net, RouteKey key, Attribute<?> attribute, Optional<?> value)
      throws Refusal {
    Attributes was = net.find(key).orElseThrow(() -> Errors.absent(key));
    Attributes is = was.withAny(attribute, value);
    RouteChecks.route(net, key, is);
    return net.with(key, is);
  }

  /// A route that the kernel itself makes goes after its equals (NLM_F_APPEND in `fib_magic`).
  static Network inserted(Network net, RouteKey key, Attributes route) {
    return placed(net, key, route, false);
  }

  private static Network placed(Network net, RouteKey key, Attributes route, boolean first) {
    List<RouteKey> before = net.routes(key.group());
    int twin = (int) before.stream().filter(r -> alike(r, key)).count();
    RouteKey free = new RouteKey(key.group(), key.type(), key.via(), twin);
    boolean carries = key.via().links().allMatch(l -> LinkState.hasCarrier(net, l));
    Attributes shown =
        key.type() != 1 || carries ? route : route.with(RouteAttributes.LINK_DOWN, true);
    Network changed = net.with(free, shown);
    if (!first || before.isEmpty()) {
      return changed;
    }
    List<RouteKey> order = new ArrayList<>(List.of(free));
    order.addAll(before);
    return numbered(changed.withRouteOrder(key.group(), order), key.group());
  }

  static Network removed(Network net, RouteKey key) {
    return net.has(key) ? numbered(net.without(key), key.group()) : net;
  }

  static Network withoutRoute(Network net, RouteKey key) {
    return removed(net, key);
  }

  /// Twins count in the kernel's order.
  private static Network numbered(Network net, RouteGroup group) {
    Map<RouteKey, Integer> seen = new HashMap<>();
    List<RouteKey> now = net.routes(group);
    List<RouteKey> then = new ArrayList<>();
    for (RouteKey key : now) {
      int twin = seen.merge(new RouteKey(group, key.type(), key.via(), 0), 1, Integer::sum) - 1;
      then.add(new RouteKey(group, key.type(), key.via(), twin));
    }
    if (then.equals(now)) {
      return net;
    }
    Network changed = net.withoutAll(now);
    for (int i = 0; i < now.size(); i++) {
      changed = changed.with(then.get(i), net.get(now.get(i)));
    }
    return changed;
  }

  private static boolean alike(RouteKey one, RouteKey other) {
    return one.type() == other.type() && one.via().equals(other.via());
  }

  private static boolean sameButDerived(Attributes one, Attributes other) {
    return one.differing(other).stream().noneMatch(a -> a.standing().isRestored());
  }

  /// The link is gone. An IPv4 multipath route goes whole with one of its links, an IPv6 one loses
  /// the leg.
  static Network withoutLink(Network net, int link) {
    Network changed = net;
    for (RouteKey key : on(net, link, _ -> true)) {
      changed = removed(changed, key);
      if (key.group().family() == IpFamily.IPV6 && key.via() instanceof Via.Multipath paths) {
        List<Via.Weighted> rest =
            paths.legs().stream().filter(w -> w.leg().link() != link).toList();
        Via via = rest.size() == 1 ? rest.getFirst().leg() : new Via.Multipath(rest);
        changed =
            rest.isEmpty()
                ? changed
                : inserted(changed, new RouteKey(key.group(), key.type(), via, 0), net.get(key));
      }
    }
    return changed;
  }

  /// The link has lost one family, its last address for IPv4: multipath routes live while another
  /// of their links is up.
  static Network withoutLink(Network net, int link, IpFamily family) {
    return lost(net, on(net, link, r -> r.group().family() == family && !lives(net, r, link)));
  }

  /// IPv4 routes that are not of this host itself go with the link's state (the nexthop of a route
  /// of host scope has scope nowhere, which `fib_sync_down_dev` spares). IPv6 has its own way:
  /// [Address6Model#linkDown].
  static Network linkDown(Network net, int link) {
    return lost(
        net,
        on(
            net,
            link,
            r ->
                r.group().family() == IpFamily.IPV4
                    && !(r.type() == LOCAL
                        || net.get(r).number(RouteAttributes.SCOPE) == HOST_SCOPE)
                    && !lives(net, r, link)));
  }

  private static boolean lives(Network net, RouteKey key, int without) {
    return key.via() instanceof Via.Multipath
        && key.via().links().anyMatch(l -> l != without && LinkState.isUp(net, l));
  }

  /// An IPv4 route that names an address which is gone goes, also one that answers with an error
  /// (`pfsrc_removed` in `fib_sync_down_addr`), but for those of other tables than main.
  static Network withoutSource(Network net, IpAddress source) {
    Network changed = net;
    for (RouteKey key : naming(net, source)) {
      changed = key.group().table() == RouteGroup.MAIN ? removed(changed, key) : changed;
    }
    return changed;
  }

  /// An IPv6 route only forgets its source (`fib6_remove_prefsrc`).
  static Network forgotSource(Network net, IpAddress source) {
    Network changed = net;
    for (RouteKey key : naming(net, source)) {
      changed = changed.with(key, net.get(key).without(RouteAttributes.PREFERRED_SOURCE));
    }
    return changed;
  }

  private static List<RouteKey> naming(Network net, IpAddress source) {
    return net.routeGroups().stream()
        .filter(g -> g.family() == source.family())
        .flatMap(g -> net.routes(g).stream())
        .filter(r -> net.get(r).get(RouteAttributes.PREFERRED_SOURCE).equals(Optional.of(source)))
        .toList();
  }

  static Network withoutNexthop(Network net, long id) {
    Via via = new Via.Nexthop(id);
    List<RouteKey> through =
        net.routeGroups().stream()
            .flatMap(g -> net.routes(g).stream())
            .filter(r -> r.via().equals(via))
            .toList();
    return lost(net, through);
  }

  /// Routes stay when carrier is lost; they show it.
  static Network carrier(Network net, int link, boolean has) {
    Network changed = net;
    for (RouteKey key : on(net, link, r -> r.type() == 1)) {
      Attributes route = net.get(key);
      changed =
          changed.with(
              key,
              has
                  ? route.without(RouteAttributes.LINK_DOWN)
                  : route.with(RouteAttributes.LINK_DOWN, true));
    }
    return changed;
  }

  /// Twins from the last one on, so that those still to be removed keep their numbers.
  private static Network lost(Network net, List<RouteKey> keys) {
    Network changed = net;
    for (RouteKey key : keys) {
      changed = removed(changed, key);
    }
    return changed;
  }

  private static List<RouteKey> on(Network net, int link, Predicate<RouteKey> which) {
    List<RouteKey> found = new ArrayList<>();
    for (ObjectKey standing : net.standingOn(link)) {
      if (standing instanceof RouteKey route && which.test(route)) {
        found.add(route);
      }
    }
    found.sort((a, b) -> Integer.compare(b.twin(), a.twin()));
    return found;
  }
}
