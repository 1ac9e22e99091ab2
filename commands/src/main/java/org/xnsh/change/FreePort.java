package org.xnsh.change;

import java.util.BitSet;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.PortKey;
import org.xnsh.network.PortAttributes;

/// The numbers that the next ports of a bridge get.
public final class FreePort {

  private final BitSet taken = new BitSet();

  private FreePort() {
    taken.set(0); // never given
  }

  /// As the bridge is in this picture.
  public static FreePort of(Network network, int bridge) {
    FreePort free = new FreePort();
    for (int port : network.ports(bridge)) {
      free.taken.set((int) network.get(new PortKey(port)).number(PortAttributes.NUMBER));
    }
    return free;
  }

  public static long number(Network network, int bridge) {
    return of(network, bridge).next();
  }

  /// The lowest that no port has (find_portno in net/bridge/br_if.c), which is taken from now on.
  public long next() {
    int number = taken.nextClearBit(0);
    taken.set(number);
    return number;
  }
}
