package org.xnsh.path;

import java.util.List;
import java.util.Optional;
import org.xnsh.network.IpFamily;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.SysctlKey;
import org.xnsh.network.SysctlAttributes;

/// Whether a packet that comes in by a link is dropped because the way back leads elsewhere
/// (`__fib_validate_source`). The larger of the setting for all links and the link's own counts;
/// IPv6 has none.
final class ReversePath {

  private static final String OF_LINK = "net/ipv4/conf/*/rp_filter";
  private static final SysctlKey OF_ALL = new SysctlKey(0, "net/ipv4/conf/all/rp_filter");
  private static final int STRICT = 1;

  private ReversePath() {}

  /// The settings that are asked for a packet that comes in by this link.
  static List<SysctlKey> settings(int link) {
    return List.of(OF_ALL, new SysctlKey(link, OF_LINK));
  }

  static Optional<String> fault(
      Network net, int link, List<Way.Leaving> out, Connection connection) {
    if (connection.peer().family() == IpFamily.IPV6
        || out.isEmpty()
        || out.stream().anyMatch(o -> o.link() == link)) {
      return Optional.empty();
    }
    int mode = settings(link).stream().mapToInt(k -> value(net, k)).max().orElse(0);
    boolean hasAddress = !net.addresses(link, IpFamily.IPV4).isEmpty();
    if (mode == 0 || (mode > STRICT && hasAddress)) {
      return Optional.empty();
    }
    return Optional.of(
        "packets from "
            + connection.peer()
            + " come in by "
            + net.nameOf(link)
            + " and would be dropped: the way back leads by "
            + net.nameOf(out.getFirst().link())
            + ", and rp_filter is "
            + mode);
  }

  /// Unknown counts as off.
  private static int value(Network net, SysctlKey key) {
    String text = net.get(key).text(SysctlAttributes.VALUE);
    return text.matches("[0-9]") ? Integer.parseInt(text) : 0;
  }
}
