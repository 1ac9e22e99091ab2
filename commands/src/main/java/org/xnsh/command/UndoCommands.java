package org.xnsh.command;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xnsh.change.Footprint;
import org.xnsh.command.Command.Role;
import org.xnsh.grammar.Arguments;
import org.xnsh.transaction.Outcome;
import org.xnsh.transaction.Undoing;

/// `undo`, `redo` and `rollback`: taking changes back.
final class UndoCommands {

  private static final String HOW =
      """
      Attribute by attribute: what is as the transaction left it comes back, what is as before \
      is so already, and what somebody changed since is a conflict: it is named with the \
      transaction or the other hand that changed it, and nothing is done (exit code 5). What is \
      gone (a destroyed guest's vif, a link) hinders nothing: the rest comes back, and it is named \
      (66). dry-run tells all of this and touches nothing. force takes back what nobody changed \
      since and leaves the rest, by name (66).\
      """;

  private UndoCommands() {}

  static List<Command> all() {
    return List.of(
        new Command(
            "undo [<transaction:standing>]... {[exact] [force] [dry-run]}...",
            "takes back the newest transaction of yours, or those that are named",
            """
            Takes back the newest transaction of yours that still stands; repeated, it walks further \
            back. With numbers it takes back those, also below later ones, as one transaction. \
            """
                + HOW
                + """

                What cannot be taken back (a bridge keeps an address once set) is named; exact makes \
                the bridge anew to be rid of it.\
                """,
            Role.OPERATOR,
            UndoCommands::undo),
        new Command(
            "undo last <count:number(1-1000)> {[exact] [force] [dry-run]}...",
            "takes back that many transactions of yours, as one",
            "Takes back the newest transactions of yours that stand, as one. " + HOW,
            Role.OPERATOR,
            UndoCommands::undo),
        new Command(
            "redo [dry-run]",
            "does again what was undone last",
            """
            Does again what was undone or rolled back last, step by step forward until an edit came \
            between. dry-run tells what would come of it and touches nothing.\
            """,
            Role.OPERATOR,
            UndoCommands::redo),
        new Command(
            "rollback to {<transaction>|<clock>|<date> <clock>|<age> ago} {[force]"
                + " [dry-run]}...",
            "takes back everything after a transaction or a moment",
            """
            rollback to 12, rollback to 10:30, rollback to 2026-11-28 10:30, rollback to 10m ago: \
            takes back all transactions after that, whoever made them, as one; 0 is before the \
            first. What other hands did meanwhile stays. undo takes the rollback back. \
            """
                + HOW,
            Role.ADMIN,
            UndoCommands::rollback));
  }

  private static Result undo(Arguments arguments, Context context) {
    List<Long> numbers = new ArrayList<>();
    for (String number : arguments.texts("transaction")) {
      numbers.add(Long.parseLong(number));
    }
    Optional<String> hindrance = hindrance(numbers, arguments, context);
    if (hindrance.isPresent()) {
      return Result.error(ExitCode.REFUSED, hindrance.get());
    }
    Undoing what =
        numbers.isEmpty()
            ? Undoing.newest(
                arguments.token("count").map(t -> Integer.parseInt(t.text())).orElse(1))
            : numbered(numbers.stream().distinct().toList(), context);
    return run(what.exactly(arguments.has("exact")), arguments, context);
  }

  private static Undoing numbered(List<Long> numbers, Context context) {
    return Rights.hindrance(Role.ADMIN, context).isPresent()
        ? Undoing.ownNumbered(numbers)
        : Undoing.numbered(numbers);
  }

  /// Own transactions are every operator's to take back; others', and by force, an admin's.
  private static Optional<String> hindrance(
      List<Long> numbers, Arguments arguments, Context context) {
    boolean others =
        numbers.stream()
            .flatMap(n -> context.transactions().entry(n).stream())
            .anyMatch(e -> !e.operator().equals(context.operator()));
    return others || arguments.has("force")
        ? Rights.hindrance(Role.ADMIN, context)
        : Optional.empty();
  }

  private static Result redo(Arguments arguments, Context context) {
    return arguments.has("dry-run")
        ? run(Undoing.of(new Undoing.Redone()), arguments, context)
        : told(
            context.transactions().redo(context.request(arguments.line(), Footprint.NOTHING)),
            context);
  }

  private static Result rollback(Arguments arguments, Context context) {
    Optional<Long> number = arguments.token("transaction").map(t -> Long.parseLong(t.text()));
    if (number.isPresent()) {
      return run(Undoing.of(new Undoing.Since(number.get())), arguments, context);
    }
    Moment moment =
        Moment.of(
            arguments.token("date").map(t -> t.text()),
            arguments.token("clock").map(t -> t.text()),
            arguments.token("age").map(t -> t.text()));
    Optional<Instant> at = moment.before(Instant.now(), ZoneId.systemDefault());
    return at.map(i -> run(Undoing.of(new Undoing.SinceTime(i)), arguments, context))
        .orElseGet(() ->
            Result.error(
                ExitCode.USAGE,
                "that time lies ahead; with a date before it, it is another day's"));
  }

  private static Result run(Undoing what, Arguments arguments, Context context) {
    Outcome outcome =
        context
            .transactions()
            .undo(
                context.request(arguments.line(), Footprint.NOTHING),
                what.forced(arguments.has("force") || context.forced())
                    .dry(arguments.has("dry-run")));
    return outcome instanceof Outcome.Unchanged
        ? Result.of(View.prose(List.of("nothing was changed since: nothing to take back")))
        : told(outcome, context);
  }

  /// A number that this boot's log does not have may be of an earlier one's.
  private static Result told(Outcome outcome, Context context) {
    Result result = UndoViews.told(outcome, context.picture());
    if (result.exit() != ExitCode.NOT_FOUND) {
      return result;
    }
    List<String> lines = new ArrayList<>(result.errors());
    LogBoots.hint(context).ifPresent(lines::add);
    return new Result(result.view(), lines, result.exit());
  }
}
