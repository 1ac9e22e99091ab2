package org.xnsh.transaction;

import org.xnsh.change.Footprint;
import org.xnsh.network.Attributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.NexthopKey;

/// A link that has lost its carrier and is not told so yet: linkwatch looks once a second
/// (net/core/link_watch.c), sets the operational state, and only then the kernel flushes the link's
/// nexthop objects with their routes (nh_netdev_event in net/ipv4/nexthop.c). A record that is
/// written before that does not have them, and an undo would not bring them back.
final class CarrierLoss {

  static final long PATIENCE_NANOS = 1_500_000_000L;
  static final long PAUSE_NANOS = 20_000_000;

  /// IF_OPER_UP of include/uapi/linux/if.h.
  private static final long OPER_UP = 6;

  private CarrierLoss() {}

  /// Whether a link that a transaction touched will lose nexthop objects.
  static boolean isComing(Network now, Footprint touched) {
    return touched.areas().stream()
        .anyMatch(a -> a instanceof Footprint.OneLink(int link) && isComing(now, link));
  }

  private static boolean isComing(Network now, int index) {
    Attributes link = now.get(new LinkKey(index));
    return link.isOn(LinkAttributes.UP)
        && !link.isOn(LinkAttributes.CARRIER)
        && link.number(LinkAttributes.OPERATIONAL_STATE) == OPER_UP
        && now.standingOn(index).stream().anyMatch(k -> k instanceof NexthopKey);
  }
}
