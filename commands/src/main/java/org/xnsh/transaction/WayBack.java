package org.xnsh.transaction;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.xnsh.change.Change;
import org.xnsh.change.ChangeWords;
import org.xnsh.change.Difference;
import org.xnsh.change.Fate;
import org.xnsh.change.Footprint;
import org.xnsh.change.Goal;
import org.xnsh.change.PlanOptions;
import org.xnsh.change.Restoring;
import org.xnsh.change.Undo;
import org.xnsh.host.Host;
import org.xnsh.network.Attribute;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.path.Access;
import org.xnsh.transaction.EditRefused.Reason;
import org.xnsh.transaction.EndResults.Told;
import org.xnsh.transaction.log.LogIndex;
import org.xnsh.transaction.log.LogRecord.Intent;
import org.xnsh.transaction.log.LogRecord.Result;
import org.xnsh.transaction.log.TransactionLog;

/// The way back from transactions: newest first, each laid against what the ones before it will
/// have led to, and folded into one difference.
final class WayBack {

  private final Host host;
  private final TransactionLog log;

  WayBack(Host host, TransactionLog log) {
    this.host = host;
    this.log = log;
  }

  /// What a way back comes to.
  ///
  /// @param results what becomes of each object
  /// @param remarks what is to be said of it besides
  private record Folded(Difference back, List<ObjectResult> results, List<String> remarks) {

    List<ObjectResult> conflicts() {
      return results.stream().filter(r -> r.fate().isConflict()).toList();
    }

    List<String> left() {
      return results.stream().filter(r -> r.fate().isLeft()).map(ObjectResult::line).toList();
    }
  }

  /// What to go for, or why there is no way back.
  ///
  /// @param redoOf where it does something again
  /// @param barred objects that the kernel refused to bring back when it was tried, with its words
  Wish wish(Choice choice, Undoing what, OptionalLong redoOf, Map<ObjectKey, String> barred)
      throws EditRefused, IOException {
    List<Difference> recorded = new ArrayList<>();
    for (LogIndex.Row row : choice.rows()) {
      recorded.add(log.result(row).map(Result::changes).orElse(Difference.NONE));
    }
    Network fresh = host.refresh(Footprint.of(recorded.stream().map(Areas::of)));
    Folded folded = folded(choice, recorded, fresh, what, barred);
    List<ObjectResult> conflicts = folded.conflicts();
    if (!conflicts.isEmpty() && !what.force()) {
      throw refused(choice, what, conflicts);
    }
    List<Long> numbers = choice.rows().stream().map(LogIndex.Row::number).toList();
    Rebuilding rebuilding =
        what.exact()
            ? Rebuilding.of(
                new Difference(recorded.stream().flatMap(d -> d.changes().stream()).toList()),
                fresh)
            : Rebuilding.NONE;
    for (LogIndex.Row row : choice.rows()) {
      if (rebuilding.isEmpty() && !row.stands() && !what.isRollback()) {
        throw Choice.alreadyUndone(row);
      }
    }
    return new Wish(
        folded.back(),
        PlanOptions.CONFIGURED,
        rebuilding,
        numbers,
        redoOf,
        what.isRollback() ? OptionalLong.of(choice.since()) : OptionalLong.empty(),
        remarks(folded, what, numbers, fresh),
        folded.results(),
        folded.left());
  }

  private static List<String> remarks(
      Folded folded, Undoing what, List<Long> numbers, Network fresh) {
    List<String> remarks = new ArrayList<>(folded.remarks());
    if (!what.exact()) {
      remarks.addAll(Residue.of(folded.back(), numbers, fresh));
    }
    return remarks;
  }

  /// What it would come to. A refusal is told together with all the rest.
  Outcome preview(Choice choice, Undoing what, Access access) throws EditRefused, IOException {
    Wish wish = wish(choice, what.forced(true), OptionalLong.empty(), Map.of());
    Network now = host.refresh(Areas.givenToNew(wish.difference()));
    List<ObjectResult> conflicts =
        wish.results().stream().filter(r -> r.fate().isConflict()).toList();
    return new Outcome.Previewed(
        wish.results(),
        wish.remarks(),
        Check.of(now, wish, foreseen -> OwnPath.look(host, foreseen, access)),
        conflicts.isEmpty() || what.force()
            ? Optional.empty()
            : Optional.of(refused(choice, what, conflicts)));
  }

  private Folded folded(
      Choice choice,
      List<Difference> recorded,
      Network fresh,
      Undoing what,
      Map<ObjectKey, String> barred)
      throws IOException {
    Hands hands = new Hands(log);
    List<Change> back = new ArrayList<>();
    List<Told> told = new ArrayList<>();
    Network now = fresh;
    for (int i = 0; i < recorded.size(); i++) {
      LogIndex.Row row = choice.rows().get(i);
      Optional<Intent> intent = row.isOutside() ? Optional.empty() : Optional.of(log.intent(row));
      Difference image = intent.map(Intent::image).orElse(Difference.NONE);
      Undo undo = undo(row, image, recorded.get(i), now, hands, what.insisted()).without(barred);
      Network names = ChangeWords.named(recorded.get(i), now);
      Network then = ChangeWords.named(image, ChangeWords.named(recorded.get(i), Network.EMPTY));
      for (Restoring part : undo.parts()) {
        // what bears its number now is another one
        Network named = part.fate() == Fate.GONE ? then : names;
        for (Restoring one : byHand(row.number(), part, hands)) {
          told.add(new Told(row.number(), one, named));
        }
      }
      back.addAll(undo.back().changes());
      if (intent.isPresent()) {
        Unfinished done = Unfinished.of(intent.get(), now);
        back.addAll(Lingering.of(done, undo.back(), now).changes());
      }
      now = new Goal(undo.back()).over(now);
    }
    Barred.Sorted sorted = Barred.sorted(new Difference(back), fresh, hands);
    Network names = ChangeWords.named(sorted.passed(), fresh);
    for (Restoring part : sorted.barred()) {
      told.removeIf(t -> t.part().key().equals(part.key()));
      told.add(new Told(choice.rows().getLast().number(), part, names));
    }
    List<ObjectResult> results = new ArrayList<>();
    for (Told end : EndResults.of(told, fresh, new Goal(sorted.passed()).over(fresh))) {
      results.add(result(end.number(), end.part(), end.names(), hands));
    }
    for (LogIndex.Row row : choice.halfDone()) {
      results.add(halfDone(row));
    }
    List<Change> passed = new ArrayList<>(sorted.passed().changes());
    passed.addAll(
        new Legs(log, hands).joined(passed, choice, new Goal(sorted.passed()).over(fresh)));
    return new Folded(new Difference(passed), merged(results), sorted.remarks());
  }

  private ObjectResult halfDone(LogIndex.Row row) throws IOException {
    List<String> left = log.result(row).map(Result::left).orElse(List.of());
    return new ObjectResult(
        row.number(),
        "transaction " + row.number(),
        Fate.UNKNOWN,
        List.of(),
        left.isEmpty()
            ? "came to an end that this xnsh does not know"
            : "was left half done: " + String.join("; ", left),
        Optional.empty());
  }

  /// Attributes that were changed since, apart for each that changed them.
  private static List<Restoring> byHand(long number, Restoring part, Hands hands)
      throws IOException {
    if (part.fate() != Fate.CHANGED_SINCE || part.attributes().size() < 2) {
      return List.of(part);
    }
    Map<Optional<Hand>, List<Attribute<?>>> apart = new LinkedHashMap<>();
    for (Attribute<?> attribute : part.attributes()) {
      Optional<Hand> by = hands.of(part.key(), attribute, number);
      apart.computeIfAbsent(by, _ -> new ArrayList<>()).add(attribute);
    }
    return apart.values().stream().map(part::only).toList();
  }

  private static Undo undo(
      LogIndex.Row row,
      Difference image,
      Difference recorded,
      Network now,
      Hands hands,
      Set<ObjectKey> insisted)
      throws IOException {
    try {
      return Undo.of(
          recorded, now, new Identities(row.number(), image, recorded, now, hands, insisted));
    } catch (UncheckedIOException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static ObjectResult result(long number, Restoring part, Network names, Hands hands)
      throws IOException {
    return new ObjectResult(
        number,
        ChangeWords.name(part.key(), names),
        part.fate(),
        part.attributes().stream().map(Attribute::name).toList(),
        part.words(),
        by(number, part, hands));
  }

  private static Optional<Hand> by(long number, Restoring part, Hands hands) throws IOException {
    if (part.fate() == Fate.GONE && part.cause().isEmpty()) {
      return hands.of(part.key(), number).filter(h -> !h.isOutside());
    }
    if (part.fate() != Fate.CHANGED_SINCE && part.cause().isEmpty()) {
      return Optional.empty();
    }
    ObjectKey key = part.cause().orElse(part.key());
    Optional<Hand> found = Optional.empty();
    for (Attribute<?> attribute : part.attributes()) {
      if (found.isEmpty() && attribute.of() == key.kind()) {
        found = hands.of(key, attribute, number);
      }
    }
    if (found.isEmpty()) {
      found = hands.of(key, number);
    }
    return Optional.of(found.orElse(Hand.UNKNOWN));
  }

  /// Of what several transactions say of one object, the worst counts for those that say the same.
  /// One that came and went in between bears the name of one that is there.
  private static List<ObjectResult> merged(List<ObjectResult> results) {
    Set<String> seen = new LinkedHashSet<>();
    Set<String> restored =
        results.stream()
            .filter(r -> r.fate() == Fate.RESTORED)
            .map(ObjectResult::object)
            .collect(Collectors.toSet());
    return results.stream()
        .filter(r ->
            r.fate() != Fate.ALREADY_SO
                || !r.attributes().isEmpty()
                || !restored.contains(r.object()))
        .filter(r -> seen.add(r.object() + '\0' + r.fate() + '\0' + r.attributes() + r.words()))
        .toList();
  }

  private static EditRefused refused(Choice choice, Undoing what, List<ObjectResult> conflicts) {
    List<String> lines = conflicts.stream().map(ObjectResult::line).toList();
    String cause = String.join("; ", lines);
    Set<Long> first = new TreeSet<>();
    for (ObjectResult conflict : conflicts) {
      conflict.by().ifPresent(h -> h.number().ifPresent(first::add));
    }
    String subject =
        what.isRollback()
            ? "a rollback to " + choice.since() + " is not possible"
            : "transaction"
                + (choice.rows().size() == 1 ? " " : "s ")
                + String.join(
                    ", ", choice.rows().stream().map(r -> Long.toString(r.number())).toList())
                + " cannot be undone";
    return new EditRefused(Reason.CONFLICT, subject + ": " + cause, hint(first));
  }

  private static String hint(Set<Long> first) {
    String others =
        first.isEmpty()
            ? ""
            : "undo "
                + String.join(" and ", first.stream().map(n -> Long.toString(n)).toList())
                + " first, or ";
    return others + "add force, which leaves what was changed since as it is";
  }
}
