package org.xnsh.path;

import java.util.OptionalInt;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.LinkKey;

/// The routing domain of a link: its packets are for sockets of that domain, and are routed by its
/// table.
final class Vrf {

  static final String KIND = "vrf";

  /// IFLA_VRF_TABLE of include/uapi/linux/if_link.h.
  private static final int TABLE = 1;

  private Vrf() {}

  /// The domain's own link; nothing where the link is in the default one.
  static OptionalInt of(Network net, int link) {
    if (KindData.isKind(net, link, KIND)) {
      return OptionalInt.of(link);
    }
    int master = (int) net.get(new LinkKey(link)).number(LinkAttributes.MASTER);
    return master != 0 && KindData.isKind(net, master, KIND)
        ? OptionalInt.of(master)
        : OptionalInt.empty();
  }

  static OptionalInt table(Network net, OptionalInt vrf) {
    return vrf.isPresent() ? KindData.number(net, vrf.getAsInt(), TABLE) : OptionalInt.empty();
  }

  static String told(Network net, OptionalInt vrf) {
    return vrf.isPresent() ? "VRF " + net.nameOf(vrf.getAsInt()) : "no VRF";
  }
}
