package org.xnsh.command;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/// A moment in the past as an operator types it: `10:30`, `2026-11-28 10:30`, `10m ago`.
record Moment(Optional<LocalDate> date, Optional<LocalTime> clock, Duration ago) {

  /// Words that the grammar has checked.
  static Moment of(Optional<String> date, Optional<String> clock, Optional<String> age) {
    return new Moment(
        date.map(LocalDate::parse),
        clock.map(LocalTime::parse),
        age.map(Moment::duration).orElse(Duration.ZERO));
  }

  private static Duration duration(String text) {
    char unit = text.charAt(text.length() - 1);
    long number = Long.parseLong(text.substring(0, text.length() - 1));
    return switch (unit) {
      case 'm' -> Duration.ofMinutes(number);
      case 'h' -> Duration.ofHours(number);
      case 'd' -> Duration.ofDays(number);
      default -> Duration.ofSeconds(number);
    };
  }

  /// Nothing where it lies ahead: which day was meant is not guessed.
  Optional<Instant> before(Instant now, ZoneId zone) {
    Instant at =
        clock
            .map(c -> date.orElseGet(() -> now.atZone(zone).toLocalDate()).atTime(c))
            .map(local -> local.atZone(zone).toInstant())
            .orElseGet(() -> now.minus(ago));
    return at.isAfter(now) ? Optional.empty() : Optional.of(at);
  }
}
