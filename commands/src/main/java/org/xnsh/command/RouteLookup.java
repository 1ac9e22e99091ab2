package org.xnsh.command;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.xnsh.network.IpAddress;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.RouteGroup;
import org.xnsh.network.Via;

/// Routes of the picture that lead to an address: the longest prefix, then the lowest metric, then
/// the order.
final class RouteLookup {

  private RouteLookup() {}

  private static Stream<RouteKey> inTable(Network network, IpAddress to, long table) {
    return network.routeGroups().stream()
        .filter(g -> g.table() == table && g.destination().contains(to))
        .filter(g -> !network.routes(g).isEmpty())
        .sorted(
            Comparator.comparingInt((RouteGroup g) -> -g.destination().length())
                .thenComparingLong(RouteGroup::metric))
        .flatMap(g -> network.routes(g).stream());
  }

  /// The link on which a gateway is a neighbour: by the best route of main that has no gateway of
  /// its own.
  static Optional<Integer> link(Network network, IpAddress gateway) {
    return inTable(network, gateway, RouteGroup.MAIN)
        .filter(k -> k.via() instanceof Via.Leg leg && leg.gateway().isEmpty() && k.type() == 1)
        .map(k -> ((Via.Leg) k.via()).link())
        .findFirst();
  }
}
