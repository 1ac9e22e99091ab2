package org.xnsh.transaction.log;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// What a transaction log tells, as it stands now.
public interface LogReading {

  /// Newest first.
  List<Entry> entries();

  Optional<Entry> entry(long number);

  /// Where the log was damaged since its last snapshot, by place; nothing is built on what is.
  List<String> faults();

  /// Reads the whole log, as far as the first fault.
  ///
  /// @param stopped ends it, within a file
  Verification verify(BooleanSupplier stopped);

  /// All confirm timers since the last snapshot, newest first.
  List<ConfirmTimer> timers();

  /// The confirm timer that a transaction belongs to, whenever that was; the guard's own undoing
  /// belongs to none.
  default Optional<ConfirmTimer> timerOf(long number) {
    return timers().stream().filter(t -> t.covers(number)).findFirst();
  }

  /// The timer that was armed last, running or not.
  Optional<ConfirmTimer> newestTimer();
}
