package org.xnsh.command;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.xnsh.transaction.log.ConfirmTimer;
import org.xnsh.transaction.log.ConfirmTimer.End;

/// What an operator is told of a confirm timer.
public final class TimerWords {

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private TimerWords() {}

  /// The time of day.
  public static String clock(Instant at) {
    return CLOCK.format(at.atZone(ZoneId.systemDefault()));
  }

  /// How a timer stands, in one sentence.
  ///
  /// @param now the host's time since boot, in hundredths of a second
  public static String state(ConfirmTimer timer, long now) {
    return timer
        .end()
        .map(TimerWords::ended)
        .orElseGet(() -> "not confirmed yet; " + deadline(timer, now));
  }

  /// When it fires.
  public static String deadline(ConfirmTimer timer, long now) {
    return timer.isDue(now)
        ? "taken back now"
        : "taken back in " + timer.countdown(now) + ", at " + clock(timer.until());
  }

  /// How a timer ended, in one sentence.
  public static String ended(End end) {
    return switch (end) {
      case End.Confirmed e -> "confirmed by " + e.operator() + " at " + clock(e.at());
      case End.Disarmed e -> "disarmed at " + clock(e.at()) + ": " + e.why();
      case End.Fired e ->
          "not confirmed, taken back at "
              + clock(e.at())
              + (e.left().isEmpty() ? "" : ", but not all of it");
    };
  }
}
