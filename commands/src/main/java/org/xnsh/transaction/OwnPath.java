package org.xnsh.transaction;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.xnsh.change.Difference;
import org.xnsh.change.Footprint;
import org.xnsh.change.Footprint.OneSysctl;
import org.xnsh.change.Footprint.VlansOf;
import org.xnsh.host.FdbEntry;
import org.xnsh.host.Host;
import org.xnsh.host.NeighbourEntry;
import org.xnsh.network.IpAddress;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.MacAddress;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.PortVlanKey;
import org.xnsh.network.ObjectKey.SysctlKey;
import org.xnsh.path.Access;
import org.xnsh.path.Lockout;
import org.xnsh.path.Seen;
import org.xnsh.transaction.EditRefused.Reason;

/// The guard of the path that the operator's own session comes by: what would cut it is not done
/// unless somebody takes it back in time, or it is forced.
final class OwnPath {

  /// NUD_INCOMPLETE and NUD_FAILED of include/uapi/linux/neighbour.h.
  private static final int UNANSWERED = 1 | 32;

  private final Access access;
  private final Network before;
  private final Network after;
  private final Seen seen;

  private OwnPath(Access access, Network before, Network after, Seen seen) {
    this.access = access;
    this.before = before;
    this.after = after;
    this.seen = seen;
  }

  /// What an edit would lead to, looked at closely where the session comes by.
  static OwnPath look(Host host, Foreseen foreseen, Access access) throws IOException {
    Network before = foreseen.before();
    Network after = foreseen.picture();
    if (access.isNone()) {
      return new OwnPath(access, before, after, Seen.NOTHING);
    }
    Set<Integer> links = new TreeSet<>(access.links(before));
    links.addAll(access.links(after));
    links.removeIf(link -> link <= 0);
    Network looked =
        host.refresh(
            Footprint.of(
                Stream.concat(
                        Lockout.settings(links).stream().map(OneSysctl::new),
                        Lockout.filtered(after, links).stream().map(VlansOf::new))
                    .toArray(Footprint.Area[]::new)));
    return new OwnPath(access, looked, joined(before, looked, after), seen(host, looked, access));
  }

  /// Settings and VLANs join a picture only when somebody asks for them.
  private static Network joined(Network before, Network looked, Network after) {
    Network all = after;
    for (ObjectKey key : Difference.between(before, looked).keys()) {
      boolean joins = key instanceof SysctlKey || key instanceof PortVlanKey;
      if (joins && !before.has(key) && !all.has(key) && looked.has(key)) {
        all = all.with(key, looked.get(key));
      }
    }
    return all;
  }

  /// Refuses what would cut it.
  void keep() throws EditRefused {
    Optional<String> cut = told();
    if (cut.isPresent()) {
      throw new EditRefused(
          Reason.REFUSED,
          cut.get(),
          "with a way back: begin, the edit, commit confirmed 2m; or safe on, and again. Without"
              + " one: force before the command");
    }
  }

  /// One sentence for each way that would be cut.
  List<String> breaks() {
    return access.breaks(before, after, seen);
  }

  /// How long the session would stop and then go on, in hundredths of a second.
  long pause() {
    return access.pause(before, after, seen);
  }

  /// What an operator is told when an edit is staged that would cut it, if the edits before it
  /// would not; more edits may mend it.
  static Optional<String> staged(
      Host host, Network base, Network until, Network after, Access access) throws IOException {
    if (access.isNone()) {
      return Optional.empty();
    }
    Network looked = vlans(host, base, after, access).orElse(base);
    Network known = joined(base, looked, base);
    Optional<String> cut =
        new OwnPath(access, known, joined(base, looked, after), Seen.NOTHING).told();
    return cut.filter(_ ->
            new OwnPath(access, known, joined(base, looked, until), Seen.NOTHING).told().isEmpty())
        .map(c -> "committed as it stands, " + c);
  }

  /// With those of bridges on the way that filter; read where there are any.
  private static Optional<Network> vlans(Host host, Network before, Network after, Access access)
      throws IOException {
    Set<Integer> links = new TreeSet<>(access.links(before));
    links.addAll(access.links(after));
    Set<Integer> filtered = Lockout.filtered(after, links);
    filtered.removeIf(link -> !before.has(new LinkKey(link)));
    return filtered.isEmpty()
        ? Optional.empty()
        : Optional.of(
            host.refresh(
                Footprint.of(filtered.stream().map(VlansOf::new).toArray(Footprint.Area[]::new))));
  }

  private Optional<String> told() {
    List<String> breaks = breaks();
    return breaks.isEmpty()
        ? Optional.empty()
        : Optional.of("this would cut " + String.join("; and ", breaks));
  }

  /// What was learned of neighbours on the way.
  private static Seen seen(Host host, Network now, Access access) throws IOException {
    Map<IpAddress, Set<MacAddress>> neighbours = new HashMap<>();
    Set<IpAddress> silent = new HashSet<>();
    for (NeighbourEntry entry : host.neighbours()) {
      entry
          .mac()
          .ifPresent(
              mac -> neighbours.computeIfAbsent(entry.address(), _ -> new HashSet<>()).add(mac));
      if ((entry.state() & UNANSWERED) != 0) {
        silent.add(entry.address());
      }
    }
    silent.removeAll(neighbours.keySet());
    Map<MacAddress, Set<Integer>> ports = new HashMap<>();
    for (int bridge : bridges(now, access)) {
      for (FdbEntry entry : host.fdb(bridge)) {
        if (!entry.local()) {
          ports.computeIfAbsent(entry.mac(), _ -> new HashSet<>()).add(entry.link());
        }
      }
    }
    return new Seen(neighbours, silent, ports);
  }

  private static Set<Integer> bridges(Network now, Access access) {
    Set<Integer> bridges = new HashSet<>();
    for (int link : access.links(now)) {
      bridges.add((int) now.get(new LinkKey(link)).number(LinkAttributes.MASTER));
    }
    bridges.removeIf(bridge -> !now.has(new BridgeKey(bridge)));
    return bridges;
  }
}
