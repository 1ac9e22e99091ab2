package org.xnsh.host.simulated;

import java.util.Comparator;
import java.util.Optional;
import org.xnsh.change.Refusal;
import org.xnsh.host.linux.netlink.Errno;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpAddress;
import org.xnsh.network.IpFamily;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.NexthopKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.RouteAttributes;
import org.xnsh.network.RouteGroup;
import org.xnsh.network.Via;

/// What a kernel asks of a next step before it takes it: `fib_check_nh`, `fib_valid_prefsrc`,
/// `ip6_validate_gw`.
final class RouteChecks {

  private static final int LOCAL = 2;
  private static final long LINK_SCOPE = 253;

  private RouteChecks() {}

  static void via(Network net, ObjectKey key, IpFamily family, Via via) throws Refusal {
    switch (via) {
      case Via.Nowhere _ -> {}
      case Via.Nexthop hop -> {
        if (!net.has(new NexthopKey(hop.id()))) {
          throw Errors.of(Errno.EINVAL, "Nexthop id does not exist");
        }
      }
      case Via.Leg leg -> leg(net, key, family, leg);
      case Via.Multipath paths -> {
        for (Via.Weighted path : paths.legs()) {
          leg(net, key, family, path.leg());
        }
      }
    }
  }

  static void leg(Network net, ObjectKey key, IpFamily family, Via.Leg leg) throws Refusal {
    if (!net.has(new LinkKey(leg.link()))) {
      throw Errors.of(key, Errno.ENODEV);
    }
    Optional<IpAddress> gateway = leg.gateway();
    // the way to an IPv4 gateway is looked for before the link's state is
    if (gateway.isPresent() && gateway.get().family() == IpFamily.IPV4 && !leg.onlink()) {
      gateway4(net, gateway.get(), leg.link());
    }
    if (!LinkState.isUp(net, leg.link())) {
      throw Errors.of(
          Errno.ENETDOWN,
          leg.onlink() || family == IpFamily.IPV6
              ? "Nexthop device is not up"
              : "Device for nexthop is not up");
    }
    if (family == IpFamily.IPV6 && Address6Model.isDisabled(net, leg.link())) {
      throw Errors.of(Errno.EACCES, "IPv6 is disabled on nexthop device");
    }
    if (gateway.isPresent() && gateway.get().family() == IpFamily.IPV6 && !leg.onlink()) {
      gateway6(net, key, gateway.get(), leg.link());
    }
  }

  /// The gateway must be found by a route of link scope or narrower that leaves by the same link.
  private static void gateway4(Network net, IpAddress gateway, int link) throws Refusal {
    Optional<RouteKey> way =
        net.routeGroups().stream()
            .filter(g -> g.family() == IpFamily.IPV4 && g.destination().contains(gateway))
            .filter(g -> g.table() == RouteGroup.MAIN || g.table() == RouteGroup.LOCAL)
            .flatMap(g -> net.routes(g).stream())
            .filter(r -> r.via().links().anyMatch(l -> l == link))
            .filter(r -> net.get(r).number(RouteAttributes.SCOPE) >= LINK_SCOPE)
            .max(
                Comparator.comparingInt((RouteKey r) -> r.group().destination().length())
                    .thenComparingLong(r -> r.group().table()));
    if (way.isEmpty()) {
      throw Errors.of(Errno.ENETUNREACH, "Nexthop has invalid gateway");
    }
    if (way.get().type() > LOCAL) {
      throw Errors.of(Errno.EINVAL, "Nexthop has invalid gateway");
    }
  }

  private static void gateway6(Network net, ObjectKey key, IpAddress gateway, int link)
      throws Refusal {
    if (isOwn(net, gateway)) {
      throw Errors.of(Errno.EINVAL, "Gateway can not be a local address");
    }
    boolean found =
        gateway.isLinkLocal6()
            || net.standingOn(link).stream()
                .anyMatch(k ->
                    k instanceof RouteKey r
                        && r.group().destination().contains(gateway)
                        && r.via() instanceof Via.Leg leg
                        && leg.gateway().isEmpty());
    if (!found) {
      throw Errors.of(key, Errno.EHOSTUNREACH);
    }
  }

  /// The source that a route names must be an address of this host.
  static void source(Network net, IpFamily family, Attributes route) throws Refusal {
    Optional<IpAddress> source = route.get(RouteAttributes.PREFERRED_SOURCE);
    if (source.isPresent() && !isOwn(net, source.get())) {
      throw Errors.of(
          Errno.EINVAL,
          family == IpFamily.IPV4 ? "Invalid prefsrc address" : "Invalid source address");
    }
  }

  static boolean isOwn(Network net, IpAddress address) {
    for (int link : net.links()) {
      for (AddressKey key : net.addresses(link, address.family())) {
        if (key.local().address().equals(address)) {
          return true;
        }
      }
    }
    return false;
  }
}
