package org.xnsh.transaction;

import static org.xnsh.transaction.IntentJson.INTENT;
import static org.xnsh.transaction.OutsideJson.OUTSIDE;
import static org.xnsh.transaction.ResultJson.RESULT;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// What is known of every transaction without reading its record again: where it stands in the
/// file, whose it is, and what became of it.
final class LogIndex {

  private final List<Row> rows = new ArrayList<>();
  private final Set<Row> unfinished = new LinkedHashSet<>();
  private long highest;

  /// One transaction.
  static final class Row {
    final Head head;
    final SealedFile.Line intent;
    Optional<SealedFile.Line> result = Optional.empty();
    Entry.State state = Entry.State.INTENDED;
    boolean partly;
    OptionalLong undoneBy = OptionalLong.empty();
    boolean undonePartly;

    Row(Head head, SealedFile.Line intent) {
      this.head = head;
      this.intent = intent;
    }

    /// One that other hands made: a record of itself.
    static Row outside(Head head, SealedFile.Line line) {
      Row row = new Row(head, line);
      row.result = Optional.of(line);
      row.state = Entry.State.VERIFIED;
      return row;
    }

    boolean isRollback() {
      return head.rollbackTo().isPresent();
    }

    boolean isOutside() {
      return head.is(OUTSIDE);
    }

    long number() {
      return head.number();
    }

    /// Where a record of it does not carry its seal: what it says cannot be built on.
    Optional<SealedFile.Line> damage() {
      return intent.isSound() ? result.filter(r -> !r.isSound()) : Optional.of(intent);
    }

    /// Applied, and not taken back whole.
    boolean stands() {
      return damage().isEmpty() && isApplied() && (undoneBy.isEmpty() || undonePartly);
    }

    boolean isApplied() {
      return switch (state) {
        case APPLIED, VERIFIED, UNKNOWN -> true;
        case INTENDED, ROLLED_BACK, UNDONE, PARTLY_UNDONE -> false;
      };
    }

    /// What the log shows.
    Entry.State shown() {
      if (damage().isPresent()) {
        return Entry.State.UNKNOWN;
      }
      if (!isApplied() || undoneBy.isEmpty()) {
        return state;
      }
      return undonePartly ? Entry.State.PARTLY_UNDONE : Entry.State.UNDONE;
    }
  }

  void clear() {
    rows.clear();
    unfinished.clear();
    highest = 0;
  }

  /// @param line where the record is; its text is not kept: thousands of before-images would fill
  ///   the memory
  void add(Head head, SealedFile.Line line) {
    // A damaged record may say any number.
    boolean placed = line.isSound() || head.number() == nextNumber();
    if (head.is(INTENT) && placed) {
      Row row = new Row(head, line);
      rows.add(row);
      unfinished.add(row);
    } else if (head.is(OUTSIDE) && placed) {
      rows.add(Row.outside(head, line));
    } else if (head.is(RESULT)) {
      row(head.number()).ifPresent(row -> result(row, head, line));
    }
    if (placed) {
      highest = Math.max(highest, head.number());
    }
  }

  private void result(Row row, Head head, SealedFile.Line place) {
    boolean first = row.result.isEmpty();
    row.result = Optional.of(place);
    unfinished.remove(row);
    row.state = RESULT.state(head);
    row.partly = RESULT.isPartly(head);
    if (first && place.isSound() && row.isApplied()) {
      row.head.undoOf().forEach(number -> mark(row, number));
    }
  }

  /// An undo takes its transaction back; the undo of an undo lets it stand again, and so on.
  private void mark(Row undo, long number) {
    Row undone = row(number).orElse(null);
    if (undone == null) {
      return;
    }
    undone.undoneBy = OptionalLong.of(undo.number());
    undone.undonePartly = undo.partly;
    if (!undo.partly) {
      standAgain(undone.head.undoOf());
    }
  }

  /// Oldest first: one of them may have taken back another.
  private void standAgain(List<Long> numbers) {
    numbers.reversed().forEach(number -> row(number).ifPresent(this::standsAgain));
  }

  private void standsAgain(Row row) {
    row.undoneBy = OptionalLong.empty();
    row.head.undoOf().forEach(number -> mark(row, number));
  }

  /// Numbers count from 1, but a line that was lost may leave a gap.
  Optional<Row> row(long number) {
    int guess = (int) Math.min(number, rows.size()) - 1;
    for (int i = guess; i >= 0; i--) {
      if (rows.get(i).number() == number) {
        return Optional.of(rows.get(i));
      }
    }
    return Optional.empty();
  }

  /// Newest first.
  List<Row> newestFirst() {
    return List.copyOf(rows.reversed());
  }

  long nextNumber() {
    return highest + 1;
  }

  /// Transactions without a result: what a crash left.
  List<Row> unfinished() {
    return List.copyOf(unfinished);
  }
}
