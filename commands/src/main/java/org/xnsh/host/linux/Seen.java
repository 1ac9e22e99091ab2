package org.xnsh.host.linux;

import java.util.Optional;
import org.xnsh.host.FdbEntry;
import org.xnsh.host.NeighbourEntry;
import org.xnsh.host.linux.netlink.Entry;
import org.xnsh.network.FdbAttributes;
import org.xnsh.network.NeighbourAttributes;
import org.xnsh.network.ObjectKey.FdbKey;
import org.xnsh.network.ObjectKey.NeighbourKey;

/// Entries as seen at one moment, learned ones included.
final class Seen {

  private static final long NUD_NOARP = 0x40;
  private static final long NUD_PERMANENT = 0x80;

  private Seen() {}

  static Optional<FdbEntry> forwarding(Entry entry) {
    if (!(entry.key() instanceof FdbKey key)) {
      return Optional.empty();
    }
    long state = entry.attributes().number(FdbAttributes.STATE);
    return Optional.of(
        new FdbEntry(
            key.link(),
            key.mac(),
            key.vlan(),
            (state & NUD_PERMANENT) != 0,
            (state & NUD_NOARP) != 0,
            key.self(),
            (int) entry.attributes().number(FdbAttributes.FLAGS),
            entry.attributes().number(FdbAttributes.AGE)));
  }

  static Optional<NeighbourEntry> neighbour(Entry entry) {
    return entry.key() instanceof NeighbourKey key
        ? Optional.of(
            new NeighbourEntry(
                key.link(),
                key.address(),
                entry.attributes().get(NeighbourAttributes.MAC),
                (int) entry.attributes().number(NeighbourAttributes.STATE),
                (int) entry.attributes().number(NeighbourAttributes.FLAGS)))
        : Optional.empty();
  }
}
