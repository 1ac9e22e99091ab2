package org.xnsh.shell;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.LongSupplier;
import org.xnsh.command.Sessions.Left;
import org.xnsh.transaction.Kept;

/// What was staged in sessions that died, for an hour, in memory: not more than so much of an
/// operator's and of all, of which the oldest goes first.
final class LeftDrafts {

  static final Duration KEPT = Duration.ofHours(1);
  static final int MOST_OF_AN_OPERATOR = 10;
  static final int MOST = 100;
  static final int LONGEST = 1 << 18;

  private final SequencedMap<Long, Draft> drafts = new LinkedHashMap<>();
  private final LongSupplier clock;

  private record Draft(String operator, long at, Kept kept) {}

  LeftDrafts(LongSupplier clock) {
    this.clock = clock;
  }

  /// @param number of the session that left it
  synchronized void keep(long number, String operator, Kept kept) {
    if (kept.length() > LONGEST) {
      return;
    }
    purge();
    while (drafts.size() >= MOST) {
      drafts.pollFirstEntry();
    }
    List<Long> own =
        drafts.entrySet().stream()
            .filter(e -> e.getValue().operator().equals(operator))
            .map(e -> e.getKey())
            .toList();
    if (own.size() >= MOST_OF_AN_OPERATOR) {
      drafts.remove(own.getFirst());
    }
    drafts.put(number, new Draft(operator, clock.getAsLong(), kept));
  }

  /// By number of the session.
  synchronized List<Left> all() {
    purge();
    long now = clock.getAsLong();
    return drafts.entrySet().stream()
        .map(e ->
            new Left(
                e.getKey(),
                e.getValue().operator(),
                e.getValue().kept().commands().size(),
                KEPT.minusNanos(now - e.getValue().at())))
        .sorted((a, b) -> Long.compare(a.number(), b.number()))
        .toList();
  }

  /// Once, and by the same operator only: an admin, too, would make edits that they did not type.
  synchronized Optional<Kept> take(long number, String operator) {
    purge();
    Optional<Draft> found =
        Optional.ofNullable(drafts.get(number)).filter(d -> d.operator().equals(operator));
    found.ifPresent(_ -> drafts.remove(number));
    return found.map(Draft::kept);
  }

  private void purge() {
    long now = clock.getAsLong();
    drafts.values().removeIf(d -> now - d.at() >= KEPT.toNanos());
  }
}
