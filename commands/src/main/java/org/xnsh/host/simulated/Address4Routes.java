package org.xnsh.host.simulated;

import java.util.Comparator;
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

/// The routes that come with an IPv4 address, `fib_add_ifaddr` of net/ipv4/fib_frontend.c, and how
/// the kernel asks itself for them, `fib_magic`. How they go is told in [Address4Loss].
final class Address4Routes {

  private static final int UNICAST = 1;
  private static final int LOCAL = 2;
  private static final int BROADCAST = 3;
  private static final long LINK_SCOPE = 253;
  private static final long HOST_SCOPE = 254;

  /// RTPROT_KERNEL.
  private static final long KERNEL = 2;

  private Address4Routes() {}

  /// The local route always; broadcast and connected routes while the link is up. A secondary's
  /// routes name the primary as their source.
  static Network added(Network net, AddressKey key) {
    Attributes address = net.get(key);
    boolean secondary = address.isOn(AddressAttributes.SECONDARY);
    IpAddress local = key.local().address();
    IpAddress source = (secondary ? primary(net, key).orElse(key) : key).local().address();
    int link = key.link();
    Network changed = route(net, LOCAL, Prefix.host(local), link, source, 0);
    if (!LinkState.isUp(net, link)) {
      return changed;
    }
    for (IpAddress broadcast : address.get(AddressAttributes.BROADCAST).stream().toList()) {
      changed = route(changed, BROADCAST, Prefix.host(broadcast), link, source, 0);
    }
    Prefix subnet = Address4Model.subnet(key);
    if (secondary || !hasSubnet(key)) {
      return changed;
    }
    if (!address.isOn(AddressAttributes.NO_PREFIX_ROUTE)) {
      long metric = address.number(AddressAttributes.METRIC);
      changed = route(changed, connected(net, link), subnet, link, source, metric);
    }
    return subnet.length() < 31
        ? route(changed, BROADCAST, Prefix.host(last(subnet)), link, source, 0)
        : changed;
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
            || !hasSubnet(key);
    if (none) {
      return net;
    }
    int type = connected(net, key.link());
    Network changed = route(net, type, subnet, key.link(), local, after);
    return gone(changed, type, subnet, key.link(), local, before);
  }

  /// The address of a link that decides for its subnet (`inet_ifa_byprefix`).
  static Optional<AddressKey> primary(Network net, AddressKey key) {
    Prefix subnet = Address4Model.subnet(key);
    return net.addresses(key.link(), IpFamily.IPV4).stream()
        .filter(a -> Address4Model.subnet(a).equals(subnet))
        .findFirst();
  }

  /// Whether routes to a subnet come with an address beside the one to itself.
  static boolean hasSubnet(AddressKey key) {
    Prefix subnet = Address4Model.subnet(key);
    return !isZero(subnet) && !subnet.equals(Prefix.host(key.local().address()));
  }

  /// `ipv4_is_zeronet`.
  static boolean isZero(Prefix subnet) {
    return subnet.address().bytes()[0] == 0;
  }

  /// The type of a route to a subnet of this link.
  static int connected(Network net, int link) {
    boolean loopback = net.get(new LinkKey(link)).number(LinkAttributes.HARDWARE_TYPE) == 772;
    return loopback ? LOCAL : UNICAST;
  }

  /// The subnet's last address, which is its broadcast address.
  static IpAddress last(Prefix subnet) {
    byte[] bytes = subnet.address().bytes();
    for (int bit = subnet.length(); bit < 32; bit++) {
      bytes[bit / 8] |= (byte) (0x80 >>> bit % 8);
    }
    return IpAddress.of(bytes);
  }

  private static Network route(
      Network net, int type, Prefix to, int link, IpAddress source, long metric) {
    if (!isValidSource(net, type, to, source)) {
      return net;
    }
    RouteKey key = key(type, to, link, metric);
    Attributes route =
        Attributes.builder(ObjectKind.ROUTE)
            .put(RouteAttributes.PROTOCOL, KERNEL)
            .put(RouteAttributes.SCOPE, scope(type))
            .put(RouteAttributes.PREFERRED_SOURCE, source)
            .build();
    boolean there =
        net.routes(key.group()).stream()
            .anyMatch(r ->
                r.type() == type
                    && r.via().equals(key.via())
                    && net.get(r).without(RouteAttributes.LINK_DOWN).equals(route));
    return there ? net : RouteModel.inserted(net, key, route);
  }

  /// `fib_valid_prefsrc`: a group is no source, nor an address whose local route somebody took
  /// away; what names one is refused, and the kernel does without it.
  private static boolean isValidSource(Network net, int type, Prefix to, IpAddress source) {
    return type == LOCAL && to.equals(Prefix.host(source))
        || Lookup4.isLocal(net, source, RouteGroup.LOCAL);
  }

  private static long scope(int type) {
    return type == LOCAL ? HOST_SCOPE : LINK_SCOPE;
  }

  /// Takes one of the kernel's own routes away: what is looked at is said in `fib_table_delete`.
  static Network gone(Network net, int type, Prefix to, int link, IpAddress source, long metric) {
    RouteKey key = key(type, to, link, metric);
    return metrics(net, key.group())
        .flatMap(g -> net.routes(g).stream())
        .filter(r -> r.type() == type && leads(r.via(), link))
        .filter(r -> isOwn(net.get(r), type, source))
        .findFirst()
        .map(r -> RouteModel.removed(net, r))
        .orElse(net);
  }

  /// Of several legs the first one counts (`fib_nh_match`).
  private static boolean leads(Via via, int link) {
    return switch (via) {
      case Via.Leg leg -> leg.link() == link;
      case Via.Multipath paths -> paths.legs().getFirst().leg().link() == link;
      case Via.Nowhere _, Via.Nexthop _ -> false;
    };
  }

  private static boolean isOwn(Attributes route, int type, IpAddress source) {
    return route.number(RouteAttributes.PROTOCOL) == KERNEL
        && route.number(RouteAttributes.SCOPE) == scope(type)
        && route.get(RouteAttributes.PREFERRED_SOURCE).equals(Optional.of(source));
  }

  /// A request to delete that names no metric takes the lowest that fits (`fib_nh_match`).
  private static Stream<RouteGroup> metrics(Network net, RouteGroup group) {
    if (group.metric() != 0) {
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
