package org.xnsh.change;

import org.xnsh.network.Attribute;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;

/// The address and the MTU of a bridge that follows its ports: they are nobody's choice.
public final class Followed {

  /// ETH_DATA_LEN of include/uapi/linux/if_ether.h.
  private static final long WITHOUT_PORTS = 1500;

  private Followed() {}

  /// Whether the object is a bridge and the attribute is one that it follows its ports in.
  public static boolean isOne(ObjectKey key, Attribute<?> attribute, Network now) {
    if (!(key instanceof LinkKey(int index)) || !now.has(new BridgeKey(index))) {
      return false;
    }
    return (attribute.equals(LinkAttributes.MAC) && !now.get(key).isOn(LinkAttributes.MAC_PINNED))
        || (attribute.equals(LinkAttributes.MTU) && isMtu(now, index));
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
