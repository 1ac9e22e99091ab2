package org.xnsh.path;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.xnsh.network.IpAddress;
import org.xnsh.network.Network;

/// By what an operator reaches this host: the connections that their session comes by (several in a
/// terminal that several share), and the addresses that the server listens on, by which they would
/// come again.
public record Access(List<Connection> connections, List<IpAddress> listening) {

  /// Somebody at the machine, or in another network than the one that is edited.
  public static final Access NONE = new Access(List.of(), List.of());

  public Access {
    connections = List.copyOf(connections);
    listening = List.copyOf(listening);
  }

  public static Access of(Connection connection) {
    return new Access(List.of(connection), List.of());
  }

  public static Access of(List<Connection> connections) {
    return new Access(connections, List.of());
  }

  public boolean isNone() {
    return connections.isEmpty() && listening.isEmpty();
  }

  /// The links of all ways.
  public Set<Integer> links(Network net) {
    Set<Integer> links = new LinkedHashSet<>();
    connections.forEach(c -> links.addAll(Lockout.links(net, c)));
    listening.forEach(a -> links.addAll(Door.links(net, a)));
    return links;
  }

  /// One sentence for each way that would be cut; empty where all go on.
  public List<String> breaks(Network before, Network after, Seen seen) {
    List<String> told = new ArrayList<>();
    for (Connection one : connections) {
      List<String> breaks = Lockout.breaks(before, after, one, seen);
      if (!breaks.isEmpty()) {
        told.add("your own connection from " + one.peer() + ": " + String.join("; ", breaks));
      }
    }
    for (IpAddress address : listening) {
      if (connections.stream().noneMatch(c -> c.local().equals(address)) || told.isEmpty()) {
        Door.told(before, after, address)
            .ifPresent(t ->
                told.add("the way to log in at " + address + ", where the server listens: " + t));
      }
    }
    return told;
  }

  /// The longest stop of a connection that goes on afterwards, in hundredths of a second.
  public long pause(Network before, Network after, Seen seen) {
    return connections.stream()
        .mapToLong(c -> Lockout.pause(before, after, c, seen))
        .max()
        .orElse(0);
  }
}
