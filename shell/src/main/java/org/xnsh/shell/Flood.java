package org.xnsh.shell;

import java.time.Duration;
import java.util.Optional;

/// Bounds what strangers can write into a log: so many lines a minute as they are, of the rest the
/// number and the last one.
final class Flood {

  static final int AS_THEY_ARE = 20;
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private long since;
  private int count;
  private String last = "";

  /// @param now nanoseconds on any clock
  Flood(long now) {
    this.since = now;
  }

  /// Whether a line is written as it is. [#ended] is asked before.
  boolean admits(String line) {
    count++;
    last = line;
    return count <= AS_THEY_ARE;
  }

  /// What is left to say about a minute that is over.
  Optional<String> ended(long now) {
    return now - since < MINUTE ? Optional.empty() : rest(now);
  }

  /// What is left to say, over or not.
  Optional<String> rest(long now) {
    int more = count - AS_THEY_ARE;
    String about = last;
    since = now;
    count = 0;
    last = "";
    return more <= 0
        ? Optional.empty()
        : Optional.of("refused " + more + " more times within a minute, at last: " + about);
  }
}
