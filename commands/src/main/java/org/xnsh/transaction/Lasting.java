package org.xnsh.transaction;

import java.util.ArrayList;
import java.util.List;
import org.xnsh.change.Change;
import org.xnsh.change.ChangeWords;
import org.xnsh.change.Difference;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.LinkName;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.ObjectKey.SysctlKey;
import org.xnsh.network.Via;

/// What no undo can bring back, however it is made, because the kernel has no request for it. None
/// of it is anybody's choice, and a bridge with a port has nothing of it.
final class Lasting {

  /// RTN_BLACKHOLE.
  private static final int BLACKHOLE = 6;

  private Lasting() {}

  /// @param back what the undo does
  /// @param now what is there before it
  static List<String> of(Difference back, Network now) {
    List<String> lines = new ArrayList<>(ShortAgeing.of(back, now));
    for (Change change : back.changes()) {
      switch (change) {
        case Change.Added c when c.key() instanceof LinkKey k -> {
          address(k, c, back, lines);
          place(k, c, now, lines);
        }
        case Change.Added c when c.key() instanceof RouteKey k -> drop(k, now, lines);
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

  /// `bridge link` lists ports in the order in which links were registered (for_each_netdev in
  /// rtnl_bridge_getlink), as all that asks so does.
  private static void place(LinkKey key, Change.Added c, Network now, List<String> lines) {
    boolean isPort = c.after().number(LinkAttributes.MASTER) != 0;
    boolean moves =
        now.bridges().stream().flatMap(b -> now.ports(b).stream()).anyMatch(p -> p > key.index());
    if (isPort && moves) {
      lines.add(
          c.after().get(LinkAttributes.NAME).map(LinkName::text).orElse("the link")
              + " is listed behind the other ports by bridge link, which goes by when a link was"
              + " made");
    }
  }

  /// fib_dump_info tells every route by such an object as a blackhole, so that one which is a
  /// blackhole by itself cannot be told from an ordinary one: it is made as an ordinary one.
  private static void drop(RouteKey key, Network now, List<String> lines) {
    if (key.type() == BLACKHOLE && key.via() instanceof Via.Nexthop hop) {
      lines.add(
          ChangeWords.name(key, now)
              + " drops what it is given only as long as nexthop "
              + hop.id()
              + " does: whether it would by itself no kernel tells");
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
