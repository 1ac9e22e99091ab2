package org.xnsh.host.simulated;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xnsh.change.Refusal;
import org.xnsh.host.linux.netlink.Errno;
import org.xnsh.network.AddressAttributes;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpAddress;
import org.xnsh.network.IpFamily;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.LinkName;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.network.Prefix;

/// IPv4 addresses: net/ipv4/devinet.c. The first address of a subnet is its primary; later ones of
/// the same subnet are secondaries and stand after all primaries.
final class Address4Model {

  private static final String PROMOTE = "promote_secondaries";

  private Address4Model() {}

  /// `__inet_insert_ifa`.
  static Network create(Network net, AddressKey key, Attributes given) throws Refusal {
    if (!net.has(new LinkKey(key.link()))) {
      throw Errors.of(Errno.ENODEV, "ipv4: Device not found");
    }
    AddressSetting.checkLifetimes(given, "ipv4: address lifetime invalid");
    IpAddress joined = key.peer().orElse(key.local().address());
    if (given.isOn(AddressAttributes.AUTOJOIN) && !Lookup4.isGroup(joined)) {
      throw Errors.of(Errno.EINVAL, "ipv4: Multicast auto join failed");
    }
    boolean secondary = false;
    for (AddressKey other : net.addresses(key.link(), IpFamily.IPV4)) {
      if (!sameSubnet(key, other)) {
        continue;
      }
      if (other.local().equals(key.local())) {
        throw Errors.of(Errno.EEXIST, "ipv4: Address already assigned");
      }
      if (scope(net, other) != given.number(AddressAttributes.SCOPE)) {
        throw Errors.of(Errno.EINVAL, "ipv4: Invalid scope value");
      }
      secondary = true;
    }
    Attributes whole = completed(net, key, given, secondary);
    Network changed = net.with(key, whole);
    if (!secondary) {
      changed = amongPrimaries(changed, key);
    }
    return Address4Routes.added(changed, key);
  }

  private static Attributes completed(
      Network net, AddressKey key, Attributes given, boolean secondary) {
    Attributes.Builder whole =
        AddressSetting.shown(given).toBuilder().put(AddressAttributes.SECONDARY, secondary);
    if (given.text(AddressAttributes.LABEL).isEmpty()) {
      whole.put(AddressAttributes.LABEL, net.nameOf(key.link()));
    }
    return whole.build();
  }

  /// A new primary goes behind the last one whose scope is not narrower than its own.
  private static Network amongPrimaries(Network net, AddressKey key) {
    List<AddressKey> order = new ArrayList<>(net.addresses(key.link(), IpFamily.IPV4));
    order.remove(key);
    int place = 0;
    for (int i = 0; i < order.size(); i++) {
      if (!isSecondary(net, order.get(i)) && scope(net, key) <= scope(net, order.get(i))) {
        place = i + 1;
      }
    }
    order.add(place, key);
    return net.withAddressOrder(key.link(), IpFamily.IPV4, order);
  }

  /// `__inet_del_ifa`: with a primary its secondaries go, or the first of them is promoted.
  static Network delete(Network net, AddressKey key) throws Refusal {
    if (!net.has(new LinkKey(key.link()))) {
      throw Errors.of(Errno.ENODEV, "ipv4: Device not found");
    }
    if (!net.has(key)) {
      throw Errors.of(Errno.EADDRNOTAVAIL, "ipv4: Address not found");
    }
    List<AddressKey> secondaries =
        isSecondary(net, key)
            ? List.of()
            : net.addresses(key.link(), IpFamily.IPV4).stream()
                .filter(a -> isSecondary(net, a) && sameSubnet(a, key))
                .toList();
    Network changed = net;
    if (secondaries.isEmpty()) {
      changed = removed(net, key);
    } else if (SysctlModel.isOnForLink(net, key.link(), "ipv4", PROMOTE)) {
      changed = promoted(net, key, secondaries);
    } else {
      for (AddressKey secondary : secondaries) {
        changed = removed(changed, secondary);
      }
      changed = removed(changed, key);
    }
    return changed.addresses(key.link(), IpFamily.IPV4).isEmpty()
        ? RouteModel.withoutLink(changed, key.link(), IpFamily.IPV4)
        : changed;
  }

  private static Network removed(Network net, AddressKey key) {
    return Address4Loss.of(net.without(key), key, net.get(key));
  }

  private static Network promoted(Network net, AddressKey key, List<AddressKey> secondaries) {
    Network changed = net;
    AddressKey first = secondaries.getFirst();
    for (AddressKey secondary : secondaries) {
      changed = Address4Loss.hidden(changed, secondary, key);
    }
    AddressKey lastPrimary = key;
    for (AddressKey other : net.addresses(key.link(), IpFamily.IPV4)) {
      if (!isSecondary(net, other) && scope(net, key) <= scope(net, other)) {
        lastPrimary = other;
      }
    }
    List<AddressKey> order = new ArrayList<>(net.addresses(key.link(), IpFamily.IPV4));
    order.remove(first);
    order.add(order.indexOf(lastPrimary) + 1, first);
    changed = changed.withAddressOrder(key.link(), IpFamily.IPV4, order);
    changed = removed(changed, key);
    changed = changed.with(first, AddressAttributes.SECONDARY, false);
    for (AddressKey secondary : secondaries) {
      changed = Address4Routes.added(changed, secondary);
    }
    return changed;
  }

  /// Routes of all addresses come with the link; `lo` gets its address by itself.
  static Network linkUp(Network net, int link) {
    boolean loopback = net.get(new LinkKey(link)).number(LinkAttributes.HARDWARE_TYPE) == 772;
    Network changed = net;
    if (loopback && net.addresses(link, IpFamily.IPV4).isEmpty()) {
      AddressKey key = new AddressKey(link, Prefix.parse("127.0.0.1/8"), Optional.empty());
      Attributes attributes =
          Attributes.builder(ObjectKind.ADDRESS)
              .put(AddressAttributes.SCOPE, 254L)
              .put(AddressAttributes.LABEL, net.nameOf(link))
              .put(AddressAttributes.SECONDARY, false)
              .build();
      changed = changed.with(key, attributes);
    }
    for (AddressKey key : changed.addresses(link, IpFamily.IPV4)) {
      changed = Address4Routes.added(changed, key);
    }
    return changed;
  }

  /// `inetdev_changename`: the first address is labelled with the link's name, the others with the
  /// name and what stood behind a colon, or else their place.
  static Network relabelled(Network net, int link, LinkName name) {
    Network changed = net;
    int place = 0;
    for (AddressKey key : net.addresses(link, IpFamily.IPV4)) {
      place++;
      String label = net.get(key).text(AddressAttributes.LABEL);
      int colon = label.indexOf(':');
      String suffix = place == 1 ? "" : colon < 0 ? ":" + place : label.substring(colon);
      String start = name.text();
      int room = LinkName.MAXIMUM_BYTES - suffix.length();
      start = start.length() > room ? start.substring(0, room) : start;
      changed = changed.with(key, AddressAttributes.LABEL, start + suffix);
    }
    return changed;
  }

  static boolean isSecondary(Network net, AddressKey key) {
    return net.get(key).isOn(AddressAttributes.SECONDARY);
  }

  /// The address that decides the subnet: the far end's where there is one.
  static Prefix subnet(AddressKey key) {
    IpAddress address = key.peer().orElse(key.local().address());
    return new Prefix(address, key.local().length()).network();
  }

  private static boolean sameSubnet(AddressKey one, AddressKey other) {
    return subnet(one).equals(subnet(other));
  }

  private static long scope(Network net, AddressKey key) {
    return net.get(key).number(AddressAttributes.SCOPE);
  }
}
