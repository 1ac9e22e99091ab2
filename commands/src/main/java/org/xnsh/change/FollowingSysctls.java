package org.xnsh.change;

import java.util.List;
import java.util.stream.Stream;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.SysctlKey;

/// Settings that the kernel writes along with another one. Writing the first back does not bring
/// them back where they differed from it, so they belong to its footprint.
///
/// inet_forward_change and devinet_copy_dflt_conf (net/ipv4/devinet.c): forwarding of `all` goes to
/// every link, and a default to those that never had a value of their own.
/// addrconf_fixup_forwarding, addrconf_disable_ipv6 and addrconf_sysctl_addr_gen_mode
/// (net/ipv6/addrconf.c): `all` goes to the default and to every link.
public final class FollowingSysctls {

  private static final String IPV4 = "net/ipv4/conf/";
  private static final String IPV6 = "net/ipv6/conf/";
  private static final List<String> OF_IPV6_ALL =
      List.of("forwarding", "disable_ipv6", "addr_gen_mode", "ignore_routes_with_linkdown");

  private FollowingSysctls() {}

  /// What may change when this one is written, itself not among them.
  public static Stream<SysctlKey> of(SysctlKey key, Network network) {
    String path = key.path();
    if (key.link() != 0) {
      return Stream.empty();
    }
    if (path.equals("net/ipv4/ip_forward") || path.equals(IPV4 + "all/forwarding")) {
      return Stream.concat(
          Stream.of(
                  "net/ipv4/ip_forward",
                  IPV4 + "all/forwarding",
                  IPV4 + "all/accept_redirects",
                  IPV4 + "default/forwarding")
              .filter(p -> !p.equals(path))
              .map(p -> new SysctlKey(0, p)),
          ofLinks(IPV4, "forwarding", network));
    }
    if (path.startsWith(IPV4 + "default/")) {
      return ofLinks(IPV4, path.substring((IPV4 + "default/").length()), network);
    }
    String ofAll = path.startsWith(IPV6 + "all/") ? path.substring((IPV6 + "all/").length()) : "";
    return OF_IPV6_ALL.contains(ofAll)
        ? Stream.concat(
            Stream.of(new SysctlKey(0, IPV6 + "default/" + ofAll)), ofLinks(IPV6, ofAll, network))
        : Stream.empty();
  }

  private static Stream<SysctlKey> ofLinks(String folder, String name, Network network) {
    return network.links().stream().map(l -> new SysctlKey(l, folder + "*/" + name));
  }

  /// In this order settings are written: what others follow before the followers, so that a link
  /// that follows is not given a value of its own.
  static int rank(SysctlKey key) {
    if (key.link() != 0) {
      return 3;
    }
    return key.path().contains("/conf/default/") ? 2 : key.path().contains("/conf/all/") ? 1 : 0;
  }
}
