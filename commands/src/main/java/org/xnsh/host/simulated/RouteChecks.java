package org.xnsh.host.simulated;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.xnsh.change.Refusal;
import org.xnsh.host.linux.netlink.Errno;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpAddress;
import org.xnsh.network.IpFamily;
import org.xnsh.network.Network;
import org.xnsh.network.NexthopAttributes;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.NexthopKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.RouteAttributes;
import org.xnsh.network.RouteGroup;
import org.xnsh.network.Via;

/// What a kernel asks of a next step before it takes it: `fib_check_nh`, `fib_valid_prefsrc`,
/// `ip6_validate_gw`.
final class RouteChecks {

  private static final int LOOPBACK = 1;
  private static final int UNICAST = 1;
  private static final int LOCAL = 2;
  private static final int BROADCAST = 3;
  private static final int ANYCAST = 4;
  private static final long LINK_SCOPE = 253;
  private static final long HOST_SCOPE = 254;

  private RouteChecks() {}

  /// RTN_BLACKHOLE and what comes after it answer with an error.
  static boolean isError(int type) {
    return type >= 6 && type <= 9;
  }

  static void route(Network net, RouteKey key, Attributes given) throws Refusal {
    IpFamily family = key.group().family();
    boolean four = family == IpFamily.IPV4;
    long scope = given.number(RouteAttributes.SCOPE);
    if (four && widest(key.type()) > scope) {
      throw Errors.of(Errno.EINVAL, "Invalid scope");
    }
    if (four && isError(key.type())) {
      return; // nothing more of it is looked at
    }
    if (!isError(key.type())) { // what rejects leads to lo, up or down (`fib6_nh_init`)
      via(net, key, family, key.via(), scope);
    }
    source(net, key, given);
  }

  /// The widest scope of a type: `fib_props` in net/ipv4/fib_semantics.c.
  private static long widest(int type) {
    return switch (type) {
      case LOCAL -> HOST_SCOPE;
      case BROADCAST, ANYCAST -> LINK_SCOPE;
      default -> 0;
    };
  }

  private static void via(Network net, ObjectKey key, IpFamily family, Via via, long scope)
      throws Refusal {
    switch (via) {
      case Via.Nowhere _ -> {}
      case Via.Nexthop hop -> {
        if (!net.has(new NexthopKey(hop.id()))) {
          throw Errors.of(Errno.EINVAL, "Nexthop id does not exist");
        }
        if (net.get(new NexthopKey(hop.id())).isOn(NexthopAttributes.FDB)) {
          throw Errors.of(Errno.EINVAL, "Route cannot point to a fdb nexthop");
        }
        if (family == IpFamily.IPV4) {
          NexthopModel.checkScope(net, hop.id(), scope);
        }
      }
      case Via.Leg leg -> leg(net, key, family, leg, scope);
      case Via.Multipath paths -> {
        if (family == IpFamily.IPV4 && scope == HOST_SCOPE) {
          throw Errors.of(Errno.EINVAL, "Route with host scope can not have multiple nexthops");
        }
        boolean lone = paths.legs().stream().anyMatch(l -> l.leg().gateway().isEmpty());
        if (family == IpFamily.IPV6 && lone) {
          throw Errors.of(
              Errno.EINVAL,
              "Device only routes can not be added for IPv6 using the multipath API.");
        }
        for (Via.Weighted path : paths.legs()) {
          leg(net, key, family, path.leg(), scope);
        }
      }
    }
  }

  static void leg(Network net, ObjectKey key, IpFamily family, Via.Leg leg, long scope)
      throws Refusal {
    if (family == IpFamily.IPV4 && scope == HOST_SCOPE) {
      if (leg.gateway().isPresent()) {
        throw Errors.of(Errno.EINVAL, "Route with host scope can not have a gateway");
      }
      if (!net.has(new LinkKey(leg.link()))) {
        throw Errors.of(key, Errno.ENODEV);
      }
      return;
    }
    if (!net.has(new LinkKey(leg.link()))) {
      throw Errors.of(key, Errno.ENODEV);
    }
    Optional<IpAddress> gateway = leg.gateway();
    boolean over6 = gateway.filter(g -> g.family() == IpFamily.IPV6).isPresent();
    // the way to an IPv4 gateway is looked for before the link's state is
    if (gateway.isPresent() && !over6) {
      gateway4(net, key, gateway.get(), leg, scope);
    }
    if (family == IpFamily.IPV6 || over6) {
      leg6(net, key, leg);
    } else if (!LinkState.isUp(net, leg.link())) {
      throw Errors.of(
          Errno.ENETDOWN,
          leg.onlink() ? "Nexthop device is not up" : "Device for nexthop is not up");
    }
  }

  /// `fib6_nh_init`.
  private static void leg6(Network net, ObjectKey key, Via.Leg leg) throws Refusal {
    boolean up = LinkState.isUp(net, leg.link());
    if (leg.onlink() && !up) {
      throw Errors.of(Errno.ENETDOWN, "Nexthop device is not up");
    }
    if (!Address6Presence.isPresent(net, leg.link())) {
      throw Errors.of(key, Errno.ENODEV);
    }
    if (leg.gateway().isPresent()) {
      if (leg.onlink()) {
        onlink6(net, leg.gateway().get(), leg.link());
      } else {
        gateway6(net, key, leg.gateway().get(), leg.link());
      }
    }
    if (Address6Model.isDisabled(net, leg.link())) {
      throw Errors.of(Errno.EACCES, "IPv6 is disabled on nexthop device");
    }
    if (!up) {
      throw Errors.of(Errno.ENETDOWN, "Nexthop device is not up");
    }
  }

  /// The gateway must be found by a route of a narrower scope than the new one's, of link scope at
  /// least, that leaves by the same link; one that is on link need only not be this host itself.
  private static void gateway4(
      Network net, ObjectKey key, IpAddress gateway, Via.Leg leg, long scope) throws Refusal {
    if (leg.onlink()) {
      if (scope >= LINK_SCOPE) {
        throw Errors.of(Errno.EINVAL, "Nexthop has invalid scope");
      }
      if (LinkState.isUp(net, leg.link()) && Lookup4.type(net, gateway) != UNICAST) {
        throw Errors.of(Errno.EINVAL, "Nexthop has invalid gateway");
      }
      return;
    }
    long table = key instanceof RouteKey route ? route.group().table() : 0;
    long least = Math.max(LINK_SCOPE, scope + 1);
    RouteKey way = Lookup4.gateway(net, gateway, leg.link(), least, table);
    if (way.type() > LOCAL) {
      throw Errors.of(Errno.EINVAL, "Nexthop has invalid gateway");
    }
  }

  /// `ip6_validate_gw`: a link-local address is local to one link, any other to the host.
  private static void notOwn6(Network net, IpAddress gateway, int link) throws Refusal {
    boolean own =
        gateway.isLinkLocal6()
            ? net.addresses(link, IpFamily.IPV6).stream()
                .anyMatch(a -> a.local().address().equals(gateway))
            : isOwn(net, gateway);
    if (own) {
      throw Errors.of(Errno.EINVAL, "Gateway can not be a local address");
    }
  }

  private static void notLoopback6(int link) throws Refusal {
    if (link == LOOPBACK) {
      throw Errors.of(Errno.EINVAL, "Egress device can not be loopback device for this route");
    }
  }

  /// `ip6_route_check_nh_onlink`: the gateway may be anywhere, but not where routes lead over other
  /// links alone, the default route excepted.
  private static void onlink6(Network net, IpAddress gateway, int link) throws Refusal {
    notOwn6(net, gateway, link);
    List<RouteKey> ways = gateway.isLinkLocal6() ? List.of() : nearest6(net, gateway);
    boolean rejects = ways.stream().allMatch(r -> isError(r.type()));
    if (!rejects && ways.stream().noneMatch(r -> r.via().links().anyMatch(l -> l == link))) {
      throw Errors.of(Errno.EINVAL, "Nexthop has invalid gateway or device mismatch");
    }
    notLoopback6(link);
  }

  /// The routes of the lowest metric of the longest prefix that has the address, but for the
  /// default route.
  private static List<RouteKey> nearest6(Network net, IpAddress address) {
    List<RouteKey> ways =
        net.routeGroups().stream()
            .filter(g -> g.table() == RouteGroup.MAIN && g.destination().contains(address))
            .filter(g -> g.destination().length() > 0)
            .flatMap(g -> net.routes(g).stream())
            .toList();
    Comparator<RouteGroup> first =
        Comparator.comparingInt((RouteGroup g) -> -g.destination().length())
            .thenComparingLong(RouteGroup::metric);
    return ways.stream()
        .filter(r -> ways.stream().noneMatch(o -> first.compare(o.group(), r.group()) < 0))
        .toList();
  }

  private static void gateway6(Network net, ObjectKey key, IpAddress gateway, int link)
      throws Refusal {
    notOwn6(net, gateway, link);
    boolean found =
        gateway.isLinkLocal6()
            || net.standingOn(link).stream()
                .anyMatch(k ->
                    k instanceof RouteKey r
                        && !isError(r.type())
                        && r.group().destination().contains(gateway)
                        && r.via() instanceof Via.Leg leg
                        && leg.gateway().isEmpty());
    if (!found) {
      throw Errors.of(key, Errno.EHOSTUNREACH);
    }
    notLoopback6(link);
  }

  /// The source that a route names must be an address of this host.
  private static void source(Network net, RouteKey key, Attributes route) throws Refusal {
    RouteGroup group = key.group();
    Optional<IpAddress> source = route.get(RouteAttributes.PREFERRED_SOURCE);
    if (source.isEmpty() || isOwn(net, source.get())) {
      return;
    }
    if (group.family() == IpFamily.IPV6) {
      throw Errors.of(Errno.EINVAL, "Invalid source address");
    }
    if (key.type() == LOCAL && group.destination().address().equals(source.get())) {
      return; // also a multicast address, which is local nowhere
    }
    // a further table may have a local route of its own (`fib_valid_prefsrc`)
    if (group.table() == RouteGroup.MAIN || !Lookup4.isLocal(net, source.get(), group.table())) {
      throw Errors.of(Errno.EINVAL, "Invalid prefsrc address");
    }
  }

  static boolean isOwn(Network net, IpAddress address) {
    if (address.family() == IpFamily.IPV4) {
      return Lookup4.isLocal(net, address, RouteGroup.LOCAL);
    }
    return net.links().stream()
        .flatMap(l -> net.addresses(l, address.family()).stream())
        .anyMatch(a -> a.local().address().equals(address));
  }
}
