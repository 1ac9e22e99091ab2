package org.xnsh.command;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
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
import org.xnsh.network.ObjectKey.VifKey;

/// Links and their addresses as tables and trees, domain names beside vifs.
final class LinkViews {

  private static final List<Column> LINKS =
      List.of(
          Column.number("Index"),
          Column.of("Name"),
          Column.of("Kind"),
          Column.of("State"),
          Column.of("MAC"),
          Column.number("MTU"),
          Column.of("Master"),
          Column.of("Domain"),
          Column.of("Flags"),
          Column.of("Alias"));
  private static final List<Column> BRIEF =
      List.of(Column.of("Name"), Column.of("State"), Column.of("MAC"), Column.of("Domain"));

  private LinkViews() {}

  static View links(Network network, List<Integer> links, boolean brief) {
    return brief
        ? new Table(BRIEF, links.stream().map(l -> brief(network, l)).toList())
        : new Table(LINKS, links.stream().map(l -> link(network, l)).toList());
  }

  private static List<Cell> brief(Network network, int index) {
    Attributes link = network.get(new LinkKey(index));
    return List.of(
        LinkCells.name(network, index),
        LinkCells.state(link),
        LinkCells.mac(link),
        LinkCells.domain(network, index));
  }

  private static List<Cell> link(Network network, int index) {
    Attributes link = network.get(new LinkKey(index));
    return List.of(
        Cell.number(index),
        LinkCells.name(network, index),
        Cell.of(link.text(LinkAttributes.KIND)),
        LinkCells.state(link),
        LinkCells.mac(link),
        Cell.number(link.number(LinkAttributes.MTU)),
        LinkCells.master(network, index),
        LinkCells.domain(network, index),
        LinkCells.flags(link),
        Cell.of(link.text(LinkAttributes.ALIAS)));
  }

  /// Everything known of these links.
  static View details(Network network, List<Integer> links) {
    return new View.Sequence(links.stream().map(l -> details(network, l)).toList());
  }

  private static View details(Network network, int link) {
    List<Node> nodes = new ArrayList<>();
    for (ObjectKey key :
        List.<ObjectKey>of(
            new LinkKey(link), new BridgeKey(link), new PortKey(link), new VifKey(link))) {
      if (network.has(key)) {
        nodes.add(Node.group(key.kind().word(), AttributeNodes.leaves(network, network.get(key))));
      }
    }
    String domain = DomainNames.of(network, link);
    if (!domain.isEmpty()) {
      nodes.add(Node.leaf("domain", domain));
    }
    return new Tree(network.nameOf(link), nodes);
  }

  static View addresses(Network network, List<Integer> links, List<IpFamily> families) {
    return addresses(network, links, families, _ -> true);
  }

  static View addresses(
      Network network, List<Integer> links, List<IpFamily> families, Predicate<Attributes> shown) {
    List<List<Cell>> rows = new ArrayList<>();
    for (int link : links) {
      for (IpFamily family : families) {
        for (AddressKey key : network.addresses(link, family)) {
          if (shown.test(network.get(key))) {
            rows.add(address(network, key));
          }
        }
      }
    }
    return new Table(
        List.of(
            Column.of("Link"),
            Column.of("Family"),
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
        Cell.of(key.local().family() == IpFamily.IPV4 ? "inet" : "inet6", Tone.USUAL),
        Cell.of(key.local().toString()),
        Cell.of(key.peer().map(Object::toString).orElse("")),
        Cell.of(is.get(AddressAttributes.BROADCAST).map(Object::toString).orElse("")),
        Cell.of(Numbered.scopeText(is.number(AddressAttributes.SCOPE))),
        label(network, key, is.text(AddressAttributes.LABEL)),
        Cell.of(flags),
        Cell.of(DomainNames.of(network, key.link())));
  }

  private static Cell label(Network network, AddressKey key, String label) {
    return Cell.of(label, label.equals(network.nameOf(key.link())) ? Tone.USUAL : Tone.PLAIN);
  }
}
