package org.xnsh.path;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.xnsh.network.IpAddress;
import org.xnsh.network.MacAddress;

/// What the kernel has learned of neighbours, which no picture holds.
///
/// @param neighbours hardware addresses of neighbours that answer: of a link-local one perhaps
///   several, for it may be on several links
/// @param silent neighbours that were asked and did not answer
/// @param ports the bridge ports at which a hardware address was heard
public record Seen(
    Map<IpAddress, Set<MacAddress>> neighbours,
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
    Set<Integer> behind = new HashSet<>();
    for (MacAddress mac : neighbours.getOrDefault(neighbour, Set.of())) {
      behind.addAll(ports.getOrDefault(mac, Set.of()));
    }
    return behind;
  }
}
