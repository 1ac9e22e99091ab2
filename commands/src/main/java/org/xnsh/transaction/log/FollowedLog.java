package org.xnsh.transaction.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// A log that other processes write to as well: what they wrote is read before anything is told.
public record FollowedLog(TransactionLog log) implements LogReading {

  private interface Question<V> {
    V ask() throws IOException;
  }

  private <V> V followed(Question<V> question) {
    try {
      log.follow();
      return question.ask();
    } catch (IOException e) {
      throw new UncheckedIOException("the transaction log cannot be read", e);
    }
  }

  @Override
  public List<Entry> entries() {
    return followed(() -> new LogEntries(log));
  }

  @Override
  public Optional<Entry> entry(long number) {
    return followed(() -> {
      Optional<LogIndex.Row> row = log.row(number);
      return row.isEmpty() ? Optional.empty() : Optional.of(LogEntries.entry(log, row.get()));
    });
  }

  @Override
  public List<String> faults() {
    return followed(log::faults);
  }

  @Override
  public Verification verify(BooleanSupplier stopped) {
    return followed(() -> log.verify(stopped));
  }

  @Override
  public List<ConfirmTimer> timers() {
    return followed(log::timers);
  }

  @Override
  public Optional<ConfirmTimer> timerOf(long number) {
    return followed(() -> log.timerOf(number));
  }

  @Override
  public Optional<ConfirmTimer> newestTimer() {
    return followed(log::newestTimer);
  }
}
