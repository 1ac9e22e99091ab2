package org.xnsh.transaction;

import java.time.Duration;
import org.xnsh.path.Listening;
import org.xnsh.transaction.EditRefused.Reason;

/// A time in which the operator's own session stops and after which it goes on: as long as a port
/// on its way listens and learns. Who is to confirm in time must be there again.
///
/// @param hundredths how long, in hundredths of a second
record Standstill(long hundredths) {

  static final Standstill NONE = new Standstill(0);

  /// To look at what came of it, and to type.
  private static final Duration TO_ANSWER = Duration.ofSeconds(10);

  private static final int MILLIS = 10;

  /// The least that a timer has to run. TCP tries again after twice the time each time (RFC 6298):
  /// a session that stopped for 30 s may be heard of only after 60.
  Duration least() {
    return hundredths == 0
        ? Duration.ZERO
        : Duration.ofMillis(2 * hundredths * MILLIS).plus(TO_ANSWER);
  }

  String told() {
    return "your own connection will stop for " + Listening.seconds(hundredths) + " s (STP)";
  }

  /// Refuses a timer that would fire before the operator can be there again.
  void allow(Duration time) throws EditRefused {
    if (time.compareTo(least()) < 0) {
      long seconds = (least().toMillis() + 999) / 1000;
      throw new EditRefused(
          Reason.REFUSED,
          told() + ", and the timer would be over before you can confirm",
          "with at least "
              + seconds
              + "s (commit confirmed "
              + seconds
              + "s, safe on "
              + seconds
              + "s), or with STP off; force before the command does it all the same");
    }
  }
}
