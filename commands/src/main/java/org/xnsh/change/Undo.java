package org.xnsh.change;

import java.util.List;
import java.util.Map;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;

/// The way back from what a transaction left, against what is there now, attribute by attribute:
/// where now is what it left, the old value comes back; where now is the old value, there is
/// nothing to do; all else is a conflict, or gone.
///
/// @param back what is to be done; nothing of what is left as it is
/// @param parts what becomes of each object
public record Undo(Difference back, List<Restoring> parts) {

  public Undo {
    parts = List.copyOf(parts);
  }

  /// @param recorded what the transaction changed
  public static Undo of(Difference recorded, Network now) {
    return of(recorded, now, Background.PLAIN);
  }

  public static Undo of(Difference recorded, Network now, Background background) {
    return new ThreeWay(recorded, now, background).undo();
  }

  /// The same, with these left as they are: the kernel refused them.
  ///
  /// @param barred with its words
  public Undo without(Map<ObjectKey, String> barred) {
    if (barred.isEmpty()) {
      return this;
    }
    List<Restoring> told =
        parts.stream()
            .map(p ->
                barred.containsKey(p.key()) && p.fate() == Fate.RESTORED
                    ? Restoring.whole(p.key(), Fate.BARRED, "stays: " + barred.get(p.key()))
                    : p)
            .toList();
    List<Change> rest =
        back.changes().stream().filter(c -> c.keys().noneMatch(barred::containsKey)).toList();
    return new Undo(new Difference(rest), told);
  }

  /// What somebody changed since or is gone, one sentence each.
  public List<String> conflicts(Network names) {
    return parts.stream()
        .filter(p -> p.fate().isLeft())
        .map(p -> ChangeWords.name(p.key(), names) + " " + p.words())
        .toList();
  }
}
