package org.xnsh.command;

import java.util.List;
import java.util.Optional;
import org.xnsh.grammar.Arguments;
import org.xnsh.transaction.log.Entry;

/// A page of the log: a long one is not shown whole.
///
/// @param older how many older ones are not shown, and not asked for
record LogPage(List<Entry> entries, int older) {

  private static final long USUAL = 100;

  /// @param all newest first, each read when it is looked at
  /// @param arguments of `[last <lines>] [before <transaction>]`
  static LogPage of(List<Entry> all, Arguments arguments) {
    return of(
        all,
        arguments.token("lines").map(t -> t.text()),
        arguments.token("transaction").map(t -> t.text()));
  }

  private static LogPage of(List<Entry> all, Optional<String> last, Optional<String> before) {
    int from = before.map(b -> place(all, Long.parseLong(b))).orElse(0);
    long count = last.map(Long::parseLong).orElse(USUAL);
    int to = (int) Math.min(all.size(), from + Math.max(0, count));
    return new LogPage(List.copyOf(all.subList(from, to)), last.isEmpty() ? all.size() - to : 0);
  }

  /// How to see what is older.
  ///
  /// @param command what leafs back, but for the number
  Optional<String> note(String command) {
    return older > 0
        ? Optional.of(older + " older ones are not shown: " + command + entries.getLast().number())
        : Optional.empty();
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
