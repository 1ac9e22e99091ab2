package org.xnsh.host.simulated;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.xnsh.change.Change;
import org.xnsh.change.Difference;
import org.xnsh.network.AddressAttributes;
import org.xnsh.network.Attribute;
import org.xnsh.network.AttributeTable;
import org.xnsh.network.Attributes;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.MdbAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.PortKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.network.PortAttributes;

/// Pictures of a kernel and of the model as they can be compared: what somebody chose, and what
/// carries frames.
final class NormalForm {

  /// Each rewriting of an address costs its lifetimes a second at most.
  private static final long NEAR = 30;

  private static final long FORWARDING = 3;
  private static final int ANYCAST = 4;

  private NormalForm() {}

  static boolean isCompared(Attribute<?> attribute) {
    // that an MTU is pinned is no kernel attribute: the MTU itself shows it, as soon as ports
    // change
    // a multicast entry's mode is shown while the bridge speaks IGMPv3 or MLDv2
    boolean shown =
        attribute.equals(LinkAttributes.CARRIER)
            || attribute.equals(LinkAttributes.OPERATIONAL_STATE)
            || attribute.equals(PortAttributes.STATE);
    return (shown || attribute.standing().isRestored())
        && !attribute.equals(BridgeAttributes.MTU_PINNED)
        && !attribute.equals(MdbAttributes.FILTER_MODE);
  }

  static Network of(Network network) {
    Network chosen = network;
    for (ObjectKey key : Set.copyOf(network.keys())) {
      Attributes all = network.get(key);
      Attributes some = all;
      for (Attribute<?> attribute : AttributeTable.of(key.kind()).attributes()) {
        if (!isCompared(attribute) && all.get(attribute).isPresent()) {
          some = some.without(attribute);
        }
      }
      chosen = chosen.with(key, soon(key, some));
    }
    return chosen;
  }

  /// A waiting port will forward.
  private static Attributes soon(ObjectKey key, Attributes some) {
    return switch (key) {
      case PortKey _ when some.number(PortAttributes.STATE) > 0 ->
          some.with(PortAttributes.STATE, FORWARDING);
      default -> some;
    };
  }

  /// The spanning tree has a port wait for twice the forward delay, and its bridge without carrier
  /// as long; the model is there at once.
  private static boolean waits(Network kernel, Attribute<?> attribute, ObjectKey key) {
    boolean carrier =
        attribute.equals(LinkAttributes.CARRIER)
            || attribute.equals(LinkAttributes.OPERATIONAL_STATE);
    return carrier
        && key instanceof LinkKey link
        && kernel.ports(link.index()).stream()
            .mapToLong(p -> kernel.get(new PortKey(p)).number(PortAttributes.STATE))
            .anyMatch(state -> state == 1 || state == 2);
  }

  /// In words, from the model's picture to the kernel's.
  ///
  /// @param whole whether the kernel's tables and settings were read too
  static List<String> difference(Network model, Network kernel, boolean whole) {
    List<String> lines = new ArrayList<>();
    for (Change change : Difference.between(of(model), of(kernel)).changes()) {
      if (change instanceof Change.Removed r && r.key().kind() == ObjectKind.SYSCTL) {
        continue; // the model may know a setting that nobody has read
      }
      if (change instanceof Change.RouteOrder order && isOfDevices(order)) {
        continue;
      }
      if (!whole && change.keys().allMatch(NormalForm::isReadWhenAsked)) {
        continue;
      }
      if (change instanceof Change.Altered altered) {
        String words =
            altered.attributes().stream()
                .filter(a -> !isNear(a, altered) && !waits(kernel, a, altered.key()))
                .map(a ->
                    " "
                        + a.name()
                        + " "
                        + altered.before().get(a)
                        + " is "
                        + altered.after().get(a))
                .collect(Collectors.joining());
        if (!words.isEmpty()) {
          lines.add(altered.key().text() + words);
        }
      } else {
        lines.add(change.toString());
      }
    }
    return lines;
  }

  /// A router gives its links their anycast addresses in the order in which they were registered
  /// (`for_each_netdev` in addrconf_forward_change), a veth's far end before itself, which no
  /// message tells. They all lead to this host.
  private static boolean isOfDevices(Change.RouteOrder order) {
    return order.before().stream().allMatch(r -> r.type() == ANYCAST);
  }

  private static boolean isReadWhenAsked(ObjectKey key) {
    return switch (key.kind()) {
      case FDB, MDB, NEIGHBOUR, SYSCTL -> true;
      case LINK, BRIDGE, PORT, PORT_VLAN, VIF, ADDRESS, ROUTE, NEXTHOP, RULE -> false;
    };
  }

  /// A kernel keeps what remains of a lifetime in whole seconds, and a bridge's intervals in ticks
  /// of its clock.
  private static boolean isNear(Attribute<?> attribute, Change.Altered altered) {
    boolean rounded =
        attribute.equals(AddressAttributes.VALID_UNTIL)
            || attribute.equals(AddressAttributes.PREFERRED_UNTIL)
            || attribute.name().startsWith("mcast_") && attribute.name().endsWith("_interval");
    return rounded
        && altered.before().get(attribute).orElse(null) instanceof Long one
        && altered.after().get(attribute).orElse(null) instanceof Long other
        && Math.abs(one - other) <= NEAR;
  }
}
