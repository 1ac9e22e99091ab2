package org.xnsh.change;

import org.xnsh.network.AddressAttributes;
import org.xnsh.network.Attributes;
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
import org.xnsh.network.RouteAttributes;
import org.xnsh.network.RuleAttributes;

/// Who makes whole objects: somebody, or the kernel out of the rest.
public final class ObjectStanding {

  /// RTPROT_KERNEL and RTPROT_RA of include/uapi/linux/rtnetlink.h.
  private static final long BY_KERNEL = 2;

  private static final long BY_ADVERTISEMENT = 9;
  private static final int RTN_UNICAST = 1;
  private static final int RTN_LOCAL = 2;
  private static final int RTN_MULTICAST = 5;

  private ObjectStanding() {}

  /// Whether the kernel makes it by itself: connected, local, broadcast and multicast routes, what
  /// router advertisements bring, link-local and temporary addresses, the rules of a fresh
  /// namespace.
  public static boolean isDerived(ObjectKey key, Attributes attributes) {
    return switch (key) {
      case RouteKey k -> {
        long proto = attributes.number(RouteAttributes.PROTOCOL);
        boolean kernels = k.type() >= RTN_LOCAL && k.type() <= RTN_MULTICAST;
        yield proto == BY_ADVERTISEMENT
            || (proto == BY_KERNEL && (kernels || k.type() == RTN_UNICAST));
      }
      // IFAPROT_*: 0 says nothing
      case AddressKey _ ->
          attributes.number(AddressAttributes.PROTOCOL) != 0
              || attributes.isOn(AddressAttributes.TEMPORARY);
      case RuleKey _ -> attributes.number(RuleAttributes.PROTOCOL) == BY_KERNEL;
      case VifKey _ -> true;
      case LinkKey _, BridgeKey _, PortKey _, PortVlanKey _, NexthopKey _ -> false;
      case NeighbourKey _, FdbKey _, MdbKey _, SysctlKey _ -> false;
    };
  }
}
