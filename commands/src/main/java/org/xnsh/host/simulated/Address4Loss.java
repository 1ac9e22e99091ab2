package org.xnsh.host.simulated;

import java.util.List;
import java.util.Optional;
import org.xnsh.network.AddressAttributes;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpAddress;
import org.xnsh.network.IpFamily;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.Prefix;

/// The routes that go with an IPv4 address: `fib_del_ifaddr` of net/ipv4/fib_frontend.c. Those that
/// another address of the link still needs stay, and needs are compared by source: a route that
/// names another source is another route.
///
/// @param net the link's other addresses, and the one that goes where it is still among them
/// @param key the address that goes
/// @param was how it was
/// @param primary the address of its subnet that its routes name as their source
/// @param promotedFor the primary that goes, where its secondaries are to stay: the whole subnet
///   counts as gone then
record Address4Loss(
    Network net,
    AddressKey key,
    Attributes was,
    AddressKey primary,
    Optional<AddressKey> promotedFor) {

  private static final int LOCAL = 2;
  private static final int BROADCAST = 3;

  /// Without an address that is no longer among those of its link.
  static Network of(Network net, AddressKey key, Attributes was) {
    return of(net, key, was, Optional.empty());
  }

  /// Takes a secondary's routes away before another primary gives it new ones.
  static Network hidden(Network net, AddressKey key, AddressKey primary) {
    return of(net, key, net.get(key), Optional.of(primary));
  }

  private static Network of(
      Network net, AddressKey key, Attributes was, Optional<AddressKey> promotedFor) {
    Optional<AddressKey> primary =
        was.isOn(AddressAttributes.SECONDARY) ? Address4Routes.primary(net, key) : Optional.of(key);
    return primary.map(p -> new Address4Loss(net, key, was, p, promotedFor).routes()).orElse(net);
  }

  private Network routes() {
    Prefix subnet = Address4Model.subnet(key);
    boolean own = primary.equals(key) && Address4Routes.hasSubnet(key);
    Network changed = net;
    if (own && !was.isOn(AddressAttributes.NO_PREFIX_ROUTE)) {
      changed = without(changed, Address4Routes.connected(net, key.link()), subnet);
    }
    for (IpAddress broadcast : was.get(AddressAttributes.BROADCAST).stream().toList()) {
      changed = withoutBroadcast(changed, broadcast);
    }
    if (own && subnet.length() < 31) {
      changed = withoutBroadcast(changed, Address4Routes.last(subnet));
      changed = withoutBroadcast(changed, subnet.address());
    }
    IpAddress local = key.local().address();
    boolean needed = sharing().stream().anyMatch(o -> o.local().address().equals(local));
    return needed ? changed : withoutLocal(changed, local);
  }

  private Network withoutBroadcast(Network now, IpAddress broadcast) {
    boolean needed = sharing().stream().anyMatch(o -> broadcasts(o, broadcast));
    return needed ? now : without(now, BROADCAST, Prefix.host(broadcast));
  }

  /// When no link has the address any more, routes that name it as their source go.
  private Network withoutLocal(Network now, IpAddress local) {
    Network changed = without(now, LOCAL, Prefix.host(local));
    boolean stays = net.has(key) || Lookup4.type(changed, local) == LOCAL;
    return stays ? changed : RouteModel.withoutSource(changed, local);
  }

  private Network without(Network now, int type, Prefix to) {
    return Address4Routes.gone(now, type, to, key.link(), primary.local().address(), 0);
  }

  /// The addresses whose routes name the same source.
  private List<AddressKey> sharing() {
    return there().stream().filter(o -> !o.equals(key) && !isOut(o) && shares(o)).toList();
  }

  private List<AddressKey> there() {
    return net.addresses(key.link(), IpFamily.IPV4);
  }

  private boolean isOut(AddressKey other) {
    return promotedFor.filter(p -> sameSubnet(p, other)).isPresent();
  }

  /// Secondaries of another subnet are looked at only where another primary has this source too.
  private boolean shares(AddressKey other) {
    if (!Address4Model.isSecondary(net, other)) {
      return sameSource(other);
    }
    return sameSubnet(other, primary)
        || there().stream().anyMatch(this::isAnotherPrimary)
            && Address4Routes.primary(net, other).filter(this::sameSource).isPresent();
  }

  private boolean isAnotherPrimary(AddressKey other) {
    return !Address4Model.isSecondary(net, other)
        && !other.equals(primary)
        && !isOut(other)
        && sameSource(other);
  }

  private boolean sameSource(AddressKey other) {
    return other.local().address().equals(primary.local().address());
  }

  private static boolean sameSubnet(AddressKey one, AddressKey other) {
    return Address4Model.subnet(one).equals(Address4Model.subnet(other));
  }

  /// A primary has the first and the last address of its subnet as broadcasts, whether or not there
  /// are routes to them.
  private boolean broadcasts(AddressKey other, IpAddress broadcast) {
    Prefix subnet = Address4Model.subnet(other);
    return net.get(other).get(AddressAttributes.BROADCAST).equals(Optional.of(broadcast))
        || !Address4Model.isSecondary(net, other)
            && subnet.length() < 31
            && !Address4Routes.isZero(subnet)
            && (Address4Routes.last(subnet).equals(broadcast)
                || subnet.address().equals(broadcast));
  }
}
