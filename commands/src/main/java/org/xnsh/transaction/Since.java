package org.xnsh.transaction;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.xnsh.change.Change;
import org.xnsh.change.ChangeWords;
import org.xnsh.change.Difference;
import org.xnsh.change.Restoring;
import org.xnsh.network.Network;
import org.xnsh.transaction.log.Entry;
import org.xnsh.transaction.log.LogRecord;

/// What the log tells since a draft was begun: who changed what the draft changes too.
///
/// @param newer newest first
record Since(List<Entry> newer) {

  Since {
    newer = List.copyOf(newer);
  }

  /// @param begun the newest transaction then
  static Since of(Transactions writer, long begun) {
    return new Since(writer.entries().stream().takeWhile(e -> e.number() > begun).toList());
  }

  /// What conflicts, each with who did it.
  List<String> conflicts(List<Restoring> parts, Network names) {
    return parts.stream()
        .filter(p -> p.fate().isLeft())
        .map(p -> ChangeWords.name(p.key(), names) + " " + p.words() + ", by " + by(p).words())
        .toList();
  }

  /// Whoever changed one of its attributes last, else its object.
  private Hand by(Restoring part) {
    Predicate<Change> object = c -> c.keys().anyMatch(part.cause().orElse(part.key())::equals);
    Predicate<Change> attribute =
        c ->
            !(c instanceof Change.Altered a)
                || part.attributes().isEmpty()
                || a.attributes().stream().anyMatch(part.attributes()::contains);
    return newer.stream()
        .flatMap(e -> by(e, object.and(attribute)))
        .findFirst()
        .or(() -> newer.stream().flatMap(e -> by(e, object)).findFirst())
        .orElse(Hand.UNKNOWN);
  }

  private static Stream<Hand> by(Entry entry, Predicate<Change> like) {
    OptionalLong number = OptionalLong.of(entry.number());
    boolean isOutside = entry.operator().equals(LogRecord.Outside.OPERATOR);
    if (has(entry.outside(), like) || (isOutside && has(entry.changes(), like))) {
      return Stream.of(new Hand(number, LogRecord.Outside.OPERATOR, ""));
    }
    return has(entry.changes(), like)
        ? Stream.of(new Hand(number, entry.operator(), entry.command()))
        : Stream.empty();
  }

  private static boolean has(Difference changes, Predicate<Change> like) {
    return changes.changes().stream().anyMatch(like);
  }
}
