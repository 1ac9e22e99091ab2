package org.xnsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.xnsh.transaction.log.ConfirmTimer;
import org.xnsh.transaction.log.ConfirmTimer.End;

/// What a session is told of confirm timers, and when.
class TimerNoticesTest {

  private static final Instant AT = Instant.parse("2026-11-28T12:00:00Z");

  private final TimerNotices notices = new TimerNotices();

  private static ConfirmTimer timer(long seconds) {
    return new ConfirmTimer(
        3,
        OptionalLong.empty(),
        "anna",
        "console",
        List.of(),
        AT,
        seconds * 100,
        AT.plusSeconds(seconds),
        Optional.empty());
  }

  private static ConfirmTimer ended(End end) {
    ConfirmTimer timer = timer(120);
    return new ConfirmTimer(
        3,
        OptionalLong.of(4),
        "anna",
        "console",
        List.of(),
        timer.armed(),
        timer.deadline(),
        timer.until(),
        Optional.of(end));
  }

  private List<String> at(long second, ConfirmTimer timer) {
    return notices.news(Optional.of(timer), second * 100, false);
  }

  @Test
  void itIsToldWhenItIsArmedAndAtEachMarkOnce() {
    assertThat(at(0, timer(120)))
        .singleElement()
        .asString()
        .startsWith("confirm timer of anna is armed: taken back in 02:00, at ");
    assertThat(at(59, timer(120))).isEmpty();
    assertThat(at(60, timer(120))).singleElement().asString().contains("back in 01:00");
    assertThat(at(61, timer(120))).isEmpty();
    assertThat(at(105, timer(120))).singleElement().asString().contains("back in 00:15");
    assertThat(at(106, timer(120))).isEmpty();
    assertThat(at(115, timer(120))).singleElement().asString().contains("back in 00:05");
    assertThat(at(119, timer(120))).isEmpty();
  }

  @Test
  void aMarkIsToldWithTheTimeThatItIsCalledBy() {
    at(0, timer(120));
    at(60, timer(120));
    assertThat(notices.news(Optional.of(timer(120)), 10_450, false)).isEmpty();
    assertThat(notices.news(Optional.of(timer(120)), 10_550, false))
        .singleElement()
        .asString()
        .contains("back in 00:15");
  }

  @Test
  void whoWasAwayIsToldTheNearestMarkOnly() {
    at(0, timer(120));
    assertThat(at(116, timer(120))).singleElement().asString().contains("back in 00:04");
    assertThat(at(118, timer(120))).isEmpty();
  }

  @Test
  void aShortTimerHasNoMarksThatItNeverPassed() {
    assertThat(at(0, timer(10))).hasSize(1);
    assertThat(at(3, timer(10))).isEmpty();
    assertThat(at(5, timer(10))).singleElement().asString().contains("back in 00:05");
  }

  @Test
  void moreTimeIsToldAndSoAreItsMarks() {
    at(0, timer(70));
    at(10, timer(70));
    assertThat(at(20, timer(130))).singleElement().asString().contains("another deadline");
    assertThat(at(70, timer(130))).singleElement().asString().contains("back in 01:00");
  }

  @Test
  void whatASessionDidItselfIsNotToldAgainButWhatItsGuardDidIs() {
    assertThat(notices.news(Optional.of(timer(120)), 0, true)).isEmpty();
    assertThat(at(1, timer(120))).isEmpty();
    assertThat(at(60, timer(120))).hasSize(1);
    End fired = new End.Fired(AT, List.of("3: x removed"), List.of("4: y was changed since"));
    assertThat(notices.news(Optional.of(ended(fired)), 12_000, true))
        .hasSize(3)
        .first()
        .asString()
        .contains("anna", "not confirmed, taken back");
  }

  @Test
  void whatWasLeftComesBeforeWhatCameBack() {
    at(0, timer(120));
    End fired = new End.Fired(AT, List.of("3: x removed"), List.of("4: y was changed since"));
    assertThat(at(120, ended(fired)).subList(1, 3))
        .containsExactly("left as it is: 4: y was changed since", "back: 3: x removed");
    assertThat(at(121, ended(fired))).isEmpty();
  }

  @Test
  void muchThatCameBackIsToldInALimitedNumberOfLines() {
    at(0, timer(120));
    End fired = new End.Fired(AT, Collections.nCopies(100, "3: x removed"), List.of());
    assertThat(at(120, ended(fired))).hasSize(9).last().asString().contains("log show 3");
  }

  @Test
  void anotherSessionsConfirmIsTold() {
    at(0, timer(120));
    assertThat(at(1, ended(new End.Confirmed(AT, "bert"))))
        .singleElement()
        .asString()
        .contains("confirmed by bert");
  }

  private Optional<String> late(long second, ConfirmTimer timer) {
    return notices.late(
        Optional.of(timer), second * 100, () -> Optional.of("process 42, which is stopped"));
  }

  @Test
  void aTimerThatIsDueAndHasNotFiredIsToldOnceWithWhomItsGuardWaitsFor() {
    at(0, timer(120));
    assertThat(late(122, timer(120))).as("a guard takes a moment").isEmpty();
    assertThat(late(123, timer(120)))
        .contains(
            "confirm timer of anna is due and has not fired: its guard waits for process 42, which"
                + " is stopped");
    assertThat(late(124, timer(120))).isEmpty();
    assertThat(at(125, timer(180))).as("another deadline").hasSize(1);
    assertThat(late(184, timer(180))).isPresent();
    End fired = new End.Fired(AT, List.of("3: x removed"), List.of());
    assertThat(late(200, ended(fired))).isEmpty();
  }

  @Test
  void whatWasOverBeforeTheSessionBeganIsHistory() {
    ConfirmTimer over = ended(new End.Fired(AT, List.of("3: x removed"), List.of()));
    notices.begin(Optional.of(over));
    assertThat(at(500, over)).isEmpty();
  }

  @Test
  void aTimerThatRunsWhenTheSessionBeginsIsTold() {
    notices.begin(Optional.of(timer(120)));
    assertThat(at(30, timer(120))).singleElement().asString().contains("back in 01:30");
  }
}
