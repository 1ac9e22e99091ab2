package org.xnsh.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.xnsh.command.View.Cell;
import org.xnsh.command.View.Column;
import org.xnsh.command.View.Table;
import org.xnsh.command.View.Tone;
import org.xnsh.host.NeighbourEntry;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpFamily;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.NexthopKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.ObjectKey.RuleKey;
import org.xnsh.network.Prefix;
import org.xnsh.network.RouteAttributes;
import org.xnsh.network.Via;

/// Routes, nexthops, rules and neighbours as tables.
final class RouteViews {

  private RouteViews() {}

  static View routes(Network network, List<RouteKey> routes) {
    return new Table(
        List.of(
            Column.of("Type"),
            Column.of("Destination"),
            Column.of("Via"),
            Column.of("Source"),
            Column.of("Table"),
            Column.number("Metric"),
            Column.of("Proto"),
            Column.of("Scope"),
            Column.of("Domain")),
        routes.stream().map(k -> route(network, k)).toList());
  }

  private static List<Cell> route(Network network, RouteKey key) {
    Attributes is = network.get(key);
    String domains =
        key.via()
            .links()
            .map(l -> DomainNames.of(network, l))
            .filter(n -> !n.isEmpty())
            .distinct()
            .collect(Collectors.joining(" "));
    return List.of(
        Cell.of(RouteWords.typeText(key.type())),
        Cell.of(prefix(key.group().destination()), Tone.NAME),
        Cell.of(via(network, key.via())),
        Cell.of(is.get(RouteAttributes.PREFERRED_SOURCE).map(Object::toString).orElse("")),
        Cell.of(Numbered.tableText(key.group().table())),
        Cell.number(key.group().metric()),
        Cell.of(Numbered.protocolText(is.number(RouteAttributes.PROTOCOL))),
        Cell.of(Numbered.scopeText(is.number(RouteAttributes.SCOPE))),
        Cell.of(domains));
  }

  private static String prefix(Prefix prefix) {
    if (prefix.length() == 0) {
      return "default";
    }
    boolean one = prefix.length() == prefix.family().bytes() * 8;
    return one ? prefix.address().toString() : prefix.toString();
  }

  static String via(Network network, Via via) {
    return switch (via) {
      case Via.Nowhere _ -> "";
      case Via.Nexthop n -> "nhid " + n.id();
      case Via.Leg l ->
          l.gateway().map(g -> "via " + g + " ").orElse("")
              + "dev "
              + network.nameOf(l.link())
              + (l.onlink() ? " onlink" : "");
      case Via.Multipath m ->
          m.legs().stream()
              .map(w -> "nexthop " + via(network, w.leg()) + " weight " + w.weight())
              .collect(Collectors.joining(", "));
    };
  }

  static View nexthops(Network network) {
    List<NexthopKey> keys =
        network.keys().stream()
            .filter(k -> k instanceof NexthopKey)
            .map(k -> (NexthopKey) k)
            .sorted((a, b) -> Long.compare(a.id(), b.id()))
            .toList();
    return new Table(
        List.of(Column.number("Id"), Column.of("Nexthop")),
        keys.stream()
            .map(k -> List.of(Cell.number(k.id()), Cell.of(network.get(k).toString())))
            .toList());
  }

  static View rules(Network network, Optional<IpFamily> only) {
    List<List<Cell>> rows = new ArrayList<>();
    for (IpFamily family : IpFamily.values()) {
      if (only.orElse(IpFamily.IPV4) == family) {
        for (RuleKey key : RuleEdits.rules(network, family)) {
          rows.add(List.of(Cell.number(key.priority()), Cell.of(text(network, key))));
        }
      }
    }
    return new Table(List.of(Column.number("Priority"), Column.of("Rule")), rows);
  }

  private static String text(Network network, ObjectKey key) {
    return network.get(key).toString();
  }

  static View neighbours(Network network, List<NeighbourEntry> entries) {
    List<Column> columns =
        List.of(
            Column.of("Address"),
            Column.of("Link"),
            Column.of("MAC"),
            Column.of("State"),
            Column.of("Domain"));
    return new Table(columns, entries.stream().map(e -> neighbour(network, e)).toList());
  }

  private static List<Cell> neighbour(Network network, NeighbourEntry entry) {
    return List.of(
        Cell.of(entry.address().toString(), Tone.NAME),
        Cell.of(network.nameOf(entry.link())),
        Cell.of(entry.mac().map(Object::toString).orElse("")),
        Cell.of((entry.flags() & 8) != 0 ? "proxy" : state(entry.state())),
        Cell.of(DomainNames.of(network, entry.link())));
  }

  /// NUD_* (neighbour.h).
  private static String state(int state) {
    return switch (state) {
      case 1 -> "incomplete";
      case 2 -> "reachable";
      case 4 -> "stale";
      case 8 -> "delay";
      case 16 -> "probe";
      case 32 -> "failed";
      case 64 -> "noarp";
      case 128 -> "permanent";
      default -> Integer.toString(state);
    };
  }
}
