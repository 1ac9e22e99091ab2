package org.xnsh.shell;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/// How often somebody may do what everybody sees: some times at once, then once a while. Each
/// operator has one, whatever the number of their sessions.
final class Pace {

  private final int atOnce;
  private final long betweenNanos;
  private final LongSupplier clock;

  /// By operator, the moment from which on they have all their times again.
  private final Map<String, Long> rested = new HashMap<>();

  /// @param clock goes on evenly, in nanoseconds
  Pace(int atOnce, Duration between, LongSupplier clock) {
    this.atOnce = atOnce;
    this.betweenNanos = between.toNanos();
    this.clock = clock;
  }

  /// Takes one of an operator's times.
  ///
  /// @return how long they have to wait, where none is left
  synchronized Optional<Duration> take(String operator) {
    long now = clock.getAsLong();
    rested.values().removeIf(at -> at - now <= 0);
    long from = rested.getOrDefault(operator, now);
    long most = now + (atOnce - 1) * betweenNanos;
    if (from - most > 0) {
      return Optional.of(Duration.ofNanos(from - most));
    }
    rested.put(operator, from + betweenNanos);
    return Optional.empty();
  }
}
