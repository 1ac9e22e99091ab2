package org.xnsh.change;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.xnsh.network.IpFamily;
import org.xnsh.network.ObjectKey.SysctlKey;

/// A part of the picture, named so that it can be read by a few exact requests: what a step may
/// touch, and nothing else.
public record Footprint(Set<Area> areas) {

  public static final Footprint NOTHING = new Footprint(Set.of());

  public Footprint {
    // In the order of those who named them. Areas of one link have one hash: one of the JDK's own
    // immutable sets would look at thousands of neighbours for each.
    Set<Area> readable = new LinkedHashSet<>(areas);
    readable.removeIf(area -> link(area) < 0);
    areas = Collections.unmodifiableSet(readable);
  }

  /// A placeholder names nothing that could be read; areas of no one link count as 0.
  private static int link(Area area) {
    return switch (area) {
      case OneLink a -> a.index();
      case PortsOf a -> a.master();
      case AddressesOf a -> a.link();
      case RoutesOf a -> a.link();
      case NeighboursOf a -> a.link();
      case FdbOf a -> a.link();
      case MdbOf a -> a.bridge();
      case VlansOf a -> a.link();
      case OneSysctl a -> a.key().link();
      case SysctlsOf a -> a.link();
      case AllLinks _, AllRoutes _, AllNexthops _, AllRules _ -> 0;
    };
  }

  /// One exact request.
  public sealed interface Area {}

  /// A link with its bridge and port side, by ifindex. Its name is not known where it is new: a
  /// host reads a link that does not exist as absent.
  public record OneLink(int index) implements Area {}

  /// All links that have this master, with their port side.
  public record PortsOf(int master) implements Area {}

  /// Every link.
  public record AllLinks() implements Area {}

  /// The addresses of a link, in order.
  public record AddressesOf(int link) implements Area {}

  /// The routes of all tables that leave by a link, in order, with the groups that they compete in.
  public record RoutesOf(int link) implements Area {}

  /// All routes of a family: what a nexthop, a rule of equals or a deletion may reach.
  public record AllRoutes(IpFamily family) implements Area {}

  /// All nexthop objects.
  public record AllNexthops() implements Area {}

  /// All rules of a family.
  public record AllRules(IpFamily family) implements Area {}

  /// Permanent and proxy neighbours of a link.
  public record NeighboursOf(int link) implements Area {}

  /// Static and permanent FDB entries of a port, or of a bridge's own.
  public record FdbOf(int link) implements Area {}

  /// Permanent MDB entries of a bridge.
  public record MdbOf(int bridge) implements Area {}

  /// VLANs of a port or of a bridge itself.
  public record VlansOf(int link) implements Area {}

  /// One kernel setting.
  public record OneSysctl(SysctlKey key) implements Area {}

  /// The settings of a link that its deletion would lose (net/ipv4/conf, net/ipv6/conf,
  /// net/ipv4/neigh, net/ipv6/neigh).
  public record SysctlsOf(int link) implements Area {}

  /// An operator may name a link twice.
  public static Footprint of(Area... areas) {
    return new Footprint(new LinkedHashSet<>(List.of(areas)));
  }

  /// What is left of it where these areas are known already.
  public Footprint without(Footprint known) {
    Set<Area> rest = new LinkedHashSet<>(areas);
    rest.removeAll(known.areas);
    return new Footprint(rest);
  }

  public static Footprint of(Stream<Footprint> parts) {
    Set<Area> all = new LinkedHashSet<>();
    parts.forEach(part -> all.addAll(part.areas));
    return new Footprint(all);
  }

  public Footprint and(Footprint other) {
    if (areas.containsAll(other.areas)) {
      return this;
    }
    Set<Area> all = new LinkedHashSet<>(areas);
    all.addAll(other.areas);
    return new Footprint(all);
  }
}
