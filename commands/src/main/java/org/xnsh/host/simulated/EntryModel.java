package org.xnsh.host.simulated;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.xnsh.change.Refusal;
import org.xnsh.host.linux.netlink.Errno;
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.FdbAttributes;
import org.xnsh.network.IpFamily;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.MacAddress;
import org.xnsh.network.MdbAttributes;
import org.xnsh.network.NeighbourAttributes;
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
import org.xnsh.network.RuleAttributes;

/// Entries of tables: rules (net/core/fib_rules.c), neighbours (net/core/neighbour.c), FDB, MDB and
/// VLANs (net/bridge).
final class EntryModel {

  /// NUD_PERMANENT or NUD_NOARP.
  private static final long STANDS = 128 | 64;

  private static final long PERMANENT = 128;
  private static final long LEARNING = 2;

  /// MCAST_INCLUDE.
  private static final long INCLUDE = 1;

  /// NTF_STICKY: it does not follow its station to another port.
  private static final long STICKY = 64;

  /// VLAN_VID_MASK.
  private static final int MOST_VLANS = 4095;

  private EntryModel() {}

  /// Rules of one priority stand in the order in which they came.
  static Network createRule(Network net, RuleKey key, Attributes given) throws Refusal {
    int twin = 0;
    RuleKey free = new RuleKey(key.family(), key.priority(), twin);
    while (net.has(free)) {
      if (isThere(net.get(free), given)) {
        throw Errors.of(key, Errno.EEXIST);
      }
      twin++;
      free = new RuleKey(key.family(), key.priority(), twin);
    }
    return net.with(free, given);
  }

  /// `rule_exists`: what a new rule does not say of addresses and service is passed over, and so is
  /// whether it is turned round.
  private static boolean isThere(Attributes rule, Attributes given) {
    boolean named =
        Stream.of(RuleAttributes.SOURCE, RuleAttributes.DESTINATION, RuleAttributes.TOS)
            .allMatch(a -> given.get(a).isEmpty() || given.get(a).equals(rule.get(a)));
    return named
        && Stream.of(
                RuleAttributes.ACTION,
                RuleAttributes.LOOKUP,
                RuleAttributes.INPUT_LINK,
                RuleAttributes.OUTPUT_LINK,
                RuleAttributes.MARK,
                RuleAttributes.MARK_MASK,
                RuleAttributes.PROTOCOL,
                RuleAttributes.RAW)
            .allMatch(a -> given.get(a).equals(rule.get(a)));
  }

  /// What is there is replaced.
  static Network createNeighbour(Network net, NeighbourKey key, Attributes given) throws Refusal {
    requireLink(net, key, key.link());
    boolean six = key.address().family() == IpFamily.IPV6;
    if (six && !Address6Presence.isPresent(net, key.link())) {
      // whatever keeps a proxy entry from joining its group is told so (`pneigh_create`)
      throw Errors.of(key, key.proxy() ? Errno.ENOBUFS : Errno.EINVAL);
    }
    // a proxy entry is no station's: its state is none
    return net.with(key, key.proxy() ? given.with(NeighbourAttributes.STATE, 0L) : given);
  }

  /// A port that cannot learn takes only local and static entries (`fdb_add_entry`); a bridge's own
  /// are local. What is there is replaced.
  static Network createFdb(Network net, FdbKey key, Attributes given) throws Refusal {
    requireLink(net, key, key.link());
    long state = given.number(FdbAttributes.STATE);
    boolean isBridge = net.has(new BridgeKey(key.link()));
    if (!key.self() && !isBridge) {
      Attributes port =
          net.find(new PortKey(key.link())).orElseThrow(() -> Errors.of(key, Errno.EOPNOTSUPP));
      if ((state & STANDS) == 0 && port.number(PortAttributes.STATE) < LEARNING) {
        throw Errors.of(key, Errno.EPERM);
      }
    }
    if (key.mac().equals(MacAddress.ZERO)) {
      throw Errors.of(Errno.EINVAL, "invalid address");
    }
    boolean sticky = (given.number(FdbAttributes.FLAGS) & STICKY) != 0;
    if (isBridge && (state & PERMANENT) == 0 || sticky && (state & PERMANENT) != 0) {
      throw Errors.of(key, Errno.EINVAL);
    }
    return onlyPlace(net, key).with(key, given);
  }

  /// A bridge knows one place for an address, a port or itself: a new entry takes it from the old.
  private static Network onlyPlace(Network net, FdbKey key) {
    int bridge =
        net.has(new BridgeKey(key.link()))
            ? key.link()
            : (int) net.get(new LinkKey(key.link())).number(LinkAttributes.MASTER);
    if (bridge == 0) {
      return net;
    }
    Network changed = net;
    List<Integer> places = new ArrayList<>(net.ports(bridge));
    places.add(bridge);
    for (int place : places) {
      FdbKey other = new FdbKey(place, key.mac(), key.vlan(), key.self());
      changed = place != key.link() && net.has(other) ? changed.without(other) : changed;
    }
    return changed;
  }

  private static void checkSnooping(Network net, int bridge) throws Refusal {
    if (!LinkState.isUp(net, bridge)) {
      throw Errors.of(Errno.EINVAL, "Bridge device is not running");
    }
    if (net.get(new BridgeKey(bridge)).number(BridgeAttributes.MULTICAST_SNOOPING) == 0) {
      throw Errors.of(Errno.EINVAL, "Bridge's multicast processing is disabled");
    }
  }

  /// `br_mdb_add`.
  static Network createMdb(Network net, MdbKey key, Attributes given) throws Refusal {
    requireLink(net, key, key.bridge());
    if (!net.has(new BridgeKey(key.bridge()))) {
      throw Errors.of(key, Errno.EOPNOTSUPP);
    }
    checkSnooping(net, key.bridge());
    boolean permanent = given.number(MdbAttributes.STATE) == 1;
    if (key.port() == key.bridge() && permanent) {
      throw Errors.of(Errno.EINVAL, "an entry of the bridge itself cannot be permanent");
    }
    if (key.group().startsWith("224.0.0.")) {
      throw Errors.of(Errno.EINVAL, "IPv4 entry group address is not allowed");
    }
    if (key.source().isEmpty() && given.number(MdbAttributes.FILTER_MODE) == INCLUDE) {
      throw Errors.of(Errno.EINVAL, "Source list cannot be empty");
    }
    if (key.port() != key.bridge()) {
      requireLink(net, key, key.port());
      long master = net.get(new LinkKey(key.port())).number(LinkAttributes.MASTER);
      if (master != key.bridge()) {
        throw Errors.of(Errno.EINVAL, "Port belongs to a different bridge device");
      }
      boolean disabled = net.get(new PortKey(key.port())).number(PortAttributes.STATE) == 0;
      if (disabled && !permanent) {
        throw Errors.of(Errno.EINVAL, "Port is in disabled state");
      }
    }
    requireNew(net, key);
    return net.with(key, given);
  }

  /// `br_process_vlan_info`: VLAN 0 and 4095 are no VLANs. What is there gets other flags.
  static Network createVlan(Network net, PortVlanKey key, Attributes given) throws Refusal {
    requireLink(net, key, key.index());
    if (!net.has(new PortKey(key.index())) && !net.has(new BridgeKey(key.index()))) {
      throw Errors.of(key, Errno.EOPNOTSUPP);
    }
    if (key.vlan() < 1 || key.vlan() >= MOST_VLANS) {
      throw Errors.of(key, Errno.EINVAL);
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
    if (key instanceof MdbKey mdb && net.has(new BridgeKey(mdb.bridge()))) {
      checkSnooping(net, mdb.bridge());
    }
    if (!net.has(key)) {
      // `br_vlan_delete`, `nbp_vlan_delete`
      throw key instanceof PortVlanKey ? Errors.of(key, Errno.ENOENT) : Errors.absent(key);
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
    Attributes is = was.withAny(attribute, value);
    if (key instanceof FdbKey fdb) {
      return createFdb(net, fdb, is);
    }
    Network changed = net.with(key, is);
    return key instanceof PortVlanKey vlan ? onlyPvid(changed, vlan) : changed;
  }

  /// `neigh_carrier_down` spares permanent neighbours, not proxy ones.
  static Network carrierLost(Network net, int link) {
    Network changed = net;
    for (ObjectKey standing : List.copyOf(net.standingOn(link))) {
      boolean proxy = standing instanceof NeighbourKey n && n.proxy();
      changed = proxy ? changed.without(standing) : changed;
    }
    return changed;
  }

  /// `neigh_changeaddr`, also where a link stops or starts to ask for addresses, spares no
  /// neighbour, permanent ones included, but proxy ones.
  static Network addressChanged(Network net, int link) {
    Network changed = net;
    for (ObjectKey standing : List.copyOf(net.standingOn(link))) {
      boolean goes = standing instanceof NeighbourKey n && !n.proxy();
      changed = goes ? changed.without(standing) : changed;
    }
    return changed;
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
