package org.xnsh.path;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.xnsh.network.GuestLinks;
import org.xnsh.network.IpAddress;
import org.xnsh.network.IpFamily;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.SysctlKey;
import org.xnsh.path.Way.Arriving;
import org.xnsh.path.Way.Leaving;

/// What would cut a session, from the ways of its connection before and after.
public final class Lockout {

  /// How many tunnels within tunnels are followed.
  private static final int TUNNELS = 4;

  private final Network before;
  private final Network after;
  private final Connection connection;
  private final Seen seen;

  private final int depth;

  private Lockout(Network before, Network after, Connection connection, Seen seen, int depth) {
    this.before = before;
    this.after = after;
    this.connection = connection;
    this.seen = seen;
    this.depth = depth;
  }

  /// One sentence for each thing that would cut it; empty where it goes on, and where it cannot be
  /// cut since it is no way now.
  public static List<String> breaks(
      Network before, Network after, Connection connection, Seen seen) {
    return new Lockout(before, PortVlans.foreseen(before, after), connection, seen, 0).breaks();
  }

  /// How long it would stop and then go on, in hundredths of a second; 0 where it would not stop or
  /// not go on.
  public static long pause(Network before, Network after, Connection connection, Seen seen) {
    return new Lockout(before, PortVlans.foreseen(before, after), connection, seen, 0).pause();
  }

  /// The links that the connection comes and goes by, at both ends of its way through this
  /// namespace: what was seen there decides.
  public static Set<Integer> links(Network net, Connection connection) {
    return links(net, connection, 0);
  }

  private static Set<Integer> links(Network net, Connection connection, int depth) {
    Way way = Way.of(net, connection, scope(net, connection));
    Set<Integer> links = new LinkedHashSet<>();
    way.out().forEach(o -> links.add(o.link()));
    way.out().forEach(o -> o.exits().values().forEach(links::addAll));
    way.in().ifPresent(a -> links.add(a.link()));
    way.in().ifPresent(a -> a.exits().values().forEach(links::addAll));
    way.vrf().ifPresent(links::add);
    if (depth < TUNNELS) {
      for (int link : List.copyOf(links)) {
        Tunnel.outer(net, link).ifPresent(o -> links.addAll(links(net, o, depth + 1)));
      }
    }
    return links;
  }

  /// The settings that decide about what comes in by these links.
  public static List<SysctlKey> settings(Set<Integer> links) {
    return links.stream()
        .flatMap(l -> Stream.concat(ReversePath.settings(l).stream(), Silenced.settings(l)))
        .distinct()
        .toList();
  }

  /// The links whose VLANs decide, of the bridges that these are or are in: those of all ports, for
  /// what is not seen of a port does not pass it.
  public static Set<Integer> filtered(Network net, Set<Integer> links) {
    Set<Integer> filtered = new LinkedHashSet<>();
    for (int link : links) {
      int master = (int) net.get(new LinkKey(link)).number(LinkAttributes.MASTER);
      for (int bridge : List.of(link, master)) {
        if (PortVlans.isFiltering(net, bridge)) {
          filtered.add(bridge);
          filtered.addAll(net.ports(bridge));
        }
      }
    }
    return filtered;
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
    Set<String> breaks = new LinkedHashSet<>(ends(was, is));
    if (breaks.isEmpty()) {
      Listening.of(before, after, was, is, this::towards).ifPresent(l -> breaks.add(l.told()));
    }
    return new ArrayList<>(breaks);
  }

  private long pause() {
    OptionalInt scope = scope(before, connection);
    Way was = Way.of(before, connection, scope);
    if (!was.isWhole() || was.isOwn()) {
      return 0;
    }
    Way is = Way.of(after, connection, scope);
    return ends(was, is).isEmpty()
        ? Listening.of(before, after, was, is, this::towards)
            .map(Listening.Pause::hundredths)
            .orElse(0L)
        : 0;
  }

  /// What would end it for good.
  private Set<String> ends(Way was, Way is) {
    Set<String> ends = new LinkedHashSet<>(Silenced.told(before, after, was, is, connection));
    if (is.in().isPresent() && !is.vrf().equals(was.vrf())) {
      ends.add(
          connection.local()
              + " would be in "
              + Vrf.told(after, is.vrf())
              + " and no more in "
              + Vrf.told(before, was.vrf()));
    }
    ends.addAll(is.faults());
    if (ends.isEmpty()) {
      is.out().forEach(o -> leaving(was, o).ifPresent(ends::add));
      is.in().ifPresent(a -> arriving(was, a).ifPresent(ends::add));
      Unheard.told(before, after, is, connection, seen).forEach(ends::add);
      SmallFrames.told(before, after, is, connection).forEach(ends::add);
    }
    if (ends.isEmpty()) {
      ends.addAll(tunnels(is));
    }
    return ends;
  }

  /// A tunnel's outer packets have a way of their own, judged as a connection of its own.
  private List<String> tunnels(Way is) {
    if (depth >= TUNNELS) {
      return List.of();
    }
    return is.out().stream()
        .flatMap(o -> o.exits().keySet().stream())
        .map(Exit::link)
        .distinct()
        .flatMap(link ->
            Tunnel.outer(after, link).stream()
                .flatMap(o -> new Lockout(before, after, o, seen, depth + 1).within(link).stream())
                .map(b -> after.nameOf(link) + " is a tunnel, and " + b))
        .toList();
  }

  /// Of a tunnel's outer packets, which must not go by the tunnel.
  private List<String> within(int tunnel) {
    boolean loops =
        Way.of(after, connection, scope(after, connection)).out().stream()
            .anyMatch(o -> o.link() == tunnel);
    if (!loops) {
      return breaks();
    }
    List<Integer> hops = List.copyOf(links(before, connection, TUNNELS));
    String why = Severed.cause(before, after, hops).map(c -> c + ": ").orElse("");
    return List.of(why + "its own packets to " + connection.peer() + " would go by it");
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
    IpAddress next =
        was.out().stream()
            .filter(o -> o.link() == old.link())
            .map(Leaving::next)
            .findFirst()
            .orElse(connection.peer());
    return lost(old.exits(), now.exits(), next, now.link());
  }

  private Optional<String> lost(
      Map<Exit, List<Integer>> old, Map<Exit, List<Integer>> now, IpAddress next, int link) {
    return towards(old, next).stream()
        .filter(exit -> !now.containsKey(exit))
        .findFirst()
        .map(exit ->
            Severed.told(before, after, old.getOrDefault(exit, List.of()), link)
                + ": it is on the way to "
                + connection.peer());
  }

  /// The exits behind which a neighbour may be: where it was heard, else all that are no guests'.
  private Set<Exit> towards(Map<Exit, List<Integer>> exits, IpAddress next) {
    Set<Integer> behind = seen.behind(next);
    Set<Exit> heard = new LinkedHashSet<>();
    Set<Exit> uplinks = new LinkedHashSet<>();
    exits.forEach((exit, hops) -> {
      if (hops.stream().anyMatch(behind::contains)) {
        heard.add(exit);
      }
      if (!GuestLinks.isOne(before, exit.link())) {
        uplinks.add(exit);
      }
    });
    return !heard.isEmpty() ? heard : !uplinks.isEmpty() ? uplinks : exits.keySet();
  }
}
