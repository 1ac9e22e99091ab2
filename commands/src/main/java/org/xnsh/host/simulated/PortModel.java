package org.xnsh.host.simulated;

import java.util.List;
import java.util.Optional;
import org.xnsh.change.FreePort;
import org.xnsh.change.Refusal;
import org.xnsh.host.linux.netlink.Errno;
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.MacAddress;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.FdbKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.MdbKey;
import org.xnsh.network.ObjectKey.PortKey;
import org.xnsh.network.ObjectKey.PortVlanKey;
import org.xnsh.network.PortAttributes;

/// Ports come, go and are set: `do_set_master`, net/bridge/br_if.c, `br_setport`.
final class PortModel {

  /// BR_MAX_PORTS is 1024 and number 0 is not used.
  private static final int MOST_PORTS = 1023;

  private static final long ETHERNET = 1;

  private PortModel() {}

  static Network setMaster(Network net, LinkKey key, int master) throws Refusal {
    int now = (int) net.get(key).number(LinkAttributes.MASTER);
    if (now == master && now != 0) {
      return net;
    }
    // the old bridge is left before the new one is asked
    Network free = detached(net, key.index());
    return master == 0 ? free : attached(free, key, master);
  }

  private static Network attached(Network net, LinkKey key, int bridge) throws Refusal {
    if (!net.has(new LinkKey(bridge))) {
      throw Errors.of(key, Errno.EINVAL);
    }
    if (!net.has(new BridgeKey(bridge))) {
      throw Errors.of(key, Errno.EOPNOTSUPP);
    }
    Attributes link = net.get(key);
    boolean usable = LinkModel.isUsable(link.get(LinkAttributes.MAC, MacAddress.ZERO));
    if (link.number(LinkAttributes.HARDWARE_TYPE) != ETHERNET || !usable) {
      throw Errors.of(key, Errno.EINVAL);
    }
    if (net.has(new BridgeKey(key.index()))) {
      throw Errors.of(Errno.ELOOP, "Can not enslave a bridge to a bridge");
    }
    if (net.ports(bridge).size() >= MOST_PORTS) {
      throw Errors.of(key, Errno.EXFULL);
    }
    Network changed =
        net.with(new PortKey(key.index()), Defaults.port(FreePort.number(net, bridge)))
            .with(key, LinkAttributes.MASTER, (long) bridge);
    return LinkState.bridge(BridgeModel.followPorts(changed, bridge), bridge);
  }

  /// A link without its master: everything that it had as a port is lost.
  static Network detached(Network net, int link) {
    LinkKey key = new LinkKey(link);
    int bridge = (int) net.get(key).number(LinkAttributes.MASTER);
    if (bridge == 0) {
      return net;
    }
    Network changed = net.without(new PortKey(link));
    for (int port : changed.ports(bridge)) {
      PortKey other = new PortKey(port);
      boolean backed =
          changed.get(other).get(PortAttributes.BACKUP_PORT).equals(Optional.of((long) link));
      changed =
          backed
              ? changed.with(other, changed.get(other).without(PortAttributes.BACKUP_PORT))
              : changed;
    }
    for (ObjectKey standing : List.copyOf(changed.standingOn(link))) {
      boolean ofPort =
          standing instanceof FdbKey fdb && !fdb.self()
              || standing instanceof MdbKey
              || standing instanceof PortVlanKey;
      changed = ofPort ? changed.without(standing) : changed;
    }
    changed = changed.with(key, changed.get(key).without(LinkAttributes.MASTER));
    return LinkState.bridge(BridgeModel.followPorts(changed, bridge), bridge);
  }

  static Network set(Network net, PortKey key, Attribute<?> attribute, Optional<?> value)
      throws Refusal {
    if (!net.has(new LinkKey(key.index()))) {
      throw Errors.absent(key);
    }
    Attributes port = net.find(key).orElseThrow(() -> Errors.of(key, Errno.EOPNOTSUPP));
    if (value.orElse(null) instanceof Long number) {
      checkRange(net, key, attribute, number);
    }
    int bridge = (int) net.get(new LinkKey(key.index())).number(LinkAttributes.MASTER);
    boolean none =
        value.equals(Optional.of(0L))
            && (attribute.equals(PortAttributes.BACKUP_PORT)
                || attribute.equals(PortAttributes.BACKUP_NEXTHOP));
    Optional<?> taken = none ? Optional.empty() : value;
    checkBypass(port.withAny(attribute, taken));
    return BridgeModel.identified(net.with(key, port.withAny(attribute, taken)), bridge);
  }

  private static void checkBypass(Attributes port) throws Refusal {
    if (port.isOn(PortAttributes.MAC_AUTHENTICATION_BYPASS)
        && !(port.isOn(PortAttributes.LOCKED) && port.isOn(PortAttributes.LEARNING))) {
      throw Errors.of(
          Errno.EINVAL, "Bridge port must be locked and have learning enabled when MAB is enabled");
    }
  }

  private static void checkRange(Network net, PortKey key, Attribute<?> attribute, long number)
      throws Refusal {
    if (attribute.equals(PortAttributes.PRIORITY) && number > 63
        || attribute.equals(PortAttributes.COST) && (number < 1 || number > 65535)) {
      throw Errors.of(key, Errno.ERANGE);
    }
    boolean refused =
        attribute.equals(PortAttributes.MULTICAST_ROUTER) && (number < 0 || number > 3)
            || attribute.equals(PortAttributes.MULTICAST_EHT_HOSTS_LIMIT) && number == 0
            || attribute.equals(PortAttributes.GROUP_FORWARD_MASK) && (number & 2) != 0
            || attribute.equals(PortAttributes.BACKUP_PORT) && number == key.index();
    if (refused) {
      throw Errors.of(key, Errno.EINVAL);
    }
    if (attribute.equals(PortAttributes.BACKUP_PORT) && number != 0) {
      if (!net.has(new PortKey((int) number))) {
        throw Errors.of(key, Errno.ENOENT);
      }
      long mine = net.get(new LinkKey(key.index())).number(LinkAttributes.MASTER);
      long other = net.get(new LinkKey((int) number)).number(LinkAttributes.MASTER);
      if (mine != other) {
        throw Errors.of(key, Errno.EINVAL);
      }
    }
  }
}
