package org.xnsh.transaction;

import java.util.Set;
import org.xnsh.change.Change;
import org.xnsh.change.Difference;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.SysctlKey;

/// A setting of IPv4 that was written for a link is the link's own from then on: devinet_conf_proc
/// (net/ipv4/devinet.c) marks it in the link's ipv4_devconf, and what is written to the default
/// later passes it over (devinet_copy_dflt_conf). Nothing shows the mark, and nothing takes it
/// away.
final class OwnValue {

  private static final String OF_A_LINK = "net/ipv4/conf/*/";
  private static final String DEFAULT = "net/ipv4/conf/default/";

  /// Written by other functions, which do not mark.
  private static final Set<String> UNMARKED =
      Set.of(
          "forwarding",
          "disable_xfrm",
          "disable_policy",
          "promote_secondaries",
          "route_localnet",
          "drop_unicast_in_l2_multicast");

  private OwnValue() {}

  static boolean stays(SysctlKey key, Change.Altered c, Difference back) {
    String name = key.path().startsWith(OF_A_LINK) ? key.path().substring(OF_A_LINK.length()) : "";
    return key.link() != 0
        && !name.isEmpty()
        && !UNMARKED.contains(name)
        && !comesWithDefault(new SysctlKey(0, DEFAULT + name), c, back);
  }

  /// What comes back with its default is not written itself.
  private static boolean comesWithDefault(SysctlKey key, Change.Altered c, Difference back) {
    return back.changes().stream()
        .anyMatch(other ->
            other instanceof Change.Altered d
                && d.key().equals(key)
                && d.before().equals(c.before())
                && d.after().equals(c.after()));
  }

  static String line(SysctlKey key, Network now) {
    String name = key.path().substring(OF_A_LINK.length());
    String link = now.nameOf(key.link());
    return link
        + " keeps a "
        + name
        + " of its own from now on and follows net.ipv4.conf.default."
        + name
        + " no longer";
  }
}
