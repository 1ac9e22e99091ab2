package org.xnsh.transaction;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.xnsh.change.Change;
import org.xnsh.change.Change.Added;
import org.xnsh.change.Change.Altered;
import org.xnsh.change.Change.Removed;
import org.xnsh.change.Difference;
import org.xnsh.network.Attributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.Via;
import org.xnsh.transaction.log.LogIndex;
import org.xnsh.transaction.log.LogRecord.Result;
import org.xnsh.transaction.log.TransactionLog;

/// A route of several ways that comes back leg by leg. It was lost with the last of its links, and
/// a kernel does not take one over a link that is down (fib_check_nh, fib6_nh_init): the first way
/// back makes it over the links that are up then, and each later one that brings up another of its
/// links makes it anew over all that are up.
final class Legs {

  private final TransactionLog log;
  private final Hands hands;

  Legs(TransactionLog log, Hands hands) {
    this.log = log;
    this.hands = hands;
  }

  /// The route over those of its links that are up; nothing where none is, or where equals stand
  /// beside it, whose order would be another.
  static Optional<Added> up(Added route, Network then) {
    if (!(route.key() instanceof RouteKey key) || !isOfSeveral(key)) {
      return Optional.empty();
    }
    List<Via.Weighted> legs = upLegs(key, then);
    boolean alone = then.routes(key.group()).stream().allMatch(key::equals);
    return legs.isEmpty() || !alone
        ? Optional.empty()
        : Optional.of(new Added(over(key, legs), route.after()));
  }

  /// What else belongs to a way back that brings links up.
  ///
  /// @param back what it does
  /// @param choice the transactions that it takes back
  /// @param then what it leads to
  List<Change> joined(List<Change> back, Choice choice, Network then) throws IOException {
    if (back.stream().noneMatch(Legs::bringsUp)) {
      return List.of();
    }
    long oldest = choice.rows().getLast().number();
    Map<RouteKey, RouteKey> longer = new LinkedHashMap<>();
    List<Change> all = new ArrayList<>();
    for (LogIndex.Row row : log.rows()) {
      if (row.number() <= oldest) {
        break;
      }
      for (Removed lost : lostTo(row)) {
        RouteKey whole = (RouteKey) lost.key();
        List<Via.Weighted> legs = upLegs(whole, then);
        if (legs.isEmpty()) {
          continue;
        }
        RouteKey is = over(whole, legs);
        for (RouteKey part : parts(whole, lost.before(), then)) {
          if (!is.equals(part) && longer.putIfAbsent(part, is) == null) {
            all.add(new Removed(part, then.get(part)));
            all.add(new Added(is, lost.before()));
          }
        }
      }
    }
    return all;
  }

  /// The routes of several ways that an undone transaction had taken away.
  private List<Removed> lostTo(LogIndex.Row row) throws IOException {
    return row.undoneBy().isEmpty() || row.damage().isPresent()
        ? List.of()
        : log.result(row).map(Result::changes).orElse(Difference.NONE).changes().stream()
            .filter(c -> c instanceof Removed r && r.key() instanceof RouteKey k && isOfSeveral(k))
            .map(Removed.class::cast)
            .toList();
  }

  private static boolean bringsUp(Change change) {
    return change instanceof Altered(LinkKey _, Attributes before, Attributes after)
        && !before.isOn(LinkAttributes.UP)
        && after.isOn(LinkAttributes.UP);
  }

  /// Routes over some of its legs that a way back made, and nobody touched since.
  private List<RouteKey> parts(RouteKey whole, Attributes was, Network then) throws IOException {
    Set<Via.Leg> legs = Set.copyOf(legsOf(whole).stream().map(Via.Weighted::leg).toList());
    List<RouteKey> parts = new ArrayList<>();
    for (RouteKey route : then.routes(whole.group())) {
      boolean isPart =
          route.type() == whole.type()
              && !route.via().equals(whole.via())
              && legsOf(route).stream().allMatch(w -> legs.contains(w.leg()))
              && then.get(route).differing(was).stream().noneMatch(a -> a.standing().isRestored());
      if (isPart && !legsOf(route).isEmpty() && isOfAWayBack(route)) {
        parts.add(route);
      }
    }
    return parts;
  }

  private boolean isOfAWayBack(RouteKey route) throws IOException {
    return hands.of(route, 0).stream()
        .flatMapToLong(hand -> hand.number().stream())
        .mapToObj(log::row)
        .flatMap(Optional::stream)
        .anyMatch(row -> !row.head().undoOf().isEmpty());
  }

  private static boolean isOfSeveral(RouteKey key) {
    return key.via() instanceof Via.Multipath;
  }

  private static List<Via.Weighted> legsOf(RouteKey key) {
    return switch (key.via()) {
      case Via.Leg leg -> List.of(new Via.Weighted(leg, 1));
      case Via.Multipath paths -> paths.legs();
      case Via.Nowhere _, Via.Nexthop _ -> List.of();
    };
  }

  private static List<Via.Weighted> upLegs(RouteKey key, Network then) {
    return legsOf(key).stream()
        .filter(w -> then.get(new LinkKey(w.leg().link())).isOn(LinkAttributes.UP))
        .toList();
  }

  private static RouteKey over(RouteKey key, List<Via.Weighted> legs) {
    Via via = legs.size() == 1 ? legs.getFirst().leg() : new Via.Multipath(legs);
    return new RouteKey(key.group(), key.type(), via, 0);
  }
}
