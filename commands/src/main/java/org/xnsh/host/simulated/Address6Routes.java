package org.xnsh.host.simulated;

import java.util.Optional;
import org.xnsh.network.AddressAttributes;
import org.xnsh.network.Attributes;
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
  private static final int MULTICAST = 5;
  private static final Prefix GROUPS = Prefix.parse("ff00::/8");

  private Address6Routes() {}

  static Network added(Network net, AddressKey key) {
    Attributes address = net.get(key);
    Network changed =
        route(net, LOCAL, RouteGroup.LOCAL, Prefix.host(key.local().address()), key.link(), 0);
    boolean loopback = net.get(new LinkKey(key.link())).number(LinkAttributes.HARDWARE_TYPE) == 772;
    if (address.isOn(AddressAttributes.NO_PREFIX_ROUTE) || loopback) {
      return changed;
    }
    return route(changed, UNICAST, RouteGroup.MAIN, subnet(key), key.link(), metric(address));
  }

  static Network removed(Network net, AddressKey key, Attributes was) {
    Network changed =
        RouteModel.withoutRoute(
            net, key(LOCAL, RouteGroup.LOCAL, Prefix.host(key.local().address()), key.link(), 0));
    boolean needed =
        net.addresses(key.link(), IpFamily.IPV6).stream()
            .anyMatch(o ->
                subnet(o).equals(subnet(key))
                    && !net.get(o).isOn(AddressAttributes.NO_PREFIX_ROUTE));
    if (!needed && !was.isOn(AddressAttributes.NO_PREFIX_ROUTE)) {
      changed =
          RouteModel.withoutRoute(
              changed, key(UNICAST, RouteGroup.MAIN, subnet(key), key.link(), metric(was)));
    }
    return RouteModel.withoutSource(changed, key.local().address());
  }

  static Network multicast(Network net, int link) {
    return route(net, MULTICAST, RouteGroup.LOCAL, GROUPS, link, ADDRCONF_METRIC);
  }

  private static Prefix subnet(AddressKey key) {
    return new Prefix(key.peer().orElse(key.local().address()), key.local().length()).network();
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
