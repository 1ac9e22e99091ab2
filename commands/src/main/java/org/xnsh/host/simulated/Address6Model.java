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
import org.xnsh.network.MacAddress;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.network.Prefix;

/// IPv6 addresses, after duplicate address detection: net/ipv6/addrconf.c. A link gets its
/// link-local address when it has carrier and loses every address when it goes down, unless
/// `keep_addr_on_down` keeps the global ones.
final class Address6Model {

  private static final long LINK_SCOPE = 253;
  private static final long HOST_SCOPE = 254;
  private static final long KERNEL_LOOPBACK = 1;
  private static final long KERNEL_LINK_LOCAL = 3;

  private Address6Model() {}

  static Network create(Network net, AddressKey key, Attributes given) throws Refusal {
    // first of all since 6.14 (inet6_rtm_newaddr); before, behind a look for an equal address
    AddressSetting.checkLifetimes(given, "ipv6: address lifetime invalid");
    if (!net.has(new LinkKey(key.link()))) {
      throw Errors.of(Errno.ENODEV, "ipv6: Unable to find the interface");
    }
    AddressSetting.checkLifetimes(given, "ipv6: address lifetime invalid");
    boolean there =
        net.addresses(key.link(), IpFamily.IPV6).stream()
            .anyMatch(a -> a.local().address().equals(key.local().address()));
    if (there) {
      throw Errors.of(Errno.EEXIST, "ipv6: address already assigned");
    }
    if (given.isOn(AddressAttributes.MANAGE_TEMPORARY) && key.local().length() != 64) {
      throw Errors.of(
          Errno.EINVAL, "address with \"mngtmpaddr\" flag must have a prefix length of 64");
    }
    if (!Address6Presence.isPresent(net, key.link())) {
      throw Errors.of(Errno.EINVAL, "ipv6: the link's MTU is too small for IPv6");
    }
    if (isDisabled(net, key.link())) {
      throw Errors.of(Errno.EACCES, "ipv6: IPv6 is disabled on this device");
    }
    return added(net, key, given);
  }

  /// IPv6 addresses stand by scope, the widest first, and the newest first within a scope
  /// (`ipv6_link_dev_addr`).
  private static Network added(Network net, AddressKey key, Attributes given) {
    long scope = scope(key.local().address());
    Network changed =
        net.with(
            key,
            AddressSetting.shown(given).toBuilder()
                .put(AddressAttributes.SCOPE, scope)
                .put(AddressAttributes.TENTATIVE, false)
                .build());
    List<AddressKey> before = net.addresses(key.link(), IpFamily.IPV6);
    int place = 0;
    while (place < before.size() && scope(before.get(place).local().address()) < scope) {
      place++;
    }
    List<AddressKey> order = new ArrayList<>(before);
    order.add(place, key);
    changed = changed.withAddressOrder(key.link(), IpFamily.IPV6, order);
    if (LinkState.isUp(net, key.link())) {
      // a link with an address has the route to all groups too (addrconf_add_dev)
      return Address6Routes.added(Address6Routes.multicast(changed, key.link()), key);
    }
    // no detection runs that would have to wait for the link
    boolean atOnce =
        given.isOn(AddressAttributes.NO_DAD)
            || !SysctlModel.isOnForLink(net, key.link(), "ipv6", "accept_dad");
    return atOnce ? Address6Routes.local(changed, key) : changed;
  }

  static Network delete(Network net, AddressKey key) throws Refusal {
    if (!net.has(new LinkKey(key.link()))) {
      throw Errors.of(Errno.ENODEV, "ipv6: Unable to find the interface");
    }
    if (!Address6Presence.isPresent(net, key.link())) {
      throw Errors.of(Errno.ENXIO, "ipv6: the link has no IPv6");
    }
    if (!net.has(key)) {
      throw Errors.of(Errno.EADDRNOTAVAIL, "ipv6: address not found");
    }
    return Address6Routes.removed(net.without(key), key, net.get(key));
  }

  static Network linkUp(Network net, int link) {
    if (isDisabled(net, link)) {
      return net;
    }
    if (net.get(new LinkKey(link)).number(LinkAttributes.HARDWARE_TYPE) == 772) {
      AddressKey key = new AddressKey(link, Prefix.parse("::1/128"), Optional.empty());
      return net.has(key) ? net : added(net, key, made(KERNEL_LOOPBACK, HOST_SCOPE));
    }
    Network changed = net;
    for (AddressKey kept : net.addresses(link, IpFamily.IPV6)) {
      changed = restored(changed, kept);
    }
    boolean isReady = LinkState.hasCarrier(net, link) && LinkState.isOperational(net, link);
    return isReady ? carrierUp(changed, link) : changed;
  }

  /// `addrconf_permanent_addr`, with or without carrier. An address that was taken into use while
  /// its link was down is there already, and nobody makes the route to its far end, which comes
  /// with the news of an address (`__ipv6_ifa_notify`); one that stayed is looked for anew.
  private static Network restored(Network net, AddressKey key) {
    if (net.get(key).get(AddressAttributes.VALID_UNTIL).isPresent()) {
      return net;
    }
    return Address6Routes.hasLocal(net, key)
        ? Address6Routes.own(net, key)
        : Address6Routes.added(net, key);
  }

  /// `addrconf_dev_config`.
  static Network carrierUp(Network net, int link) {
    Attributes now = net.get(new LinkKey(link));
    if (isDisabled(net, link)
        || now.number(LinkAttributes.HARDWARE_TYPE) != 1
        || isReady(net, link)) {
      return net;
    }
    Network changed = Address6Routes.multicast(net, link);
    MacAddress mac = now.get(LinkAttributes.MAC, MacAddress.ZERO);
    AddressKey key = new AddressKey(link, new Prefix(linkLocal(mac), 64), Optional.empty());
    if (changed.has(key) || !makesLinkLocal(now) || mac.equals(MacAddress.ZERO)) {
      return changed;
    }
    return added(changed, key, made(KERNEL_LINK_LOCAL, LINK_SCOPE));
  }

  /// Whether IPv6 was set up on a link since it came up (IF_READY); it is once, not at every change
  /// of carrier.
  private static boolean isReady(Network net, int link) {
    return Address6Routes.hasMulticast(net, link)
        && (hasLinkLocal(net, link) || !makesLinkLocal(net.get(new LinkKey(link))));
  }

  private static boolean hasLinkLocal(Network net, int link) {
    return net.addresses(link, IpFamily.IPV6).stream()
        .anyMatch(a -> a.local().address().isLinkLocal6());
  }

  private static boolean makesLinkLocal(Attributes link) {
    return link.number(LinkAttributes.ADDRESS_GENERATION) == 0;
  }

  static Network linkDown(Network net, int link) {
    Network changed = RouteModel.withoutLink(net, link, IpFamily.IPV6);
    boolean keep =
        SysctlModel.isOnForLink(net, link, "ipv6", "keep_addr_on_down") && !isDisabled(net, link);
    for (AddressKey key : net.addresses(link, IpFamily.IPV6)) {
      boolean stays =
          keep
              && !key.local().address().isLinkLocal6()
              && net.get(key).get(AddressAttributes.VALID_UNTIL).isEmpty();
      changed = stays ? changed : changed.without(key);
    }
    return changed;
  }

  /// EUI-64: the address with its seventh bit turned and ff:fe in the middle (RFC 4291, appendix
  /// A).
  static IpAddress linkLocal(MacAddress mac) {
    byte[] m = mac.bytes();
    byte[] ip = new byte[16];
    ip[0] = (byte) 0xfe;
    ip[1] = (byte) 0x80;
    ip[8] = (byte) (m[0] ^ 2);
    ip[9] = m[1];
    ip[10] = m[2];
    ip[11] = (byte) 0xff;
    ip[12] = (byte) 0xfe;
    ip[13] = m[3];
    ip[14] = m[4];
    ip[15] = m[5];
    return IpAddress.of(ip);
  }

  static boolean isDisabled(Network net, int link) {
    return !Address6Presence.isPresent(net, link)
        || SysctlModel.isOn(net, link, "net/ipv6/conf/*/disable_ipv6");
  }

  private static Attributes made(long protocol, long scope) {
    return Attributes.builder(ObjectKind.ADDRESS)
        .put(AddressAttributes.SCOPE, scope)
        .put(AddressAttributes.PROTOCOL, protocol)
        .build();
  }

  private static long scope(IpAddress address) {
    return address.isLinkLocal6() || address.toString().startsWith("ff02:")
        ? LINK_SCOPE
        : address.toString().equals("::1") ? HOST_SCOPE : 0;
  }
}
