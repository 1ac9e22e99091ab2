package org.xnsh.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.xnsh.change.Footprint;
import org.xnsh.change.Footprint.Area;
import org.xnsh.change.Footprint.OneSysctl;
import org.xnsh.change.Footprint.SysctlsOf;
import org.xnsh.command.View.Cell;
import org.xnsh.command.View.Column;
import org.xnsh.command.View.Table;
import org.xnsh.command.View.Tone;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.SysctlKey;
import org.xnsh.network.SysctlAttributes;

/// `show sysctls`: the settings that decide over bridging and forwarding, those of one link, or one
/// by its name as sysctl(8) writes it.
final class ShowSysctls {

  static final List<Column> COLUMNS = List.of(Column.of("Name"), Column.of("Value"));

  private ShowSysctls() {}

  static Result sysctls(Optional<String> name, Context context) throws IOException {
    if (name.isEmpty()) {
      return Result.of(table(general(context)));
    }
    Network kept = context.picture();
    OptionalInt link = kept.linkNamed(name.get());
    if (link.isPresent()) {
      return Result.of(table(ofLink(link.getAsInt(), context)));
    }
    Optional<SysctlKey> key = SysctlNames.key(kept, name.get());
    Network network =
        key.isPresent() ? context.host().refresh(Footprint.of(new OneSysctl(key.get()))) : kept;
    if (key.isEmpty() || !network.has(key.get())) {
      List<String> names = names();
      kept.links().forEach(l -> names.add(kept.nameOf(l)));
      return NotFound.of("kernel setting or link", name.get(), names);
    }
    return Result.of(table(List.of(row(network, key.get()))));
  }

  /// The general ones, whether this kernel has them or not.
  static List<String> names() {
    return SysctlNames.GENERAL.stream()
        .map(p -> p.replace('/', '.'))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /// The general settings that this kernel has: br_netfilter's are there while its module is.
  static List<List<Cell>> general(Context context) throws IOException {
    List<SysctlKey> keys = SysctlNames.GENERAL.stream().map(p -> new SysctlKey(0, p)).toList();
    Network network =
        context
            .host()
            .refresh(Footprint.of(keys.stream().map(OneSysctl::new).toArray(Area[]::new)));
    return keys.stream().filter(network::has).map(k -> row(network, k)).toList();
  }

  private static List<List<Cell>> ofLink(int link, Context context) throws IOException {
    Network network = context.host().refresh(Footprint.of(new SysctlsOf(link)));
    List<List<Cell>> rows = new ArrayList<>();
    for (ObjectKey key : network.standingOn(link)) {
      if (key instanceof SysctlKey sysctl) {
        rows.add(row(network, sysctl));
      }
    }
    rows.sort((a, b) -> a.getFirst().text().compareTo(b.getFirst().text()));
    return rows;
  }

  private static List<Cell> row(Network network, SysctlKey key) {
    return List.of(
        Cell.of(SysctlNames.text(network, key), Tone.NAME),
        Cell.of(network.get(key).text(SysctlAttributes.VALUE)));
  }

  private static Table table(List<List<Cell>> rows) {
    return new Table(COLUMNS, rows);
  }
}
