package org.xnsh.host.simulated;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.xnsh.change.Refusal;
import org.xnsh.host.linux.netlink.Errno;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpAddress;
import org.xnsh.network.IpFamily;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.NexthopAttributes;
import org.xnsh.network.Nexthops;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.NexthopKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.RouteAttributes;
import org.xnsh.network.RouteGroup;
import org.xnsh.network.Via;

/// Which IPv4 route an address takes: `fib_lookup` and `fib_table_lookup` of net/ipv4. The longest
/// prefix first; of equal ones those of the table local before those of main, which are one trie as
/// long as nobody adds a rule, then by metric and in the kernel's order. What is refused by the
/// first route that fits is refused.
///
/// @param tables that are looked in as one
/// @param link that must be left by; 0 for any
/// @param scope the widest that counts
record Lookup4(Network net, List<Long> tables, int link, long scope) {

  private static final int UNICAST = 1;
  private static final int LOCAL = 2;
  private static final int MULTICAST = 5;

  /// The tables that every address is looked up in.
  private static final List<Long> USUAL = List.of(RouteGroup.LOCAL, RouteGroup.MAIN);

  /// What stands on the way to a gateway (`fib_check_nh_v4_gw`): first in the table that the new
  /// route is for, then in the usual ones.
  ///
  /// @param table of the new route; 0 where it is of none yet
  static RouteKey gateway(Network net, IpAddress gateway, int link, long scope, long table)
      throws Refusal {
    if (table != 0 && table != RouteGroup.MAIN) {
      Optional<RouteKey> way = new Lookup4(net, alone(table), link, scope).find(gateway);
      if (way.isPresent() && refusal(net, way.get()) == 0) {
        return way.get();
      }
    }
    Optional<RouteKey> way = new Lookup4(net, USUAL, link, scope).find(gateway);
    int errno = way.map(w -> refusal(net, w)).orElse(Errno.ENETUNREACH);
    if (errno != 0) {
      throw Errors.of(errno, "Nexthop has invalid gateway");
    }
    return way.orElseThrow();
  }

  /// Whether the address is one of this host (`inet_addr_type_table`).
  static boolean isLocal(Network net, IpAddress address, long table) {
    return !isGroup(address)
        && new Lookup4(net, alone(table), 0, 0)
            .find(address)
            .filter(way -> way.type() == LOCAL)
            .isPresent();
  }

  /// What kind of address it is to this host, whatever the link (`inet_addr_type_dev_table` hands
  /// on no link).
  static int type(Network net, IpAddress address) {
    if (isGroup(address)) {
      return MULTICAST;
    }
    return new Lookup4(net, USUAL, 0, 0)
        .find(address)
        .map(RouteKey::type)
        .filter(type -> !RouteChecks.isError(type))
        .orElse(UNICAST);
  }

  /// Whether it is no host's address but a group's.
  static boolean isGroup(IpAddress address) {
    return (address.bytes()[0] & 0xf0) == 0xe0;
  }

  private static List<Long> alone(long table) {
    return USUAL.contains(table) ? USUAL : List.of(table);
  }

  /// `fib_props`: what a route answers that leads nowhere; 0 for one that leads somewhere.
  private static int refusal(Network net, RouteKey way) {
    return switch (way.type()) {
      case 6 -> Errno.EINVAL;
      case 7 -> Errno.EHOSTUNREACH;
      case 8 -> Errno.EACCES;
      case 9 -> Errno.ENETUNREACH;
      default ->
          way.via() instanceof Via.Nexthop hop && Nexthops.drops(net, hop.id()) ? Errno.EINVAL : 0;
    };
  }

  private Optional<RouteKey> find(IpAddress to) {
    return net.routeGroups().stream()
        .filter(g -> g.family() == IpFamily.IPV4 && g.tos() == 0)
        .filter(g -> tables.contains(g.table()) && g.destination().contains(to))
        .sorted(
            Comparator.comparingInt((RouteGroup g) -> -g.destination().length())
                .thenComparingLong(g -> -g.table())
                .thenComparingLong(RouteGroup::metric))
        .flatMap(g -> net.routes(g).stream())
        .filter(this::fits)
        .findFirst();
  }

  private boolean fits(RouteKey way) {
    return net.get(way).number(RouteAttributes.SCOPE) >= scope
        && (refusal(net, way) != 0 || link == 0 || leads(way));
  }

  /// By a leg that is not dead: a leg of several dies with its link, a route of one is gone then.
  private boolean leads(RouteKey way) {
    return links(net, way.via())
        .anyMatch(l ->
            l == link
                && (!(way.via() instanceof Via.Multipath)
                    || net.get(new LinkKey(l)).isOn(LinkAttributes.UP)));
  }

  private static Stream<Integer> links(Network net, Via via) {
    return via instanceof Via.Nexthop hop ? devices(net, hop.id()) : via.links();
  }

  private static Stream<Integer> devices(Network net, long id) {
    Attributes hop = net.get(new NexthopKey(id));
    List<String> members = Nexthops.members(hop);
    return members.isEmpty()
        ? Stream.of((int) hop.number(NexthopAttributes.DEVICE))
        : members.stream().flatMap(m -> devices(net, Nexthops.idOf(m)));
  }
}
