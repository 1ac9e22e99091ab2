package org.xnsh.command;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.SysctlKey;

/// Kernel settings as operators write them: `net.ipv4.ip_forward`, `net/ipv4/ip_forward`,
/// `/proc/sys/net/ipv4/ip_forward`. The first of the two signs that stands in a name parts it; the
/// other one is then a dot within a part, as in `net.ipv4.conf.vif3/0.rp_filter` (sysctl(8)).
final class SysctlNames {

  private static final String FILES = "/proc/sys/";
  private static final Pattern PART = Pattern.compile("[A-Za-z0-9_.@:+-]+");

  /// What an operator wants to see first: what decides over bridging and forwarding.
  static final List<String> GENERAL =
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

  private SysctlNames() {}

  /// The setting that is meant; nothing where the text is no such name, or names a link that does
  /// not exist. A link's name may hold dots, so all between the third part and the last is one.
  static Optional<SysctlKey> key(Network network, String typed) {
    List<String> parts = parts(typed);
    if (parts.size() < 2 || !parts.getFirst().equals("net")) {
      return Optional.empty();
    }
    boolean ofLink =
        parts.size() >= 5 && parts.get(1).matches("ipv[46]") && parts.get(2).matches("conf|neigh");
    if (!ofLink) {
      boolean sound = parts.stream().allMatch(SysctlNames::isPart);
      return sound ? Optional.of(new SysctlKey(0, String.join("/", parts))) : Optional.empty();
    }
    String folder = String.join("/", parts.subList(0, 3)) + "/";
    String between = String.join(".", parts.subList(3, parts.size() - 1));
    if (!isPart(parts.getLast())) {
      return Optional.empty();
    }
    if (between.equals("all") || between.equals("default")) {
      return Optional.of(new SysctlKey(0, folder + between + "/" + parts.getLast()));
    }
    OptionalInt link = network.linkNamed(between);
    return link.isEmpty()
        ? Optional.empty()
        : Optional.of(new SysctlKey(link.getAsInt(), folder + "*/" + parts.getLast()));
  }

  private static List<String> parts(String typed) {
    String name = typed.startsWith(FILES) ? typed.substring(FILES.length()) : typed;
    int slash = name.indexOf('/');
    int dot = name.indexOf('.');
    if (slash >= 0 && (dot < 0 || slash < dot)) {
      return List.of(name.split("/", -1));
    }
    return Stream.of(name.split("\\.", -1)).map(p -> p.replace('/', '.')).toList();
  }

  private static boolean isPart(String part) {
    return PART.matcher(part).matches() && !part.equals(".") && !part.equals("..");
  }

  /// As sysctl(8) prints it.
  static String text(Network network, SysctlKey key) {
    String link = key.link() == 0 ? "*" : network.nameOf(key.link());
    return Stream.of(key.path().split("/", -1))
        .map(p -> (p.equals("*") ? link : p).replace('.', '/'))
        .collect(Collectors.joining("."));
  }
}
