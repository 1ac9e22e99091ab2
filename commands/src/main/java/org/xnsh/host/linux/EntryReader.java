package org.xnsh.host.linux;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.xnsh.host.linux.netlink.Entry;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.MdbKey;
import org.xnsh.network.ObjectKey.PortKey;

/// Fixed FDB entries of links and permanent multicast groups of bridges, read only where there may
/// be some.
///
/// @param absence what is known to have none; nothing where all has to be read
record EntryReader(Answers answers, Optional<FixedEntries> absence) {

  List<Entry> forwarding(Network picture, int link) throws IOException {
    if (absence.isEmpty() || filtersVlans(picture, link)) {
      return Fixed.fdb(answers.forwarding(link), picture);
    }
    FixedEntries memory = absence.get();
    if (memory.isWithoutForwarding(link)) {
      return List.of();
    }
    if (answers.areForwardingOfAllAsked() || memory.wantsAllForwarding()) {
      memory.allForwarding(Fixed.fdb(answers.forwardingOfAll(), picture));
    }
    List<Entry> fixed = Fixed.fdb(answers.forwarding(link), picture);
    memory.forwardingOf(link, fixed);
    return fixed;
  }

  /// Where a bridge filters VLANs, a port may stop being promiscuous, and then the addresses that
  /// it is to hear become entries of its own without an event (br_fdb_sync_static).
  private static boolean filtersVlans(Network picture, int link) {
    int master = (int) picture.get(new LinkKey(link)).number(LinkAttributes.MASTER);
    BridgeKey bridge = new BridgeKey(picture.has(new PortKey(link)) ? master : link);
    return picture.get(bridge).number(BridgeAttributes.VLAN_FILTERING) != 0;
  }

  List<Entry> multicast(int bridge) throws IOException {
    if (absence.filter(a -> a.isWithoutMulticast(bridge)).isPresent()) {
      return List.of();
    }
    List<Entry> all = Fixed.mdb(answers.multicastOfAll());
    absence.ifPresent(memory -> memory.allMulticast(all));
    return all.stream().filter(e -> e.key() instanceof MdbKey k && k.bridge() == bridge).toList();
  }
}
