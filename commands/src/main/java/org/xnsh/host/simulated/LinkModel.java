package org.xnsh.host.simulated;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xnsh.change.Refusal;
import org.xnsh.host.linux.netlink.Errno;
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.LinkName;
import org.xnsh.network.MacAddress;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;

/// Links of any kind: net/core/rtnetlink.c and net/core/dev.c.
final class LinkModel {

  private LinkModel() {}

  /// Takes the link away with all that stands on it: ports become free, a veth's peer goes too.
  static Network delete(Network net, LinkKey key) throws Refusal {
    Attributes link = net.find(key).orElseThrow(() -> Errors.absent(key));
    String kind = link.text(LinkAttributes.KIND);
    if (kind.isEmpty()) {
      throw Errors.of(key, Errno.EOPNOTSUPP);
    }
    Network changed = gone(net, key.index());
    int peer = peer(link);
    return peer != 0 && changed.has(new LinkKey(peer)) ? gone(changed, peer) : changed;
  }

  private static Network gone(Network net, int index) {
    Network changed = net;
    for (int port : List.copyOf(changed.ports(index))) {
      changed = PortModel.detached(changed, port);
    }
    changed = PortModel.detached(changed, index);
    changed = LinkState.down(changed, index);
    changed = RouteModel.withoutLink(changed, index);
    changed = NexthopModel.withoutLink(changed, index);
    for (ObjectKey standing : List.copyOf(changed.standingOn(index))) {
      changed = changed.without(standing);
    }
    return changed.without(new LinkKey(index));
  }

  static Network set(Network net, LinkKey key, Attribute<?> attribute, Optional<?> value)
      throws Refusal {
    Attributes link = net.find(key).orElseThrow(() -> Errors.absent(key));
    Network plain = net.with(key, link.withAny(attribute, value));
    if (attribute.equals(LinkAttributes.UP)) {
      return value.equals(Optional.of(true))
          ? LinkState.up(net, key.index())
          : LinkState.down(net, key.index());
    }
    if (attribute.equals(LinkAttributes.MASTER)) {
      return PortModel.setMaster(
          net, key, value.isPresent() ? ((Number) value.get()).intValue() : 0);
    }
    if (attribute.equals(LinkAttributes.MAC)) {
      return setMac(net, key, (MacAddress) value.orElseThrow());
    }
    if (attribute.equals(LinkAttributes.MTU)) {
      return setMtu(net, key, ((Long) value.orElseThrow()));
    }
    if (attribute.equals(LinkAttributes.NAME)) {
      LinkName name = (LinkName) value.orElseThrow();
      int other = net.linkNamed(name.text()).orElse(key.index());
      if (other != key.index()
          || link.get(LinkAttributes.ALTERNATIVE_NAMES, List.of()).contains(name.text())) {
        throw Errors.of(key, Errno.EEXIST);
      }
      boolean same = link.get(LinkAttributes.NAME).equals(Optional.of(name));
      return same ? net : Address4Model.relabelled(plain, key.index(), name);
    }
    if (attribute.equals(LinkAttributes.ALTERNATIVE_NAMES)) {
      for (Object name : value.isPresent() ? (List<?>) value.get() : List.of()) {
        if (isTaken(net, key, name.toString())) {
          throw Errors.of(key, Errno.EEXIST);
        }
      }
    }
    if (attribute.equals(LinkAttributes.ARP) && !link.get(attribute).equals(value)) {
      return EntryModel.addressChanged(plain, key.index());
    }
    if (attribute.equals(LinkAttributes.MAC_PINNED)) {
      // a one-way door: only re-creating the bridge opens it again
      return value.equals(Optional.of(true)) ? plain : net;
    }
    return net.with(key, LinkOptions.taken(key, link, attribute, value));
  }

  /// A failed move leaves the port without a master; of alternative names the old ones are gone,
  /// and the new ones before the one that was refused are there.
  static Network afterRefusal(Network net, LinkKey key, Attribute<?> attribute, Optional<?> value) {
    if (attribute.equals(LinkAttributes.MASTER)) {
      return PortModel.detached(net, key.index());
    }
    if (!attribute.equals(LinkAttributes.ALTERNATIVE_NAMES)) {
      return net;
    }
    List<?> asked = value.isPresent() ? (List<?>) value.get() : List.of();
    List<String> names =
        new ArrayList<>(net.get(key).get(LinkAttributes.ALTERNATIVE_NAMES, List.of()));
    names.removeIf(n -> !asked.contains(n));
    for (Object name : asked) {
      if (isTaken(net, key, name.toString())) {
        break;
      }
      if (!names.contains(name.toString())) {
        names.add(name.toString());
      }
    }
    return net.with(
        key,
        net.get(key).withAny(attribute, names.isEmpty() ? Optional.empty() : Optional.of(names)));
  }

  private static boolean isTaken(Network net, LinkKey key, String name) {
    return net.linkNamed(name).orElse(key.index()) != key.index()
        || net.nameOf(key.index()).contentEquals(name);
  }

  private static Network setMac(Network net, LinkKey key, MacAddress mac) throws Refusal {
    if (net.get(key).get(LinkAttributes.MAC).equals(Optional.of(mac))) {
      // the driver is not asked, but the address counts as set (`netif_set_mac_address`)
      return net.has(new BridgeKey(key.index()))
          ? net.with(key, LinkAttributes.MAC_PINNED, true)
          : net;
    }
    if (!isUsable(mac)) {
      throw Errors.of(key, Errno.EADDRNOTAVAIL);
    }
    Attributes link = net.get(key);
    Network changed =
        EntryModel.addressChanged(net.with(key, LinkAttributes.MAC, mac), key.index());
    if (net.has(new BridgeKey(key.index()))) {
      changed = changed.with(key, LinkAttributes.MAC_PINNED, true);
      return BridgeModel.identified(LinkState.bridge(changed, key.index(), true), key.index());
    }
    int master = (int) link.number(LinkAttributes.MASTER);
    return master == 0 ? changed : BridgeModel.followPorts(changed, master);
  }

  private static Network setMtu(Network net, LinkKey key, long mtu) throws Refusal {
    Attributes link = net.get(key);
    if (mtu == link.number(LinkAttributes.MTU)) {
      return net; // the same value does not pin it: the driver is not asked
    }
    if (mtu < link.number(LinkAttributes.MINIMUM_MTU)) {
      throw Errors.of(Errno.EINVAL, "mtu less than device minimum");
    }
    long most = link.number(LinkAttributes.MAXIMUM_MTU);
    if (most > 0 && mtu > most) {
      throw Errors.of(Errno.EINVAL, "mtu greater than device maximum");
    }
    Network changed =
        Address6Presence.mtuChanged(net.with(key, LinkAttributes.MTU, mtu), key.index());
    if (net.has(new BridgeKey(key.index()))) {
      return BridgeModel.pinMtu(changed, key.index());
    }
    int master = (int) link.number(LinkAttributes.MASTER);
    return master == 0 ? changed : BridgeModel.followPorts(changed, master);
  }

  /// The other end of a veth in this namespace; 0 where there is none.
  static int peer(Attributes link) {
    return link.text(LinkAttributes.KIND).equals("veth")
            && link.get(LinkAttributes.LOWER_NAMESPACE).isEmpty()
        ? (int) link.number(LinkAttributes.LOWER)
        : 0;
  }

  /// is_valid_ether_addr().
  static boolean isUsable(MacAddress mac) {
    return !mac.isMulticast() && !mac.equals(MacAddress.ZERO);
  }
}
