package org.xnsh.transaction;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.xnsh.transaction.EditRefused.Reason;
import org.xnsh.transaction.Undoing.Newest;
import org.xnsh.transaction.Undoing.Numbered;
import org.xnsh.transaction.Undoing.Redone;
import org.xnsh.transaction.Undoing.Since;
import org.xnsh.transaction.Undoing.SinceTime;
import org.xnsh.transaction.log.Entry;
import org.xnsh.transaction.log.LogIndex;
import org.xnsh.transaction.log.SealedLine;
import org.xnsh.transaction.log.TransactionLog;

/// Which transactions an undo, redo or rollback is about.
///
/// @param rows newest first
/// @param since the transaction whose state a rollback brings back, 0 for before the first
/// @param halfDone of what it is about, what was left half done: nothing can take that back
record Choice(List<LogIndex.Row> rows, long since, List<LogIndex.Row> halfDone) {

  /// Nobody means what they did so long ago when they name nothing, and to look for it through a
  /// million transactions would keep everybody waiting.
  static final int LOOK_BACK = 10_000;

  Choice {
    rows = List.copyOf(rows);
    halfDone = List.copyOf(halfDone);
  }

  private static Choice of(List<LogIndex.Row> rows) {
    return new Choice(rows, 0, rows.stream().filter(LogIndex.Row::isLeftHalfDone).toList());
  }

  static Choice one(LogIndex.Row row) {
    return of(List.of(row));
  }

  /// @param booted when this machine was started
  static Choice of(TransactionLog log, Request request, Undoing what, Instant booted)
      throws EditRefused, IOException {
    return switch (what.extent()) {
      case Newest(int count) -> of(newest(log, request, count, LOOK_BACK));
      case Numbered(List<Long> numbers, boolean ownOnly) -> {
        List<LogIndex.Row> rows = numbered(log, numbers, what);
        if (ownOnly) {
          demandOwn(rows, request);
        }
        yield of(rows);
      }
      case Since(long number) -> since(log, number);
      case SinceTime(Instant moment) -> since(log, StateAt.of(log, moment, booted));
      case Redone _ -> one(redo(log, request));
    };
  }

  /// Named ones, whoever made them. An exact undo may come after one that left something behind.
  private static List<LogIndex.Row> numbered(TransactionLog log, List<Long> numbers, Undoing what)
      throws EditRefused {
    List<LogIndex.Row> rows = new ArrayList<>();
    for (long number : numbers) {
      LogIndex.Row row = existing(log, number);
      if (row.damage().isPresent()) {
        throw damaged(row, row.damage().get());
      }
      if (!row.stands() && !(what.exact() && row.undoneBy().isPresent())) {
        throw alreadyUndone(row);
      }
      rows.add(row);
    }
    rows.sort(Comparator.comparingLong(LogIndex.Row::number).reversed());
    return rows;
  }

  private static void demandOwn(List<LogIndex.Row> rows, Request request) throws EditRefused {
    for (LogIndex.Row row : rows) {
      if (!row.head().operator().equals(request.operator())) {
        throw new EditRefused(
            Reason.REFUSED,
            "transaction %d is %s's; to take it back needs the role admin"
                .formatted(row.number(), row.head().operator()),
            "ask them, or an admin: who lists the sessions");
      }
    }
  }

  private static LogIndex.Row existing(TransactionLog log, long number) throws EditRefused {
    return log.row(number)
        .orElseThrow(() ->
            new EditRefused(
                Reason.NOT_FOUND, "there is no transaction " + number, "log lists them"));
  }

  /// This operator's newest that stand whole and are no undos; a rollback counts as an edit. What
  /// could be undone only partly is passed over, or repeated undo would never come past it.
  static List<LogIndex.Row> newest(TransactionLog log, Request request, int count, int lookBack)
      throws EditRefused {
    List<LogIndex.Row> rows =
        log.rows().stream()
            .limit(lookBack)
            .filter(row -> row.stands() && row.undoneBy().isEmpty() && !row.isOutside())
            .filter(row -> row.head().undoOf().isEmpty() || row.isRollback())
            .filter(row -> row.head().operator().equals(request.operator()))
            .limit(count)
            .toList();
    if (rows.isEmpty()) {
      throw new EditRefused(
          Reason.NOT_FOUND,
          "there is nothing of yours to undo"
              + (log.rows().size() > lookBack
                  ? " among the newest " + lookBack + " transactions"
                  : ""),
          "log lists all transactions; undo N takes back any of them");
    }
    return rows;
  }

  /// Everything after a transaction that had an effect, undos included: each is taken back in its
  /// turn. What other hands did stays.
  private static Choice since(TransactionLog log, long number) throws EditRefused {
    if (number != 0) {
      existing(log, number);
    }
    List<LogIndex.Row> rows =
        log.rows().stream()
            .takeWhile(row -> row.number() > number)
            .filter(row -> !row.isOutside())
            .filter(row -> row.state() != Entry.State.ROLLED_BACK || row.isLeftHalfDone())
            .toList();
    for (LogIndex.Row row : rows) {
      if (row.damage().isPresent()) {
        throw damaged(row, row.damage().get());
      }
    }
    return new Choice(
        rows.stream().filter(LogIndex.Row::isApplied).toList(),
        number,
        rows.stream().filter(LogIndex.Row::isLeftHalfDone).toList());
  }

  private static EditRefused damaged(LogIndex.Row row, SealedLine line) {
    return new EditRefused(
        Reason.CONFLICT,
        "transaction %d cannot be taken back: line %d of the log is damaged"
            .formatted(row.number(), line.number()),
        "log show " + row.number() + " tells what is left of it");
  }

  static EditRefused alreadyUndone(LogIndex.Row row) {
    return row.undoneBy().isPresent()
        ? new EditRefused(
            Reason.CONFLICT, "transaction " + row.number() + " is already undone", "redo, or log")
        : new EditRefused(
            Reason.CONFLICT,
            "transaction " + row.number() + " changed nothing that stands",
            "log show " + row.number() + " tells what became of it");
  }

  /// The newest undo or rollback of this operator's that was not done again, unless an edit of
  /// theirs came after it.
  static LogIndex.Row redo(TransactionLog log, Request request) throws EditRefused {
    Map<Long, LogIndex.Row> undone = new LinkedHashMap<>();
    for (LogIndex.Row row : sinceLastEdit(log, request).reversed()) {
      List<Long> taken = row.head().undoOf();
      LogIndex.Row again = taken.size() == 1 ? undone.remove(taken.getFirst()) : null;
      // a rollback that was undone, and not redone, can be done again itself
      if (again == null || again.isRollback() && row.head().redoOf().isEmpty()) {
        undone.put(row.number(), row);
      } else {
        again.head().undoOf().stream()
            .flatMap(number -> log.row(number).stream())
            .filter(LogIndex.Row::isRollback)
            .forEach(rollback -> undone.put(rollback.number(), rollback));
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

  /// This operator's undos and rollbacks since the last edit of theirs, newest first.
  private static List<LogIndex.Row> sinceLastEdit(TransactionLog log, Request request) {
    return log.rows().stream()
        .limit(LOOK_BACK)
        .filter(row -> row.isApplied() && !row.isOutside())
        .filter(row -> row.head().operator().equals(request.operator()))
        .takeWhile(row -> !row.head().undoOf().isEmpty())
        .toList();
  }
}
