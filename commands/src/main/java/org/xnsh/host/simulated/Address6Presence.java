package org.xnsh.host.simulated;

import java.util.List;
import org.xnsh.network.IpFamily;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.FdbKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.MdbKey;
import org.xnsh.network.ObjectKey.NeighbourKey;
import org.xnsh.network.ObjectKey.NexthopKey;
import org.xnsh.network.ObjectKey.PortKey;
import org.xnsh.network.ObjectKey.PortVlanKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.ObjectKey.RuleKey;
import org.xnsh.network.ObjectKey.SysctlKey;
import org.xnsh.network.ObjectKey.VifKey;

/// A link whose MTU is below IPv6's least loses all of its IPv6 side, settings included, and gets a
/// new one when its MTU allows it again (`addrconf_notify`, NETDEV_CHANGEMTU).
final class Address6Presence {

  /// IPV6_MIN_MTU.
  private static final long LEAST_MTU = 1280;

  private Address6Presence() {}

  static boolean isPresent(Network net, int link) {
    return link == 1
        || net.get(new LinkKey(link)).get(LinkAttributes.ADDRESS_GENERATION).isPresent();
  }

  static Network mtuChanged(Network net, int link) {
    LinkKey key = new LinkKey(link);
    boolean fits = link == 1 || net.get(key).number(LinkAttributes.MTU) >= LEAST_MTU;
    if (fits == isPresent(net, link)) {
      return net;
    }
    if (!fits) {
      return lost(net, key);
    }
    Network changed = net.with(key, LinkAttributes.ADDRESS_GENERATION, 0L);
    return LinkState.isUp(net, link) ? Address6Model.linkUp(changed, link) : changed;
  }

  private static Network lost(Network net, LinkKey key) {
    Network changed = RouteModel.withoutLink(net, key.index(), IpFamily.IPV6);
    for (ObjectKey standing : List.copyOf(changed.standingOn(key.index()))) {
      boolean six =
          switch (standing) {
            case AddressKey a -> a.local().family() == IpFamily.IPV6;
            case NeighbourKey n -> n.address().family() == IpFamily.IPV6;
            case SysctlKey s -> s.path().startsWith("net/ipv6/");
            case LinkKey _, BridgeKey _, PortKey _, VifKey _, PortVlanKey _ -> false;
            case FdbKey _, MdbKey _, RouteKey _, NexthopKey _, RuleKey _ -> false;
          };
      changed = six ? changed.without(standing) : changed;
    }
    return changed.with(key, changed.get(key).without(LinkAttributes.ADDRESS_GENERATION));
  }
}
