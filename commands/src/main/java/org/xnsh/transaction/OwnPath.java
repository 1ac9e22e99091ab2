package org.xnsh.transaction;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.xnsh.change.Footprint;
import org.xnsh.change.Footprint.OneSysctl;
import org.xnsh.change.Step;
import org.xnsh.host.FdbEntry;
import org.xnsh.host.Host;
import org.xnsh.host.NeighbourEntry;
import org.xnsh.network.IpAddress;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.MacAddress;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.SysctlKey;
import org.xnsh.path.Connection;
import org.xnsh.path.Lockout;
import org.xnsh.path.ReversePath;
import org.xnsh.path.Seen;
import org.xnsh.transaction.EditRefused.Reason;

/// The guard of the path that the operator's own session comes by: what would cut it is not done
/// unless somebody takes it back in time, or it is forced.
final class OwnPath {

  /// NUD_INCOMPLETE and NUD_FAILED of include/uapi/linux/neighbour.h.
  private static final int UNANSWERED = 1 | 32;

  private OwnPath() {}

  /// Refuses what would cut it.
  static void keep(
      Host host, Network before, List<Step> steps, Wish wish, Optional<Connection> connection)
      throws EditRefused, IOException {
    if (connection.isEmpty()) {
      return;
    }
    Foreseen foreseen = Foreseen.of(before, steps, wish.difference(), wish.options());
    if (foreseen.refused().isPresent()) {
      return; // nothing of it will stand
    }
    Network after = foreseen.picture();
    List<SysctlKey> settings = settings(before, after, connection.get());
    Network looked =
        host.refresh(
            Footprint.of(settings.stream().map(OneSysctl::new).toArray(Footprint.Area[]::new)));
    for (SysctlKey key : settings) {
      after = after.has(key) || !looked.has(key) ? after : after.with(key, looked.get(key));
    }
    Optional<String> cut = told(looked, after, connection, seen(host, looked, connection));
    if (cut.isPresent()) {
      throw new EditRefused(
          Reason.REFUSED,
          cut.get(),
          "with a way back: begin, the edit, commit confirmed 2m; or safe on, and again. Without"
              + " one: force before the command");
    }
  }

  /// What an operator is told when an edit is staged that would cut it, if the edits before it
  /// would not; more edits may mend it.
  static Optional<String> staged(
      Network base, Network until, Network after, Optional<Connection> connection) {
    return told(base, after, connection, Seen.NOTHING)
        .filter(_ -> told(base, until, connection, Seen.NOTHING).isEmpty())
        .map(cut -> "committed as it stands, " + cut);
  }

  /// In one sentence, what would cut the connection.
  static Optional<String> told(
      Network before, Network after, Optional<Connection> connection, Seen seen) {
    return connection.flatMap(c -> {
      List<String> breaks = Lockout.breaks(before, after, c, seen);
      return breaks.isEmpty()
          ? Optional.empty()
          : Optional.of(
              "this would cut your own connection from "
                  + c.peer()
                  + ": "
                  + String.join("; ", breaks));
    });
  }

  /// Settings join a picture only when somebody asks for them.
  private static List<SysctlKey> settings(Network before, Network after, Connection connection) {
    Set<Integer> links = new TreeSet<>(Lockout.links(before, connection));
    links.addAll(Lockout.links(after, connection));
    links.removeIf(link -> link <= 0);
    return links.stream().flatMap(l -> ReversePath.settings(l).stream()).distinct().toList();
  }

  /// What was learned of neighbours on the connection's way.
  static Seen seen(Host host, Network now, Optional<Connection> connection) throws IOException {
    if (connection.isEmpty()) {
      return Seen.NOTHING;
    }
    Map<IpAddress, MacAddress> neighbours = new HashMap<>();
    Set<IpAddress> silent = new HashSet<>();
    for (NeighbourEntry entry : host.neighbours()) {
      entry.mac().ifPresent(mac -> neighbours.putIfAbsent(entry.address(), mac));
      if ((entry.state() & UNANSWERED) != 0) {
        silent.add(entry.address());
      }
    }
    silent.removeAll(neighbours.keySet());
    Map<MacAddress, Set<Integer>> ports = new HashMap<>();
    for (int bridge : bridges(now, connection.get())) {
      for (FdbEntry entry : host.fdb(bridge)) {
        if (!entry.local()) {
          ports.computeIfAbsent(entry.mac(), _ -> new HashSet<>()).add(entry.link());
        }
      }
    }
    return new Seen(neighbours, silent, ports);
  }

  private static Set<Integer> bridges(Network now, Connection connection) {
    Set<Integer> bridges = new HashSet<>();
    for (int link : Lockout.links(now, connection)) {
      bridges.add((int) now.get(new LinkKey(link)).number(LinkAttributes.MASTER));
    }
    bridges.removeIf(bridge -> !now.has(new BridgeKey(bridge)));
    return bridges;
  }
}
