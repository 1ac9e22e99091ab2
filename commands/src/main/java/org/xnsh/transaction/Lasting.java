package org.xnsh.transaction;

import java.util.ArrayList;
import java.util.List;
import org.xnsh.change.Change;
import org.xnsh.change.Difference;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.LinkName;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.SysctlKey;

/// What no undo can bring back, however it is made, because the kernel has no request for it. None
/// of it is anybody's choice, and a bridge with a port has nothing of it.
final class Lasting {

  private Lasting() {}

  /// @param back what the undo does
  /// @param now what is there before it
  static List<String> of(Difference back, Network now) {
    List<String> lines = new ArrayList<>();
    for (Change change : back.changes()) {
      switch (change) {
        case Change.Added c when c.key() instanceof LinkKey k -> address(k, c, back, lines);
        case Change.Altered c when c.key() instanceof LinkKey -> queueing(c, lines);
        case Change.Altered c when c.key() instanceof BridgeKey k -> carrier(k, c, now, lines);
        case Change.Altered c when c.key() instanceof SysctlKey k && OwnValue.stays(k, c, back) ->
            lines.add(OwnValue.line(k, now));
        case Change.Added _, Change.Removed _, Change.Altered _ -> {}
        case Change.AddressOrder _, Change.RouteOrder _ -> {}
      }
    }
    return lines;
  }

  /// An address in the creating request pins it, and gives the bridge an id that it did not have.
  private static void address(LinkKey key, Change.Added c, Difference back, List<String> lines) {
    boolean isBridge = c.after().text(LinkAttributes.KIND).equals("bridge");
    if (isBridge
        && !c.after().isOn(LinkAttributes.MAC_PINNED)
        && c.after().get(LinkAttributes.MAC).isPresent()
        && back.changes().stream().noneMatch(other -> joins(other, key))) {
      lines.add(
          c.after().get(LinkAttributes.NAME).map(LinkName::text).orElse("the bridge")
              + " gets another random address: a bridge without ports that is given its old one"
              + " would never follow its ports again");
    }
  }

  private static boolean joins(Change change, ObjectKey bridge) {
    return switch (change) {
      case Change.Altered c when c.key() instanceof LinkKey ->
          c.after().number(LinkAttributes.MASTER) == ((LinkKey) bridge).index();
      case Change.Added c when c.key() instanceof LinkKey ->
          c.after().number(LinkAttributes.MASTER) == ((LinkKey) bridge).index();
      case Change.Added _, Change.Removed _, Change.Altered _ -> false;
      case Change.AddressOrder _, Change.RouteOrder _ -> false;
    };
  }

  /// dev_activate gives a link its discipline when it first comes up, and none takes it back.
  private static void queueing(Change.Altered c, List<String> lines) {
    boolean wasNeverUp = c.after().text(LinkAttributes.QUEUEING).equals("noop");
    if (wasNeverUp && c.before().isOn(LinkAttributes.UP) && !c.after().isOn(LinkAttributes.UP)) {
      lines.add(
          c.after().get(LinkAttributes.NAME).map(LinkName::text).orElse("the link")
              + " keeps the queueing discipline that it got when it came up for the first time");
    }
  }

  /// br_port_state_selection takes the carrier of a bridge in which no port forwards; before its
  /// first run a bridge without ports has one.
  private static void carrier(BridgeKey key, Change.Altered c, Network now, List<String> lines) {
    boolean runs =
        c.attributes().contains(BridgeAttributes.STP_STATE)
            || c.attributes().contains(BridgeAttributes.PRIORITY);
    if (runs && now.ports(key.index()).isEmpty()) {
      lines.add(now.nameOf(key.index()) + " has no carrier from now on until a port forwards");
    }
  }
}
