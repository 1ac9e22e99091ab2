package org.xnsh.host.simulated;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.xnsh.network.AddressAttributes;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpAddress;
import org.xnsh.network.IpFamily;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.network.Prefix;
import org.xnsh.network.RouteAttributes;
import org.xnsh.network.RouteGroup;
import org.xnsh.network.Via;

/// The routes that come and go with an IPv6 address: `addrconf_prefix_route`, `addrconf_dad_*`,
/// `ipv6_del_addr`.
final class Address6Routes {

  /// IP6_RT_PRIO_ADDRCONF.
  private static final long ADDRCONF_METRIC = 256;

  private static final int UNICAST = 1;
  private static final int LOCAL = 2;
  private static final int ANYCAST = 4;
  private static final int MULTICAST = 5;
  private static final Prefix GROUPS = Prefix.parse("ff00::/8");

  private Address6Routes() {}

  static Network added(Network net, AddressKey key) {
    Attributes address = net.get(key);
    Network changed = anycast(local(net, key), key);
    boolean loopback = net.get(new LinkKey(key.link())).number(LinkAttributes.HARDWARE_TYPE) == 772;
    if (loopback) {
      return changed;
    }
    for (Prefix to : subnets(key, address)) {
      changed = route(changed, UNICAST, RouteGroup.MAIN, to, key.link(), metric(address));
    }
    return changed;
  }

  static boolean hasLocal(Network net, AddressKey key) {
    return net.has(key(LOCAL, RouteGroup.LOCAL, Prefix.host(key.local().address()), key.link(), 0));
  }

  /// The route to the address's own subnet alone.
  static Network own(Network net, AddressKey key) {
    Attributes address = net.get(key);
    return address.isOn(AddressAttributes.NO_PREFIX_ROUTE)
        ? net
        : route(net, UNICAST, RouteGroup.MAIN, key.local().network(), key.link(), metric(address));
  }

  static Network local(Network net, AddressKey key) {
    Prefix host = Prefix.host(key.local().address());
    return route(net, LOCAL, RouteGroup.LOCAL, host, key.link(), 0);
  }

  static Network removed(Network net, AddressKey key, Attributes was) {
    Network changed =
        RouteModel.withoutRoute(
            net, key(LOCAL, RouteGroup.LOCAL, Prefix.host(key.local().address()), key.link(), 0));
    boolean shared =
        net.addresses(key.link(), IpFamily.IPV6).stream()
            .anyMatch(o -> hasAnycast(o) && lowest(o).equals(lowest(key)));
    changed = shared ? changed : withoutAnycast(changed, key);
    for (IpAddress far : key.peer().stream().toList()) {
      changed = withoutFirst(changed, key.link(), Prefix.host(far), true);
    }
    boolean own =
        was.get(AddressAttributes.VALID_UNTIL).isEmpty()
            && !was.isOn(AddressAttributes.NO_PREFIX_ROUTE);
    if (own && !isNeeded(net, key)) {
      changed = withoutFirst(changed, key.link(), key.local().network(), false);
    }
    IpAddress local = key.local().address();
    return RouteChecks.isOwn(net, local) ? changed : RouteModel.forgotSource(changed, local);
  }

  /// `check_cleanup_prefix_route`: an address of the same subnet keeps the route, even one that
  /// asks for none; with an address that was not for ever no route goes.
  private static boolean isNeeded(Network net, AddressKey key) {
    return net.addresses(key.link(), IpFamily.IPV6).stream()
        .anyMatch(o -> o.local().network().equals(key.local().network()));
  }

  /// It takes the first route by the link that there is, which is that of the lowest metric and may
  /// be somebody else's (`addrconf_get_prefix_route`).
  private static Network withoutFirst(Network net, int link, Prefix to, boolean byGateway) {
    return net.standingOn(link).stream()
        .filter(k -> k instanceof RouteKey)
        .map(k -> (RouteKey) k)
        .filter(r ->
            r.group().table() == RouteGroup.MAIN
                && r.group().destination().equals(to)
                && r.via() instanceof Via.Leg leg
                && (byGateway || leg.gateway().isEmpty()))
        .min(
            Comparator.comparingLong((RouteKey r) -> r.group().metric())
                .thenComparingInt(r -> net.routes(r.group()).indexOf(r)))
        .map(r -> RouteModel.withoutRoute(net, r))
        .orElse(net);
  }

  /// A router answers for the lowest address of each of its subnets (`addrconf_join_anycast`).
  static Network forwarding(Network before, Network after, int link) {
    boolean is = isRouter(after, link);
    if (isRouter(before, link) == is) {
      return after;
    }
    Network changed = after;
    for (AddressKey key : after.addresses(link, IpFamily.IPV6)) {
      changed = is ? anycast(changed, key) : withoutAnycast(changed, key);
    }
    return changed;
  }

  private static boolean isRouter(Network net, int link) {
    return SysctlModel.isOn(net, link, "net/ipv6/conf/*/forwarding");
  }

  private static Network anycast(Network net, AddressKey key) {
    return hasAnycast(key) && isRouter(net, key.link())
        ? route(net, ANYCAST, RouteGroup.LOCAL, lowest(key), key.link(), 0)
        : net;
  }

  private static boolean hasAnycast(AddressKey key) {
    return key.local().length() < 127;
  }

  private static Network withoutAnycast(Network net, AddressKey key) {
    return RouteModel.withoutRoute(net, key(ANYCAST, RouteGroup.LOCAL, lowest(key), key.link(), 0));
  }

  private static Prefix lowest(AddressKey key) {
    return Prefix.host(key.local().network().address());
  }

  static boolean hasMulticast(Network net, int link) {
    return net.has(key(MULTICAST, RouteGroup.LOCAL, GROUPS, link, ADDRCONF_METRIC));
  }

  static Network multicast(Network net, int link) {
    boolean loopback = net.get(new LinkKey(link)).number(LinkAttributes.HARDWARE_TYPE) == 772;
    return loopback ? net : route(net, MULTICAST, RouteGroup.LOCAL, GROUPS, link, ADDRCONF_METRIC);
  }

  /// The address's own, and the far end alone.
  private static Set<Prefix> subnets(AddressKey key, Attributes address) {
    Set<Prefix> subnets = new LinkedHashSet<>();
    if (!address.isOn(AddressAttributes.NO_PREFIX_ROUTE)) {
      subnets.add(key.local().network());
    }
    key.peer().ifPresent(far -> subnets.add(Prefix.host(far)));
    return subnets;
  }

  private static long metric(Attributes address) {
    long given = address.number(AddressAttributes.METRIC);
    return given == 0 ? ADDRCONF_METRIC : given;
  }

  private static Network route(
      Network net, int type, long table, Prefix to, int link, long metric) {
    RouteKey key = key(type, table, to, link, metric);
    if (net.has(key)) {
      return net;
    }
    return net.with(
        key,
        Attributes.builder(ObjectKind.ROUTE)
            .put(RouteAttributes.PROTOCOL, 2L)
            .put(RouteAttributes.SCOPE, 0L)
            .put(RouteAttributes.PREFERENCE, 0L)
            .build());
  }

  private static RouteKey key(int type, long table, Prefix to, int link, long metric) {
    RouteGroup group = new RouteGroup(table, to, Prefix.everything(IpFamily.IPV6), 0, metric);
    return new RouteKey(group, type, Via.leg(link, Optional.empty()), 0);
  }
}
