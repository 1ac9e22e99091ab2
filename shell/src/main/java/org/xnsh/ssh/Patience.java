package org.xnsh.ssh;

import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Ends prompts that nobody types at, and says so before. The library's own time-out cannot: its
/// heartbeats count as life.
final class Patience implements AutoCloseable {

  private static final Duration NOTICE = Duration.ofMinutes(1);

  private final Duration limit;
  private final Duration notice;
  private final Collection<Visit> visits;
  private final Set<Visit> warned = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("patience").factory());

  /// @param limit how long a prompt may be idle
  Patience(Duration limit, Collection<Visit> visits) {
    this.limit = limit;
    this.notice = limit.compareTo(NOTICE.multipliedBy(2)) < 0 ? limit.dividedBy(2) : NOTICE;
    this.visits = visits;
    long period = Math.max(100, Math.min(5000, notice.toMillis() / 4));
    var _ = clock.scheduleWithFixedDelay(this::look, period, period, TimeUnit.MILLISECONDS);
  }

  private void look() {
    warned.retainAll(visits);
    for (Visit visit : visits) {
      Duration idle = visit.idle().orElse(Duration.ZERO);
      if (idle.compareTo(limit) >= 0) {
        visit.end("nothing was typed for " + words(limit) + ": this session ends");
      } else if (idle.compareTo(limit.minus(notice)) < 0) {
        warned.remove(visit);
      } else if (warned.add(visit)) {
        visit.tell("this session ends in " + words(limit.minus(idle)) + " unless a key is pressed");
      }
    }
  }

  private static String words(Duration time) {
    long seconds = Math.max(1, time.plusMillis(500).toSeconds());
    return seconds < 120 ? seconds + " s" : seconds / 60 + " min";
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
