package org.xnsh.host.linux;

import java.util.List;
import org.xnsh.host.linux.netlink.Entry;
import org.xnsh.network.Attributes;
import org.xnsh.network.FdbAttributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.MacAddress;
import org.xnsh.network.MdbAttributes;
import org.xnsh.network.NeighbourAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.FdbKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.NeighbourKey;

/// What somebody entered, as opposed to what was learned or what the kernel keeps for itself.
final class Fixed {

  /// include/uapi/linux/neighbour.h.
  private static final long NUD_NOARP = 0x40;

  private static final long NUD_PERMANENT = 0x80;

  /// MDB_PERMANENT of include/uapi/linux/if_bridge.h.
  private static final long MDB_PERMANENT = 1;

  private Fixed() {}

  /// Permanent and proxy ones. NOARP entries are the kernel's own, for multicast.
  static List<Entry> neighbours(List<Entry> entries) {
    return entries.stream()
        .filter(e ->
            e.key() instanceof NeighbourKey k
                && (k.proxy() || e.attributes().number(NeighbourAttributes.STATE) == NUD_PERMANENT))
        .toList();
  }

  /// Static and permanent ones, without the kernel's own for the link's address, for those of what
  /// stands on it, and its multicast groups.
  static List<Entry> fdb(List<Entry> entries, Network picture) {
    return entries.stream()
        .filter(e ->
            e.key() instanceof FdbKey k
                && (e.attributes().number(FdbAttributes.STATE) & (NUD_NOARP | NUD_PERMANENT)) != 0
                && !k.mac().isMulticast()
                && !isOwn(k, picture))
        .map(e -> new Entry(e.key(), e.attributes().without(FdbAttributes.AGE)))
        .toList();
  }

  private static boolean isOwn(FdbKey key, Network picture) {
    return has(picture.get(new LinkKey(key.link())), key.mac())
        || picture.links().stream()
            .map(upper -> picture.get(new LinkKey(upper)))
            .anyMatch(upper -> isUpper(upper, key.link()) && has(upper, key.mac()));
  }

  /// The kernel enters the address of a macvlan or VLAN with the link below (dev_uc_add).
  private static boolean isUpper(Attributes link, int lower) {
    return link.number(LinkAttributes.LOWER) == lower
        && !link.text(LinkAttributes.KIND).equals("veth")
        && link.get(LinkAttributes.LOWER_NAMESPACE).isEmpty();
  }

  private static boolean has(Attributes link, MacAddress mac) {
    return link.get(LinkAttributes.MAC).filter(mac::equals).isPresent();
  }

  static List<Entry> mdb(List<Entry> entries) {
    return entries.stream()
        .filter(e -> e.attributes().number(MdbAttributes.STATE) == MDB_PERMANENT)
        .toList();
  }
}
