package org.xnsh.change;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import org.xnsh.change.Step.Create;
import org.xnsh.change.Step.Delete;
import org.xnsh.change.Step.Place;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpFamily;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.RouteAttributes;
import org.xnsh.network.RouteGroup;
import org.xnsh.network.Via;

/// The steps of routes. Among equal routes whatever stands behind the first that is not as wanted
/// is taken away and given again in order.
final class RoutePlan {

  private final Network before;
  private final Network target;
  private final BiPredicate<ObjectKey, Attributes> counts;
  private final Set<RouteGroup> changed = new LinkedHashSet<>();
  private final Set<RouteKey> given = new HashSet<>();

  RoutePlan(
      Network before,
      Network target,
      Difference difference,
      BiPredicate<ObjectKey, Attributes> counts) {
    this.before = before;
    this.target = target;
    this.counts = counts;
    difference.keys().stream()
        .filter(k -> k instanceof RouteKey)
        .map(k -> ((RouteKey) k).group())
        .sorted()
        .forEach(changed::add);
  }

  /// An IPv6 route that names a source is refused while that address is tentative.
  boolean needsSettledAddresses() {
    return changed.stream()
        .filter(g -> g.family() == IpFamily.IPV6)
        .flatMap(g -> target.routes(g).stream())
        .anyMatch(k ->
            (!before.has(k) || !isSame(k))
                && target.get(k).get(RouteAttributes.PREFERRED_SOURCE).isPresent());
  }

  /// Routes that leave by a link that is given an address, behind their equals, which go later. Of
  /// IPv4 only: equal IPv6 routes would become one of several ways.
  List<Step> early(IntPredicate link) {
    List<Create> creates = new ArrayList<>();
    for (RouteGroup group : changed) {
      List<RouteKey> shall = wanted(target, group);
      List<RouteKey> fresh =
          shall.subList(Beginning.of(wanted(before, group), shall, this::isSame), shall.size());
      boolean all =
          fresh.stream()
              .allMatch(k -> k.via() instanceof Via.Leg leg && link.test(leg.link()) && isNew(k));
      if (group.family() == IpFamily.IPV4 && !LocalRoutes.isOne(group) && all) {
        fresh.forEach(k -> creates.add(create(k, Place.LAST)));
        given.addAll(fresh);
      }
    }
    return creates.stream()
        .sorted(Comparator.comparingInt(RoutePlan::turn))
        .map(c -> (Step) c)
        .toList();
  }

  private boolean isNew(RouteKey key) {
    return !before.has(key) && !given.contains(key);
  }

  private Create create(RouteKey key, Place place) {
    return new Create(key, Planner.configured(target.get(key)), place);
  }

  /// All others.
  List<Step> steps() {
    List<Step> deletes = new ArrayList<>();
    List<Create> creates = new ArrayList<>();
    for (RouteGroup group : changed) {
      List<RouteKey> was = wanted(before, group);
      List<RouteKey> shall = wanted(target, group);
      int kept = Beginning.of(was, shall, this::isSame);
      boolean isLocal = LocalRoutes.isOne(group);
      for (RouteKey key : was.subList(kept, was.size()).reversed()) {
        if (!goesWithItsLink(key) && !(isLocal && shall.contains(key))) {
          deletes.add(new Delete(key, before.get(key)));
        }
      }
      for (RouteKey key : isLocal ? List.<RouteKey>of() : shall.subList(kept, shall.size())) {
        if (!given.contains(key)) {
          creates.add(create(key, shall.size() > 1 ? Place.LAST : Place.ALONE));
        }
      }
    }
    List<Step> steps = new ArrayList<>(deletes);
    creates.stream().sorted(Comparator.comparingInt(RoutePlan::turn)).forEach(steps::add);
    return steps;
  }

  private boolean isSame(RouteKey key) {
    return before.get(key).differing(target.get(key)).stream()
        .noneMatch(a -> a.standing().isRestored());
  }

  private boolean goesWithItsLink(RouteKey key) {
    return key.via().links().anyMatch(l -> !target.has(new LinkKey(l)));
  }

  private List<RouteKey> wanted(Network network, RouteGroup group) {
    return network.routes(group).stream().filter(k -> counts.test(k, network.get(k))).toList();
  }

  /// Routes without a gateway first: those with one must be able to reach it.
  private static int turn(Create create) {
    return switch (((RouteKey) create.key()).via()) {
      case Via.Nowhere _ -> 0;
      case Via.Leg leg -> leg.gateway().isPresent() ? 2 : 1;
      case Via.Multipath _ -> 3;
      case Via.Nexthop _ -> 3;
    };
  }
}
