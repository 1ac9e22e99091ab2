package org.xnsh.change;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpFamily;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.RouteGroup;

/// The IPv6 routes that come with addresses and with nothing else: their metric is 0, which a
/// request cannot ask for (ip6_route_info_create makes 1024 of it). A bridge and its ports may have
/// the same link-local address; where their routes are in another order, the addresses are given
/// again in that order.
final class LocalRoutes {

  private LocalRoutes() {}

  static boolean isOne(RouteGroup group) {
    return group.family() == IpFamily.IPV6 && group.metric() == 0;
  }

  /// The addresses that have to be given again, in order.
  static Set<AddressKey> given(
      Network before,
      Network target,
      Difference difference,
      BiPredicate<ObjectKey, Attributes> counts) {
    Set<AddressKey> again = new LinkedHashSet<>();
    Set<RouteGroup> groups = new LinkedHashSet<>();
    for (ObjectKey key : difference.keys()) {
      if (key instanceof RouteKey k
          && isOne(k.group())
          && target.routes(k.group()).stream().allMatch(r -> counts.test(r, target.get(r)))) {
        groups.add(k.group());
      }
    }
    for (RouteGroup group : groups) {
      List<RouteKey> was = before.routes(group).stream().filter(target::has).toList();
      List<RouteKey> shall = target.routes(group);
      int kept = Beginning.of(was, shall, _ -> true);
      for (RouteKey route : shall.subList(kept, shall.size())) {
        address(target, route).ifPresent(again::add);
      }
    }
    return again;
  }

  private static Optional<AddressKey> address(Network network, RouteKey route) {
    return route
        .via()
        .links()
        .flatMap(link -> network.addresses(link, IpFamily.IPV6).stream())
        .filter(a -> a.local().address().equals(route.group().destination().address()))
        .findFirst();
  }
}
