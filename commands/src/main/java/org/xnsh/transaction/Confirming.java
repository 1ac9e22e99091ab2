package org.xnsh.transaction;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.xnsh.host.Host;
import org.xnsh.transaction.EditRefused.Reason;
import org.xnsh.transaction.log.ConfirmTimer;
import org.xnsh.transaction.log.ConfirmTimer.End;
import org.xnsh.transaction.log.TransactionLog;

/// What is asked of a confirm timer that runs, on the writer's thread and under its lock.
final class Confirming {

  /// The longest that a timer runs.
  static final Duration MOST = Duration.ofDays(1);

  private final Host host;
  private final TransactionLog log;
  private final Arming arming;
  private final Firing firing;

  Confirming(Host host, TransactionLog log, Arming arming, Firing firing) {
    this.host = host;
    this.log = log;
    this.arming = arming;
    this.firing = firing;
  }

  /// A timer that is due fires, whoever comes first; one whose guard has died gets another.
  void tend(Consumer<String> notice) throws IOException {
    arming.dropIdle();
    Optional<ConfirmTimer> timer = log.timer();
    if (timer.isPresent() && timer.get().isDue(host.bootClock())) {
      fire(timer.get(), notice);
      notice.accept("the confirm timer of " + timer.get().operator() + " fired: log tells");
    } else {
      arming.tend(notice);
    }
  }

  /// Fires the timer, if it still runs and is due.
  ///
  /// @return whether it is over
  boolean fire(long first, Consumer<String> notice) throws IOException {
    Optional<ConfirmTimer> timer = log.timer().filter(t -> t.first() == first);
    if (timer.isEmpty()) {
      return true;
    }
    if (!timer.get().isDue(host.bootClock())) {
      return false;
    }
    fire(timer.get(), notice);
    return true;
  }

  private void fire(ConfirmTimer timer, Consumer<String> notice) throws IOException {
    arming.makeRoom();
    arming.end(timer, firing.fire(timer, notice));
  }

  /// Keeps all transactions of the group.
  ConfirmTimer confirm(Request request) throws EditRefused, IOException {
    ConfirmTimer timer = running();
    demandOwn(timer, request, "only they confirm it", "force confirm");
    arming.end(timer, new End.Confirmed(Instant.now(), request.operator()));
    return log.timers().getFirst();
  }

  private static void demandOwn(ConfirmTimer timer, Request request, String only, String forced)
      throws EditRefused {
    if (!request.forced() && !timer.operator().equals(request.operator())) {
      throw new EditRefused(
          Reason.REFUSED,
          "the confirm timer is "
              + timer.operator()
              + "'s, who may be cut off by what it guards; "
              + only,
          forced + ", if you know that they are well");
    }
  }

  /// Gives the group more time. Another could keep who is cut off so for a day.
  ConfirmTimer extend(Request request, Duration more) throws EditRefused, IOException {
    ConfirmTimer timer = running();
    demandOwn(timer, request, "only they give it more time", "force confirm +2m");
    long now = host.bootClock();
    long deadline = ConfirmTimer.deadline(timer.deadline(), more);
    if (deadline > ConfirmTimer.deadline(now, MOST)) {
      throw new EditRefused(
          Reason.USAGE,
          "that would be more than a day from now; " + timer.countdown(now) + " is left",
          "confirm +1h, or confirm");
    }
    return arming.move(timer, request, deadline);
  }

  private ConfirmTimer running() throws EditRefused, IOException {
    Optional<ConfirmTimer> timer = log.timer();
    if (timer.isPresent()) {
      return timer.get();
    }
    String before = log.lastTimer().flatMap(ConfirmTimer::end).map(Confirming::ended).orElse("");
    throw new EditRefused(
        Reason.CONFLICT,
        "there is nothing to confirm: no confirm timer runs" + before,
        "commit confirmed 2m, or safe on, arms one");
  }

  private static String ended(End end) {
    return switch (end) {
      case End.Confirmed e -> "; the last one was confirmed by " + e.operator();
      case End.Disarmed _ -> "; what the last one was for was not made";
      case End.Fired _ -> "; the last one has fired, and its transactions are taken back";
    };
  }
}
