package org.xnsh.transaction;

import java.util.List;
import java.util.Optional;
import org.xnsh.change.Change.Added;
import org.xnsh.change.Change.Altered;
import org.xnsh.change.Change.Removed;
import org.xnsh.change.Followed;
import org.xnsh.change.ObjectStanding;
import org.xnsh.network.Attribute;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.Via;

/// What is known of a window, and whose doing a change in it is. What was predicted is only asked
/// for where a change is none of those that were wanted.
record Judge(Network before, Network after, Wanted wanted, Expectation expected) {

  private Network predicted() {
    return expected.picture(after);
  }

  boolean isOurs(Added c) {
    return wanted.has(c.key())
        || isRest(c.key())
        || ObjectStanding.isDerived(c.key(), c.after())
        || predicted().has(c.key());
  }

  /// As udev does to a new bridge. The kernel pins no address that nobody gave.
  boolean isAddressedByOthers(Added c) {
    return c.key() instanceof LinkKey
        && c.after().text(LinkAttributes.KIND).equals("bridge")
        && c.after().isOn(LinkAttributes.MAC_PINNED)
        && !wanted.hasAddressOf(c.key());
  }

  /// What the kernel leaves of a route of several ways when it loses some of them.
  private boolean isRest(ObjectKey key) {
    return key instanceof RouteKey route
        && before.routes(route.group()).stream()
            .filter(r -> r.via() instanceof Via.Multipath)
            .anyMatch(r -> wayNames(r.via()).containsAll(wayNames(route.via())));
  }

  private static List<String> wayNames(Via via) {
    return switch (via) {
      case Via.Nowhere _, Via.Nexthop _ -> List.of(via.text());
      case Via.Leg leg -> List.of(leg.text());
      case Via.Multipath paths -> paths.legs().stream().map(w -> w.leg().text()).toList();
    };
  }

  boolean isOurs(Removed c) {
    return wanted.has(c.key())
        || ObjectStanding.isDerived(c.key(), c.before())
        || !predicted().has(c.key())
        || expected.links().stream().anyMatch(link -> before.standingOn(link).contains(c.key()));
  }

  boolean isOurs(Altered c, Attribute<?> attribute) {
    if (!attribute.standing().isRestored()
        || wanted.has(c.key(), attribute)
        || isShortened(c, attribute)
        || Followed.isOne(c.key(), attribute, after)) {
      return true;
    }
    Optional<?> expected = predicted().get(c.key()).get(attribute);
    return !expected.equals(c.before().get(attribute));
  }

  /// While the topology changes, the kernel shows twice the forward delay for the ageing time
  /// (__br_set_topology_change in net/bridge/br_stp.c).
  private static boolean isShortened(Altered c, Attribute<?> attribute) {
    return attribute.equals(BridgeAttributes.AGEING_TIME)
        && (c.before().number(BridgeAttributes.TOPOLOGY_CHANGE) != 0
            || c.after().number(BridgeAttributes.TOPOLOGY_CHANGE) != 0);
  }
}
