package org.xnsh.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.xnsh.change.Change.Added;
import org.xnsh.change.Change.AddressOrder;
import org.xnsh.change.Change.Altered;
import org.xnsh.change.Change.Removed;
import org.xnsh.change.Change.RouteOrder;
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpAddress;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.LinkName;
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
import org.xnsh.network.ObjectKey.RuleKey;
import org.xnsh.network.ObjectKey.SysctlKey;
import org.xnsh.network.ObjectKey.VifKey;
import org.xnsh.network.ValueType;
import org.xnsh.network.Via;

/// Changes in the words of an operator, one line each: `vif3.0: master test → virbr0`.
public final class ChangeWords {

  private ChangeWords() {}

  /// The configured part of a difference; what the kernel derives goes without saying.
  ///
  /// @param picture one that knows the names of the links; those that come or go in the difference
  ///   itself need not be in it
  public static List<String> of(Difference difference, Network picture) {
    Network names = named(difference, picture);
    List<String> lines = new ArrayList<>();
    for (Change change : difference.changes()) {
      switch (change) {
        case Added c -> {
          if (isTold(c.key(), c.after())) {
            lines.add(name(c.key(), names, c.after()) + " added" + added(c, names));
          }
        }
        case Removed c -> {
          if (isTold(c.key(), c.before())) {
            lines.add(name(c.key(), names, c.before()) + " removed");
          }
        }
        case Altered c -> altered(c, names).ifPresent(lines::add);
        case AddressOrder c -> {
          if (isReordered(c.before(), c.after())) {
            lines.add("addresses of " + names.nameOf(c.link()) + " reordered");
          }
        }
        case RouteOrder c -> {
          if (isTold(c, names) && isReordered(c.before(), c.after())) {
            lines.add("equal routes to " + c.group().destination() + " reordered");
          }
        }
      }
    }
    return lines;
  }

  /// The picture with the links that the difference speaks of and that are not there, for their
  /// names.
  public static Network named(Difference difference, Network picture) {
    Network names = picture;
    for (Change change : difference.changes()) {
      names =
          switch (change) {
            case Added c when c.key() instanceof LinkKey -> missing(c.key(), c.after(), names);
            case Removed c when c.key() instanceof LinkKey -> missing(c.key(), c.before(), names);
            case Altered c when c.key() instanceof LinkKey -> missing(c.key(), c.before(), names);
            case Added _, Removed _, Altered _, AddressOrder _, RouteOrder _ -> names;
          };
    }
    return names;
  }

  private static Network missing(ObjectKey link, Attributes attributes, Network names) {
    return names.has(link) ? names : names.with(link, attributes);
  }

  static boolean isTold(ObjectKey key, Attributes attributes) {
    // The bridge side and the port side of a link come and go with the link and its master, and its
    // settings with it.
    return !(key instanceof BridgeKey || key instanceof PortKey)
        && !(key instanceof SysctlKey setting && setting.link() != 0)
        && !ObjectStanding.isDerived(key, attributes);
  }

  /// What came or went among them is told of itself.
  private static <K> boolean isReordered(List<K> before, List<K> after) {
    List<K> was = new ArrayList<>(before);
    List<K> is = new ArrayList<>(after);
    was.retainAll(Set.copyOf(after));
    is.retainAll(Set.copyOf(before));
    return !was.equals(is);
  }

  /// The order of routes that the kernel makes by itself is its own.
  private static boolean isTold(RouteOrder order, Network names) {
    List<RouteKey> known =
        Stream.concat(order.before().stream(), order.after().stream()).filter(names::has).toList();
    return known.isEmpty() || known.stream().anyMatch(r -> isTold(r, names.get(r)));
  }

  /// What matters most of a new link.
  private static String added(Added c, Network names) {
    if (!(c.key() instanceof LinkKey)) {
      return "";
    }
    String master =
        c.after().number(LinkAttributes.MASTER) == 0
            ? ""
            : ", master " + value(LinkAttributes.MASTER, c.after(), names);
    return (c.after().isOn(LinkAttributes.UP) ? ", up" : "") + master;
  }

  private static Optional<String> altered(Altered c, Network names) {
    List<String> parts =
        c.attributes().stream()
            .filter(a -> a.standing().isRestored())
            .map(a ->
                a.name() + " " + value(a, c.before(), names) + " → " + value(a, c.after(), names))
            .toList();
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(name(c.key(), names, c.before()) + ": " + String.join(", ", parts));
  }

  /// An attribute's value; a link by its name.
  public static String value(Attribute<?> attribute, Attributes of, Network names) {
    Optional<?> value = of.get(attribute);
    if (attribute.equals(LinkAttributes.MASTER)) {
      return value.map(v -> names.nameOf(((Long) v).intValue())).orElse("none");
    }
    String nothing = attribute.type() == ValueType.FLAG ? "off" : "none";
    return value.map(attribute::write).filter(t -> !t.isEmpty()).orElse(nothing);
  }

  /// What attributes are called.
  public static String names(List<Attribute<?>> attributes) {
    return attributes.stream().map(Attribute::name).collect(Collectors.joining(", "));
  }

  /// What an object is called.
  public static String name(ObjectKey key, Network names) {
    return name(key, names, names.get(key));
  }

  static String name(ObjectKey key, Network names, Attributes attributes) {
    return switch (key) {
      case LinkKey k ->
          attributes.of() == org.xnsh.network.ObjectKind.LINK
              ? attributes
                  .get(LinkAttributes.NAME)
                  .map(LinkName::text)
                  .orElse(names.nameOf(k.index()))
              : names.nameOf(k.index());
      case BridgeKey k -> "bridge " + names.nameOf(k.index());
      case PortKey k -> "port " + names.nameOf(k.index());
      case VifKey k -> "vif " + names.nameOf(k.index());
      case PortVlanKey k -> "vlan " + k.vlan() + " of " + names.nameOf(k.index());
      case AddressKey k -> "address " + k.local() + " of " + names.nameOf(k.link());
      case RouteKey k -> route(k, names);
      case NexthopKey k -> "nexthop " + k.id();
      case RuleKey k -> "rule " + k.priority();
      case NeighbourKey k -> "neighbour " + k.address() + " of " + names.nameOf(k.link());
      case FdbKey k -> "fdb entry " + k.mac() + " of " + names.nameOf(k.link());
      case MdbKey k -> "mdb entry " + k.group() + " of " + names.nameOf(k.port());
      case SysctlKey k -> k.link() == 0 ? k.path() : k.path().replace("*", names.nameOf(k.link()));
    };
  }

  private static String route(RouteKey key, Network names) {
    String to =
        key.group().destination().length() == 0 ? "default" : "" + key.group().destination();
    String via =
        switch (key.via()) {
          case Via.Nowhere _ -> "nowhere";
          case Via.Nexthop n -> "nexthop " + n.id();
          case Via.Multipath _ -> "several ways";
          case Via.Leg leg ->
              leg.gateway().map(IpAddress::toString).map(g -> "via " + g + " ").orElse("")
                  + "dev "
                  + names.nameOf(leg.link());
        };
    return "route " + to + " " + via;
  }
}
