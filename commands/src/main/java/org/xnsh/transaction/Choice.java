package org.xnsh.transaction;

import java.util.OptionalLong;
import org.xnsh.transaction.EditRefused.Reason;

/// Which transaction an undo or redo is about.
final class Choice {

  private Choice() {}

  /// The one that is named, or the newest of this operator's that stands and is no undo. An exact
  /// undo may come after one that left something behind.
  static LogIndex.Row undo(TransactionLog log, Request request, OptionalLong number, boolean exact)
      throws EditRefused {
    if (number.isPresent()) {
      LogIndex.Row row =
          log.row(number.getAsLong())
              .orElseThrow(() ->
                  new EditRefused(
                      Reason.NOT_FOUND,
                      "there is no transaction " + number.getAsLong(),
                      "log lists them"));
      if (!row.stands() && !(exact && row.undoneBy.isPresent())) {
        throw alreadyUndone(row);
      }
      return row;
    }
    for (LogIndex.Row row : log.rows()) {
      if (row.stands()
          && row.head.undoOf().isEmpty()
          && row.head.operator().equals(request.operator())) {
        return row;
      }
    }
    throw new EditRefused(
        Reason.NOT_FOUND, "there is nothing of yours to undo", "log lists all transactions");
  }

  static EditRefused alreadyUndone(LogIndex.Row row) {
    return row.undoneBy.isPresent()
        ? new EditRefused(
            Reason.CONFLICT, "transaction " + row.number() + " is already undone", "redo, or log")
        : new EditRefused(
            Reason.CONFLICT,
            "transaction " + row.number() + " changed nothing that stands",
            "log show " + row.number() + " tells what became of it");
  }

  /// The newest undo of this operator's that stands, unless an edit came after it.
  static LogIndex.Row redo(TransactionLog log, Request request) throws EditRefused {
    for (LogIndex.Row row : log.rows()) {
      boolean mine = row.head.operator().equals(request.operator());
      if (!row.stands() || !mine || row.head.redoOf().isPresent()) {
        continue;
      }
      if (row.head.undoOf().isPresent()) {
        return row;
      }
      if (row.undoneBy.isEmpty() && !wasRedone(log, row)) {
        break;
      }
    }
    throw new EditRefused(Reason.NOT_FOUND, "there is nothing to redo", "");
  }

  private static boolean wasRedone(TransactionLog log, LogIndex.Row row) {
    return log.rows().stream()
        .anyMatch(r -> r.head.redoOf().isPresent() && r.head.redoOf().getAsLong() == row.number());
  }
}
