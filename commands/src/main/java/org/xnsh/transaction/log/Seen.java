package org.xnsh.transaction.log;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.xnsh.change.Change;
import org.xnsh.change.Change.Added;
import org.xnsh.change.Change.AddressOrder;
import org.xnsh.change.Change.Altered;
import org.xnsh.change.Change.Removed;
import org.xnsh.change.Change.RouteOrder;
import org.xnsh.change.Difference;
import org.xnsh.change.Goal;
import org.xnsh.change.ObjectStanding;
import org.xnsh.network.Attribute;
import org.xnsh.network.AttributeTable;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpFamily;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.RouteKey;

/// The objects that records tell of, each whole and as the newest record of it saw it: what we did
/// and what other hands did. For who begins it is what was last seen.
public final class Seen {

  private final int most;
  private final Map<ObjectKey, Optional<Attributes>> objects = new LinkedHashMap<>();

  /// The newest order of the addresses of a link and of the routes of a group.
  private final Map<Object, Change> orders = new LinkedHashMap<>();

  private long forgotten;

  private record AddressesOf(int link, IpFamily family) {}

  public Seen() {
    this(Left.MOST, Map.of(), List.of(), 0);
  }

  /// @param most so many objects are kept
  /// @param objects what was seen longest ago first; nothing where it was seen to be gone
  /// @param forgotten how many were let go
  public Seen(
      int most, Map<ObjectKey, Optional<Attributes>> objects, List<Change> orders, long forgotten) {
    this.most = most;
    this.objects.putAll(objects);
    orders.forEach(this::order);
    this.forgotten = forgotten;
  }

  public void take(Difference changes) {
    changes.changes().forEach(this::object);
    changes.changes().forEach(this::order);
    for (Change change : changes.changes()) {
      if (change instanceof Removed(LinkKey link, Attributes _)) {
        objects.keySet().removeIf(Left.isOn(link.index()));
      }
    }
    while (objects.size() > most) {
      objects.remove(objects.keySet().iterator().next());
      forgotten++;
    }
    while (orders.size() > most) {
      orders.remove(orders.keySet().iterator().next());
    }
  }

  private void object(Change change) {
    switch (change) {
      case Added c -> {
        saw(c.key(), Optional.of(c.after()), c.after());
        orders.remove(group(c.key()));
      }
      case Removed c -> {
        saw(c.key(), Optional.empty(), c.before());
        orders.remove(group(c.key()));
      }
      case Altered c -> saw(c.key(), Optional.of(c.after()), c.after());
      case AddressOrder _, RouteOrder _ -> {}
    }
  }

  private void saw(ObjectKey key, Optional<Attributes> as, Attributes known) {
    if (!ObjectStanding.isDerived(key, known) || key instanceof ObjectKey.VifKey) {
      objects.remove(key);
      objects.put(key, as.map(Remembered::of));
    }
  }

  private static Object group(ObjectKey key) {
    if (key instanceof AddressKey address) {
      return new AddressesOf(address.link(), address.local().family());
    }
    return key instanceof RouteKey route ? route.group() : key;
  }

  private void order(Change change) {
    switch (change) {
      case AddressOrder c -> orders.put(new AddressesOf(c.link(), c.family()), c);
      case RouteOrder c -> orders.put(c.group(), c);
      case Added _, Removed _, Altered _ -> {}
    }
  }

  /// Nobody knows what became of them.
  void lost(Iterable<ObjectKey> keys) {
    keys.forEach(objects::remove);
  }

  /// Nobody knows what became of anything.
  void lostAll() {
    objects.clear();
    orders.clear();
  }

  /// What was seen longest ago first.
  public Map<ObjectKey, Optional<Attributes>> objects() {
    return Collections.unmodifiableMap(objects);
  }

  /// How many objects were let go.
  public long forgotten() {
    return forgotten;
  }

  List<Change> orders() {
    return List.copyOf(orders.values());
  }

  /// The picture with all these objects as they were seen; all else is as it is found.
  public Network over(Network now) {
    Network then = now;
    for (Map.Entry<ObjectKey, Optional<Attributes>> object : objects.entrySet()) {
      ObjectKey key = object.getKey();
      Optional<Attributes> as = object.getValue();
      if (as.isEmpty()) {
        then = then.has(key) ? then.without(key) : then;
      } else {
        then = then.with(key, now.find(key).map(n -> chosen(n, as.get())).orElse(as.get()));
      }
    }
    return new Goal(new Difference(orders())).over(then);
  }

  private static Attributes chosen(Attributes now, Attributes seen) {
    Attributes then = now;
    for (Attribute<?> attribute : AttributeTable.of(now.of()).attributes()) {
      if (attribute.standing().isRestored() && !seen.get(attribute).equals(now.get(attribute))) {
        then = then.withAny(attribute, seen.get(attribute));
      }
    }
    return then;
  }
}
