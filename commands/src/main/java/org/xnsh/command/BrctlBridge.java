package org.xnsh.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.xnsh.change.Footprint;
import org.xnsh.change.Footprint.Area;
import org.xnsh.change.Footprint.OneLink;
import org.xnsh.network.Attributes;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.MacAddress;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;

/// How brctl reads and writes what bridges have.
final class BrctlBridge {

  private BrctlBridge() {}

  /// The picture with these bridges as they are now: the kernel sends no event for their options.
  static Network fresh(Context context, List<Integer> bridges) throws IOException {
    if (bridges.isEmpty()) {
      return context.picture();
    }
    Area[] areas = bridges.stream().map(OneLink::new).toArray(Area[]::new);
    return context.host().refresh(Footprint.of(areas));
  }

  /// Why brctl does not show this name, or nothing.
  static String fault(Network network, String name) {
    OptionalInt link = BrctlNames.find(network, name);
    if (link.isEmpty()) {
      return "bridge " + name + " does not exist!";
    }
    return PortEdits.isBridge(network, link.getAsInt())
        ? ""
        : "device " + name + " is not a bridge!";
  }

  /// Names in the order of their bytes, as alphasort in the C locale.
  static List<String> sortedNames(Network network, Iterable<Integer> links) {
    List<String> names = new ArrayList<>();
    for (int link : links) {
      names.add(network.nameOf(link));
    }
    names.sort(null);
    return names;
  }

  /// `8000.feffffffffff`. An empty bridge has an address and yet a zero one in its id.
  static String id(Network network, int bridge) {
    Attributes is = network.get(new BridgeKey(bridge));
    return is.get(BridgeAttributes.BRIDGE_ID)
        .map(BrctlBridge::id)
        .orElseGet(() ->
            id(
                is.number(BridgeAttributes.PRIORITY),
                network.get(new LinkKey(bridge)).get(LinkAttributes.MAC, MacAddress.ZERO)));
  }

  /// From ip's form, `8000.fe:ff:ff:ff:ff:ff` with single digits where the first would be zero.
  static String id(String ip) {
    int dot = ip.indexOf('.');
    if (dot < 0) {
      return ip;
    }
    StringBuilder text = new StringBuilder("0".repeat(Math.max(0, 4 - dot)));
    text.append(ip, 0, dot + 1);
    for (String octet : ip.substring(dot + 1).split(":", -1)) {
      text.append(octet.length() == 1 ? "0" : "").append(octet);
    }
    return text.toString();
  }

  private static String id(long priority, MacAddress mac) {
    String digits = Long.toHexString(priority & 0xffff);
    return "0".repeat(4 - digits.length()) + digits + "." + mac.toString().replace(":", "");
  }
}
