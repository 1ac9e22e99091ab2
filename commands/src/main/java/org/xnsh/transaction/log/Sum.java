package org.xnsh.transaction.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xnsh.transaction.log.LogRecord.Result;

/// What the transactions of a log come to, so that who begins knows of all of them and reads only
/// those since. It stands before a snapshot, which says where.
///
/// @param number the newest transaction in it
/// @param from the oldest: where no earlier sum can be read, not all are summed up anew
/// @param isLost whether what is older was summed up once, and cannot be read any more
/// @param left what our transactions left
/// @param seen what was last seen of the objects that records tell of
public record Sum(long number, long from, boolean isLost, Left left, Seen seen)
    implements LogRecord {

  /// So many transactions are summed up where no sum of them can be read.
  private static final int MOST = 10_000;

  /// Of a log that begins.
  static Sum nothing() {
    return new Sum(0, 1, false, new Left(), new Seen());
  }

  /// Of all transactions so far.
  public static Sum of(TransactionLog log) throws IOException {
    return of(log, log.sum());
  }

  /// The same, where an earlier one is known; it is used up.
  public static Sum of(TransactionLog log, Optional<Sum> base) throws IOException {
    long until = base.map(Sum::number).orElse(0L);
    List<LogIndex.Row> rows = newer(log, until);
    long from = base.map(Sum::from).orElse(rows.isEmpty() ? 1 : rows.getFirst().number());
    // without an earlier sum all are looked for, and only a damaged or lost part ends that early
    boolean isCutShort = from > 1 && (rows.size() < MOST || log.tellsOfSum());
    boolean isLost = base.map(Sum::isLost).orElse(isCutShort);
    Sum sum = base.orElse(new Sum(0, from, isLost, new Left(), new Seen()));
    long before = base.isPresent() ? until : from - 1;
    for (LogIndex.Row row : rows) {
      sum.take(log, row, row.number() == before + 1);
      before = row.number();
    }
    if (before != log.nextNumber() - 1) {
      sum.seen().lostAll();
    }
    return new Sum(log.nextNumber() - 1, from, isLost, sum.left(), sum.seen());
  }

  /// Oldest first. A file that is gone ends the search.
  private static List<LogIndex.Row> newer(TransactionLog log, long until) {
    List<LogIndex.Row> rows = new ArrayList<>();
    try {
      for (LogIndex.Row row : log.rows()) {
        if (row.number() <= until || rows.size() == MOST) {
          break;
        }
        rows.add(row);
        if (row.number() == until + 1) {
          break; // and nothing older is read only to see that it is older
        }
      }
    } catch (UncheckedIOException _) {
      // what is older is not in the sum, which says so
    }
    return rows.reversed();
  }

  private void take(TransactionLog log, LogIndex.Row row, boolean isNext) throws IOException {
    // what a lost record did is nobody's but ours
    if (!isNext || row.damage().isPresent()) {
      seen.lostAll();
    }
    if (row.damage().isPresent()) {
      return;
    }
    try {
      Optional<Result> result = log.result(row);
      if (result.isPresent()) {
        take(log, row, result.get());
      }
    } catch (RecordJson.Illegible _) {
      seen.lostAll();
    }
  }

  private void take(TransactionLog log, LogIndex.Row row, Result result) throws IOException {
    if (result.isFlood(row.isOutside())) {
      seen.lostAll();
    }
    if (row.isOutside()) {
      left.outside(result.changes(), row.number());
      seen.take(result.changes());
      return;
    }
    if (row.state == Entry.State.UNKNOWN) {
      left.lost(log.intent(row).image().keys());
    } else {
      left.ours(result.changes());
      left.outside(result.outside(), row.number());
    }
    seen.take(result.changes());
    seen.take(result.outside());
    boolean isLeftHalf = row.state == Entry.State.ROLLED_BACK && !result.left().isEmpty();
    if (row.state == Entry.State.UNKNOWN || isLeftHalf) {
      seen.lost(log.intent(row).image().keys());
    }
  }
}
