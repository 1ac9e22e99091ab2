package org.xnsh.transaction;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.xnsh.transaction.EditRefused.Reason;
import org.xnsh.transaction.log.LogIndex;
import org.xnsh.transaction.log.TransactionLog;

/// After which transaction the state was that a moment means.
///
/// Transactions are in order by their numbers. Their times are what the wall clock said, and where
/// somebody set it back a time tells nothing: to guess would take back what was never meant.
final class StateAt {

  /// A clock that is kept in step by small corrections is in order.
  private static final Duration SLIGHT = Duration.ofSeconds(1);

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private StateAt() {}

  /// The newest transaction that was begun at this moment or before; 0 where none was.
  ///
  /// @param booted when this machine was started: the network of before ended there
  static long of(TransactionLog log, Instant moment, Instant booted)
      throws EditRefused, IOException {
    if (moment.isAfter(log.now())) {
      throw new EditRefused(
          Reason.USAGE, "that time lies ahead", "rollback to a time that has been: 10m ago, 10:30");
    }
    if (moment.isBefore(booted)) {
      throw new EditRefused(
          Reason.NOT_FOUND,
          "this machine was started at "
              + TIME.format(booted.atZone(ZoneId.systemDefault()))
              + ", and the network of before ended with that boot",
          "rollback to 0 takes back all transactions since; log boots lists what is older");
    }
    Optional<LogIndex.Row> later = Optional.empty();
    Instant before = Instant.MAX;
    for (LogIndex.Row row : log.rows()) {
      Instant at = log.at(row);
      if (later.isPresent() && at.isAfter(before.plus(SLIGHT))) {
        throw setBack(row.number(), later.get().number());
      }
      if (!at.isAfter(moment)) {
        return row.number();
      }
      later = Optional.of(row);
      before = at;
    }
    return 0;
  }

  private static EditRefused setBack(long earlier, long later) {
    return new EditRefused(
        Reason.CONFLICT,
        "the clock was set back between transactions %d and %d, so that time may mean several states"
            .formatted(earlier, later),
        "name the last transaction that is to stay: rollback to "
            + earlier
            + ", or what log lists");
  }
}
