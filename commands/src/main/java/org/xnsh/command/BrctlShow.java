package org.xnsh.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xnsh.command.View.Cell;
import org.xnsh.command.View.Column;
import org.xnsh.command.View.Exact;
import org.xnsh.command.View.Table;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.BridgeKey;

/// `brctl show [<bridge>...]`.
final class BrctlShow {

  private static final List<Column> COLUMNS =
      List.of(
          Column.of("bridge name"),
          Column.of("bridge id"),
          Column.of("STP enabled"),
          Column.of("interfaces"));
  private static final String HEADER = "bridge name\tbridge id\t\tSTP enabled\tinterfaces\n";

  private final Network network;
  private final StringBuilder text = new StringBuilder();
  private final List<List<Cell>> rows = new ArrayList<>();

  private BrctlShow(Network network) {
    this.network = network;
  }

  static Result show(List<String> names, Context context) throws IOException {
    // those that are new since are read because of their events
    Network network = BrctlBridge.fresh(context, bridges(context.host().picture(), names));
    BrctlShow show = new BrctlShow(network);
    List<String> faults = new ArrayList<>();
    for (String name :
        names.isEmpty() ? BrctlBridge.sortedNames(network, network.bridges()) : names) {
      String fault = BrctlBridge.fault(network, name);
      if (fault.isEmpty()) {
        show.row(name);
      } else {
        faults.add(fault);
      }
    }
    return new Result(
        new Exact(show.text.toString(), Optional.of(new Table(COLUMNS, show.rows))),
        faults,
        faults.isEmpty() ? ExitCode.DONE : ExitCode.FAILED);
  }

  private static List<Integer> bridges(Network network, List<String> names) {
    if (names.isEmpty()) {
      return network.bridges();
    }
    return names.stream()
        .flatMap(n -> BrctlNames.find(network, n).stream().boxed())
        .filter(i -> PortEdits.isBridge(network, i))
        .distinct()
        .toList();
  }

  private void row(String name) {
    int bridge = BrctlNames.find(network, name).orElseThrow();
    String id = BrctlBridge.id(network, bridge);
    boolean stp = network.get(new BridgeKey(bridge)).number(BridgeAttributes.STP_STATE) != 0;
    List<String> ports = BrctlBridge.sortedNames(network, network.ports(bridge));
    if (text.isEmpty()) {
      text.append(HEADER);
    }
    text.append(name).append("\t\t").append(id).append('\t').append(stp ? "yes" : "no");
    text.append("\t\t");
    for (int i = 0; i < ports.size(); i++) {
      text.append(i == 0 ? "" : "\t\t\t\t\t\t\t").append(ports.get(i)).append('\n');
    }
    text.append(ports.isEmpty() ? "\n" : "");
    rows.add(
        List.of(
            Cell.of(name),
            Cell.of(id),
            Cell.of(stp ? "yes" : "no"),
            Cell.of(String.join(" ", ports))));
  }
}
