package org.xnsh.command;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.xnsh.change.Footprint;
import org.xnsh.change.Footprint.AllNexthops;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.NexthopKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.Prefix;
import org.xnsh.network.RouteGroup;
import org.xnsh.transaction.EditRefused;

/// `show routes`: IPv4 before IPv6, then by table, destination and metric; equal ones in the
/// kernel's order, of which the first wins.
final class ShowRoutes {

  private ShowRoutes() {}

  /// @param destination a prefix, or an address, or `all`
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
        r -> link.isEmpty() || ViaText.links(network, r.via()).anyMatch(l -> l == link.getAsInt());
    List<RouteKey> shown =
        groups.stream()
            .filter(g -> destination.map(d -> d.equals("all") || isNamed(g, d)).orElse(true))
            .flatMap(g -> network.routes(g).stream())
            .filter(by)
            .toList();
    if (destination.isPresent() && shown.isEmpty()) {
      return NotFound.of(
          "route to", destination.get(), groups.stream().map(RouteViews::destination).toList());
    }
    return Result.of(RouteViews.routes(network, shown));
  }

  private static boolean isNamed(RouteGroup group, String typed) {
    return RouteViews.destination(group).equals(typed)
        || Prefix.tryParse(typed).filter(p -> p.equals(group.destination())).isPresent();
  }

  static Result nexthops(Optional<String> id, Context context) throws IOException {
    Network network = context.host().refresh(Footprint.of(new AllNexthops()));
    List<NexthopKey> all = RouteViews.nexthopKeys(network);
    List<NexthopKey> shown =
        all.stream().filter(k -> id.map(i -> i.equals("" + k.id())).orElse(true)).toList();
    return id.isPresent() && shown.isEmpty()
        ? NotFound.of("nexthop", id.get(), all.stream().map(k -> "" + k.id()).toList())
        : Result.of(RouteViews.nexthops(network, shown));
  }
}
