package org.xnsh.transaction;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.xnsh.change.Change;
import org.xnsh.change.Difference;
import org.xnsh.change.Step;
import org.xnsh.network.Attributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.RouteGroup;
import org.xnsh.path.Listening;

/// Where traffic stops on the way to what is foreseen, and for how long.
final class Outages {

  /// Measured with a packet every millisecond (decision 0055): a port that moves loses one or two,
  /// an address that moves in one batch none.
  private static final Duration MOVE = Duration.ofMillis(2);

  private static final Duration BATCH = Duration.ofMillis(1);

  /// A bridge that is made anew, with its ports, addresses and routes: a step takes less than a
  /// millisecond, and there are a few for each.
  private static final Duration ANEW = Duration.ofMillis(20);

  /// RTN_UNICAST: by a blackhole, or what says no, nobody goes anywhere.
  private static final int UNICAST = 1;

  private final Network before;
  private final Network after;
  private final Set<Integer> anew;
  private final Set<Integer> leave;
  private final List<Outage> found = new ArrayList<>();

  private Outages(Foreseen foreseen) {
    this.before = foreseen.before();
    this.after = foreseen.picture();
    this.anew = new HashSet<>();
    this.leave = new HashSet<>();
    for (Step step : foreseen.steps()) {
      if (step instanceof Step.Delete d && d.key() instanceof LinkKey k && after.has(k)) {
        anew.add(k.index());
      }
      if (step instanceof Step.Set s
          && s.key() instanceof LinkKey k
          && s.attribute().equals(LinkAttributes.MASTER)
          && s.value().filter(m -> !m.equals(0L)).isEmpty()) {
        leave.add(k.index());
      }
    }
  }

  static List<Outage> of(Foreseen foreseen) {
    Outages outages = new Outages(foreseen);
    Difference.between(foreseen.before(), foreseen.picture()).changes().forEach(outages::change);
    foreseen.before().links().forEach(outages::remade);
    return List.copyOf(outages.found);
  }

  private void change(Change change) {
    switch (change) {
      case Change.Altered c when c.key() instanceof LinkKey k -> link(k, c.before(), c.after());
      case Change.Removed c when c.key() instanceof LinkKey k ->
          forGood(before.nameOf(k.index()), "for good: it is deleted");
      case Change.Removed c when c.key() instanceof AddressKey k -> address(k);
      case Change.Removed c when c.key() instanceof RouteKey k -> route(k);
      case Change.Altered _, Change.Removed _, Change.Added _ -> {}
      case Change.AddressOrder _, Change.RouteOrder _ -> {}
    }
  }

  private void link(LinkKey link, Attributes was, Attributes is) {
    String name = before.nameOf(link.index());
    if (!was.isOn(LinkAttributes.UP)) {
      return;
    }
    int old = (int) was.number(LinkAttributes.MASTER);
    int now = (int) is.number(LinkAttributes.MASTER);
    if (!is.isOn(LinkAttributes.UP)) {
      forGood(name, "until it is up again: it goes down");
    } else if (old != now && now == 0) {
      forGood(name, "until it is in a bridge again: it leaves " + before.nameOf(old));
    } else if (old != now) {
      joins(link.index(), name, old, now);
    }
  }

  private void joins(int link, String name, int old, int now) {
    long listens = Listening.hundredths(before, after, link);
    if (listens > 0) {
      listening(link, name, listens);
    } else if (old != 0) {
      found.add(new Outage(name, Optional.of(MOVE), "1 to 2 ms: it moves to " + after.nameOf(now)));
    }
    if (old == 0 && hasAddresses(before, link) && hasAddresses(after, link)) {
      forGood(
          "addresses of " + name,
          "until they are on " + after.nameOf(now) + ": it gets all that comes in by " + name);
    }
  }

  /// That somebody gave it.
  private static boolean hasAddresses(Network net, int link) {
    return net.standingOn(link).stream()
        .anyMatch(k -> k instanceof AddressKey a && !a.local().address().isLinkLocal6());
  }

  private void listening(int link, String name, long hundredths) {
    int bridge = (int) after.get(new LinkKey(link)).number(LinkAttributes.MASTER);
    String seconds = Listening.seconds(hundredths);
    found.add(
        new Outage(
            name,
            Optional.of(Duration.ofMillis(hundredths * 10)),
            seconds
                + " s: it listens and learns in "
                + after.nameOf(bridge)
                + " for "
                + seconds
                + " s before it forwards (STP)"));
  }

  /// Whoever talks to an address that went elsewhere goes on; what goes with its link is told of
  /// that.
  private void address(AddressKey key) {
    if (!isUp(after, key.link()) || key.local().address().isLinkLocal6()) {
      return;
    }
    Optional<Integer> elsewhere =
        after.links().stream()
            .filter(l ->
                after.addresses(l, key.local().family()).stream()
                    .anyMatch(a -> a.local().address().equals(key.local().address())))
            .findFirst();
    String name = key.local().toString();
    if (elsewhere.isEmpty()) {
      forGood(name, "until it is given again: who talks to it is cut off");
    } else if (elsewhere.get() != key.link()) {
      found.add(
          new Outage(
              name,
              Optional.of(BATCH),
              "less than a millisecond: it moves to " + after.nameOf(elsewhere.get())));
    }
  }

  private void route(RouteKey key) {
    RouteGroup group = key.group();
    boolean lost =
        key.type() == UNICAST
            && key.via().links().allMatch(l -> isUp(after, l))
            && !isDerived(group);
    boolean covered =
        after.routeGroups().stream()
            .filter(g ->
                g.table() == group.table()
                    && g.family() == group.family()
                    && g.destination().length() <= group.destination().length()
                    && g.destination().contains(group.destination().address()))
            .flatMap(g -> after.routes(g).stream())
            .anyMatch(r -> r.type() == UNICAST);
    if (lost && !covered) {
      forGood(
          group.destination().length() == 0 ? "default" : group.destination().toString(),
          "until there is a route again: no other leads there");
    }
  }

  private static boolean isDerived(RouteGroup group) {
    return group.table() == RouteGroup.LOCAL;
  }

  /// What leaves and comes back, or is deleted and made again, differs at the end in nothing.
  private void remade(int link) {
    LinkKey key = new LinkKey(link);
    int bridge = (int) after.get(key).number(LinkAttributes.MASTER);
    boolean back = bridge == (int) before.get(key).number(LinkAttributes.MASTER);
    if (!isUp(before, link) || !isUp(after, link)) {
      return;
    }
    if (anew.contains(link)) {
      found.add(
          new Outage(
              before.nameOf(link),
              Optional.of(ANEW),
              "some milliseconds: it is deleted and made again, with its ports, addresses and"
                  + " routes"));
    } else if (back && after.has(new BridgeKey(bridge)) && leave.contains(link)) {
      long listens = Listening.anew(after, link);
      if (listens > 0) {
        listening(link, before.nameOf(link), listens);
      } else if (!anew.contains(bridge)) {
        found.add(
            new Outage(
                before.nameOf(link),
                Optional.of(MOVE),
                "1 to 2 ms: it leaves " + after.nameOf(bridge) + " and comes back"));
      }
    }
  }

  private static boolean isUp(Network net, int link) {
    return net.get(new LinkKey(link)).isOn(LinkAttributes.UP);
  }

  private void forGood(String object, String words) {
    found.add(new Outage(object, Optional.empty(), words));
  }
}
