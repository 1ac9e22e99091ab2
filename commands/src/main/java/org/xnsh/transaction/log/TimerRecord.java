package org.xnsh.transaction.log;

import java.time.Instant;
import java.util.List;
import org.xnsh.path.Connection;
import org.xnsh.transaction.log.ConfirmTimer.End;

/// A line of the log about a confirm timer. Its number is that of the first transaction of the
/// timer's group, which names the timer.
public sealed interface TimerRecord extends LogRecord {

  /// Written before the intent of the transaction that arms it.
  ///
  /// @param deadline in hundredths of a second since boot
  record Armed(
      long number,
      Instant at,
      String operator,
      String origin,
      List<Connection> connections,
      long deadline,
      Instant until)
      implements TimerRecord {}

  /// It has another deadline.
  record Moved(long number, Instant at, String operator, long deadline, Instant until)
      implements TimerRecord {}

  /// It runs no more.
  ///
  /// @param last the last transaction of the group
  record Ended(long number, long last, End end) implements TimerRecord {}
}
