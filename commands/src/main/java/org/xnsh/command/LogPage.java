package org.xnsh.command;

import java.util.List;
import java.util.Optional;
import org.xnsh.transaction.Entry;

/// A page of the log: a long one is not shown whole.
///
/// @param note how to see what is older
record LogPage(List<Entry> entries, Optional<String> note) {

  private static final long USUAL = 100;

  /// @param all newest first, each read when it is looked at
  /// @param last how many, where the operator says so
  /// @param before only transactions before this one
  static LogPage of(List<Entry> all, Optional<String> last, Optional<String> before) {
    int from = before.map(b -> place(all, Long.parseLong(b))).orElse(0);
    long count = last.map(Long::parseLong).orElse(USUAL);
    int to = (int) Math.min(all.size(), from + Math.max(0, count));
    List<Entry> page = List.copyOf(all.subList(from, to));
    return new LogPage(
        page,
        last.isEmpty() && to < all.size()
            ? Optional.of(
                (all.size() - to)
                    + " older ones are not shown: log before "
                    + page.getLast().number())
            : Optional.empty());
  }

  /// The newest that is older than this one. Numbers count from 1, but one may be missing.
  private static int place(List<Entry> all, long number) {
    int place = Math.clamp(all.size() - number + 1, 0, all.size());
    while (place > 0 && all.get(place - 1).number() < number) {
      place--;
    }
    while (place < all.size() && all.get(place).number() >= number) {
      place++;
    }
    return place;
  }
}
