package org.xnsh.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.xnsh.command.View.Cell;
import org.xnsh.command.View.Column;
import org.xnsh.command.View.Exact;
import org.xnsh.command.View.Table;
import org.xnsh.host.FdbEntry;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.PortKey;
import org.xnsh.network.PortAttributes;

/// `brctl showmacs <bridge>`: the entries of ports, not the bridge's own, by MAC.
final class BrctlShowMacs {

  private static final List<Column> COLUMNS =
      List.of(
          Column.number("port no"),
          Column.of("mac addr"),
          Column.of("is local"),
          Column.number("ageing timer"));

  private BrctlShowMacs() {}

  static Result show(String name, Context context) throws IOException {
    Network network = context.picture();
    OptionalInt bridge = network.linkNamed(name);
    if (bridge.isEmpty() || !PortEdits.isBridge(network, bridge.getAsInt())) {
      Errno why = bridge.isEmpty() ? Errno.ENODEV : Errno.EOPNOTSUPP;
      return Result.error(ExitCode.FAILED, "read of forward table failed: " + why.text());
    }
    List<FdbEntry> entries = new ArrayList<>(context.host().fdb(bridge.getAsInt()));
    entries.removeIf(e -> e.self() || e.link() == bridge.getAsInt());
    entries.sort(Comparator.comparing(FdbEntry::mac));
    return Result.of(listing(network, entries));
  }

  private static Exact listing(Network network, List<FdbEntry> entries) {
    StringBuilder text = new StringBuilder("port no\tmac addr\t\tis local?\tageing timer\n");
    List<List<Cell>> rows = new ArrayList<>();
    for (FdbEntry entry : entries) {
      long number = network.get(new PortKey(entry.link())).number(PortAttributes.NUMBER);
      long age = entry.local() || entry.fixed() ? 0 : entry.age();
      String local = entry.local() ? "yes" : "no";
      text.append(String.format(Locale.ROOT, "%3d\t%s\t%s\t\t", number, entry.mac(), local));
      text.append(BrctlShowStp.time(age)).append('\n');
      rows.add(
          List.of(
              Cell.number(number),
              Cell.of(entry.mac().toString()),
              Cell.of(local),
              Cell.of(BrctlShowStp.time(age).strip())));
    }
    return new Exact(text.toString(), Optional.of(new Table(COLUMNS, rows)));
  }
}
