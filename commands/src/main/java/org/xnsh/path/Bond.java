package org.xnsh.path;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.LinkKey;

/// Links that several others carry together: it is enough that one of them lives.
final class Bond {

  private static final Set<String> KINDS = Set.of("bond", "team");

  /// IFLA_BOND_* of include/uapi/linux/if_link.h.
  private static final int MODE = 1;

  private static final int ACTIVE = 2;
  private static final int CARRIER_INTERVAL = 3;
  private static final int ARP_INTERVAL = 7;

  private static final int ACTIVE_BACKUP = 1;

  private Bond() {}

  static boolean isOne(Network net, int link) {
    return KINDS.contains(net.get(new LinkKey(link)).text(LinkAttributes.KIND));
  }

  static boolean isAlive(Network net, int bond) {
    return fault(net, bond).isEmpty();
  }

  /// Why it carries nothing.
  static Optional<String> fault(Network net, int bond) {
    String name = net.nameOf(bond);
    Set<Integer> ports = net.ports(bond);
    OptionalInt active = KindData.number(net, bond, ACTIVE);
    if (active.isPresent() && isBlind(net, bond) && ports.contains(active.getAsInt())) {
      return isAlive(net, bond, active.getAsInt())
          ? Optional.empty()
          : Optional.of(
              name
                  + " would go on with "
                  + net.nameOf(active.getAsInt())
                  + ", its active port, which is dead, and does not look (miimon 0)");
    }
    if (ports.stream().anyMatch(p -> isAlive(net, bond, p))) {
      return Optional.empty();
    }
    return Optional.of(
        name + (ports.isEmpty() ? " would have no port" : " would have no live port"));
  }

  private static boolean isAlive(Network net, int bond, int port) {
    return net.ports(bond).contains(port)
        && Segment.isUp(net, port)
        && Segment.hasCarrier(net, port);
  }

  /// With one active port and neither a look at the carrier nor ARP probes, a bond does not notice
  /// that the port went down, and goes on giving it all frames.
  private static boolean isBlind(Network net, int bond) {
    return KindData.number(net, bond, MODE).orElse(0) == ACTIVE_BACKUP
        && KindData.number(net, bond, CARRIER_INTERVAL).orElse(0) == 0
        && KindData.number(net, bond, ARP_INTERVAL).orElse(0) == 0;
  }
}
