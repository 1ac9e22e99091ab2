package org.xnsh.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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

  private static final List<Column> COLUMNS = List.of(Column.of("Name"), Column.of("Value"));

  private static final List<String> GENERAL =
      List.of(
          "net/ipv4/ip_forward",
          "net/ipv6/conf/all/forwarding",
          "net/bridge/bridge-nf-call-iptables",
          "net/bridge/bridge-nf-call-ip6tables",
          "net/bridge/bridge-nf-call-arptables",
          "net/bridge/bridge-nf-filter-vlan-tagged",
          "net/ipv4/conf/all/rp_filter",
          "net/ipv4/conf/all/proxy_arp",
          "net/ipv4/conf/all/arp_ignore",
          "net/ipv4/conf/all/arp_announce",
          "net/ipv4/conf/all/promote_secondaries",
          "net/ipv4/conf/default/rp_filter",
          "net/ipv4/conf/default/promote_secondaries",
          "net/ipv6/conf/all/disable_ipv6",
          "net/ipv6/conf/default/disable_ipv6");

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
    Optional<SysctlKey> key = key(kept, name.get());
    Network network =
        key.isPresent() ? context.host().refresh(Footprint.of(new OneSysctl(key.get()))) : kept;
    if (key.isEmpty() || !network.has(key.get())) {
      List<String> names = new ArrayList<>(GENERAL.stream().map(p -> p.replace('/', '.')).toList());
      kept.links().forEach(l -> names.add(kept.nameOf(l)));
      return NotFound.of("kernel setting or link", name.get(), names);
    }
    return Result.of(table(List.of(row(network, key.get()))));
  }

  /// The general settings that this kernel has: br_netfilter's are there while its module is.
  static List<List<Cell>> general(Context context) throws IOException {
    List<SysctlKey> keys = GENERAL.stream().map(p -> new SysctlKey(0, p)).toList();
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
        Cell.of(text(network, key), Tone.NAME),
        Cell.of(network.get(key).text(SysctlAttributes.VALUE)));
  }

  private static String text(Network network, SysctlKey key) {
    String dotted = key.path().replace('/', '.');
    return key.link() == 0 ? dotted : dotted.replace("*", network.nameOf(key.link()));
  }

  private static Table table(List<List<Cell>> rows) {
    return new Table(COLUMNS, rows);
  }

  /// Reads `net.ipv4.conf.vif3.0.rp_filter`, also with sysctl(8)'s `vif3/0`, or a path. A link's
  /// name may hold dots, so all between the third part and the last is one.
  static Optional<SysctlKey> key(Network network, String typed) {
    char separator = typed.startsWith("net/") ? '/' : '.';
    if (!typed.startsWith("net" + separator)) {
      return Optional.empty();
    }
    String[] parts = typed.split(separator == '.' ? "\\." : "/", -1);
    boolean perLink =
        parts.length >= 5
            && parts[1].matches("ipv[46]")
            && (parts[2].equals("conf") || parts[2].equals("neigh"));
    if (!perLink) {
      return Optional.of(new SysctlKey(0, String.join("/", parts)));
    }
    String between =
        String.join(String.valueOf(separator), List.of(parts).subList(3, parts.length - 1))
            .replace('/', '.');
    String folder = String.join("/", List.of(parts).subList(0, 3)) + "/";
    String setting = "/" + parts[parts.length - 1];
    if (between.equals("all") || between.equals("default")) {
      return Optional.of(new SysctlKey(0, folder + between + setting));
    }
    OptionalInt link = network.linkNamed(between);
    return link.isEmpty()
        ? Optional.empty()
        : Optional.of(new SysctlKey(link.getAsInt(), folder + "*" + setting));
  }
}
