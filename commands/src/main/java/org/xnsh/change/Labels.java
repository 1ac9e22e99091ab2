package org.xnsh.change;

import java.util.HashMap;
import java.util.Map;
import org.xnsh.network.AddressAttributes;
import org.xnsh.network.IpFamily;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.AddressKey;

/// What becomes of the labels of IPv4 addresses when their link gets another name
/// (inetdev_changename, net/ipv4/devinet.c): the first is the name, the others keep what follows
/// their colon or get their place.
final class Labels {

  /// IFNAMSIZ with the NUL.
  private static final int SIZE = 16;

  private Labels() {}

  static Map<AddressKey, String> renamed(Network network, int link, String name) {
    Map<AddressKey, String> labels = new HashMap<>();
    if (network.nameOf(link).equals(name)) {
      return labels;
    }
    int place = 0;
    for (AddressKey key : network.addresses(link, IpFamily.IPV4)) {
      place++;
      String old = network.get(key).text(AddressAttributes.LABEL);
      int colon = old.indexOf(':');
      String rest = place == 1 ? "" : colon < 0 ? ":" + place : old.substring(colon);
      int room = Math.min(name.length(), SIZE - 1 - rest.length());
      labels.put(key, name.substring(0, room) + rest);
    }
    return labels;
  }
}
