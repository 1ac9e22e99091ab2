package org.xnsh.transaction;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.xnsh.change.Change;
import org.xnsh.change.Change.Added;
import org.xnsh.change.Change.AddressOrder;
import org.xnsh.change.Change.Altered;
import org.xnsh.change.Change.Removed;
import org.xnsh.change.Change.RouteOrder;
import org.xnsh.change.Difference;
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.MacAddress;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.PortKey;
import org.xnsh.network.ObjectKey.VifKey;

/// What a transaction goes for, found by what it is about.
final class Wanted {

  private final Set<ObjectKey> whole = new HashSet<>();
  private final Map<ObjectKey, Set<Attribute<?>>> altered = new HashMap<>();

  /// Links that are to have an address of somebody's choice.
  private final Set<ObjectKey> addressed = new HashSet<>();

  Wanted(List<Difference> differences) {
    differences.forEach(d -> d.changes().forEach(this::add));
  }

  private void add(Change change) {
    switch (change) {
      case Added c -> {
        withSides(c.key());
        if (c.key() instanceof LinkKey && hasAddress(c.after())) {
          addressed.add(c.key());
        }
      }
      case Removed c -> withSides(c.key());
      case Altered c -> {
        altered.computeIfAbsent(c.key(), _ -> new HashSet<>()).addAll(c.attributes());
        if (c.key() instanceof LinkKey && c.attributes().contains(LinkAttributes.MAC)) {
          addressed.add(c.key());
        }
      }
      case AddressOrder _, RouteOrder _ -> {}
    }
  }

  private static boolean hasAddress(Attributes link) {
    return link.get(LinkAttributes.MAC).filter(mac -> !mac.equals(MacAddress.ZERO)).isPresent();
  }

  boolean hasAddressOf(ObjectKey link) {
    return addressed.contains(link);
  }

  /// A link comes and goes with its sides.
  private void withSides(ObjectKey key) {
    whole.add(key);
    if (key instanceof LinkKey(int index)) {
      whole.addAll(List.of(new BridgeKey(index), new PortKey(index), new VifKey(index)));
    }
  }

  boolean has(ObjectKey key) {
    return whole.contains(key) || altered.containsKey(key);
  }

  boolean has(ObjectKey key, Attribute<?> attribute) {
    return whole.contains(key) || altered.getOrDefault(key, Set.of()).contains(attribute);
  }
}
