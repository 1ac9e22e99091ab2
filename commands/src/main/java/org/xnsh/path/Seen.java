package org.xnsh.path;

import java.util.Map;
import java.util.Set;
import org.xnsh.network.IpAddress;
import org.xnsh.network.MacAddress;

/// What the kernel has learned of neighbours, which no picture holds.
///
/// @param neighbours hardware addresses of neighbours that answer
/// @param silent neighbours that were asked and did not answer
/// @param ports the bridge ports at which a hardware address was heard
public record Seen(
    Map<IpAddress, MacAddress> neighbours,
    Set<IpAddress> silent,
    Map<MacAddress, Set<Integer>> ports) {

  public static final Seen NOTHING = new Seen(Map.of(), Set.of(), Map.of());

  public Seen {
    neighbours = Map.copyOf(neighbours);
    silent = Set.copyOf(silent);
    ports = Map.copyOf(ports);
  }

  /// The ports behind which this neighbour is; none where that is not known.
  Set<Integer> behind(IpAddress neighbour) {
    MacAddress mac = neighbours.get(neighbour);
    return mac == null ? Set.of() : ports.getOrDefault(mac, Set.of());
  }
}
