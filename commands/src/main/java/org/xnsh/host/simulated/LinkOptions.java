package org.xnsh.host.simulated;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.xnsh.change.Refusal;
import org.xnsh.host.linux.netlink.Errno;
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.ObjectKey.LinkKey;

/// Options of a link that touch nothing but itself: `do_setlink`.
final class LinkOptions {

  /// GSO_MAX_SIZE and GRO_MAX_SIZE.
  private static final long MOST_BYTES = 8 * 65535L;

  private static final long MOST_SEGMENTS = 65535;

  /// GSO_LEGACY_MAX_SIZE: up to here the size for IPv4 is set along.
  private static final long LEGACY = 65536;

  private static final Map<Attribute<Long>, Attribute<Long>> FOR_IPV4 =
      Map.of(
          LinkAttributes.GSO_MAXIMUM_SIZE, LinkAttributes.GSO_IPV4_MAXIMUM_SIZE,
          LinkAttributes.GRO_MAXIMUM_SIZE, LinkAttributes.GRO_IPV4_MAXIMUM_SIZE);

  private LinkOptions() {}

  static Attributes taken(LinkKey key, Attributes link, Attribute<?> attribute, Optional<?> value)
      throws Refusal {
    if (attribute.equals(LinkAttributes.PROTOCOL_DOWN)) {
      throw Errors.of(Errno.EOPNOTSUPP, "Device doesn't support proto_down");
    }
    if (attribute.equals(LinkAttributes.ALTERNATIVE_NAMES) && value.equals(Optional.of(List.of()))
        || attribute.equals(LinkAttributes.ALIAS) && value.equals(Optional.of(""))) {
      return link.without(attribute);
    }
    if (attribute.equals(LinkAttributes.ADDRESS_GENERATION)) {
      checkGeneration(key, link, value);
    }
    Attributes set = link.withAny(attribute, value);
    if (!(value.orElse(null) instanceof Long number)) {
      return set;
    }
    if (isSize(attribute) && number > MOST_BYTES
        || attribute.equals(LinkAttributes.GSO_MAXIMUM_SEGMENTS) && number > MOST_SEGMENTS) {
      throw Errors.of(key, Errno.EINVAL);
    }
    Attribute<Long> along = FOR_IPV4.get(attribute);
    // a value that is there already is not set again
    boolean isNew = !link.get(attribute).equals(value);
    return along != null && isNew && number <= LEGACY ? set.with(along, number) : set;
  }

  /// 0 EUI-64, 1 none, 3 random; 2 needs a secret that nobody sets here.
  private static void checkGeneration(LinkKey key, Attributes link, Optional<?> value)
      throws Refusal {
    if (link.get(LinkAttributes.ADDRESS_GENERATION).isEmpty()) {
      throw Errors.of(key, Errno.EAFNOSUPPORT);
    }
    if (!List.of(0L, 1L, 3L).contains(value.orElse(null))) {
      throw Errors.of(key, Errno.EINVAL);
    }
  }

  private static boolean isSize(Attribute<?> attribute) {
    return FOR_IPV4.containsKey(attribute) || FOR_IPV4.containsValue(attribute);
  }
}
