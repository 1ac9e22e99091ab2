package org.xnsh.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.xnsh.change.Footprint;
import org.xnsh.change.Footprint.OneLink;
import org.xnsh.change.Footprint.PortsOf;
import org.xnsh.command.View.Cell;
import org.xnsh.command.View.Column;
import org.xnsh.command.View.Exact;
import org.xnsh.command.View.Table;
import org.xnsh.host.FdbEntry;
import org.xnsh.network.Attributes;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.BridgeKey;
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

  /// NTF_EXT_LEARNED of include/uapi/linux/neighbour.h.
  private static final int LEARNED_BY_ANOTHER_HAND = 0x10;

  private BrctlShowMacs() {}

  static Result show(String name, Context context) throws IOException {
    Network kept = context.picture();
    OptionalInt bridge = BrctlNames.find(kept, name);
    if (bridge.isEmpty() || !PortEdits.isBridge(kept, bridge.getAsInt())) {
      Errno why = bridge.isEmpty() ? Errno.ENODEV : Errno.EOPNOTSUPP;
      return Result.error(ExitCode.FAILED, "read of forward table failed: " + why.text());
    }
    int index = bridge.getAsInt();
    Network network = context.host().refresh(Footprint.of(new OneLink(index), new PortsOf(index)));
    List<FdbEntry> entries = new ArrayList<>(context.host().fdb(index));
    long hold = hold(network.get(new BridgeKey(index)));
    entries.removeIf(e -> e.self() || e.link() == index || isOver(e, hold));
    entries.sort(Comparator.comparing(FdbEntry::mac));
    return Result.of(listing(network, entries));
  }

  /// How long an entry counts: shorter while the topology changes (hold_time in
  /// net/bridge/br_fdb.c).
  private static long hold(Attributes bridge) {
    return bridge.number(BridgeAttributes.TOPOLOGY_CHANGE) == 0
        ? bridge.number(BridgeAttributes.AGEING_TIME)
        : bridge.number(BridgeAttributes.FORWARD_DELAY);
  }

  /// The kernel clears away old entries now and then; brctl does not show those that wait for it.
  private static boolean isOver(FdbEntry entry, long hold) {
    boolean ages =
        !entry.local() && !entry.fixed() && (entry.flags() & LEARNED_BY_ANOTHER_HAND) == 0;
    return ages && entry.age() >= hold;
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
