package org.xnsh.host.simulated;

import java.util.Optional;
import org.xnsh.change.Refusal;
import org.xnsh.network.AddressAttributes;
import org.xnsh.network.Attribute;
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
    Attributes is = was.withAny(attribute, value);
    Network changed = net.with(key, is);
    boolean route =
        attribute.equals(AddressAttributes.METRIC)
            || attribute.equals(AddressAttributes.NO_PREFIX_ROUTE);
    if (!route || !LinkState.isUp(net, key.link())) {
      return changed;
    }
    return version6
        ? Address6Routes.added(
            Address6Routes.removed(changed.without(key), key, was).with(key, is), key)
        : Address4Routes.added(
            Address4Routes.removed(changed.without(key), key, was).with(key, is), key);
  }

  private static boolean isReplaceableFlag(Attribute<?> attribute) {
    return attribute.equals(AddressAttributes.NO_PREFIX_ROUTE)
        || attribute.equals(AddressAttributes.HOME)
        || attribute.equals(AddressAttributes.MANAGE_TEMPORARY);
  }
}
