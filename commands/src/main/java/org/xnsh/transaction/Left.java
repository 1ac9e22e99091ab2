package org.xnsh.transaction;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
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
import org.xnsh.network.ObjectKey.VifKey;
import org.xnsh.transaction.LogRecord.Result;

/// What our transactions left of the objects that they touched: their results, folded. What other
/// hands did to these objects is no part of it; only in which record it stands is kept.
///
/// It is a value of its own, so that a snapshot of the log could hold it.
final class Left {

  /// As it was left; nothing where a transaction took it away.
  private final Map<ObjectKey, Optional<Attributes>> objects = new LinkedHashMap<>();

  private final Map<Place, Long> changedSince = new HashMap<>();

  /// @param attribute empty for the object as a whole
  private record Place(ObjectKey key, String attribute) {}

  /// @param most how many transactions are read, at most
  static Left of(TransactionLog log, int most) throws IOException {
    List<LogIndex.Row> rows = new ArrayList<>();
    for (LogIndex.Row row : log.rows()) {
      if (rows.size() == most) {
        break;
      }
      rows.addFirst(row);
    }
    Left left = new Left();
    for (LogIndex.Row row : rows) {
      left.take(log, row);
    }
    return left;
  }

  private void take(TransactionLog log, LogIndex.Row row) throws IOException {
    if (row.damage().isPresent()) {
      return;
    }
    Optional<Result> result = log.result(row);
    if (result.isEmpty()) {
      return;
    }
    if (row.isOutside()) {
      result.get().changes().changes().forEach(c -> outside(c, row.number()));
    } else if (row.state == Entry.State.UNKNOWN) {
      log.intent(row).image().keys().forEach(objects::remove);
    } else {
      result.get().changes().changes().forEach(this::ours);
      result.get().outside().changes().forEach(c -> outside(c, row.number()));
    }
  }

  private void ours(Change change) {
    switch (change) {
      case Added c -> left(c.key(), Optional.of(c.after()));
      case Removed c -> left(c.key(), Optional.empty());
      case Altered c -> left(c.key(), Optional.of(altered(c)));
      case AddressOrder _, RouteOrder _ -> {}
    }
  }

  private void left(ObjectKey key, Optional<Attributes> as) {
    Optional<Attributes> known = objects.getOrDefault(key, Optional.empty());
    boolean derived = as.or(() -> known).filter(a -> ObjectStanding.isDerived(key, a)).isPresent();
    if (!derived) {
      objects.put(key, as);
    }
  }

  /// Of an object that was left before, only what is changed is another's word.
  private Attributes altered(Altered c) {
    Attributes left = objects.getOrDefault(c.key(), Optional.empty()).orElse(c.before());
    for (Attribute<?> attribute : c.attributes()) {
      changedSince.remove(new Place(c.key(), attribute.name()));
      left = left.withAny(attribute, c.after().get(attribute));
    }
    return left;
  }

  /// With a guest its vif goes, and all that we did to it.
  private void outside(Change change, long number) {
    if (change instanceof Removed(VifKey vif, Attributes _)) {
      OptionalInt of = OptionalInt.of(vif.index());
      objects.keySet().removeIf(key -> Expectation.link(key).equals(of));
    }
    switch (change) {
      case Added c -> changedSince.put(new Place(c.key(), ""), number);
      case Removed c -> changedSince.put(new Place(c.key(), ""), number);
      case Altered c ->
          c.attributes().forEach(a -> changedSince.put(new Place(c.key(), a.name()), number));
      case AddressOrder _, RouteOrder _ -> {}
    }
  }

  boolean isEmpty() {
    return objects.isEmpty();
  }

  Map<ObjectKey, Optional<Attributes>> objects() {
    return Map.copyOf(objects);
  }

  /// The newest record of a change by another hand.
  ///
  /// @param attribute empty for the object as a whole
  OptionalLong changedSince(ObjectKey key, String attribute) {
    Long number = changedSince.get(new Place(key, attribute));
    return number == null ? OptionalLong.empty() : OptionalLong.of(number);
  }

  /// All of it, for where it can be read.
  Difference asDifference() {
    List<Change> all = new ArrayList<>();
    objects.forEach(
        (key, left) -> all.add(new Added(key, left.orElse(Attributes.none(key.kind())))));
    return new Difference(all);
  }
}
