package org.xnsh.change;

import java.util.Set;
import java.util.stream.Collectors;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.PortKey;
import org.xnsh.network.PortAttributes;

/// The number that the next port of a bridge gets.
public final class FreePort {

  private FreePort() {}

  /// The lowest that no port has (find_portno in net/bridge/br_if.c).
  public static long number(Network network, int bridge) {
    Set<Long> taken =
        network.ports(bridge).stream()
            .map(port -> network.get(new PortKey(port)).number(PortAttributes.NUMBER))
            .collect(Collectors.toSet());
    long number = 1;
    while (taken.contains(number)) {
      number++;
    }
    return number;
  }
}
