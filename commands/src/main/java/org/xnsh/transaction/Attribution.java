package org.xnsh.transaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.xnsh.change.Change;
import org.xnsh.change.Change.Added;
import org.xnsh.change.Change.AddressOrder;
import org.xnsh.change.Change.Altered;
import org.xnsh.change.Change.Removed;
import org.xnsh.change.Change.RouteOrder;
import org.xnsh.change.Difference;
import org.xnsh.change.ObjectStanding;
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.PortKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.ObjectKey.VifKey;
import org.xnsh.network.Via;

/// Whose the changes in a transaction's window are: the transaction's, which an undo takes back, or
/// another hand's (dhclient, udev, libxl), which it leaves alone.
///
/// Ours is what was wanted and what the prediction tells of the steps. Where the prediction says
/// that nothing happens to an attribute that somebody chose, and something did, it was another
/// hand. An object that is gone is ours where a step touched the link that it stood on: the kernel
/// clears away more than it tells, and a wrong guess here would lose it for good.
///
/// @param ours changes of the transaction, side effects included
/// @param outside changes of others
record Attribution(Difference ours, Difference outside) {

  /// @param wanted what the transaction went for
  /// @param predicted the picture that the steps lead to
  /// @param touched links that a step was about
  static Attribution of(
      Network before, Network after, Difference wanted, Network predicted, Set<Integer> touched) {
    List<Change> ours = new ArrayList<>();
    List<Change> outside = new ArrayList<>();
    Judge judge = new Judge(before, wanted, predicted, touched);
    for (Change change : Difference.between(before, after).changes()) {
      switch (change) {
        case Added c -> (judge.isOurs(c) ? ours : outside).add(c);
        case Removed c -> (judge.isOurs(c) ? ours : outside).add(c);
        case Altered c -> split(c, judge, ours, outside);
        case AddressOrder _, RouteOrder _ -> {
          boolean met =
              outside.stream().flatMap(Change::keys).anyMatch(change.keys().toList()::contains);
          (met ? outside : ours).add(change);
        }
      }
    }
    return new Attribution(new Difference(ours), new Difference(outside));
  }

  private static void split(Altered c, Judge judge, List<Change> ours, List<Change> outside) {
    Attributes between = c.after();
    for (Attribute<?> attribute : c.attributes()) {
      if (!judge.isOurs(c, attribute)) {
        between = between.withAny(attribute, c.before().get(attribute));
      }
    }
    if (between.differing(c.before()).stream().anyMatch(a -> a.standing().isRestored())) {
      ours.add(new Altered(c.key(), c.before(), between));
    }
    if (!between.equals(c.after())) {
      outside.add(new Altered(c.key(), between, c.after()));
    }
  }

  /// What is known of the window.
  private record Judge(Network before, Difference wanted, Network predicted, Set<Integer> touched) {

    boolean isOurs(Added c) {
      return isWanted(c.key())
          || isRest(c.key())
          || predicted.has(c.key())
          || ObjectStanding.isDerived(c.key(), c.after());
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
      return isWanted(c.key())
          || !predicted.has(c.key())
          || ObjectStanding.isDerived(c.key(), c.before())
          || touched.stream().anyMatch(link -> before.standingOn(link).contains(c.key()));
    }

    boolean isOurs(Altered c, Attribute<?> attribute) {
      if (!attribute.standing().isRestored()
          || isWanted(c.key(), attribute)
          || isShortened(c, attribute)) {
        return true;
      }
      Optional<?> expected = predicted.get(c.key()).get(attribute);
      return !expected.equals(c.before().get(attribute));
    }

    /// While the topology changes, the kernel shows twice the forward delay for the ageing time
    /// (__br_set_topology_change in net/bridge/br_stp.c).
    private static boolean isShortened(Altered c, Attribute<?> attribute) {
      return attribute.equals(BridgeAttributes.AGEING_TIME)
          && (c.before().number(BridgeAttributes.TOPOLOGY_CHANGE) != 0
              || c.after().number(BridgeAttributes.TOPOLOGY_CHANGE) != 0);
    }

    private boolean isWanted(ObjectKey key) {
      return wanted.changes().stream().anyMatch(c -> names(c, key));
    }

    private boolean isWanted(ObjectKey key, Attribute<?> attribute) {
      return wanted.changes().stream()
          .anyMatch(c ->
              c instanceof Altered a
                  ? a.key().equals(key) && a.attributes().contains(attribute)
                  : names(c, key));
    }

    /// A link comes and goes with its sides.
    private static boolean names(Change change, ObjectKey key) {
      return switch (change) {
        case Added c -> c.key().equals(key) || isSide(c.key(), key);
        case Removed c -> c.key().equals(key) || isSide(c.key(), key);
        case Altered c -> c.key().equals(key);
        case AddressOrder _, RouteOrder _ -> false;
      };
    }

    private static boolean isSide(ObjectKey link, ObjectKey side) {
      return link instanceof LinkKey(int index)
          && (side.equals(new BridgeKey(index))
              || side.equals(new PortKey(index))
              || side.equals(new VifKey(index)));
    }
  }
}
