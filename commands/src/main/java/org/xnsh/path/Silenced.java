package org.xnsh.path;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.xnsh.network.IpFamily;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.SysctlKey;
import org.xnsh.network.SysctlAttributes;

/// Links that a setting keeps from taking part in IPv6. The setting for all links is written to
/// each of them (addrconf_disable_ipv6).
final class Silenced {

  private static final String OF_LINK = "net/ipv6/conf/*/disable_ipv6";
  private static final SysctlKey OF_ALL = new SysctlKey(0, "net/ipv6/conf/all/disable_ipv6");

  private Silenced() {}

  static Stream<SysctlKey> settings(int link) {
    return Stream.of(OF_ALL, new SysctlKey(link, OF_LINK));
  }

  static List<String> told(Network before, Network after, Way was, Way is, Connection connection) {
    List<String> told = new ArrayList<>();
    if (connection.peer().family() == IpFamily.IPV6) {
      Set<Integer> links = new LinkedHashSet<>();
      was.out().forEach(o -> links.add(o.link()));
      was.in().ifPresent(a -> links.add(a.link()));
      is.out().forEach(o -> links.add(o.link()));
      links.removeIf(l -> !after.has(new LinkKey(l)));
      for (int link : links) {
        if (isNew(before, after, OF_ALL) || isNew(before, after, new SysctlKey(link, OF_LINK))) {
          told.add("IPv6 would be off on " + after.nameOf(link) + " (disable_ipv6)");
        }
      }
    }
    return told;
  }

  private static boolean isNew(Network before, Network after, SysctlKey key) {
    return isOn(after, key) && !isOn(before, key);
  }

  private static boolean isOn(Network net, SysctlKey key) {
    String text = net.get(key).text(SysctlAttributes.VALUE);
    return !text.isEmpty() && !text.equals("0");
  }
}
