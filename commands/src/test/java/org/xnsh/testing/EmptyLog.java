package org.xnsh.testing;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.xnsh.transaction.log.ConfirmTimer;
import org.xnsh.transaction.log.Entry;
import org.xnsh.transaction.log.LogReading;
import org.xnsh.transaction.log.Verification;

/// The log of a writer that never wrote.
record EmptyLog() implements LogReading {

  @Override
  public List<Entry> entries() {
    return List.of();
  }

  @Override
  public Optional<Entry> entry(long number) {
    return Optional.empty();
  }

  @Override
  public List<String> faults() {
    return List.of();
  }

  @Override
  public Verification verify(BooleanSupplier stopped) {
    return new Verification(0, 0, 0, false, Optional.empty());
  }

  @Override
  public List<ConfirmTimer> timers() {
    return List.of();
  }

  @Override
  public Optional<ConfirmTimer> newestTimer() {
    return Optional.empty();
  }
}
