package org.xnsh.transaction.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.xnsh.change.Difference;
import org.xnsh.transaction.log.LogRecord.Intent;
import org.xnsh.transaction.log.LogRecord.Result;

/// The entries of a log, newest first, each read when it is looked at.
public final class LogEntries extends AbstractList<Entry> {

  private final TransactionLog log;
  private final List<LogIndex.Row> rows;

  public LogEntries(TransactionLog log) {
    this.log = log;
    this.rows = log.rows();
  }

  @Override
  public Entry get(int index) {
    try {
      return entry(log, rows.get(index));
    } catch (IOException e) {
      throw new UncheckedIOException("the transaction log cannot be read", e);
    }
  }

  @Override
  public int size() {
    return rows.size();
  }

  /// A transaction as it is shown. What cannot be read of it is told in its remarks.
  public static Entry entry(TransactionLog log, LogIndex.Row row) throws IOException {
    List<String> remarks = new ArrayList<>();
    row.damage()
        .ifPresent(l ->
            remarks.add(
                Entry.DAMAGED + "line " + l.number() + " of the log does not carry its seal"));
    Optional<Intent> intent = Optional.empty();
    Optional<Result> result = Optional.empty();
    try {
      if (row.intent.isSound() && !row.isOutside()) {
        intent = Optional.of(log.intent(row));
      }
      if (row.damage().isEmpty()) {
        result = log.result(row);
      }
    } catch (RecordJson.Illegible e) {
      remarks.add(String.valueOf(e.getMessage()));
    }
    result.map(LogEntries::remarks).ifPresent(remarks::addAll);
    Difference planned = intent.map(Intent::planned).orElse(Difference.NONE);
    Optional<Instant> at = row.isOutside() ? result.map(Result::at) : intent.map(Intent::at);
    return new Entry(
        row.number(),
        at.orElse(Instant.EPOCH),
        row.head.operator(),
        intent.map(Intent::origin).orElse(""),
        intent.map(Intent::command).orElse(row.isOutside() ? "by another hand" : ""),
        intent.map(Intent::comment).orElse(""),
        intent.map(Intent::forced).orElse(false),
        row.shown(),
        row.head.undoOf(),
        row.head.redoOf(),
        row.head.rollbackTo(),
        result.map(Result::changes).orElse(planned),
        result.map(Result::outside).orElse(Difference.NONE),
        remarks);
  }

  private static List<String> remarks(Result result) {
    return Stream.concat(result.remarks().stream(), result.left().stream()).toList();
  }
}
