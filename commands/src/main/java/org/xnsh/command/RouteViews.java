package org.xnsh.command;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.xnsh.command.View.Cell;
import org.xnsh.command.View.Column;
import org.xnsh.command.View.Table;
import org.xnsh.command.View.Tone;
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpAddress;
import org.xnsh.network.IpFamily;
import org.xnsh.network.Network;
import org.xnsh.network.NexthopAttributes;
import org.xnsh.network.ObjectKey.NexthopKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.Prefix;
import org.xnsh.network.RouteAttributes;
import org.xnsh.network.RouteGroup;
import org.xnsh.network.Via;

/// Routes and nexthop objects as tables.
final class RouteViews {

  private static final List<Column> ROUTES =
      List.of(
          Column.of("Destination"),
          Column.of("Via"),
          Column.of("Link"),
          Column.of("Source"),
          Column.number("Metric"),
          Column.of("Protocol"),
          Column.of("Scope"),
          Column.of("Type"),
          Column.of("Table"),
          Column.of("Flags"),
          Column.of("Domain"));
  private static final List<Column> NEXTHOPS =
      List.of(
          Column.number("Id"),
          Column.of("Via"),
          Column.of("Link"),
          Column.of("Protocol"),
          Column.number("Routes"),
          Column.of("Flags"));

  private RouteViews() {}

  static View routes(Network network, List<RouteKey> routes) {
    return new Table(ROUTES, routes.stream().map(k -> route(network, k)).toList());
  }

  private static List<Cell> route(Network network, RouteKey key) {
    Attributes route = network.get(key);
    long metric = key.group().metric();
    boolean none = metric == 0 && key.group().family() == IpFamily.IPV4;
    List<Integer> links = ViaText.links(network, key.via()).distinct().toList();
    String type = RouteWords.typeText(key.type());
    String table = Numbered.tableText(key.group().table());
    return List.of(
        Cell.of(destination(key.group()), Tone.NAME),
        Cell.of(ViaText.of(network, key.via())),
        Cell.of(names(network, links)),
        Cell.of(route.get(RouteAttributes.PREFERRED_SOURCE).map(IpAddress::toString).orElse("")),
        none ? Cell.of("") : Cell.number(metric),
        Cell.of(Numbered.protocolText(route.number(RouteAttributes.PROTOCOL))),
        Cell.of(Numbered.scopeText(route.number(RouteAttributes.SCOPE))),
        type.isEmpty() ? Cell.of("unicast", Tone.USUAL) : Cell.of(type),
        Cell.of(table, table.equals("main") ? Tone.USUAL : Tone.PLAIN),
        flags(
            route,
            List.of(RouteAttributes.DEAD, RouteAttributes.LINK_DOWN, RouteAttributes.OFFLOADED)),
        Cell.of(
            links.stream()
                .map(l -> DomainNames.of(network, l))
                .filter(n -> !n.isEmpty())
                .distinct()
                .collect(Collectors.joining(" "))));
  }

  private static String names(Network network, List<Integer> links) {
    return links.stream().map(network::nameOf).collect(Collectors.joining(" "));
  }

  /// As ip writes it: `default`, an address alone, or a prefix.
  static String destination(RouteGroup group) {
    Prefix to = group.destination();
    boolean one = to.length() == to.family().bytes() * 8;
    return to.length() == 0 ? "default" : one ? to.address().toString() : to.toString();
  }

  static Cell flags(Attributes of, List<Attribute<Boolean>> all) {
    List<String> flags = new ArrayList<>();
    boolean bad = false;
    for (Attribute<Boolean> flag : all) {
      if (of.isOn(flag)) {
        flags.add(flag.name());
        bad |= flag.name().equals("dead");
      }
    }
    return Cell.of(String.join(" ", flags), bad ? Tone.BAD : Tone.WARNING);
  }

  static List<NexthopKey> nexthopKeys(Network network) {
    return network.ofNamespace().stream()
        .filter(k -> k instanceof NexthopKey)
        .map(k -> (NexthopKey) k)
        .sorted((a, b) -> Long.compare(a.id(), b.id()))
        .toList();
  }

  static View nexthops(Network network, List<NexthopKey> keys) {
    return new Table(NEXTHOPS, keys.stream().map(k -> nexthop(network, k)).toList());
  }

  private static List<Cell> nexthop(Network network, NexthopKey key) {
    Attributes is = network.get(key);
    Via via = new Via.Nexthop(key.id());
    long routes =
        network.routeGroups().stream()
            .flatMap(g -> network.routes(g).stream())
            .filter(r -> r.via().equals(via))
            .count();
    return List.of(
        Cell.number(key.id()),
        Cell.of(ViaText.nexthop(network, key.id())),
        Cell.of(names(network, ViaText.links(network, via).distinct().toList())),
        Cell.of(Numbered.protocolText(is.number(NexthopAttributes.PROTOCOL))),
        Cell.number(routes),
        flags(
            is,
            List.of(
                NexthopAttributes.ONLINK,
                NexthopAttributes.FDB,
                NexthopAttributes.DEAD,
                NexthopAttributes.LINK_DOWN)));
  }
}
