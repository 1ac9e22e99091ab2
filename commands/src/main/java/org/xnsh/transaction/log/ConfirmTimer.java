package org.xnsh.transaction.log;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.xnsh.path.Connection;

/// A timer over a group of transactions: unless somebody confirms them before its deadline, all of
/// them are taken back.
///
/// The deadline is a time since boot, sleep included (CLOCK_BOOTTIME): setting the wall clock moves
/// nothing, and a machine that sleeps through it finds it passed.
///
/// @param first the transaction that armed it: the first of its group
/// @param last the last one of its group, once it has ended; while it runs every new one joins
/// @param operator who armed it
/// @param origin where from
/// @param connections what their session came by, where it came over this network
/// @param deadline in hundredths of a second since boot
/// @param until the same on the wall clock of the moment in which it was set, for show only
/// @param end how it ended; nothing while it runs
public record ConfirmTimer(
    long first,
    OptionalLong last,
    String operator,
    String origin,
    List<Connection> connections,
    Instant armed,
    long deadline,
    Instant until,
    Optional<End> end) {

  private static final long HUNDREDTHS = 100;

  /// How a timer ended.
  public sealed interface End {
    Instant at();

    /// Somebody wants to keep it all.
    record Confirmed(Instant at, String operator) implements End {}

    /// What armed it was not made, so there is nothing to confirm.
    record Disarmed(Instant at, String why) implements End {}

    /// Nobody confirmed in time.
    ///
    /// @param restored what came back, one sentence each
    /// @param left what could not be brought back, one sentence each
    record Fired(Instant at, List<String> restored, List<String> left) implements End {
      public Fired {
        restored = List.copyOf(restored);
        left = List.copyOf(left);
      }
    }
  }

  public boolean isRunning() {
    return end.isEmpty();
  }

  /// Whether a transaction belongs to its group.
  public boolean covers(long number) {
    return number >= first && (last.isEmpty() || number <= last.getAsLong());
  }

  /// @param now a host's time since boot, in hundredths of a second
  public boolean isDue(long now) {
    return now >= deadline;
  }

  /// What is left of it; nothing once it is due.
  public Duration remaining(long now) {
    return Duration.ofMillis(Math.max(0, deadline - now) * 1000 / HUNDREDTHS);
  }

  /// `01:42`, or `1:01:42`; a second that has begun counts.
  public String countdown(long now) {
    long seconds = Math.max(0, deadline - now + HUNDREDTHS - 1) / HUNDREDTHS;
    String minutes = String.format(Locale.ROOT, "%02d:%02d", seconds / 60 % 60, seconds % 60);
    return seconds >= 3600 ? seconds / 3600 + ":" + minutes : minutes;
  }

  /// @param now a host's time since boot, in hundredths of a second
  public static long deadline(long now, Duration ahead) {
    return now + ahead.toMillis() * HUNDREDTHS / 1000;
  }

  ConfirmTimer movedTo(long later, Instant wall) {
    return new ConfirmTimer(first, last, operator, origin, connections, armed, later, wall, end);
  }

  ConfirmTimer ended(End how, long newest) {
    return new ConfirmTimer(
        first,
        OptionalLong.of(newest),
        operator,
        origin,
        connections,
        armed,
        deadline,
        until,
        Optional.of(how));
  }
}
