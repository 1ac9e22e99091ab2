package org.xnsh.path;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.xnsh.network.IpAddress;
import org.xnsh.network.IpFamily;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.MacAddress;
import org.xnsh.network.NeighbourAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.NeighbourKey;

/// Neighbours on a way that would no longer be found, or would not find this host: a link that
/// takes no part in ARP or neighbour discovery, or a permanent entry that names somebody else.
final class Unheard {

  private final Network before;
  private final Network after;
  private final Connection connection;
  private final Seen seen;

  private Unheard(Network before, Network after, Connection connection, Seen seen) {
    this.before = before;
    this.after = after;
    this.connection = connection;
    this.seen = seen;
  }

  static List<String> told(
      Network before, Network after, Way is, Connection connection, Seen seen) {
    return new Unheard(before, after, connection, seen).told(is);
  }

  private List<String> told(Way is) {
    List<String> told = new ArrayList<>();
    is.in().ifPresent(a -> answering(a.link()).ifPresent(told::add));
    for (Way.Leaving one : is.out()) {
      asking(one.link(), one.next()).ifPresent(told::add);
      permanent(one.link(), one.next()).ifPresent(told::add);
    }
    return told;
  }

  /// Without ARP nobody is told where an IPv4 address is; neighbour discovery goes on answering.
  private Optional<String> answering(int link) {
    return fallsSilent(link) && connection.local().family() == IpFamily.IPV4
        ? Optional.of(
            after.nameOf(link)
                + " would not answer ARP, and nobody would find "
                + connection.local())
        : Optional.empty();
  }

  /// A link that does not ask takes its own address for everybody's (arp_constructor,
  /// ndisc_constructor).
  private Optional<String> asking(int link, IpAddress next) {
    boolean known = after.has(new NeighbourKey(link, next, false));
    return fallsSilent(link) && !known
        ? Optional.of(after.nameOf(link) + " would not ask where " + next + " is (arp off)")
        : Optional.empty();
  }

  private boolean fallsSilent(int link) {
    LinkKey key = new LinkKey(link);
    boolean spoke = !before.has(key) || before.get(key).isOn(LinkAttributes.ARP);
    return spoke && !after.get(key).isOn(LinkAttributes.ARP);
  }

  private Optional<String> permanent(int link, IpAddress next) {
    NeighbourKey key = new NeighbourKey(link, next, false);
    Optional<MacAddress> now = after.get(key).get(NeighbourAttributes.MAC);
    Optional<MacAddress> was = before.get(key).get(NeighbourAttributes.MAC);
    Set<MacAddress> known = new HashSet<>(seen.neighbours().getOrDefault(next, Set.of()));
    was.ifPresent(known::add);
    return now.isPresent() && !now.equals(was) && !known.isEmpty() && !known.contains(now.get())
        ? Optional.of(
            "packets to "
                + next
                + " would go to "
                + now.get()
                + " (a permanent neighbour entry), and it answers as "
                + known.iterator().next())
        : Optional.empty();
  }
}
