package org.xnsh.transaction;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.xnsh.change.Change;
import org.xnsh.change.ChangeWords;
import org.xnsh.change.Goal;
import org.xnsh.change.ObjectStanding;
import org.xnsh.change.Undo;
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

  /// What bars the way back: what was changed since, and links that have to come up first, by the
  /// transaction that took them down.
  static List<String> conflicts(Undo undo, Network now, TransactionLog log) throws IOException {
    Network then = new Goal(undo.back()).over(now);
    List<String> conflicts = new ArrayList<>(undo.conflicts());
    for (Change change : undo.back().changes()) {
      if (change instanceof Change.Added(RouteKey route, var attributes)
          && !now.has(route)
          && !ObjectStanding.isDerived(route, attributes)) {
        for (int link : down(route, then)) {
          conflicts.add(
              ChangeWords.name(route, now)
                  + " leads over "
                  + now.nameOf(link)
                  + ", which is down: "
                  + remedy(link, now, log));
        }
      }
    }
    return conflicts;
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

  private static String remedy(int link, Network now, TransactionLog log) throws IOException {
    return cause(new LinkKey(link), log)
        .map(number -> "undo " + number + " first")
        .orElse("link set " + now.nameOf(link) + " up first");
  }

  /// The newest transaction that took it down and stands.
  private static Optional<Long> cause(LinkKey link, TransactionLog log) throws IOException {
    for (LogIndex.Row row : log.rows()) {
      boolean downed =
          row.stands()
              && log.result(row).stream()
                  .flatMap(r -> r.changes().changes().stream())
                  .anyMatch(c ->
                      c instanceof Change.Altered a
                          && a.key().equals(link)
                          && a.before().isOn(LinkAttributes.UP)
                          && !a.after().isOn(LinkAttributes.UP));
      if (downed) {
        return Optional.of(row.number());
      }
    }
    return Optional.empty();
  }
}
