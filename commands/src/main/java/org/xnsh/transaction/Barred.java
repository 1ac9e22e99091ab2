package org.xnsh.transaction;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.xnsh.change.Change;
import org.xnsh.change.ChangeWords;
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
/// lead over is down. A route of several ways outlives the first of its links that goes down
/// (fib_sync_down_dev only marks the way as dead) and goes with the last, but it cannot be made
/// again while any of them is down (fib_check_nh).
final class Barred {

  private Barred() {}

  /// @param passed the way back without them
  /// @param barred they, with links that have to come up first, by the transaction that took them
  ///   down
  /// @param remarks what is to be said of routes that come back over some of their links
  record Sorted(Difference passed, List<Restoring> barred, List<String> remarks) {}

  static Sorted sorted(Difference back, Network now, Hands hands) throws IOException {
    Network then = new Goal(back).over(now);
    List<Change> passed = new ArrayList<>();
    List<Restoring> barred = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    for (Change change : back.changes()) {
      if (!(change instanceof Change.Added added) || !leadsOverDown(added, now, then)) {
        passed.add(change);
        continue;
      }
      RouteKey route = (RouteKey) added.key();
      Optional<Change.Added> up = Legs.up(added, then);
      if (up.isPresent() && downByUs(route, then, hands)) {
        passed.add(up.get());
        remarks.add(
            ChangeWords.name(route, then)
                + " comes back for now without the way that "
                + why(route, then, hands, "brings it back too"));
      } else {
        barred.add(
            new Restoring(
                route, Fate.BARRED, List.of(), why(route, then, hands, "first"), Optional.empty()));
      }
    }
    return new Sorted(new Difference(passed), barred, remarks);
  }

  private static boolean leadsOverDown(Change.Added change, Network now, Network then) {
    return change.key() instanceof RouteKey route
        && !now.has(route)
        && then.has(route)
        && !ObjectStanding.isDerived(route, change.after())
        && !down(route, then).isEmpty();
  }

  private static String why(RouteKey route, Network then, Hands hands, String effect)
      throws IOException {
    List<String> reasons = new ArrayList<>();
    for (int link : down(route, then)) {
      reasons.add(
          "leads over "
              + then.nameOf(link)
              + ", which is down: "
              + remedy(link, then, hands)
              + " "
              + effect);
    }
    return String.join(", and ", reasons);
  }

  private static boolean downByUs(RouteKey route, Network then, Hands hands) throws IOException {
    for (int link : down(route, then)) {
      if (byUs(link, hands).isEmpty()) {
        return false;
      }
    }
    return true;
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

  private static Optional<Hand> byUs(int link, Hands hands) throws IOException {
    return hands.of(new LinkKey(link), LinkAttributes.UP, 0).filter(hand -> !hand.isOutside());
  }

  private static String remedy(int link, Network now, Hands hands) throws IOException {
    return byUs(link, hands)
        .map(hand -> "undo " + hand.number().orElse(0))
        .orElse("link set " + now.nameOf(link) + " up");
  }
}
