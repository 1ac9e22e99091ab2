package org.xnsh.host.linux.netlink;

import java.util.Optional;
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.LinkAttributes;

/// IFF_* of struct ifinfomsg (include/uapi/linux/if.h). IFF_PROMISC and IFF_ALLMULTI are what was
/// set by hand (dev_get_flags), not whether a bridge or a packet socket wants it so.
final class LinkFlags {

  private static final int IFF_UP = 1;
  private static final int IFF_NOARP = 1 << 7;
  private static final int IFF_PROMISC = 1 << 8;
  private static final int IFF_ALLMULTI = 1 << 9;
  private static final int IFF_MULTICAST = 1 << 12;
  private static final int IFF_DYNAMIC = 1 << 15;

  private LinkFlags() {}

  static void read(int flags, Attributes.Builder into) {
    into.put(LinkAttributes.UP, (flags & IFF_UP) != 0)
        .put(LinkAttributes.ARP, (flags & IFF_NOARP) == 0)
        .put(LinkAttributes.MULTICAST, (flags & IFF_MULTICAST) != 0)
        .put(LinkAttributes.ALL_MULTICAST, (flags & IFF_ALLMULTI) != 0)
        .put(LinkAttributes.PROMISCUOUS, (flags & IFF_PROMISC) != 0)
        .put(LinkAttributes.DYNAMIC, (flags & IFF_DYNAMIC) != 0);
  }

  /// One flag.
  ///
  /// @param bit IFF_*
  /// @param inverted whether the bit is set where the attribute is off
  record Flag(int bit, boolean inverted) {}

  static Optional<Flag> of(Attribute<?> attribute) {
    if (attribute.equals(LinkAttributes.UP)) {
      return Optional.of(new Flag(IFF_UP, false));
    }
    if (attribute.equals(LinkAttributes.ARP)) {
      return Optional.of(new Flag(IFF_NOARP, true));
    }
    if (attribute.equals(LinkAttributes.MULTICAST)) {
      return Optional.of(new Flag(IFF_MULTICAST, false));
    }
    if (attribute.equals(LinkAttributes.ALL_MULTICAST)) {
      return Optional.of(new Flag(IFF_ALLMULTI, false));
    }
    if (attribute.equals(LinkAttributes.PROMISCUOUS)) {
      return Optional.of(new Flag(IFF_PROMISC, false));
    }
    if (attribute.equals(LinkAttributes.DYNAMIC)) {
      return Optional.of(new Flag(IFF_DYNAMIC, false));
    }
    return Optional.empty();
  }
}
