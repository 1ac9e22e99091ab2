package org.xnsh.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpFamily;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.NexthopAttributes;
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
import org.xnsh.network.PortAttributes;
import org.xnsh.network.Via;

/// Every place where a picture holds an ifindex.
final class LinkNumbers {

  /// Attributes that name another link.
  private static final List<Attribute<Long>> ATTRIBUTES =
      List.of(
          LinkAttributes.MASTER,
          LinkAttributes.LOWER,
          PortAttributes.BACKUP_PORT,
          NexthopAttributes.DEVICE);

  private LinkNumbers() {}

  static ObjectKey replace(ObjectKey key, IntUnaryOperator to) {
    return switch (key) {
      case LinkKey k -> new LinkKey(to.applyAsInt(k.index()));
      case BridgeKey k -> new BridgeKey(to.applyAsInt(k.index()));
      case PortKey k -> new PortKey(to.applyAsInt(k.index()));
      case VifKey k -> new VifKey(to.applyAsInt(k.index()));
      case PortVlanKey k -> new PortVlanKey(to.applyAsInt(k.index()), k.vlan());
      case AddressKey k -> new AddressKey(to.applyAsInt(k.link()), k.local(), k.peer());
      case RouteKey k -> new RouteKey(k.group(), k.type(), replace(k.via(), to), k.twin());
      case NexthopKey _, RuleKey _ -> key;
      case NeighbourKey k -> new NeighbourKey(to.applyAsInt(k.link()), k.address(), k.proxy());
      case FdbKey k -> new FdbKey(to.applyAsInt(k.link()), k.mac(), k.vlan(), k.self());
      case MdbKey k ->
          new MdbKey(
              to.applyAsInt(k.bridge()), to.applyAsInt(k.port()), k.group(), k.source(), k.vlan());
      case SysctlKey k -> new SysctlKey(to.applyAsInt(k.link()), k.path());
    };
  }

  private static Via replace(Via via, IntUnaryOperator to) {
    return switch (via) {
      case Via.Nowhere _, Via.Nexthop _ -> via;
      case Via.Leg leg -> replace(leg, to);
      case Via.Multipath paths ->
          new Via.Multipath(
              paths.legs().stream()
                  .map(w -> new Via.Weighted(replace(w.leg(), to), w.weight()))
                  .toList());
    };
  }

  private static Via.Leg replace(Via.Leg leg, IntUnaryOperator to) {
    return new Via.Leg(to.applyAsInt(leg.link()), leg.gateway(), leg.onlink(), leg.encapsulation());
  }

  static Attributes replace(Attributes attributes, IntUnaryOperator to) {
    Attributes result = attributes;
    for (Attribute<Long> attribute : ATTRIBUTES) {
      if (attribute.of() == attributes.of()) {
        Optional<Long> old = result.get(attribute);
        if (old.isPresent() && old.get() != to.applyAsInt(old.get().intValue())) {
          result = result.with(attribute, (long) to.applyAsInt(old.get().intValue()));
        }
      }
    }
    return result;
  }

  /// The picture with one link, and all that names it, under another ifindex.
  static Network move(Network network, int from, int to) {
    IntUnaryOperator number = i -> i == from ? to : i;
    List<ObjectKey> moving = new ArrayList<>(network.standingOn(from));
    moving.add(new LinkKey(from));
    network.ports(from).forEach(port -> moving.add(new LinkKey(port)));
    network.links().stream()
        .map(LinkKey::new)
        .filter(k -> network.get(k).number(LinkAttributes.LOWER) == from)
        .filter(k -> !moving.contains(k))
        .forEach(moving::add);
    Network result = network;
    for (ObjectKey key : moving) {
      Attributes attributes = replace(network.get(key), number);
      ObjectKey moved = replace(key, number);
      result = moved.equals(key) ? result : result.without(key);
      result = result.with(moved, attributes);
    }
    for (IpFamily family : IpFamily.values()) {
      List<AddressKey> order =
          network.addresses(from, family).stream()
              .map(k -> new AddressKey(to, k.local(), k.peer()))
              .toList();
      result = result.withAddressOrder(to, family, order);
    }
    return result;
  }
}
