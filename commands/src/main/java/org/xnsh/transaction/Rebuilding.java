package org.xnsh.transaction;

import java.util.Set;
import java.util.TreeSet;
import org.xnsh.change.Change;
import org.xnsh.change.Difference;
import org.xnsh.network.Attribute;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.PortKey;
import org.xnsh.network.PortAttributes;

/// Links that are taken away and made again: the kernel has no other way to make it forget that a
/// value was once set by hand (NET_ADDR_SET, BROPT_MTU_SET_BY_USER, BR_ADMIN_COST). A bridge is
/// deleted and created with its old ifindex; of a port it is enough that it leaves and comes back.
///
/// @param bridges deleted and created again
/// @param ports that leave their bridge and come back
record Rebuilding(Set<Integer> bridges, Set<Integer> ports) {

  static final Rebuilding NONE = new Rebuilding(Set.of(), Set.of());

  Rebuilding {
    bridges = Set.copyOf(bridges);
    ports = Set.copyOf(ports);
  }

  /// What must be rebuilt so that nothing of a transaction stays.
  static Rebuilding of(Difference recorded, Network now) {
    Set<Integer> bridges = new TreeSet<>();
    Set<Integer> ports = new TreeSet<>();
    for (Change change : recorded.changes()) {
      if (!(change instanceof Change.Altered c)) {
        continue;
      }
      if (c.key() instanceof LinkKey k
          && pins(c, LinkAttributes.MAC_PINNED)
          && now.get(k).isOn(LinkAttributes.MAC_PINNED)) {
        bridges.add(k.index());
      }
      if (c.key() instanceof BridgeKey k && pins(c, BridgeAttributes.MTU_PINNED)) {
        bridges.add(k.index());
      }
      if (c.key() instanceof PortKey k && c.attributes().contains(PortAttributes.COST)) {
        ports.add(k.index());
      }
    }
    bridges.removeIf(bridge -> !now.has(new BridgeKey(bridge)));
    ports.removeIf(port ->
        !now.has(new PortKey(port))
            || bridges.contains((int) now.get(new LinkKey(port)).number(LinkAttributes.MASTER)));
    return new Rebuilding(bridges, ports);
  }

  private static boolean pins(Change.Altered c, Attribute<Boolean> pin) {
    return !c.before().isOn(pin) && c.after().isOn(pin);
  }

  boolean isEmpty() {
    return bridges.isEmpty() && ports.isEmpty();
  }

  /// The picture in between, with all of it gone.
  Network away(Network now) {
    Network result = now;
    for (int bridge : bridges) {
      for (int port : now.ports(bridge)) {
        result = left(result, port);
      }
      result = result.withoutLink(bridge);
    }
    for (int port : ports) {
      result = left(result, port);
    }
    return result;
  }

  private static Network left(Network network, int port) {
    LinkKey key = new LinkKey(port);
    return network.with(key, network.get(key).without(LinkAttributes.MASTER));
  }
}
