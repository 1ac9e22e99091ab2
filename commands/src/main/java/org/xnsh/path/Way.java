package org.xnsh.path;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.xnsh.network.AddressAttributes;
import org.xnsh.network.IpAddress;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.RouteKey;

/// The way of a connection through one picture, in both directions.
///
/// @param faults why it is no way at all, one sentence each, told of what would be
/// @param out where packets leave, one for each way of the route
/// @param in where packets come in; nothing where the address is gone
/// @param vrf the routing domain that the address is in
/// @param isOwn whether the peer is this host itself
record Way(
    List<String> faults, List<Leaving> out, Optional<Arriving> in, OptionalInt vrf, boolean isOwn) {

  private static final int LOCAL = 2;

  Way {
    faults = List.copyOf(faults);
    out = List.copyOf(out);
  }

  /// @param next whom packets are handed to
  /// @param exits where they leave the namespace, with the links on the way
  record Leaving(int link, IpAddress next, Map<Exit, List<Integer>> exits) {}

  /// @param link the link with the address, or that packets leave by where it has no exit (`lo`)
  record Arriving(int link, Map<Exit, List<Integer>> exits) {}

  boolean isWhole() {
    return faults.isEmpty()
        && out.stream().noneMatch(o -> o.exits().isEmpty())
        && in.filter(a -> a.exits().isEmpty()).isEmpty();
  }

  static Way of(Network net, Connection connection, OptionalInt scope) {
    List<String> faults = new ArrayList<>();
    Optional<AddressKey> own = holder(net, connection.local());
    if (own.isEmpty() && !connection.local().isAny()) {
      faults.add(connection.local() + ", the address that it comes to, would be gone");
    }
    OptionalInt vrf = own.map(o -> Vrf.of(net, o.link())).orElse(OptionalInt.empty());
    if (vrf.isPresent() && !Segment.isUp(net, vrf.getAsInt())) {
      faults.add(
          net.nameOf(vrf.getAsInt()) + " would be down, and " + connection.local() + " is in it");
    }
    List<Leaving> out = new ArrayList<>();
    switch (Lookup.of(net, connection.peer(), connection.local(), scope, vrf)) {
      case Lookup.Answer.Denied denied ->
          faults.add("packets to " + connection.peer() + " would be refused by " + denied.how());
      case Lookup.Answer.None _ -> faults.add("there would be no route to " + connection.peer());
      case Lookup.Answer.Route route -> {
        if (route.key().type() == LOCAL) {
          return new Way(faults, List.of(), Optional.empty(), vrf, true);
        }
        out.addAll(leaving(net, route.key(), connection.peer()));
      }
    }
    for (Leaving one : out) {
      hindrance(net, one.link())
          .map(h -> h + ", and packets to " + connection.peer() + " leave by it")
          .ifPresent(faults::add);
    }
    Optional<Arriving> in = own.map(o -> arriving(net, o, out));
    in.filter(a -> out.stream().noneMatch(o -> o.link() == a.link()))
        .flatMap(a -> hindrance(net, a.link()))
        .map(h -> h + ", and packets for " + connection.local() + " come in by it")
        .ifPresent(faults::add);
    in.flatMap(a -> ReversePath.fault(net, a.link(), out, connection)).ifPresent(faults::add);
    return new Way(faults, out, in, vrf, false);
  }

  private static List<Leaving> leaving(Network net, RouteKey route, IpAddress peer) {
    return Leg.of(net, route).stream()
        .map(l -> new Leaving(l.link(), l.gateway().orElse(peer), Segment.exits(net, l.link())))
        .toList();
  }

  /// An address that somebody else has too (dadfailed) is none.
  static Optional<AddressKey> holder(Network net, IpAddress local) {
    return net.links().stream()
        .flatMap(l -> net.addresses(l, local.family()).stream())
        .filter(a -> a.local().address().equals(local))
        .filter(a -> !net.get(a).isOn(AddressAttributes.DUPLICATE))
        .findFirst();
  }

  /// Whatever link a packet comes in by, it is taken for any address of this host: one on `lo`, or
  /// on a link that leads nowhere, is reached by the link that packets leave by.
  private static Arriving arriving(Network net, AddressKey own, List<Leaving> out) {
    Map<Exit, List<Integer>> exits = Segment.exits(net, own.link());
    boolean leadsOut = !exits.isEmpty() || Segment.taker(net, own.link()).isPresent();
    if (leadsOut || out.isEmpty()) {
      return new Arriving(own.link(), exits);
    }
    return new Arriving(out.getFirst().link(), out.getFirst().exits());
  }

  /// Why nothing passes through a link.
  static Optional<String> hindrance(Network net, int link) {
    String name = net.nameOf(link);
    OptionalInt taker = Segment.taker(net, link);
    if (taker.isPresent()) {
      String master = net.nameOf(taker.getAsInt());
      return Optional.of(
          name + " would be a port of " + master + ", which gets all that comes in by it");
    }
    if (!net.has(new LinkKey(link))) {
      return Optional.of(name + " would be gone");
    }
    if (!Segment.isUp(net, link)) {
      return Optional.of(name + " would be down");
    }
    return Optional.empty();
  }
}
