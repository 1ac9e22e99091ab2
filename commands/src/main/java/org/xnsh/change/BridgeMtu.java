package org.xnsh.change;

import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;

/// The MTU that a bridge has while nobody sets it: that of its narrowest port, 1500 without ports
/// (br_mtu_auto_adjust of net/bridge/br_if.c). The kernel does not tell whether somebody did
/// (BROPT_MTU_SET_BY_USER), but a bridge that does not follow was set by hand.
public final class BridgeMtu {

  /// ETH_DATA_LEN of include/uapi/linux/if_ether.h.
  private static final long WITHOUT_PORTS = 1500;

  private BridgeMtu() {}

  /// Whether the bridge has the MTU that it would have if nobody had set one.
  public static boolean isFollowed(Network network, int bridge) {
    long narrowest =
        network.ports(bridge).stream()
            .mapToLong(port -> network.get(new LinkKey(port)).number(LinkAttributes.MTU))
            .min()
            .orElse(WITHOUT_PORTS);
    return network.has(new BridgeKey(bridge))
        && network.get(new LinkKey(bridge)).number(LinkAttributes.MTU) == narrowest;
  }
}
