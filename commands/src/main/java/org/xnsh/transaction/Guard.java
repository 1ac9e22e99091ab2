package org.xnsh.transaction;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.xnsh.transaction.log.ConfirmTimer;

/// Watches one confirm timer until it is over, and takes its group back when it is due. It goes by
/// the log alone: whoever confirms or extends writes there, and whoever has the lock first wins.
public final class Guard {

  /// How soon it notices that a timer was confirmed or moved nearer.
  private static final Duration GLANCE = Duration.ofMillis(200);

  /// After a failure (a full disk, a lock that is held too long) it tries again, for ever.
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final NamespaceWriter writer;
  private final long first;
  private final Consumer<String> notice;
  private final Set<String> told = new HashSet<>();

  /// @param first names the timer
  /// @param notice told what happens
  public Guard(NamespaceWriter writer, long first, Consumer<String> notice) {
    this.writer = writer;
    this.first = first;
    this.notice = notice;
  }

  /// Does in memory all that it will have to do: what is missing is missed now, while the kernel is
  /// untouched, and not at the deadline. A program whose file was replaced meanwhile could not load
  /// a class then.
  ///
  /// @throws IOException where it could not guard the timer
  public void rehearse() throws IOException {
    ConfirmTimer timer =
        writer
            .timer()
            .filter(t -> t.first() == first)
            .orElseThrow(() -> new IOException("the log tells of no such timer"));
    writer.rehearse(timer);
  }

  /// Returns when the timer is over.
  public void watch() {
    Optional<Duration> pause = look();
    while (pause.isPresent()) {
      LockSupport.parkNanos(pause.get().toNanos());
      pause = look();
    }
  }

  /// Looks once and does what is due. A guard that dies of what it cannot do guards nothing.
  ///
  /// @return how long to wait for the next look; nothing when the timer is over
  Optional<Duration> look() {
    try {
      Optional<ConfirmTimer> timer = writer.timer().filter(t -> t.first() == first);
      if (timer.isEmpty()) {
        return Optional.empty();
      }
      Duration left = timer.get().remaining(writer.host().bootClock());
      if (!left.isZero()) {
        // half an edit may be what cuts its operator off: nobody else may come before the deadline
        writer.recover(this::once);
        return Optional.of(left.compareTo(GLANCE) < 0 ? left : GLANCE);
      }
      return writer.fire(first, notice) ? Optional.empty() : Optional.of(Duration.ZERO);
    } catch (EditRefused | RuntimeException e) {
      notice.accept(String.valueOf(e.getMessage()));
      return Optional.of(RETRY);
    }
  }

  /// What fails at each glance would fill what the guard writes to.
  private void once(String line) {
    if (told.add(line)) {
      notice.accept(line);
    }
  }
}
