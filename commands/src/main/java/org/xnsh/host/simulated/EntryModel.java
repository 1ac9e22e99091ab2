package org.xnsh.host.simulated;

import java.util.List;
import java.util.Optional;
import org.xnsh.change.Refusal;
import org.xnsh.host.linux.netlink.Errno;
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.FdbAttributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.MacAddress;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.FdbKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.MdbKey;
import org.xnsh.network.ObjectKey.NeighbourKey;
import org.xnsh.network.ObjectKey.PortKey;
import org.xnsh.network.ObjectKey.PortVlanKey;
import org.xnsh.network.ObjectKey.RuleKey;
import org.xnsh.network.PortAttributes;
import org.xnsh.network.PortVlanAttributes;

/// Entries of tables: rules (net/core/fib_rules.c), neighbours (net/core/neighbour.c), FDB, MDB and
/// VLANs (net/bridge).
final class EntryModel {

  /// NUD_PERMANENT or NUD_NOARP.
  private static final long STANDS = 128 | 64;

  private static final long LEARNING = 2;

  private EntryModel() {}

  /// Rules of one priority stand in the order in which they came.
  static Network createRule(Network net, RuleKey key, Attributes given) throws Refusal {
    int twin = 0;
    RuleKey free = new RuleKey(key.family(), key.priority(), twin);
    while (net.has(free)) {
      if (net.get(free).equals(given)) {
        throw Errors.of(key, Errno.EEXIST);
      }
      twin++;
      free = new RuleKey(key.family(), key.priority(), twin);
    }
    return net.with(free, given);
  }

  static Network createNeighbour(Network net, NeighbourKey key, Attributes given) throws Refusal {
    requireLink(net, key, key.link());
    requireNew(net, key);
    return net.with(key, given);
  }

  /// A port that cannot learn takes only local and static entries (`fdb_add_entry`).
  static Network createFdb(Network net, FdbKey key, Attributes given) throws Refusal {
    requireLink(net, key, key.link());
    if (key.mac().equals(MacAddress.ZERO)) {
      throw Errors.of(Errno.EINVAL, "invalid addr");
    }
    if (!key.self()) {
      Attributes port =
          net.find(new PortKey(key.link())).orElseThrow(() -> Errors.of(key, Errno.EOPNOTSUPP));
      boolean stands = (given.number(FdbAttributes.STATE) & STANDS) != 0;
      if (!stands && port.number(PortAttributes.STATE) < LEARNING) {
        throw Errors.of(key, Errno.EPERM);
      }
    }
    requireNew(net, key);
    return net.with(key, given);
  }

  /// `br_mdb_add`.
  static Network createMdb(Network net, MdbKey key, Attributes given) throws Refusal {
    requireLink(net, key, key.bridge());
    Attributes bridge =
        net.find(new BridgeKey(key.bridge())).orElseThrow(() -> Errors.of(key, Errno.EOPNOTSUPP));
    if (!LinkState.isUp(net, key.bridge())) {
      throw Errors.of(Errno.EINVAL, "Bridge device is not running");
    }
    if (bridge.number(BridgeAttributes.MULTICAST_SNOOPING) == 0) {
      throw Errors.of(Errno.EINVAL, "Bridge's multicast processing is disabled");
    }
    if (key.port() != key.bridge()) {
      requireLink(net, key, key.port());
      long master = net.get(new LinkKey(key.port())).number(LinkAttributes.MASTER);
      if (master != key.bridge()) {
        throw Errors.of(Errno.EINVAL, "Port belongs to a different bridge device");
      }
      if (net.get(new PortKey(key.port())).number(PortAttributes.STATE) == 0) {
        throw Errors.of(Errno.EINVAL, "Port is in disabled state");
      }
    }
    requireNew(net, key);
    return net.with(key, given);
  }

  static Network createVlan(Network net, PortVlanKey key, Attributes given) throws Refusal {
    requireLink(net, key, key.index());
    if (!net.has(new PortKey(key.index())) && !net.has(new BridgeKey(key.index()))) {
      throw Errors.of(key, Errno.EOPNOTSUPP);
    }
    return onlyPvid(net.with(key, given), key);
  }

  /// A port has one PVID: a new one takes it from the old.
  private static Network onlyPvid(Network net, PortVlanKey key) {
    Network changed = net;
    if (net.get(key).isOn(PortVlanAttributes.PVID)) {
      for (ObjectKey other : List.copyOf(net.standingOn(key.index()))) {
        changed =
            other instanceof PortVlanKey vlan && !vlan.equals(key)
                ? changed.with(vlan, PortVlanAttributes.PVID, false)
                : changed;
      }
    }
    return changed;
  }

  static Network delete(Network net, ObjectKey key) throws Refusal {
    if (!net.has(key)) {
      throw Errors.absent(key);
    }
    Network changed = net.without(key);
    return key instanceof RuleKey rule ? closedUp(changed, rule) : changed;
  }

  private static Network closedUp(Network net, RuleKey gone) {
    Network changed = net;
    RuleKey hole = gone;
    RuleKey next = new RuleKey(gone.family(), gone.priority(), gone.twin() + 1);
    while (changed.has(next)) {
      changed = changed.with(hole, changed.get(next)).without(next);
      hole = next;
      next = new RuleKey(next.family(), next.priority(), next.twin() + 1);
    }
    return changed;
  }

  static Network set(Network net, ObjectKey key, Attribute<?> attribute, Optional<?> value)
      throws Refusal {
    Attributes was = net.find(key).orElseThrow(() -> Errors.absent(key));
    Network changed = net.with(key, was.withAny(attribute, value));
    return key instanceof PortVlanKey vlan ? onlyPvid(changed, vlan) : changed;
  }

  /// `neigh_ifdown` spares no neighbour, permanent and proxy ones included.
  static Network linkDown(Network net, int link) {
    Network changed = net;
    for (ObjectKey standing : List.copyOf(net.standingOn(link))) {
      changed = standing instanceof NeighbourKey ? changed.without(standing) : changed;
    }
    return changed;
  }

  private static void requireLink(Network net, ObjectKey key, int link) throws Refusal {
    if (link != 0 && !net.has(new LinkKey(link))) {
      throw Errors.of(key, Errno.ENODEV);
    }
  }

  private static void requireNew(Network net, ObjectKey key) throws Refusal {
    if (net.has(key)) {
      throw Errors.of(key, Errno.EEXIST);
    }
  }
}
