package org.xnsh.command;

import java.util.ArrayList;
import java.util.List;
import org.xnsh.command.View.Cell;
import org.xnsh.command.View.Column;
import org.xnsh.command.View.Table;
import org.xnsh.command.View.Tone;
import org.xnsh.host.FdbEntry;
import org.xnsh.host.NeighbourEntry;
import org.xnsh.network.MacAddress;
import org.xnsh.network.Network;

/// What the kernel has learned, as tables: neighbours and forwarding entries.
final class EntryViews {

  private static final int PROXY = 8;
  private static final int ROUTER = 128;

  private static final List<Column> NEIGHBOURS =
      List.of(
          Column.of("Address"),
          Column.of("Link"),
          Column.of("MAC"),
          Column.of("State"),
          Column.of("Domain"),
          Column.of("Flags"));
  private static final List<Column> FDB =
      List.of(
          Column.of("Bridge"),
          Column.of("MAC"),
          Column.of("Port"),
          Column.of("Domain"),
          Column.of("Kind"),
          Column.number("VLAN"),
          new Column("age_seconds", "Age (s)", View.Align.RIGHT));

  private EntryViews() {}

  /// An entry with the bridge that has it.
  record Placed(int bridge, FdbEntry entry) {}

  static View neighbours(Network network, List<NeighbourEntry> entries) {
    return new Table(NEIGHBOURS, entries.stream().map(e -> neighbour(network, e)).toList());
  }

  private static List<Cell> neighbour(Network network, NeighbourEntry entry) {
    List<String> flags = new ArrayList<>();
    if ((entry.flags() & PROXY) != 0) {
      flags.add("proxy");
    }
    if ((entry.flags() & ROUTER) != 0) {
      flags.add("router");
    }
    return List.of(
        Cell.of(entry.address().toString(), Tone.NAME),
        Cell.of(network.nameOf(entry.link())),
        Cell.of(entry.mac().map(MacAddress::toString).orElse("")),
        state(entry.state()),
        LinkCells.domain(network, entry.link()),
        Cell.of(String.join(" ", flags)));
  }

  /// NUD_* of include/uapi/linux/neighbour.h.
  private static Cell state(int state) {
    return switch (state) {
      case 0 -> Cell.of("none", Tone.FAINT);
      case 1 -> Cell.of("incomplete", Tone.WARNING);
      case 2 -> Cell.of("reachable", Tone.GOOD);
      case 4 -> Cell.of("stale", Tone.FAINT);
      case 8 -> Cell.of("delay", Tone.FAINT);
      case 16 -> Cell.of("probe", Tone.FAINT);
      case 32 -> Cell.of("failed", Tone.BAD);
      case 64 -> Cell.of("noarp");
      case 128 -> Cell.of("permanent");
      default -> Cell.of(Integer.toString(state));
    };
  }

  static View fdb(Network network, List<Placed> entries) {
    return new Table(FDB, entries.stream().map(p -> fdb(network, p.bridge(), p.entry())).toList());
  }

  private static List<Cell> fdb(Network network, int bridge, FdbEntry entry) {
    String kind = entry.local() ? "local" : entry.fixed() ? "static" : "learned";
    boolean ages = kind.equals("learned") && !entry.self();
    return List.of(
        LinkCells.name(network, bridge),
        Cell.of(entry.mac().toString()),
        Cell.of(network.nameOf(entry.link())),
        LinkCells.domain(network, entry.link()),
        Cell.of(entry.self() ? kind + ", device's own" : kind),
        entry.vlan() == 0 ? Cell.of("") : Cell.number(entry.vlan()),
        ages ? Cell.number(entry.age() / 100) : Cell.of(""));
  }
}
