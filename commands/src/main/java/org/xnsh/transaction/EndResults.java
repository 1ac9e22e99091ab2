package org.xnsh.transaction;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.xnsh.change.Fate;
import org.xnsh.change.Restoring;
import org.xnsh.network.Attributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;

/// What becomes of each object in a way back over several transactions, told once: one that goes
/// with the first and comes back with the next is as it was. What is left is told as often as there
/// are reasons.
final class EndResults {

  private EndResults() {}

  /// What one transaction's undoing comes to for one object.
  ///
  /// @param number the transaction
  /// @param names where links have their names from
  record Told(long number, Restoring part, Network names) {}

  /// @param before the picture that the way back starts from
  /// @param then the one that it leads to
  static List<Told> of(List<Told> told, Network before, Network then) {
    Map<ObjectKey, List<Told>> byObject = new LinkedHashMap<>();
    for (Told one : told) {
      byObject.computeIfAbsent(one.part().key(), _ -> new ArrayList<>()).add(one);
    }
    List<Told> ends = new ArrayList<>();
    for (List<Told> of : byObject.values()) {
      List<Told> coming = of.stream().filter(t -> !t.part().fate().isLeft()).toList();
      if (coming.stream().map(Told::number).distinct().count() < 2) {
        ends.addAll(of);
      } else {
        Told first = coming.getFirst();
        ends.add(new Told(first.number(), end(first.part().key(), before, then), first.names()));
        of.stream().filter(t -> t.part().fate().isLeft()).forEach(ends::add);
      }
    }
    return ends;
  }

  private static Restoring end(ObjectKey key, Network before, Network then) {
    Optional<Attributes> was = before.find(key);
    Optional<Attributes> will = then.find(key);
    if (was.equals(will)) {
      return Restoring.whole(key, Fate.ALREADY_SO, "");
    }
    if (was.isPresent() && will.isPresent()) {
      return Restoring.of(key, Fate.RESTORED, was.get().differing(will.get()));
    }
    return Restoring.whole(key, Fate.RESTORED, was.isPresent() ? "is removed" : "comes back");
  }
}
