package org.xnsh.host.linux;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.xnsh.host.linux.netlink.Entry;
import org.xnsh.network.IpFamily;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.RouteGroup;

/// A picture in which a part is as the kernel tells it now: what it tells no more is gone.
final class Replaced {

  private Replaced() {}

  /// Addresses, in the order in which the kernel told of them.
  static Network addresses(Network picture, List<ObjectKey> before, List<Entry> now) {
    Network merged = by(picture, before, now);
    record Of(int link, IpFamily family) {}
    Map<Of, List<AddressKey>> orders = new LinkedHashMap<>();
    for (Entry entry : now) {
      if (entry.key() instanceof AddressKey k) {
        orders.computeIfAbsent(new Of(k.link(), k.local().family()), _ -> new ArrayList<>()).add(k);
      }
    }
    for (Map.Entry<Of, List<AddressKey>> order : orders.entrySet()) {
      Of of = order.getKey();
      if (!merged.addresses(of.link(), of.family()).equals(order.getValue())) {
        merged = merged.withAddressOrder(of.link(), of.family(), order.getValue());
      }
    }
    return merged;
  }

  /// Routes, equal ones in the order in which the kernel told of them.
  static Network routes(Network picture, List<ObjectKey> before, List<Entry> now) {
    Network merged = by(picture, before, now);
    Map<RouteGroup, List<RouteKey>> orders = new LinkedHashMap<>();
    for (Entry entry : now) {
      if (entry.key() instanceof RouteKey k) {
        orders.computeIfAbsent(k.group(), _ -> new ArrayList<>()).add(k);
      }
    }
    for (Map.Entry<RouteGroup, List<RouteKey>> order : orders.entrySet()) {
      if (order.getValue().size() > 1 && !merged.routes(order.getKey()).equals(order.getValue())) {
        merged = merged.withRouteOrder(order.getKey(), order.getValue());
      }
    }
    return merged;
  }

  static Set<ObjectKey> keys(List<Entry> entries) {
    Set<ObjectKey> keys = new HashSet<>();
    entries.forEach(e -> keys.add(e.key()));
    return keys;
  }

  static Network by(Network picture, List<ObjectKey> before, List<Entry> now) {
    Set<ObjectKey> there = keys(now);
    Network merged = picture;
    for (ObjectKey key : before) {
      if (!there.contains(key)) {
        merged = merged.without(key);
      }
    }
    for (Entry entry : now) {
      merged = merged.with(entry.key(), entry.attributes());
    }
    return merged;
  }
}
