package org.xnsh.transaction.log;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.xnsh.change.Change;
import org.xnsh.change.Change.Added;
import org.xnsh.change.Change.AddressOrder;
import org.xnsh.change.Change.Altered;
import org.xnsh.change.Change.Removed;
import org.xnsh.change.Change.RouteOrder;
import org.xnsh.change.Difference;
import org.xnsh.change.ObjectStanding;
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.SysctlKey;
import org.xnsh.network.ObjectKey.VifKey;

/// What our transactions left of the objects that they touched: their results, folded. What other
/// hands did to these objects is no part of it; only in which record it stands is kept.
public final class Left {

  /// So many objects are kept; what was touched longest ago goes first.
  public static final int MOST = 5_000;

  private final int most;
  private final Map<ObjectKey, One> objects = new LinkedHashMap<>();
  private long forgotten;

  /// An object.
  ///
  /// @param as as it was left; nothing where a transaction took it away
  /// @param since the newest record of a change by another hand, by attribute; of the object as a
  ///   whole under the empty name
  public record One(Optional<Attributes> as, Map<String, Long> since) {
    public One {
      since = Map.copyOf(since);
    }
  }

  public Left() {
    this(MOST, Map.of(), 0);
  }

  /// @param objects what was touched longest ago first
  /// @param forgotten how many were let go
  public Left(int most, Map<ObjectKey, One> objects, long forgotten) {
    this.most = most;
    this.objects.putAll(objects);
    this.forgotten = forgotten;
  }

  /// What a transaction did.
  public void ours(Difference changes) {
    for (Change change : changes.changes()) {
      switch (change) {
        case Added c -> left(c.key(), Optional.of(c.after()), Map.of());
        // it went with what it is a setting of, and comes with it
        case Removed(SysctlKey setting, Attributes _) -> objects.remove(setting);
        case Removed c -> left(c.key(), Optional.empty(), Map.of());
        case Altered c -> altered(c);
        case AddressOrder _, RouteOrder _ -> {}
      }
    }
    // no other link gets its number, and what is gone with it nobody brings back
    for (Change change : changes.changes()) {
      if (change instanceof Removed(LinkKey link, Attributes _)) {
        objects.keySet().removeIf(isOn(link.index()));
      }
    }
    while (objects.size() > most) {
      objects.remove(objects.keySet().iterator().next());
      forgotten++;
    }
  }

  static Predicate<ObjectKey> isOn(int link) {
    return key ->
        key.about().equals(OptionalInt.of(link))
            || key instanceof ObjectKey.RouteKey route
                && route.via().links().anyMatch(l -> l == link);
  }

  private void left(ObjectKey key, Optional<Attributes> as, Map<String, Long> since) {
    Optional<Attributes> known = as(key);
    boolean derived = as.or(() -> known).filter(a -> ObjectStanding.isDerived(key, a)).isPresent();
    if (!derived) {
      objects.remove(key);
      objects.put(key, new One(as.map(Remembered::of), since));
    }
  }

  private Optional<Attributes> as(ObjectKey key) {
    return Optional.ofNullable(objects.get(key)).flatMap(One::as);
  }

  /// Of an object that was left before, only what is changed is another's word.
  private void altered(Altered c) {
    Attributes left = as(c.key()).orElse(c.before());
    Map<String, Long> since = new HashMap<>();
    Optional.ofNullable(objects.get(c.key())).map(One::since).ifPresent(since::putAll);
    for (Attribute<?> attribute : c.attributes()) {
      since.remove(attribute.name());
      left = left.withAny(attribute, c.after().get(attribute));
    }
    left(c.key(), Optional.of(left), since);
  }

  /// What other hands did, as a record tells. With a guest its vif goes, and all that we did to it.
  void outside(Difference changes, long number) {
    for (Change change : changes.changes()) {
      switch (change) {
        case Removed(VifKey vif, Attributes _) -> objects.keySet().removeIf(isOn(vif.index()));
        case Added c -> since(c.key(), "", number);
        case Removed c -> since(c.key(), "", number);
        case Altered c -> c.attributes().forEach(a -> since(c.key(), a.name(), number));
        case AddressOrder _, RouteOrder _ -> {}
      }
    }
  }

  private void since(ObjectKey key, String attribute, long number) {
    One one = objects.get(key);
    if (one != null) {
      Map<String, Long> since = new HashMap<>(one.since());
      since.put(attribute, number);
      objects.replace(key, new One(one.as(), since));
    }
  }

  /// Nobody knows what became of them.
  void lost(Iterable<ObjectKey> keys) {
    keys.forEach(objects::remove);
  }

  /// What was touched longest ago first.
  public Map<ObjectKey, One> objects() {
    return Collections.unmodifiableMap(objects);
  }

  /// How many objects were let go.
  public long forgotten() {
    return forgotten;
  }

  /// The newest record of a change by another hand.
  ///
  /// @param attribute empty for the object as a whole
  public OptionalLong changedSince(ObjectKey key, String attribute) {
    One one = objects.get(key);
    Long number = one == null ? null : one.since().get(attribute);
    return number == null ? OptionalLong.empty() : OptionalLong.of(number);
  }

  /// All of it, for where it can be read.
  public Difference asDifference() {
    List<Change> all = new ArrayList<>();
    objects.forEach(
        (key, left) -> all.add(new Added(key, left.as().orElse(Attributes.none(key.kind())))));
    return new Difference(all);
  }
}
