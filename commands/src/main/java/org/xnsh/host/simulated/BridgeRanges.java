package org.xnsh.host.simulated;

import java.util.Optional;
import org.xnsh.change.Refusal;
import org.xnsh.host.linux.netlink.Errno;
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.MacAddress;
import org.xnsh.network.ObjectKey.BridgeKey;

/// Which values a bridge takes, and what it makes of them: net/bridge/br_netlink.c and the setters
/// that it calls.
final class BridgeRanges {

  static final long LEAST_FORWARD_DELAY = 200;
  static final long MOST_FORWARD_DELAY = 3000;

  /// BR_GROUPFWD_RESTRICTED: STP, pause frames and LACP are never forwarded.
  private static final long RESTRICTED_GROUPS = 7;

  private static final long LEAST_QUERY_INTERVAL = 100;
  private static final long RESERVED_GROUPS = 0x0180_c200_0000L;

  private BridgeRanges() {}

  static Optional<?> taken(
      BridgeKey key, Attributes bridge, Attribute<?> attribute, Optional<?> value) throws Refusal {
    if (attribute.equals(BridgeAttributes.GROUP_ADDRESS)) {
      checkGroupAddress(key, (MacAddress) value.orElseThrow());
    }
    if (!(value.orElse(null) instanceof Long number)) {
      return value;
    }
    checkTimers(key, bridge, attribute, number);
    boolean refused =
        attribute.equals(BridgeAttributes.GROUP_FORWARD_MASK) && (number & RESTRICTED_GROUPS) != 0
            || attribute.equals(BridgeAttributes.MULTICAST_ROUTER) && (number < 0 || number > 2)
            || attribute.equals(BridgeAttributes.MULTICAST_IGMP_VERSION)
                && number != 2
                && number != 3
            || attribute.equals(BridgeAttributes.MULTICAST_MLD_VERSION)
                && number != 1
                && number != 2;
    if (refused) {
      throw Errors.of(key, Errno.EINVAL);
    }
    if (attribute.equals(BridgeAttributes.STP_STATE)) {
      return Optional.of(number == 0 ? 0L : 1L);
    }
    if (attribute.equals(BridgeAttributes.PRIORITY)) {
      return Optional.of(number & 0xffff);
    }
    if (attribute.equals(BridgeAttributes.MULTICAST_QUERY_INTERVAL)
        || attribute.equals(BridgeAttributes.MULTICAST_STARTUP_QUERY_INTERVAL)) {
      return Optional.of(Math.max(number, LEAST_QUERY_INTERVAL));
    }
    return value;
  }

  /// Hello time and maximum age have their range always, the forward delay with STP only.
  private static void checkTimers(
      BridgeKey key, Attributes bridge, Attribute<?> attribute, long number) throws Refusal {
    boolean stp = bridge.number(BridgeAttributes.STP_STATE) != 0;
    boolean outside =
        attribute.equals(BridgeAttributes.FORWARD_DELAY)
                && stp
                && (number < LEAST_FORWARD_DELAY || number > MOST_FORWARD_DELAY)
            || attribute.equals(BridgeAttributes.HELLO_TIME) && (number < 100 || number > 1000)
            || attribute.equals(BridgeAttributes.MAX_AGE) && (number < 600 || number > 4000);
    if (outside) {
      throw Errors.of(key, Errno.ERANGE);
    }
  }

  /// One of 01:80:c2:00:00:00 to :0f, but not those of pause frames, LACP and 802.1X.
  private static void checkGroupAddress(BridgeKey key, MacAddress mac) throws Refusal {
    long last = mac.bits() & 0xf;
    if ((mac.bits() & ~0xfL) != RESERVED_GROUPS || last == 1 || last == 2 || last == 3) {
      throw Errors.of(key, Errno.EINVAL);
    }
  }
}
