package org.xnsh.path;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.xnsh.network.IpAddress;
import org.xnsh.network.Network;

/// By what an operator reaches this host: the connections that their session comes by (several in a
/// terminal that several share), and the addresses that the server listens on, by which they would
/// come again.
public record Access(List<Connection> connections, List<IpAddress> listening) {

  /// Somebody at the machine, or in another network than the one that is edited.
  public static final Access NONE = new Access(List.of(), List.of());

  /// Stands for a peer, so that what is said of several is known for the same.
  private static final String THEM = "\0";

  public Access {
    connections = List.copyOf(connections);
    listening = List.copyOf(listening);
  }

  public static Access of(Connection connection) {
    return new Access(List.of(connection), List.of());
  }

  public static Access of(List<Connection> connections) {
    return new Access(connections, List.of());
  }

  public boolean isNone() {
    return connections.isEmpty() && listening.isEmpty();
  }

  /// The links of all ways.
  public Set<Integer> links(Network net) {
    Set<Integer> links = new LinkedHashSet<>();
    connections.forEach(c -> links.addAll(Lockout.links(net, c)));
    listening.forEach(a -> links.addAll(Door.links(net, a)));
    return links;
  }

  /// One sentence for each way that would be cut; empty where all go on.
  public List<String> breaks(Network before, Network after, Seen seen) {
    Map<String, List<Connection>> cut = new LinkedHashMap<>();
    for (Connection one : connections) {
      List<String> breaks = Lockout.breaks(before, after, one, seen);
      if (!breaks.isEmpty()) {
        String why = String.join("; ", breaks).replaceAll(named(one), THEM);
        cut.computeIfAbsent(why, _ -> new ArrayList<>()).add(one);
      }
    }
    List<String> told = new ArrayList<>();
    cut.forEach((why, whose) -> {
      String them = whose.size() == 1 ? whose.getFirst().peer().toString() : "them";
      told.add(
          told(whose.stream().map(c -> c.peer().toString()).toList()) + why.replace(THEM, them));
    });
    for (IpAddress address : listening) {
      if (connections.stream().noneMatch(c -> c.local().equals(address)) || told.isEmpty()) {
        Door.told(before, after, address)
            .ifPresent(t ->
                told.add("the way to log in at " + address + ", where the server listens: " + t));
      }
    }
    return told;
  }

  /// A peer within a sentence, and not as the beginning of a longer address.
  private static String named(Connection one) {
    return "(?<![\\w.:])" + Pattern.quote(one.peer().toString()) + "(?![\\w.:]*\\w)";
  }

  /// Who shares a terminal types with one hand: which of them it is nobody knows.
  private String told(List<String> peers) {
    int all = connections.size();
    if (all == 1) {
      return "your own connection from " + peers.getFirst() + ": ";
    }
    String many =
        peers.size() < all ? peers.size() + " of the " + all : all == 2 ? "both" : "all " + all;
    String last = peers.getLast();
    List<String> others = peers.subList(0, peers.size() - 1);
    return many
        + " connections of this session, from "
        + (others.isEmpty() ? last : String.join(", ", others) + " and " + last)
        + ": ";
  }

  /// The longest stop of a connection that goes on afterwards, in hundredths of a second.
  public long pause(Network before, Network after, Seen seen) {
    return connections.stream()
        .mapToLong(c -> Lockout.pause(before, after, c, seen))
        .max()
        .orElse(0);
  }
}
