package org.xnsh.command;

import java.util.List;
import java.util.regex.Pattern;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.VifKey;

/// Which ports lead out of the host: those behind which no guest is.
final class Uplinks {

  /// Names that netback, netloop, libxl and libvirt give to links of guests and of dom0 itself.
  private static final Pattern INSIDE = Pattern.compile("(vif|tap|vnet)[0-9].*");

  private Uplinks() {}

  static List<Integer> of(Network network, int bridge) {
    return network.ports(bridge).stream().filter(p -> isUplink(network, p)).toList();
  }

  static boolean isUplink(Network network, int port) {
    return !network.has(new VifKey(port))
        && !INSIDE.matcher(network.nameOf(port)).matches()
        && !network.get(new LinkKey(port)).text(LinkAttributes.KIND).equals("tun");
  }
}
