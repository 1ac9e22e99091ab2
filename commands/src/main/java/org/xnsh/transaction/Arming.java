package org.xnsh.transaction;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.xnsh.change.Difference;
import org.xnsh.host.Host;
import org.xnsh.transaction.log.ConfirmTimer;
import org.xnsh.transaction.log.ConfirmTimer.End;
import org.xnsh.transaction.log.Entry;
import org.xnsh.transaction.log.LogIndex;
import org.xnsh.transaction.log.LogRecord.Result;
import org.xnsh.transaction.log.Reserve;
import org.xnsh.transaction.log.TimerRecord.Armed;
import org.xnsh.transaction.log.TimerRecord.Ended;
import org.xnsh.transaction.log.TimerRecord.Moved;
import org.xnsh.transaction.log.TransactionLog;

/// What a transaction has to do with the confirm timer, on the writer's thread and under its lock:
/// it arms one, or it joins the group of the one that runs.
///
/// An edit of whoever armed the timer, made with a time of its own, moves the deadline away and
/// never nearer: who still can edit is still there. Another operator's edit joins as it is: it must
/// not keep somebody cut off for longer.
final class Arming {

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private final Host host;
  private final TransactionLog log;
  private final Guards guards;
  private final NamespaceWriter writer;
  private final Reserve reserve;

  Arming(Host host, TransactionLog log, Guards guards, NamespaceWriter writer, Reserve reserve) {
    this.host = host;
    this.log = log;
    this.guards = guards;
    this.writer = writer;
    this.reserve = reserve;
  }

  /// Before the intent of a transaction is written.
  ///
  /// @param standstill how long the operator's session will stop
  /// @return whether the transaction armed a timer of its own
  boolean before(Request request, long number, Standstill standstill)
      throws IOException, EditRefused {
    Optional<ConfirmTimer> running = log.timer();
    Optional<Duration> time = request.confirm();
    if (running.isEmpty()) {
      if (time.isPresent()) {
        if (!request.forced()) {
          standstill.allow(time.get());
        }
        arm(request, number, time.get());
      }
      return time.isPresent();
    }
    ConfirmTimer timer = running.get();
    if (time.isPresent() && !guards.isWatching()) {
      try {
        stand(timer, request.notice());
      } catch (IOException e) {
        throw unguarded("no guard for it could be started: " + e.getMessage());
      }
    }
    long now = host.bootClock();
    if (timer.operator().equals(request.operator())) {
      Duration least = standstill.least();
      Duration asked = time.orElse(Duration.ZERO);
      long deadline = ConfirmTimer.deadline(now, asked.compareTo(least) > 0 ? asked : least);
      if (deadline > timer.deadline()) {
        timer = move(timer, request, deadline);
        if (least.compareTo(asked) > 0) {
          request.notice().accept(standstill.told() + "; the confirm timer runs on meanwhile");
        }
      }
    }
    request
        .notice()
        .accept(
            "joins the confirm timer of "
                + timer.operator()
                + ": taken back in "
                + timer.countdown(now)
                + ", at "
                + clock(timer)
                + ", unless confirmed");
    return false;
  }

  private void arm(Request request, long number, Duration time) throws IOException {
    Instant at = Instant.now();
    long deadline = ConfirmTimer.deadline(host.bootClock(), time);
    log.append(
        new Armed(
            number,
            at,
            request.operator(),
            request.origin(),
            request.access().connections(),
            deadline,
            at.plus(time)));
  }

  /// Moves a timer's deadline.
  ConfirmTimer move(ConfirmTimer timer, Request request, long deadline) throws IOException {
    Instant at = Instant.now();
    Instant until = at.plusMillis((deadline - host.bootClock()) * 10);
    log.append(new Moved(timer.first(), at, request.operator(), deadline, until));
    return log.timer().orElse(timer);
  }

  static String clock(ConfirmTimer timer) {
    return CLOCK.format(timer.until().atZone(ZoneId.systemDefault()));
  }

  /// Starts a guard, and tells where it does not stand where it was to stand.
  private void stand(ConfirmTimer timer, Consumer<String> notice) throws IOException {
    Guards.Footing meant = guards.footing();
    guards.arm(timer, writer);
    Guards.Footing found = guards.footing();
    if (!found.equals(meant)) {
      notice.accept("the guard of the confirm timer stands " + found.text());
    }
  }

  /// After the intent and before the first step: nothing is done that nobody would take back.
  void guard(Request request, long number) throws IOException, EditRefused {
    ConfirmTimer timer = log.timer().orElseThrow();
    try {
      stand(timer, request.notice());
    } catch (IOException e) {
      String why = "no guard for it could be started: " + e.getMessage();
      log.append(
          new Result(
              number,
              Instant.now(),
              Entry.State.ROLLED_BACK,
              Difference.NONE,
              Difference.NONE,
              List.of(why),
              List.of()));
      disarm(timer, why);
      throw unguarded(why);
    }
    // the guard took some of its time to start
    long now = host.bootClock();
    long deadline = ConfirmTimer.deadline(now, request.confirm().orElseThrow());
    ConfirmTimer full = deadline > timer.deadline() ? move(timer, request, deadline) : timer;
    request
        .notice()
        .accept(
            "armed: taken back in "
                + full.countdown(now)
                + ", at "
                + clock(full)
                + ", unless you confirm");
  }

  private static EditRefused unguarded(String why) {
    return new EditRefused(
        EditRefused.Reason.REFUSED,
        "nothing was changed: a confirm timer was asked for and " + why,
        "without one: commit, or the edit alone after safe off");
  }

  /// Whether what is done now would be taken back: a timer runs, and somebody watches it.
  boolean isGuarded() {
    return log.timer().isPresent() && guards.isWatching();
  }

  /// After a transaction: what was not made needs no confirmation.
  void after(long number, boolean armed, Outcome outcome) throws IOException {
    if (armed && outcome instanceof Outcome.RolledBack o && o.left().isEmpty()) {
      Optional<ConfirmTimer> timer = log.timer().filter(t -> t.first() == number);
      if (timer.isPresent()) {
        disarm(timer.get(), "what armed it was not made");
      }
    }
  }

  private void disarm(ConfirmTimer timer, String why) throws IOException {
    end(timer, new End.Disarmed(Instant.now(), why));
  }

  /// What is written from here on ends a timer.
  void makeRoom() {
    reserve.give();
  }

  /// Ends a timer with all that joined it.
  void end(ConfirmTimer timer, End how) throws IOException {
    makeRoom();
    log.append(new Ended(timer.first(), log.nextNumber() - 1, how));
  }

  /// A crash may come between the record of a timer and the first step of what armed it. Nobody
  /// could rehearse such a timer, and what joined it would wait for nothing.
  void dropIdle() throws IOException {
    Optional<ConfirmTimer> timer = log.timer();
    if (timer.isPresent() && isIdle(timer.get())) {
      disarm(timer.get(), "what armed it was not made");
    }
  }

  private boolean isIdle(ConfirmTimer timer) throws IOException {
    for (LogIndex.Row row : log.rows()) {
      if (row.number() < timer.first()) {
        break;
      }
      if (row.damage().isPresent()
          || !row.isOutside() && (row.isApplied() || isLeftHalfDone(row))) {
        return false;
      }
    }
    return true;
  }

  private boolean isLeftHalfDone(LogIndex.Row row) throws IOException {
    Optional<Result> result = log.result(row);
    return result.isEmpty() || !result.get().left().isEmpty();
  }

  /// A timer whose guard has died gets another one.
  void tend(Consumer<String> notice) {
    Optional<ConfirmTimer> timer = log.timer();
    if (timer.isEmpty() || guards.isWatching()) {
      return;
    }
    try {
      stand(timer.get(), notice);
      notice.accept("the guard of the confirm timer had died; another one is armed");
    } catch (IOException e) {
      notice.accept("the confirm timer has no guard, and none can be started: " + e.getMessage());
    }
  }
}
