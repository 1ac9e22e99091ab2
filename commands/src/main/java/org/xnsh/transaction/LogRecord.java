package org.xnsh.transaction;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.xnsh.change.Difference;

/// One line of the log.
sealed interface LogRecord permits LogRecord.Intent, LogRecord.Result, TimerRecord {

  /// The transaction that it belongs to.
  long number();

  /// Written before the kernel is touched.
  ///
  /// @param comment why, in the operator's words; may be empty
  /// @param forced whether a safety check was overruled
  /// @param steps the plan, for a reader
  /// @param image everything in the footprint as it was, as a difference from nothing
  /// @param planned what the edit wants
  record Intent(
      long number,
      Instant at,
      String operator,
      String origin,
      String command,
      String comment,
      boolean forced,
      OptionalLong undoOf,
      OptionalLong redoOf,
      List<String> steps,
      Difference image,
      Difference planned)
      implements LogRecord {
    public Intent {
      steps = List.copyOf(steps);
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
    public Result {
      remarks = List.copyOf(remarks);
      left = List.copyOf(left);
    }
  }
}
