package org.xnsh.host.simulated;

import java.util.Comparator;
import java.util.Optional;
import org.xnsh.change.Refusal;
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.MacAddress;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.PortKey;
import org.xnsh.network.PortAttributes;

/// What a bridge computes from its ports and its settings: net/bridge/br_if.c, br_stp.c,
/// br_stp_if.c.
final class BridgeModel {

  private static final long FORWARDING = 3;
  private static final long ETHERNET_MTU = 1500;

  private BridgeModel() {}

  static Network set(Network net, BridgeKey key, Attribute<?> attribute, Optional<?> value)
      throws Refusal {
    Attributes bridge = net.find(key).orElseThrow(() -> Errors.absent(key));
    if (attribute.equals(BridgeAttributes.MTU_PINNED)) {
      // no kernel request: it comes with the MTU and goes with the bridge
      return value.equals(Optional.of(true))
          ? net.with(key, bridge.withAny(attribute, value))
          : net;
    }
    Optional<?> taken = BridgeRanges.taken(key, bridge, attribute, value);
    Network changed = net.with(key, bridge.withAny(attribute, taken));
    if (attribute.equals(BridgeAttributes.STP_STATE)) {
      changed = stp(changed, key);
    }
    changed = inForce(changed, key);
    boolean selects =
        attribute.equals(BridgeAttributes.PRIORITY)
            || attribute.equals(BridgeAttributes.STP_STATE)
                && changed.get(key).number(BridgeAttributes.STP_STATE) != 0;
    return identified(LinkState.bridge(changed, key.index(), selects), key.index());
  }

  /// `br_stp_start`: the forward delay is lifted or cut into range, and never put back.
  private static Network stp(Network net, BridgeKey key) {
    Attributes bridge = net.get(key);
    if (bridge.number(BridgeAttributes.STP_STATE) == 0) {
      return net;
    }
    long delay = bridge.number(BridgeAttributes.FORWARD_DELAY);
    long lifted =
        Math.clamp(delay, BridgeRanges.LEAST_FORWARD_DELAY, BridgeRanges.MOST_FORWARD_DELAY);
    return net.with(key, BridgeAttributes.FORWARD_DELAY, lifted);
  }

  /// The delays in force are the configured ones where no foreign root hides them.
  private static Network inForce(Network net, BridgeKey key) {
    Attributes bridge = net.get(key);
    return net.with(
        key,
        bridge.toBuilder()
            .put(
                BridgeAttributes.FORWARD_DELAY_IN_FORCE,
                bridge.number(BridgeAttributes.FORWARD_DELAY))
            .put(BridgeAttributes.HELLO_TIME_IN_FORCE, bridge.number(BridgeAttributes.HELLO_TIME))
            .put(BridgeAttributes.MAX_AGE_IN_FORCE, bridge.number(BridgeAttributes.MAX_AGE))
            .build());
  }

  /// The port with the lowest address gives the bridge its own, the one with the smallest MTU its
  /// MTU; a bridge whose last port has left shows zeros (`br_stp_recalculate_bridge_id`,
  /// `br_mtu_auto_adjust`). Neither happens to a pinned one.
  static Network followPorts(Network net, int bridge) {
    LinkKey link = new LinkKey(bridge);
    Network changed = net;
    if (!net.get(link).isOn(LinkAttributes.MAC_PINNED)) {
      MacAddress lowest =
          net.ports(bridge).stream()
              .map(p -> net.get(new LinkKey(p)).get(LinkAttributes.MAC, MacAddress.ZERO))
              .min(Comparator.naturalOrder())
              .orElse(MacAddress.ZERO);
      if (!net.get(link).get(LinkAttributes.MAC).equals(Optional.of(lowest))) {
        changed = EntryModel.addressChanged(changed.with(link, LinkAttributes.MAC, lowest), bridge);
      }
    }
    if (!net.get(new BridgeKey(bridge)).isOn(BridgeAttributes.MTU_PINNED)) {
      long smallest =
          net.ports(bridge).stream()
              .mapToLong(p -> net.get(new LinkKey(p)).number(LinkAttributes.MTU))
              .min()
              .orElse(ETHERNET_MTU);
      changed =
          Address6Presence.mtuChanged(changed.with(link, LinkAttributes.MTU, smallest), bridge);
    }
    return identified(changed, bridge);
  }

  static Network pinMtu(Network net, int bridge) {
    return net.with(new BridgeKey(bridge), BridgeAttributes.MTU_PINNED, true);
  }

  /// Bridge id, root and the ids of the ports. An address that the kernel drew for a new bridge is
  /// not in its id, which stays zero until a port joins or an address is set.
  static Network identified(Network net, int bridge) {
    Attributes link = net.get(new LinkKey(bridge));
    Attributes now = net.get(new BridgeKey(bridge));
    boolean drawn = net.ports(bridge).isEmpty() && !link.isOn(LinkAttributes.MAC_PINNED);
    MacAddress mac = drawn ? MacAddress.ZERO : link.get(LinkAttributes.MAC, MacAddress.ZERO);
    String id = id(now.number(BridgeAttributes.PRIORITY), mac);
    Network changed =
        net.with(
            new BridgeKey(bridge),
            now.toBuilder()
                .put(BridgeAttributes.BRIDGE_ID, id)
                .put(BridgeAttributes.ROOT_ID, id)
                .build());
    for (int port : net.ports(bridge)) {
      Attributes side = changed.get(new PortKey(port));
      long portId = side.number(PortAttributes.PRIORITY) << 10 | side.number(PortAttributes.NUMBER);
      if (isIdentified(side, portId, id)) {
        continue; // as most are: a bridge may have a thousand
      }
      changed =
          changed.with(
              new PortKey(port),
              side.toBuilder()
                  .put(PortAttributes.ID, portId)
                  .put(PortAttributes.DESIGNATED_PORT, portId)
                  .put(PortAttributes.DESIGNATED_ROOT, id)
                  .put(PortAttributes.DESIGNATED_BRIDGE, id)
                  .build());
    }
    return inForce(changed, new BridgeKey(bridge));
  }

  private static boolean isIdentified(Attributes side, long portId, String id) {
    return side.number(PortAttributes.ID) == portId
        && side.number(PortAttributes.DESIGNATED_PORT) == portId
        && side.text(PortAttributes.DESIGNATED_ROOT).equals(id)
        && side.text(PortAttributes.DESIGNATED_BRIDGE).equals(id);
  }

  /// As `ip` prints it: the octets without leading zeros.
  private static String id(long priority, MacAddress mac) {
    StringBuilder text = new StringBuilder(String.format("%04x.", priority));
    for (byte octet : mac.bytes()) {
      text.append(Integer.toHexString(octet & 0xff)).append(':');
    }
    return text.substring(0, text.length() - 1);
  }

  /// A port is enabled while it and its bridge are up and it has carrier and is not dormant; an
  /// enabled one forwards once the forward delay is over.
  static Network portStates(Network net, int bridge) {
    Network changed = net;
    boolean up = LinkState.isUp(net, bridge);
    for (int port : net.ports(bridge)) {
      boolean enabled =
          up
              && LinkState.isUp(net, port)
              && LinkState.hasCarrier(net, port)
              && LinkState.isOperational(net, port);
      long state = enabled ? FORWARDING : 0L;
      if (changed.get(new PortKey(port)).get(PortAttributes.STATE, -1L) != state) {
        changed = changed.with(new PortKey(port), PortAttributes.STATE, state);
      }
    }
    return changed;
  }

  static boolean forwards(Network net, int bridge) {
    return net.ports(bridge).stream()
        .anyMatch(p -> net.get(new PortKey(p)).number(PortAttributes.STATE) == FORWARDING);
  }

  /// Whether the bridge has looked at its ports yet (`br_port_state_selection`), as it does when
  /// its id changes: a zero address tells that the last port left.
  static boolean wasSelected(Network net, int bridge) {
    Attributes link = net.get(new LinkKey(bridge));
    return link.isOn(LinkAttributes.MAC_PINNED)
        || link.get(LinkAttributes.MAC, MacAddress.ZERO).equals(MacAddress.ZERO)
        || !net.ports(bridge).isEmpty();
  }
}
