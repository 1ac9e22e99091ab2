package org.xnsh.host.linux;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.xnsh.host.linux.netlink.Decoder;
import org.xnsh.host.linux.netlink.Entry;
import org.xnsh.host.linux.netlink.EventSocket;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.FdbKey;
import org.xnsh.network.ObjectKey.MdbKey;

/// Which links have no fixed FDB entry and which bridges no permanent multicast group, so that they
/// need not be asked: the kernel answers with all that the bridge has learned, and walks over all
/// links of the host to find it.
///
/// Only absence is remembered. It ends with an event of a fixed entry; a socket of its own hears
/// these and no other ([EventSocket#ofFixedEntries]). What becomes dynamic again has no event of
/// that kind, so a link that may have entries is asked each time.
final class FixedEntries implements AutoCloseable {

  /// As many links are asked one by one: who makes one edit and ends needs no more.
  private static final int ONE_BY_ONE = 4;

  private final EventSocket events;

  /// Links that may have fixed entries, once all were asked.
  private Optional<Set<Integer>> forwarding = Optional.empty();

  /// As [#forwarding], bridges with permanent groups.
  private Optional<Set<Integer>> multicast = Optional.empty();

  private int asked;

  private FixedEntries(EventSocket events) {
    this.events = events;
  }

  static FixedEntries open(int eventQueue) throws IOException {
    return new FixedEntries(EventSocket.ofFixedEntries(eventQueue));
  }

  /// Takes in what happened until now. A bridge tells of its port's new address as of any entry, so
  /// that a port whose address changes is asked again: what was its own is so no longer.
  ///
  /// @param picture as it was before
  void hear(Network picture) throws IOException {
    Decoder decoder = new Decoder(0);
    EventSocket.Drained drained =
        events.drain(event -> decoder.decode(event).present().forEach(e -> present(e, picture)));
    if (drained == EventSocket.Drained.OVERRUN) {
      forwarding = Optional.empty();
      multicast = Optional.empty();
    }
  }

  private void present(Entry entry, Network picture) {
    switch (entry.key()) {
      case FdbKey k when !Fixed.fdb(List.of(entry), picture).isEmpty() ->
          forwarding.ifPresent(links -> links.add(k.link()));
      case MdbKey k -> multicast.ifPresent(bridges -> bridges.add(k.bridge()));
      default -> {}
    }
  }

  boolean isWithoutForwarding(int link) {
    return forwarding.filter(links -> !links.contains(link)).isPresent();
  }

  /// Whether asking for all now saves asking for each later.
  boolean wantsAllForwarding() {
    return forwarding.isEmpty() && ++asked > ONE_BY_ONE;
  }

  void forwardingOf(int link, List<Entry> fixed) {
    if (fixed.isEmpty()) {
      forwarding.ifPresent(links -> links.remove(link));
    }
  }

  void allForwarding(List<Entry> fixed) {
    Set<Integer> links = new HashSet<>();
    for (Entry entry : fixed) {
      if (entry.key() instanceof FdbKey k) {
        links.add(k.link());
      }
    }
    forwarding = Optional.of(links);
  }

  boolean isWithoutMulticast(int bridge) {
    return multicast.filter(bridges -> !bridges.contains(bridge)).isPresent();
  }

  void allMulticast(List<Entry> permanent) {
    Set<Integer> bridges = new HashSet<>();
    for (Entry entry : permanent) {
      if (entry.key() instanceof MdbKey k) {
        bridges.add(k.bridge());
      }
    }
    multicast = Optional.of(bridges);
  }

  @Override
  public void close() {
    events.close();
  }
}
