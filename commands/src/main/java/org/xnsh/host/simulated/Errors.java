package org.xnsh.host.simulated;

import org.xnsh.change.Refusal;
import org.xnsh.host.linux.netlink.Errno;
import org.xnsh.network.ObjectKey;

/// Refusals as a kernel gives them: its extended text where it has one, else the words that the
/// netlink layer has for the error number.
final class Errors {

  private Errors() {}

  /// An error for which the kernel has no words.
  static Refusal of(ObjectKey key, int errno) {
    return new Refusal(errno, key.text() + ": " + Errno.text(errno));
  }

  /// An error with the kernel's words.
  static Refusal of(int errno, String text) {
    return new Refusal(errno, text);
  }

  static Refusal absent(ObjectKey key) {
    return switch (key.kind()) {
      case LINK, BRIDGE, PORT, VIF, PORT_VLAN -> of(key, Errno.ENODEV);
      case ADDRESS -> of(Errno.EADDRNOTAVAIL, "ipv4: Address not found");
      case ROUTE -> of(key, Errno.ESRCH);
      case NEXTHOP, RULE, NEIGHBOUR, FDB, MDB, SYSCTL -> of(key, Errno.ENOENT);
    };
  }
}
