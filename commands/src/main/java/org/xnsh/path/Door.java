package org.xnsh.path;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.xnsh.network.GuestLinks;
import org.xnsh.network.IpAddress;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.AddressKey;

/// An address that a server listens on, for those who are not there yet: where they come from is
/// not known, so it is enough that one of the ways out of its link stays.
final class Door {

  private Door() {}

  static Set<Integer> links(Network net, IpAddress address) {
    Set<Integer> links = new LinkedHashSet<>();
    Way.holder(net, address)
        .ifPresent(h -> {
          links.add(h.link());
          Segment.exits(net, h.link()).values().forEach(links::addAll);
        });
    return links;
  }

  /// What would close it; nothing where it leads nowhere now, as a loopback address does.
  static Optional<String> told(Network before, Network foreseen, IpAddress address) {
    Network after = PortVlans.foreseen(before, foreseen);
    Optional<AddressKey> was = Way.holder(before, address);
    Map<Exit, List<Integer>> old = was.map(h -> Segment.exits(before, h.link())).orElse(Map.of());
    Set<Exit> outside = outside(before, old);
    if (was.isEmpty() || outside.isEmpty()) {
      return Optional.empty();
    }
    Optional<AddressKey> is = Way.holder(after, address);
    if (is.isEmpty()) {
      return Optional.of(address + " would be gone");
    }
    int link = is.get().link();
    OptionalInt vrf = Vrf.of(after, link);
    Optional<String> moved =
        vrf.equals(Vrf.of(before, was.get().link()))
            ? Optional.empty()
            : Optional.of(address + " would be in " + Vrf.told(after, vrf));
    Map<Exit, List<Integer>> now = Segment.exits(after, link);
    Optional<String> closed =
        outside.stream().anyMatch(now::containsKey)
            ? Optional.empty()
            : Optional.of(
                Severed.told(before, after, old.getOrDefault(first(outside), List.of()), link));
    return Stream.of(moved, Way.hindrance(after, link), closed)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Set<Exit> outside(Network net, Map<Exit, List<Integer>> exits) {
    Set<Exit> outside = new LinkedHashSet<>(exits.keySet());
    outside.removeIf(e -> GuestLinks.isOne(net, e.link()));
    return outside.isEmpty() ? exits.keySet() : outside;
  }

  private static Exit first(Set<Exit> exits) {
    return exits.iterator().next();
  }
}
