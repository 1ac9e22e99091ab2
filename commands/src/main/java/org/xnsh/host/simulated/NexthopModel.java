package org.xnsh.host.simulated;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xnsh.change.Refusal;
import org.xnsh.host.linux.netlink.Errno;
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpAddress;
import org.xnsh.network.IpFamily;
import org.xnsh.network.Network;
import org.xnsh.network.NexthopAttributes;
import org.xnsh.network.Nexthops;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.NexthopKey;
import org.xnsh.network.RawOptions;
import org.xnsh.network.Via;

/// Nexthop objects: net/ipv4/nexthop.c.
final class NexthopModel {

  private static final long INET6 = 10;
  private static final int LOOPBACK = 1;
  private static final long LINK_SCOPE = 253;
  private static final long HOST_SCOPE = 254;

  private NexthopModel() {}

  static Network create(Network net, NexthopKey key, Attributes given) throws Refusal {
    check(net, key, given);
    if (net.has(key)) {
      throw Errors.of(key, Errno.EEXIST);
    }
    return net.with(key, given);
  }

  /// One that replaces itself is looked at as a new one.
  static Network set(Network net, NexthopKey key, Attribute<?> attribute, Optional<?> value)
      throws Refusal {
    Attributes was = net.find(key).orElseThrow(() -> Errors.absent(key));
    Attributes is = was.withAny(attribute, value);
    check(net, key, is);
    boolean isGroup = was.get(NexthopAttributes.GROUP).isPresent();
    // what a replacing request says of a group's protocol is passed over
    return isGroup && attribute.equals(NexthopAttributes.PROTOCOL) ? net : net.with(key, is);
  }

  private static void check(Network net, NexthopKey key, Attributes given) throws Refusal {
    for (String member : Nexthops.members(given)) {
      if (!net.has(new NexthopKey(Nexthops.idOf(member)))) {
        throw Errors.of(Errno.EINVAL, "Invalid nexthop id");
      }
      checkMember(net.get(new NexthopKey(Nexthops.idOf(member))), Nexthops.members(given).size());
    }
    int link = (int) given.number(NexthopAttributes.DEVICE);
    if (link != 0) {
      checkLink(net, key, given, link);
    }
    if (given.isOn(NexthopAttributes.BLACKHOLE)) {
      // what drops leads to lo, which must be up then (`nexthop_create`)
      RouteChecks.leg(
          net,
          key,
          family(given),
          new Via.Leg(LOOPBACK, Optional.empty(), false, RawOptions.NONE),
          0);
    }
  }

  /// `fib_check_nexthop`: all members of a group have the scope of the first.
  static void checkScope(Network net, long id, long scope) throws Refusal {
    Attributes hop = net.get(new NexthopKey(id));
    List<String> members = Nexthops.members(hop);
    if (!members.isEmpty() && scope == HOST_SCOPE) {
      throw Errors.of(Errno.EINVAL, "Route with host scope can not have multiple nexthops");
    }
    Attributes first =
        members.isEmpty() ? hop : net.get(new NexthopKey(Nexthops.idOf(members.getFirst())));
    if (scope == HOST_SCOPE && first.get(NexthopAttributes.GATEWAY).isPresent()) {
      throw Errors.of(Errno.EINVAL, "Route with host scope can not have a gateway");
    }
    if (scope >= LINK_SCOPE && first.isOn(NexthopAttributes.ONLINK)) {
      throw Errors.of(Errno.EINVAL, "Scope mismatch with nexthop");
    }
  }

  /// `valid_group_nh`.
  private static void checkMember(Attributes member, int count) throws Refusal {
    if (!Nexthops.members(member).isEmpty()) {
      throw Errors.of(Errno.EINVAL, "Multipath group can not be a nexthop within a group");
    }
    if (member.isOn(NexthopAttributes.BLACKHOLE) && count > 1) {
      throw Errors.of(Errno.EINVAL, "Blackhole nexthop can not be used in a group with others");
    }
    if (member.isOn(NexthopAttributes.FDB)) {
      throw Errors.of(Errno.EINVAL, "Non FDB nexthop group cannot have fdb nexthops");
    }
  }

  private static void checkLink(Network net, NexthopKey key, Attributes given, int link)
      throws Refusal {
    if (!net.has(new LinkKey(link))) {
      throw Errors.of(Errno.EINVAL, "Invalid device index");
    }
    if (!LinkState.isUp(net, link)) {
      throw Errors.of(Errno.ENETDOWN, "Nexthop device is not up");
    }
    if (!LinkState.hasCarrier(net, link)) {
      throw Errors.of(Errno.ENETDOWN, "Carrier for nexthop device is down");
    }
    Optional<IpAddress> gateway = given.get(NexthopAttributes.GATEWAY);
    boolean onlink = given.isOn(NexthopAttributes.ONLINK);
    RouteChecks.leg(
        net, key, family(given), new Via.Leg(link, gateway, onlink, RawOptions.NONE), 0);
  }

  private static IpFamily family(Attributes nexthop) {
    return nexthop.number(NexthopAttributes.FAMILY) == INET6 ? IpFamily.IPV6 : IpFamily.IPV4;
  }

  static Network delete(Network net, NexthopKey key) throws Refusal {
    if (!net.has(key)) {
      throw Errors.of(key, Errno.ENOENT);
    }
    return removed(net, key);
  }

  /// Routes that use a nexthop go with it; groups lose the member, and go with their last one.
  private static Network removed(Network net, NexthopKey key) {
    Network changed = RouteModel.withoutNexthop(net.without(key), key.id());
    for (ObjectKey other : net.ofNamespace()) {
      if (!(other instanceof NexthopKey group) || !changed.has(group)) {
        continue;
      }
      List<String> members = Nexthops.members(net.get(group));
      List<String> rest = members.stream().filter(m -> Nexthops.idOf(m) != key.id()).toList();
      if (rest.size() == members.size()) {
        continue;
      }
      changed =
          rest.isEmpty()
              ? removed(changed, group)
              : changed.with(group, NexthopAttributes.GROUP, String.join("/", rest));
    }
    return changed;
  }

  static Network withoutLink(Network net, int link) {
    Network changed = net;
    for (ObjectKey standing : new ArrayList<>(net.standingOn(link))) {
      changed =
          standing instanceof NexthopKey key && changed.has(key) ? removed(changed, key) : changed;
    }
    return changed;
  }

  static Network linkDown(Network net, int link) {
    return withoutLink(net, link);
  }

  /// `nh_netdev_event`: loss of carrier counts as down.
  static Network carrier(Network net, int link, boolean has) {
    return has ? net : withoutLink(net, link);
  }
}
