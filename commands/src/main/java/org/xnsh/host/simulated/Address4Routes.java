package org.xnsh.host.simulated;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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

/// The routes that come and go with an IPv4 address: `fib_add_ifaddr` and `fib_del_ifaddr` of
/// net/ipv4/fib_frontend.c.
final class Address4Routes {

  private static final int UNICAST = 1;
  private static final int LOCAL = 2;
  private static final int BROADCAST = 3;
  private static final long LINK_SCOPE = 253;
  private static final long HOST_SCOPE = 254;

  private Address4Routes() {}

  /// The local route always; broadcast and connected routes while the link is up. A secondary's
  /// routes name the primary as their source.
  static Network added(Network net, AddressKey key) {
    Attributes address = net.get(key);
    IpAddress local = key.local().address();
    IpAddress source = source(net, key);
    int link = key.link();
    Network changed = route(net, LOCAL, Prefix.host(local), link, source, 0);
    // a group is no source address: the other routes are refused (`fib_valid_prefsrc`)
    if (!LinkState.isUp(net, link) || (source.bytes()[0] & 0xf0) == 0xe0) {
      return changed;
    }
    for (IpAddress broadcast : address.get(AddressAttributes.BROADCAST).stream().toList()) {
      changed = route(changed, BROADCAST, Prefix.host(broadcast), link, source, 0);
    }
    Prefix subnet = Address4Model.subnet(key);
    boolean own =
        !address.isOn(AddressAttributes.SECONDARY)
            && subnet.length() > 0
            && !(subnet.address().equals(local) && subnet.length() == 32);
    if (!own) {
      return changed;
    }
    if (!address.isOn(AddressAttributes.NO_PREFIX_ROUTE)) {
      int type = isLoopback(net, link) ? LOCAL : UNICAST;
      changed =
          route(changed, type, subnet, link, source, address.number(AddressAttributes.METRIC));
    }
    return subnet.length() < 31
        ? route(changed, BROADCAST, Prefix.host(last(subnet)), link, source, 0)
        : changed;
  }

  /// Takes an address's routes away, but those that another address of the link still needs; when
  /// nobody has the address any more, routes that name it as their source go too
  /// (`fib_sync_down_addr`).
  static Network removed(Network net, AddressKey key, Attributes was) {
    IpAddress local = key.local().address();
    int link = key.link();
    Prefix subnet = Address4Model.subnet(key);
    IpAddress source = was.isOn(AddressAttributes.SECONDARY) ? source(net, key) : local;
    // a route that names another source is another route
    List<AddressKey> others =
        net.addresses(link, IpFamily.IPV4).stream()
            .filter(o -> source(net, o).equals(source))
            .toList();
    Network changed = net;
    if (!was.isOn(AddressAttributes.SECONDARY)) {
      int type = isLoopback(net, link) ? LOCAL : UNICAST;
      if (!was.isOn(AddressAttributes.NO_PREFIX_ROUTE)) {
        changed = gone(changed, type, subnet, link, source, was.number(AddressAttributes.METRIC));
      }
      if (subnet.length() < 31
          && others.stream().noneMatch(o -> broadcasts(net, o, last(subnet)))) {
        changed = gone(changed, BROADCAST, Prefix.host(last(subnet)), link, source, 0);
      }
    }
    for (IpAddress broadcast : was.get(AddressAttributes.BROADCAST).stream().toList()) {
      if (others.stream().noneMatch(o -> broadcasts(net, o, broadcast))) {
        changed = gone(changed, BROADCAST, Prefix.host(broadcast), link, source, 0);
      }
    }
    if (others.stream().anyMatch(o -> o.local().address().equals(local))) {
      return changed;
    }
    changed = gone(changed, LOCAL, Prefix.host(local), link, source, 0);
    return RouteChecks.isOwn(changed, local) ? changed : RouteModel.withoutSource(changed, local);
  }

  /// `fib_modify_prefix_metric`: the connected route moves, nothing else.
  static Network metric(Network net, AddressKey key, Attributes was) {
    Attributes is = net.get(key);
    Prefix subnet = Address4Model.subnet(key);
    IpAddress local = key.local().address();
    long before = was.number(AddressAttributes.METRIC);
    long after = is.number(AddressAttributes.METRIC);
    boolean none =
        before == after
            || !LinkState.isUp(net, key.link())
            || is.isOn(AddressAttributes.SECONDARY)
            || is.isOn(AddressAttributes.NO_PREFIX_ROUTE)
            || subnet.equals(Prefix.host(local));
    if (none) {
      return net;
    }
    int type = isLoopback(net, key.link()) ? LOCAL : UNICAST;
    Network changed = route(net, type, subnet, key.link(), local, after);
    return gone(changed, type, subnet, key.link(), local, before);
  }

  /// Takes a secondary's routes away before its primary changes.
  static Network hidden(Network net, AddressKey key) {
    IpAddress source = source(net, key);
    int link = key.link();
    Network changed = gone(net, LOCAL, Prefix.host(key.local().address()), link, source, 0);
    for (IpAddress broadcast : net.get(key).get(AddressAttributes.BROADCAST).stream().toList()) {
      boolean needed =
          net.addresses(link, IpFamily.IPV4).stream()
              .filter(o -> !Address4Model.subnet(o).equals(Address4Model.subnet(key)))
              .filter(o -> source(net, o).equals(source))
              .anyMatch(o -> broadcasts(net, o, broadcast));
      changed =
          needed ? changed : gone(changed, BROADCAST, Prefix.host(broadcast), link, source, 0);
    }
    return changed;
  }

  private static boolean broadcasts(Network net, AddressKey other, IpAddress broadcast) {
    Prefix subnet = Address4Model.subnet(other);
    return net.get(other).get(AddressAttributes.BROADCAST).equals(Optional.of(broadcast))
        || !Address4Model.isSecondary(net, other)
            && subnet.length() < 31
            && last(subnet).equals(broadcast);
  }

  private static IpAddress source(Network net, AddressKey key) {
    Prefix subnet = Address4Model.subnet(key);
    return net.addresses(key.link(), IpFamily.IPV4).stream()
        .filter(a -> !Address4Model.isSecondary(net, a))
        .filter(a -> Address4Model.subnet(a).equals(subnet))
        .filter(_ -> Address4Model.isSecondary(net, key) || !net.has(key))
        .map(a -> a.local().address())
        .findFirst()
        .orElse(key.local().address());
  }

  private static boolean isLoopback(Network net, int link) {
    return net.get(new LinkKey(link)).number(LinkAttributes.HARDWARE_TYPE) == 772;
  }

  /// The subnet's last address, which is its broadcast address.
  private static IpAddress last(Prefix subnet) {
    byte[] bytes = subnet.address().bytes();
    for (int bit = subnet.length(); bit < 32; bit++) {
      bytes[bit / 8] |= (byte) (0x80 >>> bit % 8);
    }
    return IpAddress.of(bytes);
  }

  private static Network route(
      Network net, int type, Prefix to, int link, IpAddress source, long metric) {
    RouteKey key = key(type, to, link, metric);
    boolean there =
        net.routes(key.group()).stream()
            .anyMatch(r ->
                r.type() == type
                    && r.via().equals(key.via())
                    && net.get(r)
                        .get(RouteAttributes.PREFERRED_SOURCE)
                        .equals(Optional.of(source)));
    if (there) {
      return net;
    }
    Attributes route =
        Attributes.builder(ObjectKind.ROUTE)
            .put(RouteAttributes.PROTOCOL, 2L)
            .put(RouteAttributes.SCOPE, type == LOCAL ? HOST_SCOPE : LINK_SCOPE)
            .put(RouteAttributes.PREFERRED_SOURCE, source)
            .build();
    return RouteModel.inserted(net, key, route);
  }

  private static Network gone(
      Network net, int type, Prefix to, int link, IpAddress source, long metric) {
    RouteKey key = key(type, to, link, metric);
    return metrics(net, key.group())
        .flatMap(g -> net.routes(g).stream())
        .filter(r -> r.type() == type && r.via().equals(key.via()))
        .filter(r -> net.get(r).get(RouteAttributes.PREFERRED_SOURCE).equals(Optional.of(source)))
        .findFirst()
        .map(r -> RouteModel.removed(net, r))
        .orElse(net);
  }

  /// A request to delete that names no metric takes the lowest there is (`fib_nh_match`).
  private static Stream<RouteGroup> metrics(Network net, RouteGroup group) {
    if (group.metric() != 0 || !net.routes(group).isEmpty()) {
      return Stream.of(group);
    }
    return net.routeGroups().stream()
        .filter(g -> g.table() == group.table() && g.destination().equals(group.destination()))
        .filter(g -> g.source().equals(group.source()) && g.tos() == group.tos())
        .sorted(Comparator.comparingLong(RouteGroup::metric));
  }

  private static RouteKey key(int type, Prefix to, int link, long metric) {
    long table = type == UNICAST ? RouteGroup.MAIN : RouteGroup.LOCAL;
    RouteGroup group = new RouteGroup(table, to, Prefix.everything(IpFamily.IPV4), 0, metric);
    return new RouteKey(group, type, Via.leg(link, Optional.empty()), 0);
  }
}
