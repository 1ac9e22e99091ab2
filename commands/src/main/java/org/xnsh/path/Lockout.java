package org.xnsh.path;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.xnsh.network.GuestLinks;
import org.xnsh.network.IpAddress;
import org.xnsh.network.IpFamily;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.path.Way.Arriving;
import org.xnsh.path.Way.Leaving;

/// What would cut a session, from the ways of its connection before and after.
public final class Lockout {

  private final Network before;
  private final Network after;
  private final Connection connection;
  private final Seen seen;

  private Lockout(Network before, Network after, Connection connection, Seen seen) {
    this.before = before;
    this.after = after;
    this.connection = connection;
    this.seen = seen;
  }

  /// One sentence for each thing that would cut it; empty where it goes on, and where it cannot be
  /// cut since it is no way now.
  public static List<String> breaks(
      Network before, Network after, Connection connection, Seen seen) {
    return new Lockout(before, after, connection, seen).breaks();
  }

  /// The links that the connection comes and goes by, at both ends of its way through this
  /// namespace: what was seen there decides.
  public static Set<Integer> links(Network net, Connection connection) {
    Way way = Way.of(net, connection, scope(net, connection));
    Set<Integer> links = new LinkedHashSet<>();
    way.out().forEach(o -> links.add(o.link()));
    way.out().forEach(o -> o.exits().values().forEach(links::addAll));
    way.in().ifPresent(a -> links.add(a.link()));
    way.in().ifPresent(a -> a.exits().values().forEach(links::addAll));
    return links;
  }

  /// A socket's row does not tell on which link a link-local peer is: the one with the address.
  private static OptionalInt scope(Network net, Connection connection) {
    if (!connection.peer().isLinkLocal6()) {
      return OptionalInt.empty();
    }
    OptionalInt named = connection.link().map(net::linkNamed).orElse(OptionalInt.empty());
    return named.isPresent()
        ? named
        : net.links().stream()
            .filter(l ->
                net.addresses(l, IpFamily.IPV6).stream()
                    .anyMatch(a -> a.local().address().equals(connection.local())))
            .mapToInt(l -> l)
            .findFirst();
  }

  private List<String> breaks() {
    // the link of a link-local peer keeps its number when it gets another name
    OptionalInt scope = scope(before, connection);
    Way was = Way.of(before, connection, scope);
    if (!was.isWhole() || was.isOwn()) {
      return List.of();
    }
    Way is = Way.of(after, connection, scope);
    Set<String> breaks = new LinkedHashSet<>(is.faults());
    if (breaks.isEmpty()) {
      is.out().forEach(o -> leaving(was, o).ifPresent(breaks::add));
      is.in().ifPresent(a -> arriving(was, a).ifPresent(breaks::add));
    }
    if (breaks.isEmpty()) {
      Listening.of(before, after, was, is, this::towards).ifPresent(breaks::add);
    }
    return new ArrayList<>(breaks);
  }

  /// Handed to the same neighbour, packets must leave where that neighbour is. Another one may be
  /// anywhere; it must only not be known to be silent.
  private Optional<String> leaving(Way was, Leaving now) {
    for (Leaving old : was.out()) {
      if (old.next().equals(now.next())) {
        return lost(old.exits(), now.exits(), now.next(), now.link());
      }
    }
    if (now.exits().isEmpty()) {
      return Optional.of(
          after.nameOf(now.link())
              + " would lead nowhere, and packets to "
              + connection.peer()
              + " leave by it");
    }
    return seen.silent().contains(now.next())
        ? Optional.of(
            "packets to "
                + connection.peer()
                + " would go to "
                + now.next()
                + ", which does not answer")
        : Optional.empty();
  }

  private Optional<String> arriving(Way was, Arriving now) {
    if (was.in().isEmpty()) {
      return Optional.empty();
    }
    Arriving old = was.in().get();
    boolean answered = before.get(new LinkKey(old.link())).isOn(LinkAttributes.ARP);
    if (answered && !after.get(new LinkKey(now.link())).isOn(LinkAttributes.ARP)) {
      return Optional.of(
          after.nameOf(now.link())
              + " would not answer ARP, and nobody would find "
              + connection.local());
    }
    IpAddress next =
        was.out().stream()
            .filter(o -> o.link() == old.link())
            .map(Leaving::next)
            .findFirst()
            .orElse(connection.peer());
    return lost(old.exits(), now.exits(), next, now.link());
  }

  private Optional<String> lost(
      Map<Integer, List<Integer>> old, Map<Integer, List<Integer>> now, IpAddress next, int link) {
    return towards(old, next).stream()
        .filter(exit -> !now.containsKey(exit))
        .findFirst()
        .map(exit ->
            Severed.told(before, after, old.getOrDefault(exit, List.of()), link)
                + ": it is on the way to "
                + connection.peer());
  }

  /// The exits behind which a neighbour may be: where it was heard, else all that are no guests'.
  private Set<Integer> towards(Map<Integer, List<Integer>> exits, IpAddress next) {
    Set<Integer> behind = seen.behind(next);
    Set<Integer> heard = new LinkedHashSet<>();
    Set<Integer> uplinks = new LinkedHashSet<>();
    exits.forEach((exit, hops) -> {
      if (hops.stream().anyMatch(behind::contains)) {
        heard.add(exit);
      }
      if (!GuestLinks.isOne(before, exit)) {
        uplinks.add(exit);
      }
    });
    return !heard.isEmpty() ? heard : !uplinks.isEmpty() ? uplinks : exits.keySet();
  }
}
