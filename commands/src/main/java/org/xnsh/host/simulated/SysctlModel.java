package org.xnsh.host.simulated;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.xnsh.change.FollowingSysctls;
import org.xnsh.change.Refusal;
import org.xnsh.host.linux.netlink.Errno;
import org.xnsh.network.Attribute;
import org.xnsh.network.IpFamily;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.SysctlKey;
import org.xnsh.network.SysctlAttributes;

/// Kernel settings, with the defaults of a new namespace for those that a picture does not hold.
final class SysctlModel {

  static final Attribute<String> VALUE = SysctlAttributes.VALUE;

  private static final String IP_FORWARD = "net/ipv4/ip_forward";
  private static final String ALL_FORWARDING = "net/ipv4/conf/all/forwarding";

  /// What is set for all links is set for each of them.
  private static final Set<String> GOVERNED =
      Set.of(ALL_FORWARDING, "net/ipv6/conf/all/forwarding", "net/ipv6/conf/all/disable_ipv6");

  private static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          Map.entry("net/ipv4/ip_forward", "0"),
          Map.entry("net/ipv6/conf/all/forwarding", "0"),
          Map.entry("net/bridge/bridge-nf-call-arptables", "1"),
          Map.entry("net/bridge/bridge-nf-call-iptables", "1"),
          Map.entry("net/bridge/bridge-nf-call-ip6tables", "1"),
          Map.entry("proxy_arp", "0"),
          Map.entry("rp_filter", "0"),
          Map.entry("forwarding", "0"),
          Map.entry("arp_ignore", "0"),
          Map.entry("arp_announce", "0"),
          Map.entry("accept_redirects", "1"),
          Map.entry("send_redirects", "1"),
          Map.entry("promote_secondaries", "0"),
          Map.entry("accept_local", "0"),
          Map.entry("disable_ipv6", "0"),
          Map.entry("accept_ra", "1"),
          Map.entry("accept_dad", "1"),
          Map.entry("autoconf", "1"),
          Map.entry("proxy_ndp", "0"),
          Map.entry("keep_addr_on_down", "0"),
          Map.entry("addr_gen_mode", "0"));

  private SysctlModel() {}

  /// The value, or a new namespace's; nothing where there is no such setting. A link that has none
  /// of its own in the picture has what was set for all links, or for new ones.
  static Optional<String> value(Network net, SysctlKey key) {
    if (net.has(key)) {
      return Optional.of(net.get(key).text(VALUE));
    }
    if (key.link() != 0 && !net.has(new LinkKey(key.link()))
        || key.path().startsWith("net/ipv6/conf/*")
            && !Address6Presence.isPresent(net, key.link())) {
      return Optional.empty();
    }
    for (String path : inherited(key)) {
      SysctlKey from = new SysctlKey(0, path);
      if (net.has(from)) {
        return Optional.of(net.get(from).text(VALUE));
      }
    }
    String whole = DEFAULTS.get(key.path());
    return Optional.ofNullable(whole != null ? whole : DEFAULTS.get(name(key)));
  }

  private static List<String> inherited(SysctlKey key) {
    if (key.link() == 0) {
      return key.path().equals(ALL_FORWARDING) ? List.of(IP_FORWARD) : List.of();
    }
    String common = key.path().replace("*", "default");
    String all = key.path().replace("*", "all");
    return !GOVERNED.contains(all)
        ? List.of(common)
        : all.equals(ALL_FORWARDING) ? List.of(IP_FORWARD, all, common) : List.of(all, common);
  }

  private static String name(SysctlKey key) {
    return key.path().substring(key.path().lastIndexOf('/') + 1);
  }

  /// Whether a setting is on for a link: its own or that of `all`.
  static boolean isOnForLink(Network net, int link, String family, String name) {
    String path = "net/" + family + "/conf/";
    return isOn(value(net, new SysctlKey(link, path + "*/" + name)))
        || isOn(value(net, new SysctlKey(0, path + "all/" + name)));
  }

  /// Whether a link's own setting is on.
  static boolean isOn(Network net, int link, String path) {
    return isOn(value(net, new SysctlKey(link, path)));
  }

  private static boolean isOn(Optional<String> value) {
    return value.filter(v -> !v.equals("0") && !v.startsWith("-")).isPresent();
  }

  static Network set(Network net, SysctlKey key, String value) throws Refusal {
    Optional<String> now = value(net, key);
    if (now.isEmpty()) {
      throw Errors.of(key, Errno.ENOENT);
    }
    if (!value.matches("-?[0-9]+")) {
      throw Errors.of(key, Errno.EINVAL);
    }
    boolean isNew = !value(net, key).equals(Optional.of(value));
    Network changed = net.with(key, VALUE, value);
    if (isNew) {
      changed = followers(net, changed, key, value);
    }
    if (key.path().endsWith("ipv6/conf/*/addr_gen_mode")) {
      changed =
          changed.with(
              new LinkKey(key.link()), LinkAttributes.ADDRESS_GENERATION, Long.valueOf(value));
    }
    for (int link : key.link() == 0 ? changed.links() : List.of(key.link())) {
      changed = followed(net, changed, link);
    }
    return changed;
  }

  /// What the kernel writes along with a setting, see [FollowingSysctls].
  private static Network followers(Network before, Network after, SysctlKey key, String value) {
    Network changed = after;
    boolean isDefault = key.path().startsWith("net/ipv4/conf/default/");
    for (SysctlKey follower : FollowingSysctls.of(key, before).toList()) {
      Optional<String> was = value(before, follower);
      if (was.isEmpty() || (isDefault && !was.equals(value(before, key)))) {
        continue; // a value of its own
      }
      String follows =
          !follower.path().endsWith("/accept_redirects") ? value : value.equals("0") ? "1" : "0";
      changed = changed.with(follower, VALUE, follows);
    }
    return changed;
  }

  private static Network followed(Network before, Network after, int link) {
    boolean was = Address6Model.isDisabled(before, link);
    boolean is = Address6Model.isDisabled(after, link);
    if (was == is) {
      return Address6Routes.forwarding(before, after, link);
    }
    if (!is) {
      return LinkState.isUp(after, link) ? Address6Model.linkUp(after, link) : after;
    }
    Network changed = RouteModel.withoutLink(after, link, IpFamily.IPV6);
    for (AddressKey address : after.addresses(link, IpFamily.IPV6)) {
      changed = changed.without(address);
    }
    return changed;
  }
}
