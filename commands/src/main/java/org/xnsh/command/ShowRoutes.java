package org.xnsh.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.xnsh.command.View.Cell;
import org.xnsh.command.View.Column;
import org.xnsh.command.View.Table;
import org.xnsh.command.View.Tone;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpAddress;
import org.xnsh.network.IpFamily;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.Prefix;
import org.xnsh.network.RouteAttributes;
import org.xnsh.network.RouteGroup;
import org.xnsh.network.Via;
import org.xnsh.network.Via.Leg;
import org.xnsh.network.Via.Multipath;
import org.xnsh.network.Via.Nexthop;
import org.xnsh.network.Via.Nowhere;
import org.xnsh.transaction.EditRefused;

/// `show routes`: IPv4 before IPv6, then by table, destination and metric; equal ones in the
/// kernel's order, of which the first wins.
final class ShowRoutes {

  private static final List<Column> COLUMNS =
      List.of(
          Column.of("Destination"),
          Column.of("Via"),
          Column.of("Link"),
          Column.of("Source"),
          Column.number("Metric"),
          Column.of("Protocol"),
          Column.of("Type"),
          Column.of("Table"),
          Column.of("Flags"));
  private static final List<String> TYPES =
      List.of(
          "",
          "unicast",
          "local",
          "broadcast",
          "anycast",
          "multicast",
          "blackhole",
          "unreachable",
          "prohibit",
          "throw");

  private ShowRoutes() {}

  /// @param table a name or number, `all`, or nothing for main
  static Result routes(
      Optional<String> destination, Optional<String> dev, Optional<String> table, Context context) {
    Network network = context.picture();
    OptionalInt link = dev.map(network::linkNamed).orElse(OptionalInt.empty());
    if (dev.isPresent() && link.isEmpty()) {
      return NotFound.link("link", dev.get(), network, network.links());
    }
    OptionalLong of;
    try {
      of =
          table.equals(Optional.of("all"))
              ? OptionalLong.empty()
              : OptionalLong.of(Numbered.table(table.orElse("main")));
    } catch (EditRefused e) {
      return Result.error(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
    List<RouteGroup> groups =
        network.routeGroups().stream()
            .filter(g -> of.isEmpty() || g.table() == of.getAsLong())
            .sorted()
            .toList();
    Predicate<RouteKey> by =
        r -> link.isEmpty() || r.via().links().anyMatch(l -> l == link.getAsInt());
    List<RouteKey> shown =
        groups.stream()
            .filter(g -> destination.map(d -> d.equals("all") || isNamed(g, d)).orElse(true))
            .flatMap(g -> network.routes(g).stream())
            .filter(by)
            .toList();
    if (destination.isPresent() && shown.isEmpty()) {
      return NotFound.of(
          "route to", destination.get(), groups.stream().map(ShowRoutes::destination).toList());
    }
    return Result.of(new Table(COLUMNS, shown.stream().map(r -> row(network, r)).toList()));
  }

  private static boolean isNamed(RouteGroup group, String typed) {
    return destination(group).equals(typed)
        || Prefix.tryParse(typed).filter(p -> p.equals(group.destination())).isPresent();
  }

  static String destination(RouteGroup group) {
    Prefix to = group.destination();
    boolean one = to.length() == to.family().bytes() * 8;
    return to.length() == 0 ? "default" : one ? to.address().toString() : to.toString();
  }

  private static List<Cell> row(Network network, RouteKey key) {
    Attributes route = network.get(key);
    int type = key.type();
    long metric = key.group().metric();
    boolean none = metric == 0 && key.group().family() == IpFamily.IPV4;
    return List.of(
        Cell.of(destination(key.group()), Tone.NAME),
        Cell.of(via(key.via())),
        Cell.of(String.join(" ", key.via().links().distinct().map(network::nameOf).toList())),
        Cell.of(route.get(RouteAttributes.PREFERRED_SOURCE).map(IpAddress::toString).orElse("")),
        none ? Cell.of("") : Cell.number(metric),
        Cell.of(Numbered.protocolText(route.number(RouteAttributes.PROTOCOL))),
        Cell.of(type > 0 && type < TYPES.size() ? TYPES.get(type) : Integer.toString(type)),
        Cell.of(Numbered.tableText(key.group().table())),
        flags(route));
  }

  private static Cell flags(Attributes route) {
    List<String> flags = new ArrayList<>();
    for (var flag :
        List.of(RouteAttributes.DEAD, RouteAttributes.LINK_DOWN, RouteAttributes.OFFLOADED)) {
      if (route.isOn(flag)) {
        flags.add(flag.name());
      }
    }
    return Cell.of(
        String.join(" ", flags), route.isOn(RouteAttributes.DEAD) ? Tone.BAD : Tone.WARNING);
  }

  private static String via(Via via) {
    return switch (via) {
      case Nowhere _ -> "";
      case Nexthop nexthop -> "nexthop " + nexthop.id();
      case Leg leg -> gateway(leg);
      case Multipath paths ->
          String.join(
              ", ",
              paths.legs().stream().map(w -> gateway(w.leg()) + " weight " + w.weight()).toList());
    };
  }

  private static String gateway(Leg leg) {
    return leg.gateway().map(IpAddress::toString).orElse("") + (leg.onlink() ? " onlink" : "");
  }
}
