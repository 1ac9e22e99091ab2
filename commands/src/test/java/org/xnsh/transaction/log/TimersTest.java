package org.xnsh.transaction.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.path.Connection;
import org.xnsh.transaction.TestScope;
import org.xnsh.transaction.log.ConfirmTimer.End;
import org.xnsh.transaction.log.TimerRecord.Armed;
import org.xnsh.transaction.log.TimerRecord.Ended;
import org.xnsh.transaction.log.TimerRecord.Moved;

/// What the log tells of confirm timers.
class TimersTest {

  private static final Instant AT = Instant.parse("2026-11-28T12:00:00Z");
  private static final Instant UNTIL = AT.plusSeconds(120);

  private static final List<Connection> COMES_BY =
      List.of(
          Connection.of("fe80::7%eth0", "fe80::1").orElseThrow(),
          Connection.of("10.0.0.7", "10.0.0.1").orElseThrow());

  @TempDir private Path folder;

  private static Armed armed(long number) {
    return new Armed(number, AT, "anna", "ssh 10.0.0.7", COMES_BY, 112_000, UNTIL);
  }

  /// As another process reads it.
  private List<ConfirmTimer> read() throws IOException {
    try (TransactionLog log = new TransactionLog(folder.resolve("transactions"), TestScope.ONE)) {
      log.follow();
      assertThat(log.faults()).isEmpty();
      return log.timers();
    }
  }

  private void write(TimerRecord... records) throws IOException {
    try (TransactionLog log = new TransactionLog(folder.resolve("transactions"), TestScope.ONE)) {
      log.own();
      for (TimerRecord record : records) {
        log.append(record);
      }
    }
  }

  @Test
  void anArmedTimerRunsUntilItEnds() throws IOException {
    write(armed(7));
    assertThat(read().getFirst())
        .satisfies(t -> {
          assertThat(t.isRunning()).isTrue();
          assertThat(t.first()).isEqualTo(7);
          assertThat(t.operator()).isEqualTo("anna");
          assertThat(t.connections()).isEqualTo(COMES_BY);
          assertThat(t.covers(6)).isFalse();
          assertThat(t.covers(1_000)).isTrue();
        });
    write(new Moved(7, AT, "anna", 124_000, UNTIL.plusSeconds(120)));
    assertThat(read().getFirst().deadline()).isEqualTo(124_000);
    write(new Ended(7, 9, new End.Confirmed(AT, "anna")));
    assertThat(read().getFirst())
        .satisfies(t -> {
          assertThat(t.isRunning()).isFalse();
          assertThat(t.end()).contains(new End.Confirmed(AT, "anna"));
          assertThat(t.covers(9)).isTrue();
          assertThat(t.covers(10)).isFalse();
        });
  }

  @Test
  void everyEndIsReadAsItWasWritten() throws IOException {
    List<End> ends =
        List.of(
            new End.Confirmed(AT, "bert"),
            new End.Disarmed(AT, "it failed"),
            new End.Fired(AT, List.of("x removed"), List.of("y was changed since")));
    for (End end : ends) {
      write(armed(1), new Ended(1, 1, end));
      assertThat(read().getFirst().end()).contains(end);
    }
    assertThat(read()).hasSize(3);
  }

  @Test
  void aTimerTakesNoNumberOfATransaction() throws IOException {
    try (TransactionLog log = new TransactionLog(folder.resolve("transactions"), TestScope.ONE)) {
      log.own();
      log.append(armed(log.nextNumber()));
      assertThat(log.nextNumber()).isEqualTo(1);
      assertThat(log.rows()).isEmpty();
    }
  }

  @Test
  void aTimerBeforeTheLastSnapshotIsStillToldOfToWhoOpensTheLogLater() throws IOException {
    Tidying.Limits each = new Tidying.Limits(1, Long.MAX_VALUE);
    End fired = new End.Fired(AT, List.of("x removed"), List.of());
    Path path = folder.resolve("transactions");
    try (TransactionLog log = new TransactionLog(path, TestScope.ONE, each, Clock.systemUTC())) {
      log.own();
      log.tidy();
      for (long i = 1; i <= 3; i++) {
        if (i == 1) {
          log.append(armed(1));
        }
        log.append(LogRecords.intent(i, 10));
        log.append(LogRecords.result(i));
        if (i == 2) {
          log.append(new Ended(1, 2, fired));
          log.tidy();
        }
      }
    }
    try (TransactionLog log = new TransactionLog(path, TestScope.ONE)) {
      log.follow();
      assertThat(log.timers()).as("it is before the snapshot").isEmpty();
      assertThat(log.timerOf(1).flatMap(ConfirmTimer::end)).contains(fired);
      assertThat(log.timerOf(2).flatMap(ConfirmTimer::end)).contains(fired);
      assertThat(log.timerOf(3)).isEmpty();
      assertThat(log.lastTimer().flatMap(ConfirmTimer::end)).contains(fired);
    }
  }

  /// @param limits when a snapshot or a new file is due
  private TransactionLog tidied(Tidying.Limits limits) {
    return new TransactionLog(
        folder.resolve("transactions"), TestScope.ONE, limits, Clock.systemUTC());
  }

  private static void oneMore(TransactionLog log) throws IOException {
    long number = log.nextNumber();
    log.append(LogRecords.intent(number, 10));
    log.append(LogRecords.result(number));
  }

  @Test
  void theLastTimerIsFoundHoweverManyPartsAndFilesCameSince() throws IOException {
    End confirmed = new End.Confirmed(AT, "bert");
    for (Tidying.Limits limits :
        List.of(new Tidying.Limits(1, Long.MAX_VALUE), new Tidying.Limits(1, 1))) {
      try (TransactionLog log = tidied(limits)) {
        log.own();
        log.tidy();
        long first = log.nextNumber();
        log.append(armed(first));
        oneMore(log);
        log.append(new Ended(first, first, confirmed));
        for (int i = 0; i < 6; i++) {
          log.tidy();
          oneMore(log);
        }
      }
      try (TransactionLog log = tidied(limits)) {
        log.follow();
        assertThat(log.timers()).isEmpty();
        assertThat(log.lastTimer().flatMap(ConfirmTimer::end)).contains(confirmed);
      }
    }
  }

  @Test
  void whoSawATimerRunIsToldOfItsEndThoughTheLogWentOnInAnotherFileSince() throws IOException {
    End fired = new End.Fired(AT, List.of("x removed"), List.of());
    try (TransactionLog reader = tidied(Tidying.Limits.USUAL);
        TransactionLog log = tidied(new Tidying.Limits(1, 1))) {
      log.own();
      log.append(armed(1));
      oneMore(log);
      reader.follow();
      assertThat(reader.timer()).isPresent();
      log.append(new Ended(1, 1, fired));
      log.tidy();
      oneMore(log);
      reader.follow();
      assertThat(reader.newestTimer().flatMap(ConfirmTimer::end)).contains(fired);
      log.append(armed(3));
      oneMore(log);
      log.append(new Ended(3, 3, new End.Confirmed(AT, "anna")));
      reader.follow();
      log.tidy();
      oneMore(log);
      reader.follow();
      assertThat(reader.newestTimer()).as("the first is no news any more").isEmpty();
    }
  }

  @Test
  void whoSawAnOlderTimerRunNamesTheLastOneAllTheSame() throws IOException {
    End confirmed = new End.Confirmed(AT, "bert");
    Tidying.Limits each = new Tidying.Limits(1, 1);
    try (TransactionLog late = tidied(each);
        TransactionLog log = tidied(each)) {
      log.own();
      log.append(armed(1));
      oneMore(log);
      late.follow();
      log.append(new Ended(1, 1, new End.Disarmed(AT, "it failed")));
      log.tidy();
      log.append(armed(2));
      oneMore(log);
      log.append(new Ended(2, 2, confirmed));
      log.tidy();
      late.own();
      late.tidy();
    }
    try (TransactionLog log = tidied(each)) {
      log.follow();
      assertThat(log.lastTimer().flatMap(ConfirmTimer::end)).contains(confirmed);
    }
  }

  @Test
  void whatIsLeftIsCountedDownInSecondsThatHaveBegun() {
    ConfirmTimer timer = timer();
    assertThat(timer.countdown(100_000)).isEqualTo("02:00");
    assertThat(timer.countdown(100_001)).isEqualTo("02:00");
    assertThat(timer.countdown(111_901)).isEqualTo("00:01");
    assertThat(timer.countdown(112_000)).isEqualTo("00:00");
    assertThat(timer.countdown(200_000)).isEqualTo("00:00");
    assertThat(timer.movedTo(112_000 + 360_000, UNTIL).countdown(100_000)).isEqualTo("1:02:00");
    assertThat(timer.isDue(111_999)).isFalse();
    assertThat(timer.isDue(112_000)).isTrue();
    assertThat(timer.remaining(100_000)).isEqualTo(Duration.ofMinutes(2));
    assertThat(ConfirmTimer.deadline(100_000, Duration.ofMinutes(2))).isEqualTo(112_000);
  }

  private static ConfirmTimer timer() {
    Timers timers = new Timers();
    timers.add(armed(1));
    return timers.running().orElseThrow();
  }
}
