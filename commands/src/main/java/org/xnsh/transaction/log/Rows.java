package org.xnsh.transaction.log;

import static org.xnsh.transaction.log.IntentJson.INTENT;
import static org.xnsh.transaction.log.OutsideJson.OUTSIDE;
import static org.xnsh.transaction.log.ResultJson.RESULT;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.xnsh.transaction.log.LogIndex.Row;

/// The transactions of one part of a log, oldest first, and what became of them as far as the part
/// tells.
final class Rows {

  private final Earlier earlier;
  private final List<Row> rows = new ArrayList<>();
  private final Set<Row> unfinished = new LinkedHashSet<>();
  private final Timers timers = new Timers();
  private long highest;

  /// The transactions before this part.
  interface Earlier {
    Earlier UNKNOWN =
        new Earlier() {
          @Override
          public Optional<Row> row(long number) {
            return Optional.empty();
          }

          @Override
          public void became(Row row) {}
        };

    Optional<Row> row(long number);

    /// It was undone, or stands again.
    void became(Row row);
  }

  /// @param highest the newest transaction before this part
  Rows(long highest, Earlier earlier) {
    this.highest = highest;
    this.earlier = earlier;
  }

  /// @param line where the record is; its text is not kept: thousands of before-images would fill
  ///   the memory
  void add(Head head, SealedLine line) {
    // A damaged record may say any number.
    boolean placed = line.isSound() || head.number() == highest + 1;
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

  /// The confirm timers of this part. None runs while a snapshot is written, so each has all of its
  /// story in one part.
  Timers timers() {
    return timers;
  }

  private void result(Row row, Head head, SealedLine place) {
    boolean first = row.result.isEmpty();
    row.result = Optional.of(place);
    unfinished.remove(row);
    row.state = RESULT.state(head);
    row.partly = RESULT.isPartly(head);
    if (first && row.damage().isEmpty() && row.isApplied()) {
      row.head.undoOf().forEach(number -> mark(row, number));
    }
  }

  /// An undo takes its transaction back; the undo of an undo lets it stand again, and so on.
  private void mark(Row undo, long number) {
    Row undone = anywhere(number).orElse(null);
    if (undone == null) {
      return;
    }
    undone.undoneBy = OptionalLong.of(undo.number());
    undone.undonePartly = undo.partly;
    told(undone);
    if (!undo.partly) {
      standAgain(undone.head.undoOf());
    }
  }

  /// Oldest first: one of them may have taken back another.
  private void standAgain(List<Long> numbers) {
    numbers.reversed().forEach(number -> anywhere(number).ifPresent(this::standsAgain));
  }

  private void standsAgain(Row row) {
    row.undoneBy = OptionalLong.empty();
    told(row);
    row.head.undoOf().forEach(number -> mark(row, number));
  }

  private void told(Row row) {
    if (row(row.number()).isEmpty()) {
      earlier.became(row);
    }
  }

  private Optional<Row> anywhere(long number) {
    Optional<Row> here = row(number);
    return here.isPresent() ? here : earlier.row(number);
  }

  /// Numbers count up, but a line that was lost may leave a gap.
  Optional<Row> row(long number) {
    if (rows.isEmpty() || number < rows.getFirst().number()) {
      return Optional.empty();
    }
    int guess = (int) Math.min(number - rows.getFirst().number(), rows.size() - 1L);
    for (int i = guess; i >= 0; i--) {
      if (rows.get(i).number() == number) {
        return Optional.of(rows.get(i));
      }
    }
    return Optional.empty();
  }

  List<Row> all() {
    return rows;
  }

  /// The newest transaction up to the end of this part.
  long highest() {
    return highest;
  }

  /// Transactions without a result: what a crash left.
  List<Row> unfinished() {
    return List.copyOf(unfinished);
  }
}
