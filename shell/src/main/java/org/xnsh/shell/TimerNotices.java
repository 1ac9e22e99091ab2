package org.xnsh.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.xnsh.command.TimerWords;
import org.xnsh.transaction.log.ConfirmTimer;
import org.xnsh.transaction.log.ConfirmTimer.End;

/// What a session has to be told of confirm timers, its own and others': that one is armed, that it
/// is about to fire, that it fired and what came back.
final class TimerNotices {

  /// Seconds before the deadline at which it is told.
  private static final List<Long> MARKS = List.of(60L, 15L, 5L);

  /// In hundredths of a second.
  private static final long SLIGHT = 200;

  /// How late a guard may be, in hundredths of a second, before it is told whom it waits for.
  private static final long LATE = 300;

  /// What came back is told in so many lines; the log has all of it.
  private static final int MOST = 8;

  private long first;
  private long deadline;
  private boolean ended = true;
  private boolean toldLate;
  private long mark;

  /// What is new since the last look.
  ///
  /// @param newest the newest timer
  /// @param now the host's time since boot, in hundredths of a second
  /// @param own whether what is new was this session's own doing, which told it already; only what
  ///   a guard did is told then
  List<String> news(Optional<ConfirmTimer> newest, long now, boolean own) {
    return newest.isEmpty() ? List.of() : news(newest.get(), now, own);
  }

  private List<String> news(ConfirmTimer timer, long now, boolean own) {
    List<String> news = new ArrayList<>();
    boolean another = timer.first() != first;
    if (another) {
      first = timer.first();
      ended = false;
    }
    if (timer.isRunning()) {
      // it counts from when its guard stood: that much is no news
      boolean moved = !another && Math.abs(timer.deadline() - deadline) > SLIGHT;
      if (another || moved) {
        deadline = timer.deadline();
        mark = secondsLeft(timer, now) + 1;
        toldLate = false;
        if (!own) {
          news.add(running(timer, another ? " is armed: " : " has another deadline: ", now));
        }
      }
      passed(timer, now).ifPresent(news::add);
    } else if (!ended) {
      ended = true;
      timer.end().ifPresent(end -> news.addAll(over(timer, end, own)));
    }
    return news;
  }

  /// That a timer is due and has not fired, once: somebody has the lock, and a guard waits for it.
  ///
  /// @param holding who has the lock
  Optional<String> late(
      Optional<ConfirmTimer> newest, long now, Supplier<Optional<String>> holding) {
    boolean isLate =
        newest.filter(t -> t.isRunning() && t.first() == first && t.isDue(now - LATE)).isPresent();
    if (!isLate || toldLate) {
      return Optional.empty();
    }
    toldLate = true;
    return Optional.of(
        "confirm timer of "
            + newest.orElseThrow().operator()
            + " is due and has not fired"
            + holding.get().map(h -> ": its guard waits for " + h).orElse(""));
  }

  /// The first look: what is over by now is history.
  void begin(Optional<ConfirmTimer> newest) {
    newest
        .filter(timer -> !timer.isRunning())
        .ifPresent(over -> {
          first = over.first();
          ended = true;
        });
  }

  /// Counted as it is shown: a second that has begun counts.
  private static long secondsLeft(ConfirmTimer timer, long now) {
    return timer.remaining(now).plusMillis(999).toSeconds();
  }

  /// A mark that was passed since the last look; of several only the nearest.
  private Optional<String> passed(ConfirmTimer timer, long now) {
    long left = secondsLeft(timer, now);
    boolean passed = MARKS.stream().anyMatch(m -> m < mark && left <= m);
    if (passed) {
      mark = left;
    }
    return passed ? Optional.of(running(timer, ": ", now)) : Optional.empty();
  }

  private static String running(ConfirmTimer timer, String what, long now) {
    return "confirm timer of "
        + timer.operator()
        + what
        + TimerWords.deadline(timer, now)
        + ", unless confirmed";
  }

  private static List<String> over(ConfirmTimer timer, End end, boolean own) {
    return switch (end) {
      case End.Confirmed e ->
          own
              ? List.of()
              : List.of(
                  "confirm timer of "
                      + timer.operator()
                      + ": "
                      + TimerWords.ended(e)
                      + ", it stays");
      case End.Disarmed _ -> List.of();
      case End.Fired fired -> fired(timer, fired);
    };
  }

  private static List<String> fired(ConfirmTimer timer, End.Fired fired) {
    List<String> lines = new ArrayList<>();
    lines.add("confirm timer of " + timer.operator() + ": " + TimerWords.ended(fired));
    // what did not come back first: somebody has to see to it
    fired.left().forEach(l -> lines.add("left as it is: " + l));
    fired.restored().forEach(r -> lines.add("back: " + r));
    if (fired.restored().isEmpty() && fired.left().isEmpty()) {
      lines.add("nothing of it stood any more");
    }
    if (lines.size() <= MOST) {
      return lines;
    }
    List<String> some = new ArrayList<>(lines.subList(0, MOST));
    some.add("and more; log show " + timer.first() + " tells all");
    return some;
  }
}
