package org.xnsh.transaction.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.xnsh.transaction.log.TimerRecord.Armed;
import org.xnsh.transaction.log.TimerRecord.Ended;
import org.xnsh.transaction.log.TimerRecord.Moved;

/// The confirm timers that a log tells of, oldest first. One runs at a time.
final class Timers {

  private final List<ConfirmTimer> timers = new ArrayList<>();
  private OptionalLong seenRunning = OptionalLong.empty();

  /// The log is read anew.
  void clear() {
    newest()
        .ifPresent(
            t -> seenRunning = t.isRunning() ? OptionalLong.of(t.first()) : OptionalLong.empty());
    timers.clear();
  }

  /// The one that ran when the log began to be read anew: who followed it wants to hear of its end,
  /// also where that is in a file that is full by now. They heard of it once another one came.
  OptionalLong seenRunning() {
    return seenRunning;
  }

  void add(TimerRecord record) {
    switch (record) {
      case Armed r ->
          timers.add(
              new ConfirmTimer(
                  r.number(),
                  OptionalLong.empty(),
                  r.operator(),
                  r.origin(),
                  r.connections(),
                  r.at(),
                  r.deadline(),
                  r.until(),
                  Optional.empty()));
      case Moved r ->
          running()
              .filter(t -> t.first() == r.number())
              .ifPresent(t -> timers.set(timers.size() - 1, t.movedTo(r.deadline(), r.until())));
      case Ended r ->
          running()
              .filter(t -> t.first() == r.number())
              .ifPresent(t -> timers.set(timers.size() - 1, t.ended(r.end(), r.last())));
    }
  }

  Optional<ConfirmTimer> newest() {
    return timers.isEmpty() ? Optional.empty() : Optional.of(timers.getLast());
  }

  Optional<ConfirmTimer> running() {
    return newest().filter(ConfirmTimer::isRunning);
  }

  List<ConfirmTimer> newestFirst() {
    return List.copyOf(timers.reversed());
  }

  /// The one that a transaction belongs to.
  Optional<ConfirmTimer> covering(long number) {
    return newestFirst().stream().filter(t -> t.covers(number)).findFirst();
  }
}
