package org.xnsh.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.xnsh.command.View.Cell;
import org.xnsh.command.View.Column;
import org.xnsh.command.View.Table;
import org.xnsh.network.Attributes;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.IpFamily;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.PortKey;
import org.xnsh.network.PortAttributes;

/// `show links`, `show bridges`, `show ports`, `show bridge`.
final class ShowLinks {

  private static final List<Column> BRIDGES =
      List.of(
          Column.of("Name"),
          Column.of("State"),
          Column.of("Bridge id"),
          Column.of("STP"),
          Column.number("Ports"),
          Column.of("MAC"),
          Column.number("MTU"),
          Column.of("Addresses"));
  private static final List<Column> PORTS =
      List.of(
          Column.of("Name"),
          Column.of("Bridge"),
          Column.of("State"),
          Column.of("Link"),
          Column.number("Cost"),
          Column.number("Priority"),
          Column.of("Domain"),
          Column.of("MAC"),
          Column.number("MTU"),
          Column.of("Flags"));

  private ShowLinks() {}

  static Result links(Optional<String> name, Context context) {
    Network network = context.picture();
    List<Integer> shown = network.links();
    if (name.isPresent()) {
      OptionalInt link = network.linkNamed(name.get());
      if (link.isEmpty()) {
        return NotFound.link("link", name.get(), network, shown);
      }
      shown = List.of(link.getAsInt());
    }
    return Result.of(LinkViews.links(network, shown, false));
  }

  static Result bridges(Optional<String> name, Context context) throws IOException {
    Network kept = context.picture();
    List<Integer> shown = kept.bridges();
    if (name.isPresent()) {
      OptionalInt bridge = bridge(kept, name.get());
      if (bridge.isEmpty()) {
        return NotFound.link("bridge", name.get(), kept, shown);
      }
      shown = List.of(bridge.getAsInt());
    }
    Network network = BrctlBridge.fresh(context, shown);
    List<List<Cell>> rows =
        shown.stream()
            .filter(i -> network.has(new BridgeKey(i)))
            .map(i -> bridgeRow(network, i))
            .toList();
    return Result.of(new Table(BRIDGES, rows));
  }

  /// The bridge of this name; nothing where the name is another link's or nobody's.
  static OptionalInt bridge(Network network, String name) {
    OptionalInt link = network.linkNamed(name);
    return link.isPresent() && network.has(new BridgeKey(link.getAsInt()))
        ? link
        : OptionalInt.empty();
  }

  private static List<Cell> bridgeRow(Network network, int index) {
    Attributes link = network.get(new LinkKey(index));
    long stp = network.get(new BridgeKey(index)).number(BridgeAttributes.STP_STATE);
    String addresses =
        String.join(
            " ",
            Stream.of(IpFamily.values())
                .flatMap(f -> network.addresses(index, f).stream())
                .map(a -> a.local().toString())
                .toList());
    return List.of(
        LinkCells.name(network, index),
        LinkCells.state(link),
        Cell.of(BrctlBridge.id(network, index)),
        Cell.of(stp == 0 ? "off" : stp == 1 ? "on" : "on, by a daemon"),
        Cell.number(network.ports(index).size()),
        LinkCells.mac(link),
        Cell.number(link.number(LinkAttributes.MTU)),
        Cell.of(addresses));
  }

  /// All ports, those of one bridge, or one.
  static Result ports(Optional<String> name, Context context) {
    Network network = context.picture();
    List<Integer> all = new ArrayList<>();
    network.bridges().forEach(b -> all.addAll(network.ports(b)));
    List<Integer> shown = all;
    if (name.isPresent()) {
      OptionalInt bridge = bridge(network, name.get());
      OptionalInt link = network.linkNamed(name.get());
      if (bridge.isPresent()) {
        shown = List.copyOf(network.ports(bridge.getAsInt()));
      } else if (link.isPresent() && network.has(new PortKey(link.getAsInt()))) {
        shown = List.of(link.getAsInt());
      } else {
        all.addAll(network.bridges());
        return NotFound.link("port or bridge", name.get(), network, all);
      }
    }
    return Result.of(new Table(PORTS, shown.stream().map(i -> port(network, i)).toList()));
  }

  private static List<Cell> port(Network network, int index) {
    Attributes link = network.get(new LinkKey(index));
    Attributes port = network.get(new PortKey(index));
    return List.of(
        LinkCells.name(network, index),
        LinkCells.master(network, index),
        LinkCells.portState(port),
        LinkCells.state(link),
        Cell.number(port.number(PortAttributes.COST)),
        Cell.number(port.number(PortAttributes.PRIORITY)),
        LinkCells.domain(network, index),
        LinkCells.mac(link),
        Cell.number(link.number(LinkAttributes.MTU)),
        LinkCells.portFlags(port));
  }

  /// Everything known of one bridge, read now: the kernel tells of no change of its options.
  static Result tree(String name, Context context) throws IOException {
    Network kept = context.picture();
    OptionalInt bridge = bridge(kept, name);
    if (bridge.isEmpty()) {
      return NotFound.link("bridge", name, kept, kept.bridges());
    }
    int index = bridge.getAsInt();
    Network network = context.host().refresh(BridgeTree.footprint(kept, index));
    return network.has(new BridgeKey(index))
        ? Result.of(BridgeTree.of(network, index))
        : NotFound.link("bridge", name, network, network.bridges());
  }
}
