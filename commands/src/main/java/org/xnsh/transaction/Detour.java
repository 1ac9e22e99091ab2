package org.xnsh.transaction;

import java.util.Set;
import org.xnsh.change.Change;
import org.xnsh.change.Change.Added;
import org.xnsh.change.Change.AddressOrder;
import org.xnsh.change.Change.Altered;
import org.xnsh.change.Change.Removed;
import org.xnsh.change.Change.RouteOrder;
import org.xnsh.change.Difference;
import org.xnsh.change.Goal;
import org.xnsh.change.ObjectStanding;
import org.xnsh.network.AddressAttributes;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpFamily;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.PortKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.ObjectKey.SysctlKey;
import org.xnsh.network.ObjectKey.VifKey;

/// What a way back must set right because its own steps went a detour: the kernel loses routes with
/// an address that is taken away to be given again in its place, forgets their source, gives them
/// the MTU of a link that is on its way, brings equals in another order.
final class Detour {

  /// IFAPROT_KERNEL_LL of include/uapi/linux/if_addr.h.
  private static final long KERNEL_LL = 3;

  private Detour() {}

  /// @param target what is wanted, over what is there now
  /// @param meant what is wanted, over what was there at the start
  static Network back(Network target, Network meant) {
    Difference off = Difference.between(target, meant);
    return new Goal(new Difference(off.changes().stream().filter(Detour::isSetRight).toList()))
        .over(target);
  }

  private static boolean isSetRight(Change change) {
    return switch (change) {
      case Added c -> isLost(c);
      case Altered c -> !isOfLink(c.key()) && !isSize(c.key());
      case Removed _ -> false;
      case AddressOrder _, RouteOrder _ -> true;
    };
  }

  /// With what the kernel made by itself on links that came up, and had not made before: what was
  /// taken away by hand, and addresses in the place of others.
  ///
  /// @param up links that came up
  static Network withoutExtras(Network target, Network meant, Set<Integer> up) {
    Network result = target;
    for (var change : Difference.between(target, meant).changes()) {
      if (change instanceof Removed c && (isInPlace(c, meant) || isExtra(c, target, meant, up))) {
        result = result.without(c.key());
      }
    }
    return result;
  }

  /// Where the addresses are the same, so that carrier cannot be what has come meanwhile.
  private static boolean isExtra(Removed c, Network target, Network meant, Set<Integer> up) {
    return c.key() instanceof RouteKey route
        && ObjectStanding.isDerived(route, c.before())
        && route.via().links().findAny().isPresent()
        && route
            .via()
            .links()
            .allMatch(link ->
                up.contains(link)
                    && target
                        .addresses(link, route.group().family())
                        .equals(meant.addresses(link, route.group().family())));
  }

  /// A setting comes and goes with its link, or with the link's IPv6: nobody can make one.
  private static boolean isLost(Added c) {
    return !(c.key() instanceof LinkKey || c.key() instanceof SysctlKey)
        && !ObjectStanding.isDerived(c.key(), c.after());
  }

  /// A link-local address depends on the address that the link had when it came up: what the kernel
  /// gives a link that comes up again is in the place of the old one.
  private static boolean isInPlace(Removed c, Network meant) {
    return isLinkLocal(c.key(), c.before())
        && c.key() instanceof AddressKey k
        && meant.addresses(k.link(), IpFamily.IPV6).stream()
            .anyMatch(other -> isLinkLocal(other, meant.get(other)));
  }

  private static boolean isLinkLocal(ObjectKey key, Attributes attributes) {
    return key instanceof AddressKey && attributes.number(AddressAttributes.PROTOCOL) == KERNEL_LL;
  }

  /// Links and their sides follow each other in ways that are nobody's choice.
  private static boolean isOfLink(ObjectKey key) {
    return key instanceof LinkKey
        || key instanceof BridgeKey
        || key instanceof PortKey
        || key instanceof VifKey;
  }

  /// The kernel writes it with the link's MTU.
  private static boolean isSize(ObjectKey key) {
    return key instanceof SysctlKey k && k.path().equals("net/ipv6/conf/*/mtu");
  }
}
