package org.xnsh.host.simulated;

import java.util.Optional;
import org.xnsh.change.Refusal;
import org.xnsh.host.linux.netlink.Errno;
import org.xnsh.network.AddressAttributes;
import org.xnsh.network.Attribute;
import org.xnsh.network.AttributeTable;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpFamily;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.AddressKey;

/// Changing an address that is there (NLM_F_REPLACE): the kernel takes lifetimes, metric, proto and
/// a few flags, and silently leaves the rest as it was.
final class AddressSetting {

  private AddressSetting() {}

  static Network set(Network net, AddressKey key, Attribute<?> attribute, Optional<?> value)
      throws Refusal {
    Attributes was = net.find(key).orElseThrow(() -> Errors.absent(key));
    boolean version6 = key.local().family() == IpFamily.IPV6;
    boolean taken =
        attribute.equals(AddressAttributes.VALID_UNTIL)
            || attribute.equals(AddressAttributes.PREFERRED_UNTIL)
            || attribute.equals(AddressAttributes.METRIC)
            || attribute.equals(AddressAttributes.PROTOCOL)
            || version6 && isReplaceableFlag(attribute);
    if (!taken) {
      return net;
    }
    Attributes is = shown(was.withAny(attribute, value));
    Network changed = net.with(key, is);
    if (!version6) {
      return attribute.equals(AddressAttributes.METRIC)
          ? Address4Routes.metric(changed, key, was)
          : changed;
    }
    boolean route =
        !is.get(attribute).equals(was.get(attribute))
            && (attribute.equals(AddressAttributes.METRIC)
                || attribute.equals(AddressAttributes.NO_PREFIX_ROUTE));
    if (!route || !LinkState.isUp(net, key.link())) {
      return changed;
    }
    Network without = Address6Routes.removed(changed.without(key), key, was);
    return Address6Routes.added(
        without
            .with(key, is)
            .withAddressOrder(key.link(), IpFamily.IPV6, net.addresses(key.link(), IpFamily.IPV6)),
        key);
  }

  /// What a kernel shows of what was asked: no metric and no proto of 0, no flag that is off.
  static Attributes shown(Attributes asked) {
    Attributes shown = asked;
    for (Attribute<?> attribute : AttributeTable.of(asked.of()).attributes()) {
      Object value = asked.get(attribute).map(v -> (Object) v).orElse(true);
      boolean nothing =
          value.equals(false)
              || value.equals(0L)
                  && (attribute.equals(AddressAttributes.METRIC)
                      || attribute.equals(AddressAttributes.PROTOCOL));
      shown = nothing ? shown.without(attribute) : shown;
    }
    return shown.with(AddressAttributes.SCOPE, shown.number(AddressAttributes.SCOPE));
  }

  /// Nothing is preferred longer than it is valid.
  static void checkLifetimes(Attributes asked, String why) throws Refusal {
    long valid = asked.get(AddressAttributes.VALID_UNTIL, Long.MAX_VALUE);
    if (asked.get(AddressAttributes.PREFERRED_UNTIL, Long.MAX_VALUE) > valid) {
      throw Errors.of(Errno.EINVAL, why);
    }
  }

  private static boolean isReplaceableFlag(Attribute<?> attribute) {
    return attribute.equals(AddressAttributes.NO_PREFIX_ROUTE)
        || attribute.equals(AddressAttributes.HOME)
        || attribute.equals(AddressAttributes.MANAGE_TEMPORARY);
  }
}
