package org.xnsh.change;

import java.util.Optional;
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.ObjectKey;

/// One kernel operation: what a host does with one request. A host does it whole or not at all; it
/// says why not as a [Refusal].
///
/// Setting one attribute is one step, because a kernel request that sets several is not atomic.
public sealed interface Step {

  /// The object that the step is about.
  ObjectKey key();

  /// Makes an object. For a link the attributes hold name, kind and whatever must be in the
  /// creating request (address, ifindex through the key); all else follows as [Set]. For an
  /// address, route, nexthop, rule, neighbour, FDB or MDB entry or VLAN they are the whole object.
  ///
  /// A link key with a negative index is a placeholder: the kernel chooses the ifindex, and the
  /// host tells it as the result of the step; later steps of the plan still name the placeholder.
  ///
  /// @param place where it goes among its equals; only routes have equals to be placed among
  /// @param peer the far end of a pair (veth), which the same request makes: there is no veth alone
  record Create(ObjectKey key, Attributes attributes, Place place, Optional<Create> peer)
      implements Step {
    public Create(ObjectKey key, Attributes attributes) {
      this(key, attributes, Place.ALONE);
    }

    public Create(ObjectKey key, Attributes attributes, Place place) {
      this(key, attributes, place, Optional.empty());
    }

    /// The same with a far end.
    public Create with(ObjectKey far, Attributes farAttributes) {
      return new Create(key, attributes, place, Optional.of(new Create(far, farAttributes)));
    }
  }

  /// Takes an object away.
  ///
  /// @param attributes how it is now, where the kernel needs more than the key to find it
  record Delete(ObjectKey key, Attributes attributes) implements Step {}

  /// Gives one attribute a value; no value where the attribute may be absent (a master: none).
  record Set(ObjectKey key, Attribute<?> attribute, Optional<?> value) implements Step {
    public static <V> Set of(ObjectKey key, Attribute<V> attribute, V value) {
      return new Set(key, attribute, Optional.of(value));
    }
  }

  /// Waits, for a bounded time, until what the kernel does by itself is over: duplicate address
  /// detection on this link, carrier. Without it an IPv6 route that names a source is refused.
  record Settle(ObjectKey key) implements Step {}

  /// Where a route goes among equal ones.
  enum Place {
    /// Refused if there is an equal one (NLM_F_EXCL).
    ALONE,
    /// Before its equals.
    FIRST,
    /// After its equals.
    LAST
  }
}
