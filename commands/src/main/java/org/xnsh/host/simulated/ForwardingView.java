package org.xnsh.host.simulated;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.xnsh.host.FdbEntry;
import org.xnsh.network.Attributes;
import org.xnsh.network.FdbAttributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.MacAddress;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.FdbKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.PortKey;
import org.xnsh.network.PortAttributes;

/// The forwarding entries of a bridge: local ones, and those set by hand. No guest speaks here, so
/// nothing is learned.
final class ForwardingView {

  private static final long PERMANENT = 128;
  private static final long NOARP = 64;

  private ForwardingView() {}

  /// Ports that share an address have one local entry, the first one's (`fdb_add_local`).
  static List<FdbEntry> of(Network net, int bridge) {
    List<FdbEntry> entries = new ArrayList<>();
    Set<MacAddress> seen = new HashSet<>();
    List<Integer> ports =
        net.ports(bridge).stream()
            .sorted(
                Comparator.comparingLong(
                    p -> net.get(new PortKey(p)).number(PortAttributes.NUMBER)))
            .toList();
    for (int port : ports) {
      local(net, port, seen, entries);
      set(net, port, entries);
    }
    if (!ports.isEmpty() || net.get(new LinkKey(bridge)).isOn(LinkAttributes.MAC_PINNED)) {
      local(net, bridge, seen, entries);
    }
    set(net, bridge, entries);
    return List.copyOf(entries);
  }

  private static void local(Network net, int link, Set<MacAddress> seen, List<FdbEntry> entries) {
    MacAddress mac = net.get(new LinkKey(link)).get(LinkAttributes.MAC, MacAddress.ZERO);
    if (!mac.equals(MacAddress.ZERO) && seen.add(mac)) {
      entries.add(new FdbEntry(link, mac, 0, true, false, false, 0, 0));
    }
  }

  private static void set(Network net, int link, List<FdbEntry> entries) {
    for (ObjectKey standing : net.standingOn(link)) {
      if (standing instanceof FdbKey key) {
        Attributes entry = net.get(key);
        long state = entry.number(FdbAttributes.STATE);
        entries.add(
            new FdbEntry(
                link,
                key.mac(),
                key.vlan(),
                (state & PERMANENT) != 0,
                (state & NOARP) != 0,
                key.self(),
                (int) entry.number(FdbAttributes.FLAGS),
                0));
      }
    }
  }
}
