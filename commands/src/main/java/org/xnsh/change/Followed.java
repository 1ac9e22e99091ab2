package org.xnsh.change;

import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.SysctlKey;
import org.xnsh.network.SysctlAttributes;

/// The address and the MTU of a bridge that follows its ports: they are nobody's choice.
public final class Followed {

  /// ETH_DATA_LEN of include/uapi/linux/if_ether.h.
  private static final long WITHOUT_PORTS = 1500;

  private static final String MTU_OF_IPV6 = "net/ipv6/conf/*/mtu";

  private Followed() {}

  /// Whether the object is a bridge and the attribute is one that it follows its ports in, or a
  /// setting that follows its link.
  public static boolean isOne(ObjectKey key, Attribute<?> attribute, Network now) {
    if (key instanceof SysctlKey(int link, String path)) {
      return path.equals(MTU_OF_IPV6) && isMtu(now.get(key), now.get(new LinkKey(link)));
    }
    if (!(key instanceof LinkKey(int index)) || !now.has(new BridgeKey(index))) {
      return false;
    }
    return (attribute.equals(LinkAttributes.MAC) && !now.get(key).isOn(LinkAttributes.MAC_PINNED))
        || (attribute.equals(LinkAttributes.MTU) && isMtu(now, index));
  }

  /// The kernel sets it to the link's own whenever that changes (`addrconf_notify`).
  private static boolean isMtu(Attributes setting, Attributes link) {
    return setting
        .text(SysctlAttributes.VALUE)
        .equals(Long.toString(link.number(LinkAttributes.MTU)));
  }

  /// Whether the bridge has the MTU that it would have if nobody had set one: that of its narrowest
  /// port, 1500 without ports (br_mtu_auto_adjust of net/bridge/br_if.c). The kernel does not tell
  /// whether somebody did (BROPT_MTU_SET_BY_USER), but a bridge that does not follow was set by
  /// hand.
  static boolean isMtu(Network network, int bridge) {
    long narrowest =
        network.ports(bridge).stream()
            .mapToLong(port -> network.get(new LinkKey(port)).number(LinkAttributes.MTU))
            .min()
            .orElse(WITHOUT_PORTS);
    return network.has(new BridgeKey(bridge))
        && network.get(new LinkKey(bridge)).number(LinkAttributes.MTU) == narrowest;
  }
}
