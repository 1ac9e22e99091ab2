package org.xnsh.change;

import static java.util.Comparator.comparingInt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.xnsh.change.Change.Added;
import org.xnsh.change.Change.AddressOrder;
import org.xnsh.change.Change.Altered;
import org.xnsh.change.Change.Removed;
import org.xnsh.change.Change.RouteOrder;
import org.xnsh.network.Attributes;
import org.xnsh.network.Network;
import org.xnsh.network.Network.AddressList;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.RouteGroup;

/// All that differs between two pictures. Reversed, it is what undo has to do.
public record Difference(List<Change> changes) {

  public static final Difference NONE = new Difference(List.of());

  public Difference {
    changes = List.copyOf(changes);
  }

  /// Compares two pictures at the cost of what they do not share.
  public static Difference between(Network before, Network after) {
    if (before == after) {
      return NONE;
    }
    Network.Differing differing = before.differing(after);
    List<Change> changes = new ArrayList<>();
    Map<String, ObjectKey> sorted = new TreeMap<>();
    differing.keys().forEach(key -> sorted.put(key.text(), key));
    sorted.values().forEach(key -> one(before, after, key, changes));
    differing.addresses().stream()
        .sorted(comparingInt(AddressList::link).thenComparing(AddressList::family))
        .forEach(of -> order(before, after, of, changes));
    differing.routes().stream().sorted().forEach(of -> order(before, after, of, changes));
    return changes.isEmpty() ? NONE : new Difference(changes);
  }

  private static void one(Network before, Network after, ObjectKey key, List<Change> changes) {
    Attributes was = before.find(key).orElse(null);
    Attributes is = after.find(key).orElse(null);
    if (was == null && is != null) {
      changes.add(new Added(key, is));
    } else if (was != null && is == null) {
      changes.add(new Removed(key, was));
    } else if (was != null && is != null && !was.equals(is)) {
      changes.add(new Altered(key, was, is));
    }
  }

  private static void order(Network before, Network after, AddressList of, List<Change> changes) {
    List<AddressKey> was = before.addresses(of.link(), of.family());
    List<AddressKey> is = after.addresses(of.link(), of.family());
    if (Math.max(was.size(), is.size()) > 1 && !was.equals(is)) {
      changes.add(new AddressOrder(of.link(), of.family(), was, is));
    }
  }

  private static void order(Network before, Network after, RouteGroup of, List<Change> changes) {
    List<RouteKey> was = before.routes(of);
    List<RouteKey> is = after.routes(of);
    if (Math.max(was.size(), is.size()) > 1 && !was.equals(is)) {
      changes.add(new RouteOrder(of, was, is));
    }
  }

  public boolean isEmpty() {
    return changes.isEmpty();
  }

  /// The way back.
  public Difference reversed() {
    return new Difference(changes.reversed().stream().map(Change::reversed).toList());
  }

  /// Without the order of addresses where some come or go: where a new one goes, and whether a
  /// secondary is promoted past others, the kernel says.
  public Difference withoutOrderOfOthers() {
    return new Difference(
        changes.stream()
            .filter(c -> !(c instanceof AddressOrder o) || Goal.isOrderOf(o.after(), o.before()))
            .toList());
  }

  /// All objects that any change speaks of.
  public Set<ObjectKey> keys() {
    return changes.stream().flatMap(Change::keys).collect(Collectors.toUnmodifiableSet());
  }
}
