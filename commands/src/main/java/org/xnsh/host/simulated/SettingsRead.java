package org.xnsh.host.simulated;

import java.util.List;
import java.util.stream.Stream;
import org.xnsh.change.Footprint;
import org.xnsh.change.Footprint.Area;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.SysctlKey;

/// Settings join a picture when a footprint names them.
final class SettingsRead {

  private static final List<String> OF_A_LINK =
      List.of(
          "net/ipv4/conf/*/proxy_arp",
          "net/ipv4/conf/*/rp_filter",
          "net/ipv4/conf/*/forwarding",
          "net/ipv4/conf/*/arp_ignore",
          "net/ipv4/conf/*/arp_announce",
          "net/ipv4/conf/*/accept_redirects",
          "net/ipv4/conf/*/send_redirects",
          "net/ipv4/conf/*/promote_secondaries",
          "net/ipv4/conf/*/accept_local",
          "net/ipv6/conf/*/disable_ipv6",
          "net/ipv6/conf/*/accept_ra",
          "net/ipv6/conf/*/accept_dad",
          "net/ipv6/conf/*/autoconf",
          "net/ipv6/conf/*/proxy_ndp",
          "net/ipv6/conf/*/keep_addr_on_down",
          "net/ipv6/conf/*/addr_gen_mode",
          "net/ipv6/conf/*/forwarding",
          "net/ipv6/conf/*/accept_redirects");

  private SettingsRead() {}

  static Network joined(Network net, Footprint footprint) {
    Network changed = net;
    for (Area area : footprint.areas()) {
      for (SysctlKey key : named(area).toList()) {
        changed =
            SysctlModel.value(net, key).isPresent()
                ? changed.with(key, SysctlModel.VALUE, SysctlModel.value(net, key).get())
                : changed;
      }
    }
    return changed;
  }

  private static Stream<SysctlKey> named(Area area) {
    return switch (area) {
      case Footprint.OneSysctl one -> Stream.of(one.key());
      case Footprint.SysctlsOf of -> OF_A_LINK.stream().map(p -> new SysctlKey(of.link(), p));
      case Footprint.OneLink _,
          Footprint.PortsOf _,
          Footprint.AllLinks _,
          Footprint.AddressesOf _,
          Footprint.RoutesOf _,
          Footprint.AllRoutes _,
          Footprint.AllNexthops _,
          Footprint.AllRules _,
          Footprint.NeighboursOf _,
          Footprint.FdbOf _,
          Footprint.MdbOf _,
          Footprint.VlansOf _ ->
          Stream.empty();
    };
  }
}
