package org.xnsh.transaction;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.xnsh.change.Change;
import org.xnsh.change.Difference;
import org.xnsh.change.Fate;
import org.xnsh.change.Goal;
import org.xnsh.change.ObjectStanding;
import org.xnsh.change.Restoring;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.RouteKey;

/// Routes that a way back would give again and the kernel would refuse, because a link that they
/// lead over is down. An IPv4 route of several ways outlives the first of its links that goes down
/// (fib_sync_down_dev only marks the way as dead) and goes with the last, but it cannot be made
/// again while any of them is down (fib_check_nh).
final class Barred {

  private Barred() {}

  /// @param passed the way back without them
  /// @param barred they, with links that have to come up first, by the transaction that took them
  ///   down
  record Sorted(Difference passed, List<Restoring> barred) {}

  static Sorted sorted(Difference back, Network now, Hands hands) throws IOException {
    Network then = new Goal(back).over(now);
    List<Change> passed = new ArrayList<>();
    List<Restoring> barred = new ArrayList<>();
    for (Change change : back.changes()) {
      Optional<Restoring> found = barred(change, now, then, hands);
      found.ifPresentOrElse(barred::add, () -> passed.add(change));
    }
    return new Sorted(new Difference(passed), barred);
  }

  private static Optional<Restoring> barred(Change change, Network now, Network then, Hands hands)
      throws IOException {
    if (!(change instanceof Change.Added(RouteKey route, var attributes))
        || now.has(route)
        || !then.has(route)
        || ObjectStanding.isDerived(route, attributes)) {
      return Optional.empty();
    }
    List<String> reasons = new ArrayList<>();
    for (int link : down(route, then)) {
      reasons.add(
          "leads over " + then.nameOf(link) + ", which is down: " + remedy(link, then, hands));
    }
    return reasons.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Restoring(
                route, Fate.BARRED, List.of(), String.join(", and ", reasons), Optional.empty()));
  }

  private static Set<Integer> down(RouteKey route, Network then) {
    Set<Integer> down = new TreeSet<>();
    route
        .via()
        .links()
        .filter(l -> then.has(new LinkKey(l)) && !then.get(new LinkKey(l)).isOn(LinkAttributes.UP))
        .forEach(down::add);
    return down;
  }

  /// Together it can be done whatever came first.
  private static String remedy(int link, Network now, Hands hands) throws IOException {
    return hands
        .of(new LinkKey(link), LinkAttributes.UP, 0)
        .filter(hand -> !hand.isOutside())
        .map(hand -> "undo " + hand.number().orElse(0) + " first")
        .orElse("link set " + now.nameOf(link) + " up first");
  }
}
