package org.xnsh.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpAddress;
import org.xnsh.network.IpFamily;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.NexthopKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.Prefix;
import org.xnsh.network.RouteAttributes;
import org.xnsh.network.RouteGroup;
import org.xnsh.network.Via;
import org.xnsh.transaction.EditRefused;
import org.xnsh.transaction.EditRefused.Reason;

/// Pictures with a route more, less or in place of another.
final class RouteEdits {

  private static final long BOOT = 3;
  private static final long LINK = 253;
  private static final long HOST = 254;

  /// IP6_RT_PRIO_USER.
  private static final long METRIC6 = 1024;

  /// Where a new route goes.
  enum Where {
    ADD,
    REPLACE,
    APPEND,
    PREPEND
  }

  private RouteEdits() {}

  static Network put(Network network, List<String> words, Optional<IpFamily> only, Where where)
      throws EditRefused {
    RouteWords given = RouteWords.read(network, words, only);
    RouteGroup group = group(given);
    Via via = given.via();
    int type = given.type.orElse(1);
    if (via instanceof Via.Nexthop nexthop && !network.has(new NexthopKey(nexthop.id()))) {
      throw new EditRefused(
          Reason.NOT_FOUND,
          "there is no nexthop " + nexthop.id(),
          "they are listed by: nexthop show");
    }
    List<RouteKey> equals = network.routes(group);
    Network rest = network;
    if (!equals.isEmpty() && where == Where.ADD) {
      throw WordReader.failed(
          "a route to " + group.destination() + " with this metric exists already",
          "use: route replace, route append, or another metric");
    }
    List<RouteKey> order = new ArrayList<>(equals);
    if (!equals.isEmpty() && where == Where.REPLACE) {
      rest = network.without(order.removeFirst());
    }
    int twin = 0;
    while (rest.has(new RouteKey(group, type, via, twin))) {
      twin++;
    }
    RouteKey key = new RouteKey(group, type, via, twin);
    boolean first =
        where == Where.REPLACE || where == Where.PREPEND && group.family() == IpFamily.IPV4;
    order.add(first ? 0 : order.size(), key);
    return rest.with(key, attributes(given, key)).withRouteOrder(group, order);
  }

  private static RouteGroup group(RouteWords given) throws EditRefused {
    IpFamily family = given.family();
    long metric = given.metric.orElse(0);
    boolean own = given.type.orElse(1) >= 2 && given.type.orElse(1) <= 5;
    return new RouteGroup(
        given.table.orElse(own ? RouteGroup.LOCAL : RouteGroup.MAIN),
        given.destination(),
        Prefix.everything(family),
        0,
        family == IpFamily.IPV6 && metric == 0 ? METRIC6 : metric);
  }

  /// What `ip` and the kernel fill in (iproute.c, rtm_to_fib6_config).
  private static Attributes attributes(RouteWords given, RouteKey key) {
    Attributes is = given.attributes;
    if (is.get(RouteAttributes.PROTOCOL).isEmpty()) {
      is = is.with(RouteAttributes.PROTOCOL, BOOT);
    }
    if (key.group().family() == IpFamily.IPV6) {
      is = is.with(RouteAttributes.SCOPE, 0L);
      return is.with(RouteAttributes.PREFERENCE, is.get(RouteAttributes.PREFERENCE, 0L));
    }
    return is.with(RouteAttributes.SCOPE, is.get(RouteAttributes.SCOPE, scope(key)));
  }

  private static long scope(RouteKey key) {
    return switch (key.type()) {
      case 2 -> HOST;
      case 3, 4, 5 -> LINK;
      default -> key.via() instanceof Via.Leg leg && leg.gateway().isEmpty() ? LINK : 0;
    };
  }

  /// The first that has all that is said of it, by metric and order, as the kernel looks for it.
  static Network delete(Network network, List<String> words, Optional<IpFamily> only)
      throws EditRefused {
    RouteWords given = RouteWords.read(network, words, only);
    Prefix destination = given.destination();
    long table = given.table.orElse(RouteGroup.MAIN);
    return network.routeGroups().stream()
        .filter(g -> g.table() == table && g.destination().equals(destination))
        .filter(g -> given.metric.isEmpty() || g.metric() == given.metric.getAsLong())
        .sorted()
        .flatMap(g -> network.routes(g).stream())
        .filter(k -> fits(network, k, given))
        .findFirst()
        .map(network::without)
        .orElseThrow(() ->
            new EditRefused(
                Reason.NOT_FOUND,
                "there is no such route to " + destination,
                "routes are listed by: route show"));
  }

  static boolean fits(Network network, RouteKey key, RouteWords given) {
    Attributes is = network.get(key);
    boolean[] same = {given.type.isEmpty() || given.type.get() == key.type()};
    given.attributes.forEach(
        (a, v) -> same[0] &= is.get(a).filter(value -> value.equals(v)).isPresent());
    if (given.nexthop.isPresent()) {
      same[0] &= key.via().equals(new Via.Nexthop(given.nexthop.getAsLong()));
    }
    return same[0]
        && (given.link == 0 || key.via().links().anyMatch(l -> l == given.link))
        && given.gateway.map(g -> gateways(key.via()).contains(g)).orElse(true)
        && given.legs.stream().allMatch(l -> leg(key.via(), l));
  }

  private static boolean leg(Via via, RouteWords.Leg leg) {
    return (leg.link() == 0 || via.links().anyMatch(l -> l == leg.link()))
        && leg.gateway().map(g -> gateways(via).contains(g)).orElse(true);
  }

  private static List<IpAddress> gateways(Via via) {
    return switch (via) {
      case Via.Nowhere _, Via.Nexthop _ -> List.of();
      case Via.Leg leg -> leg.gateway().stream().toList();
      case Via.Multipath paths ->
          paths.legs().stream().flatMap(w -> w.leg().gateway().stream()).toList();
    };
  }
}
