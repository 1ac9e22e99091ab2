package org.xnsh.transaction.log;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.xnsh.change.Difference;

/// One line of the log.
public sealed interface LogRecord
    permits LogRecord.Intent, LogRecord.Result, LogRecord.Outside, TimerRecord, Snapshot, Sum {

  /// The transaction that it belongs to.
  long number();

  /// Written before the kernel is touched.
  ///
  /// @param comment why, in the operator's words; may be empty
  /// @param forced whether a safety check was overruled
  /// @param steps the plan, for a reader
  /// @param image everything in the footprint as it was, as a difference from nothing
  /// @param planned what the edit wants
  /// @param undoOf the transactions that it takes back, newest first
  /// @param rollbackTo the transaction whose state a rollback brings back, 0 for before the first
  record Intent(
      long number,
      Instant at,
      String operator,
      String origin,
      String command,
      String comment,
      boolean forced,
      List<Long> undoOf,
      OptionalLong redoOf,
      OptionalLong rollbackTo,
      List<String> steps,
      Difference image,
      Difference planned)
      implements LogRecord {
    public Intent {
      undoOf = List.copyOf(undoOf);
      steps = List.copyOf(steps);
    }

    /// Whether it asks the kernel for nothing and takes what another hand did for what is meant.
    boolean isAdoption() {
      return steps.isEmpty() && undoOf.isEmpty();
    }
  }

  /// Written after; a later one of the same transaction replaces it.
  ///
  /// @param left what an undo or a rollback could not bring back
  record Result(
      long number,
      Instant at,
      Entry.State state,
      Difference changes,
      Difference outside,
      List<String> remarks,
      List<String> left)
      implements LogRecord {
    /// So many changes of other hands are spelled; the others are only counted.
    public static final int MOST_OUTSIDE = 200;

    public Result {
      remarks = List.copyOf(remarks);
      left = List.copyOf(left);
    }

    /// Whether it tells of a part only of what other hands did.
    ///
    /// @param isOutside whether all of it is by other hands
    public boolean isFlood(boolean isOutside) {
      return (isOutside ? changes : outside).changes().size() >= MOST_OUTSIDE;
    }
  }

  /// What other hands changed since our side last looked, written by whoever held the lock next. It
  /// is a whole transaction: there is no intent and no other result.
  ///
  /// @param changes what is spelled out, and can be undone
  /// @param remarks what is only counted
  record Outside(long number, Instant at, Difference changes, List<String> remarks)
      implements LogRecord {

    /// Stands for an operator in the log.
    public static final String OPERATOR = "outside";

    public Outside {
      remarks = List.copyOf(remarks);
    }

    /// The same as what it came to.
    Result result() {
      return new Result(
          number, at, Entry.State.VERIFIED, changes, Difference.NONE, remarks, List.of());
    }
  }
}
