package org.xnsh.path;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;

/// Which link of a way is no longer what it was, in words.
final class Severed {

  private Severed() {}

  /// What somebody chose is told before what follows from it.
  ///
  /// @param hops the links on the way before
  /// @param link the link that stands at its beginning now
  static String told(Network before, Network after, List<Integer> hops, int link) {
    return cause(before, after, hops)
        .orElseGet(() ->
            after.nameOf(link)
                + " would not reach "
                + (hops.isEmpty() ? "its uplink" : before.nameOf(hops.getLast())));
  }

  /// What became of one of these links, where something did.
  static Optional<String> cause(Network before, Network after, List<Integer> hops) {
    return Stream.<Told>of(
            Severed::moved,
            Severed::down,
            Severed::bond,
            Severed::blocked,
            Severed::vlans,
            Severed::carrier)
        .flatMap(t -> hops.stream().flatMap(hop -> t.of(before, after, hop).stream()))
        .findFirst();
  }

  private interface Told {
    Optional<String> of(Network before, Network after, int hop);
  }

  private static Optional<String> moved(Network before, Network after, int hop) {
    String name = before.nameOf(hop);
    int old = master(before, hop);
    int now = master(after, hop);
    if (!after.has(new LinkKey(hop))) {
      return Optional.of(name + " would be gone");
    }
    if (old == now) {
      return Optional.empty();
    }
    return Optional.of(
        now == 0
            ? name + " would leave " + before.nameOf(old)
            : name + " would be a port of " + after.nameOf(now));
  }

  private static Optional<String> down(Network before, Network after, int hop) {
    return Stream.of(hop, master(before, hop))
        .filter(link -> Segment.isUp(before, link) && !Segment.isUp(after, link))
        .map(link -> before.nameOf(link) + " would be down")
        .findFirst();
  }

  private static Optional<String> blocked(Network before, Network after, int hop) {
    return Segment.forwards(before, hop) && !Segment.forwards(after, hop)
        ? Optional.of(
            before.nameOf(hop) + " would not forward in " + before.nameOf(master(before, hop)))
        : Optional.empty();
  }

  private static Optional<String> bond(Network before, Network after, int hop) {
    return Bond.isOne(before, hop) && Bond.isAlive(before, hop)
        ? Bond.fault(after, hop)
        : Optional.empty();
  }

  private static Optional<String> vlans(Network before, Network after, int hop) {
    int bridge = after.has(new BridgeKey(hop)) ? hop : master(after, hop);
    Set<Integer> was = PortVlans.of(before, hop).keySet();
    Set<Integer> is = PortVlans.of(after, hop).keySet();
    if (!PortVlans.isFiltering(after, bridge)) {
      return Optional.empty();
    }
    String name = after.nameOf(hop);
    if (!PortVlans.isFiltering(before, bridge)) {
      return Optional.of(after.nameOf(bridge) + " would filter VLANs");
    }
    Optional<Integer> gone = was.stream().filter(v -> !is.contains(v)).findFirst();
    if (gone.isPresent()) {
      return Optional.of(name + " would not be in VLAN " + gone.get());
    }
    return PortVlans.of(before, hop).equals(PortVlans.of(after, hop))
        ? Optional.empty()
        : Optional.of(
            name + " would tag frames otherwise than now, or take them for another VLAN's");
  }

  private static Optional<String> carrier(Network before, Network after, int hop) {
    return Segment.hasCarrier(before, hop) && !Segment.hasCarrier(after, hop)
        ? Optional.of(before.nameOf(hop) + " would have no carrier")
        : Optional.empty();
  }

  private static int master(Network net, int link) {
    return (int) net.get(new LinkKey(link)).number(LinkAttributes.MASTER);
  }
}
