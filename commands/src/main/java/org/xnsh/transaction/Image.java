package org.xnsh.transaction;

import static java.util.stream.Collectors.toSet;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.xnsh.change.Change;
import org.xnsh.change.Difference;
import org.xnsh.change.Footprint;
import org.xnsh.change.Footprint.AddressesOf;
import org.xnsh.change.Footprint.AllLinks;
import org.xnsh.change.Footprint.AllNexthops;
import org.xnsh.change.Footprint.AllRoutes;
import org.xnsh.change.Footprint.AllRules;
import org.xnsh.change.Footprint.Area;
import org.xnsh.change.Footprint.FdbOf;
import org.xnsh.change.Footprint.MdbOf;
import org.xnsh.change.Footprint.NeighboursOf;
import org.xnsh.change.Footprint.OneLink;
import org.xnsh.change.Footprint.OneSysctl;
import org.xnsh.change.Footprint.PortsOf;
import org.xnsh.change.Footprint.RoutesOf;
import org.xnsh.change.Footprint.SysctlsOf;
import org.xnsh.change.Footprint.VlansOf;
import org.xnsh.change.Goal;
import org.xnsh.change.ObjectStanding;
import org.xnsh.network.Attribute;
import org.xnsh.network.AttributeClass;
import org.xnsh.network.AttributeTable;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpFamily;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.FdbKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.MdbKey;
import org.xnsh.network.ObjectKey.NeighbourKey;
import org.xnsh.network.ObjectKey.NexthopKey;
import org.xnsh.network.ObjectKey.PortKey;
import org.xnsh.network.ObjectKey.PortVlanKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.ObjectKey.SysctlKey;
import org.xnsh.network.ObjectKey.VifKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.network.VifAttributes;

/// What a picture holds of a footprint, as a difference from nothing, and a picture with that in
/// it. Counters are no part of it.
final class Image {

  private Image() {}

  static Difference of(Footprint footprint, Network network) {
    Set<ObjectKey> keys = new LinkedHashSet<>();
    footprint.areas().forEach(area -> in(area, network).filter(network::has).forEach(keys::add));
    Network image = Network.EMPTY;
    for (ObjectKey key : keys) {
      image = image.with(key, lasting(network.get(key)));
    }
    return Difference.between(Network.EMPTY, image);
  }

  private static Stream<? extends ObjectKey> in(Area area, Network network) {
    return switch (area) {
      case OneLink a -> link(a.index());
      case PortsOf a -> network.ports(a.master()).stream().flatMap(Image::link);
      case AllLinks _ -> network.links().stream().flatMap(Image::link);
      case AddressesOf a -> Stream.of(IpFamily.values()).flatMap(f -> ordered(a, f, network));
      case RoutesOf a ->
          on(a.link(), RouteKey.class, network).flatMap(k -> network.routes(k.group()).stream());
      case AllRoutes a ->
          network.routeGroups().stream()
              .filter(g -> g.family() == a.family())
              .flatMap(g -> network.routes(g).stream());
      case AllNexthops _ -> network.ofNamespace().stream().filter(NexthopKey.class::isInstance);
      case AllRules a -> network.rules(a.family()).stream();
      case NeighboursOf a -> on(a.link(), NeighbourKey.class, network);
      case FdbOf a -> on(a.link(), FdbKey.class, network);
      case MdbOf a -> on(a.bridge(), MdbKey.class, network);
      case VlansOf a -> on(a.link(), PortVlanKey.class, network);
      case OneSysctl a -> Stream.of(a.key());
      case SysctlsOf a -> on(a.link(), SysctlKey.class, network);
    };
  }

  private static Stream<ObjectKey> link(int index) {
    return Stream.of(
        new LinkKey(index), new BridgeKey(index), new PortKey(index), new VifKey(index));
  }

  private static Stream<AddressKey> ordered(AddressesOf area, IpFamily family, Network network) {
    return network.addresses(area.link(), family).stream();
  }

  private static <K extends ObjectKey> Stream<K> on(int link, Class<K> kind, Network network) {
    return network.standingOn(link).stream().filter(kind::isInstance).map(kind::cast);
  }

  /// Which guest's a vif was is kept: an undo must never hit another one's.
  private static Attributes lasting(Attributes attributes) {
    Attributes.Builder builder = attributes.toBuilder();
    if (attributes.of() == ObjectKind.VIF) {
      return builder
          .remove(VifAttributes.BRIDGE)
          .remove(VifAttributes.SCRIPT)
          .remove(VifAttributes.STATE)
          .remove(VifAttributes.ADDRESSES)
          .build();
    }
    for (Attribute<?> attribute : AttributeTable.of(attributes.of()).attributes()) {
      if (attribute.standing() == AttributeClass.OBSERVED) {
        builder.remove(attribute);
      }
    }
    return builder.build();
  }

  /// The picture with everything that an image holds as it was then; counters stay.
  static Network over(Network now, Difference image) {
    Network then = now;
    for (Change change : image.changes()) {
      if (change instanceof Change.Added c) {
        then = then.with(c.key(), withCounters(c.after(), now.get(c.key())));
      }
    }
    return new Goal(image).over(then);
  }

  /// The same without what the kernel has made since within the footprint.
  static Network over(Network now, Difference image, Footprint footprint) {
    Network then = over(now, image);
    Set<ObjectKey> known = image.changes().stream().flatMap(Change::keys).collect(toSet());
    for (Area area : footprint.areas()) {
      for (ObjectKey key : made(area, then).toList()) {
        boolean since = !known.contains(key) && ObjectStanding.isDerived(key, then.get(key));
        then = since ? then.without(key) : then;
      }
    }
    return then;
  }

  private static Stream<? extends ObjectKey> made(Area area, Network network) {
    return switch (area) {
      case AddressesOf a -> in(a, network);
      case RoutesOf a -> on(a.link(), RouteKey.class, network);
      case OneLink _, PortsOf _, AllLinks _, AllRoutes _, AllNexthops _, AllRules _ -> Stream.of();
      case NeighboursOf _, FdbOf _, MdbOf _, VlansOf _, OneSysctl _, SysctlsOf _ -> Stream.of();
    };
  }

  private static Attributes withCounters(Attributes image, Attributes now) {
    Attributes merged = image;
    for (Attribute<?> attribute : AttributeTable.of(image.of()).attributes()) {
      if (attribute.standing() == AttributeClass.OBSERVED && now.get(attribute).isPresent()) {
        merged = merged.withAny(attribute, now.get(attribute));
      }
    }
    return merged;
  }
}
