package org.xnsh.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MomentTest {

  private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
  private static final ZoneId ZONE = ZoneOffset.ofHours(1);

  private static Optional<String> at(String date, String clock, String age) {
    return Moment.of(some(date), some(clock), some(age)).before(NOW, ZONE).map(Instant::toString);
  }

  private static Optional<String> some(String text) {
    return Optional.of(text).filter(t -> !t.isEmpty());
  }

  @Test
  void aClockIsTodaysInTheZoneOfTheOperator() {
    assertThat(at("", "10:30", "")).hasValue("2026-11-28T09:30:00Z");
    assertThat(at("2026-11-27", "10:30:15", "")).hasValue("2026-11-27T09:30:15Z");
  }

  @Test
  void anAgeHasAUnit() {
    assertThat(at("", "", "90s")).hasValue("2026-11-28T09:58:30Z");
    assertThat(at("", "", "10m")).hasValue("2026-11-28T09:50:00Z");
    assertThat(at("", "", "2h")).hasValue("2026-11-28T08:00:00Z");
    assertThat(at("", "", "3d")).hasValue("2026-11-25T10:00:00Z");
  }

  @Test
  void whatLiesAheadIsNotTakenForYesterday() {
    assertThat(at("", "11:30", "")).isEmpty();
    assertThat(at("2026-11-29", "00:00", "")).isEmpty();
  }
}
