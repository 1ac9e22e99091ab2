package org.xnsh.transaction;

import java.util.LinkedHashMap;
import java.util.Map;
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
      if (row.damage().isPresent()) {
        throw damaged(row, row.damage().get());
      }
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

  private static EditRefused damaged(LogIndex.Row row, SealedFile.Line line) {
    return new EditRefused(
        Reason.REFUSED,
        "transaction %d cannot be taken back: line %d of the log is damaged"
            .formatted(row.number(), line.number()),
        "log show " + row.number() + " tells what is left of it");
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

  /// The newest undo of this operator's that was not done again, unless an edit of theirs came
  /// after it.
  static LogIndex.Row redo(TransactionLog log, Request request) throws EditRefused {
    Map<Long, LogIndex.Row> undone = new LinkedHashMap<>();
    for (LogIndex.Row row : log.rows().reversed()) {
      if (!row.isApplied() || !row.head.operator().equals(request.operator())) {
        continue;
      }
      if (row.head.undoOf().isEmpty()) {
        undone.clear();
      } else if (undone.remove(row.head.undoOf().getAsLong()) == null) {
        undone.put(row.number(), row);
      }
    }
    return undone.values().stream()
        .filter(LogIndex.Row::stands)
        .reduce((_, newer) -> newer)
        .orElseThrow(() ->
            new EditRefused(
                Reason.NOT_FOUND,
                "there is nothing to redo",
                "redo does again what was undone last, until an edit comes between"));
  }
}
