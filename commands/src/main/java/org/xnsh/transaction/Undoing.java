package org.xnsh.transaction;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.xnsh.network.ObjectKey;

/// What is to be taken back, and how. However many transactions it is, it is done as one, newest
/// first, so that one undo takes it back.
///
/// @param exact makes bridges and ports anew, so that nothing sticky stays
/// @param force takes back all that nobody changed since and leaves the rest, by name; it is never
///   refused as a whole
/// @param dryRun tells what would come of it and touches nothing
/// @param insisted objects that go back even where somebody changed them since
public record Undoing(
    Extent extent, boolean exact, boolean force, boolean dryRun, Set<ObjectKey> insisted) {

  public Undoing {
    insisted = Set.copyOf(insisted);
  }

  /// Which transactions.
  public sealed interface Extent {}

  /// So many of the operator's own, newest first, that stand and are no undos.
  public record Newest(int count) implements Extent {}

  /// These; whatever their order, the newest goes first.
  ///
  /// @param ownOnly whether another operator's among them refuses it
  public record Numbered(List<Long> numbers, boolean ownOnly) implements Extent {
    public Numbered {
      numbers = List.copyOf(numbers);
    }
  }

  /// Everything after a transaction, so that the host is as it was after it; 0 is before the first.
  /// What other hands did stays.
  public record Since(long number) implements Extent {}

  /// Everything after a moment.
  public record SinceTime(Instant moment) implements Extent {}

  /// The undo or rollback that a redo would do again.
  public record Redone() implements Extent {}

  /// The operator's newest.
  public static Undoing newest(int count) {
    return of(new Newest(count));
  }

  /// Whoever made them.
  public static Undoing numbered(List<Long> numbers) {
    return of(new Numbered(numbers, false));
  }

  /// For who may take back their own only. It is judged when the turn comes: a number that nobody
  /// has yet may be another's by then.
  public static Undoing ownNumbered(List<Long> numbers) {
    return of(new Numbered(numbers, true));
  }

  static Undoing of(OptionalLong number) {
    return number.isPresent() ? numbered(List.of(number.getAsLong())) : newest(1);
  }

  public static Undoing of(Extent extent) {
    return new Undoing(extent, false, false, false, Set.of());
  }

  public Undoing exactly(boolean is) {
    return new Undoing(extent, is, force, dryRun, insisted);
  }

  public Undoing forced(boolean is) {
    return new Undoing(extent, exact, is, dryRun, insisted);
  }

  public Undoing dry(boolean is) {
    return new Undoing(extent, exact, force, is, insisted);
  }

  public Undoing insistingOn(Set<ObjectKey> keys) {
    return new Undoing(extent, exact, force, dryRun, keys);
  }

  boolean isRollback() {
    return switch (extent) {
      case Since _, SinceTime _ -> true;
      case Newest _, Numbered _, Redone _ -> false;
    };
  }
}
