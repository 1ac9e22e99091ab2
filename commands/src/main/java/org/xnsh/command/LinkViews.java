package org.xnsh.command;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.xnsh.command.View.Cell;
import org.xnsh.command.View.Column;
import org.xnsh.command.View.Node;
import org.xnsh.command.View.Table;
import org.xnsh.command.View.Tone;
import org.xnsh.command.View.Tree;
import org.xnsh.network.AddressAttributes;
import org.xnsh.network.AttributeTable;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpFamily;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.PortKey;

/// Links and their addresses as tables and trees, domain names beside vifs.
final class LinkViews {

  private LinkViews() {}

  static View links(Network network, List<Integer> links, boolean brief) {
    List<Column> columns =
        brief
            ? List.of(
                Column.of("Name"), Column.of("State"), Column.of("Address"), Column.of("Domain"))
            : List.of(
                Column.number("Index"),
                Column.of("Name"),
                Column.of("State"),
                Column.number("MTU"),
                Column.of("Master"),
                Column.of("Address"),
                Column.of("Kind"),
                Column.of("Domain"));
    return new Table(columns, links.stream().map(l -> link(network, l, brief)).toList());
  }

  private static List<Cell> link(Network network, int link, boolean brief) {
    Attributes is = network.get(new LinkKey(link));
    Cell name = Cell.of(network.nameOf(link), Tone.NAME);
    Cell mac = Cell.of(is.get(LinkAttributes.MAC).map(Object::toString).orElse(""));
    Cell domain = Cell.of(DomainNames.of(network, link));
    if (brief) {
      return List.of(name, state(is), mac, domain);
    }
    int master = PortEdits.master(network, link);
    return List.of(
        Cell.number(link),
        name,
        state(is),
        Cell.number(is.number(LinkAttributes.MTU)),
        Cell.of(master == 0 ? "" : network.nameOf(master)),
        mac,
        Cell.of(is.text(LinkAttributes.KIND)),
        domain);
  }

  private static Cell state(Attributes link) {
    if (!link.isOn(LinkAttributes.UP)) {
      return Cell.of("down", Tone.FAINT);
    }
    return link.isOn(LinkAttributes.CARRIER)
        ? Cell.of("up", Tone.GOOD)
        : Cell.of("up, no carrier", Tone.WARNING);
  }

  /// Everything known of these links.
  static View details(Network network, List<Integer> links) {
    return new View.Sequence(links.stream().map(l -> details(network, l)).toList());
  }

  private static View details(Network network, int link) {
    List<Node> nodes = new ArrayList<>();
    for (ObjectKey key :
        List.<ObjectKey>of(new LinkKey(link), new BridgeKey(link), new PortKey(link))) {
      if (network.has(key)) {
        List<Node> leaves = new ArrayList<>();
        network.get(key).forEach((a, v) -> leaves.add(Node.leaf(a.name(), a.write(v))));
        nodes.add(Node.group(key.kind().word(), leaves));
      }
    }
    String domain = DomainNames.of(network, link);
    if (!domain.isEmpty()) {
      nodes.add(Node.leaf("domain", domain));
    }
    return new Tree(network.nameOf(link), nodes);
  }

  static View addresses(Network network, List<Integer> links, List<IpFamily> families) {
    List<List<Cell>> rows = new ArrayList<>();
    for (int link : links) {
      for (IpFamily family : families) {
        for (AddressKey key : network.addresses(link, family)) {
          rows.add(address(network, key));
        }
      }
    }
    return new Table(
        List.of(
            Column.of("Link"),
            Column.of("Address"),
            Column.of("Peer"),
            Column.of("Broadcast"),
            Column.of("Scope"),
            Column.of("Label"),
            Column.of("Flags"),
            Column.of("Domain")),
        rows);
  }

  private static List<Cell> address(Network network, AddressKey key) {
    Attributes is = network.get(key);
    String flags =
        AttributeTable.of(key.kind()).attributes().stream()
            .filter(a -> is.get(a).filter(v -> v.equals(true)).isPresent())
            .map(a -> a.name())
            .collect(Collectors.joining(" "));
    return List.of(
        Cell.of(network.nameOf(key.link()), Tone.NAME),
        Cell.of(key.local().toString()),
        Cell.of(key.peer().map(Object::toString).orElse("")),
        Cell.of(is.get(AddressAttributes.BROADCAST).map(Object::toString).orElse("")),
        Cell.of(Numbered.scopeText(is.number(AddressAttributes.SCOPE))),
        Cell.of(is.text(AddressAttributes.LABEL)),
        Cell.of(flags),
        Cell.of(DomainNames.of(network, key.link())));
  }
}
