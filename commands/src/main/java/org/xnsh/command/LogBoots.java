package org.xnsh.command;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xnsh.command.Command.Role;
import org.xnsh.command.View.Cell;
import org.xnsh.command.View.Column;
import org.xnsh.command.View.Tone;
import org.xnsh.grammar.Arguments;
import org.xnsh.transaction.log.EarlierLog;
import org.xnsh.transaction.log.EarlierLog.Opened;
import org.xnsh.transaction.log.EarlierLog.Summary;
import org.xnsh.transaction.log.Entry;

/// `log boots` and `log boot`: what earlier boots left. It is history: the network that it tells of
/// ended with its boot, and nothing here undoes any of it.
final class LogBoots {

  private static final String HISTORY =
      "history: the network that it tells of ended with its boot, and undo takes none of it back";

  private LogBoots() {}

  static List<Command> all() {
    return List.of(
        new Command(
            "log boots",
            "lists the logs that earlier boots left",
            """
            Lists the logs that earlier boots of this machine left beside this one, the last first: \
            which boot and which network namespace (the one of this number now is another), from \
            when to when, how many transactions. log boot 1 shows the first of them. They stay until \
            you remove their folders.\
            """,
            Role.VIEWER,
            (_, context) -> list(context)),
        new Command(
            "log boot <boot> [last <lines>] [before <transaction>]",
            "lists the transactions of an earlier boot",
            "Lists what an earlier boot left, as log does. " + HISTORY + ".",
            Role.VIEWER,
            (arguments, context) ->
                of(arguments, context, opened -> transactions(opened, arguments))),
        new Command(
            "log boot <boot> show <transaction>",
            "shows one transaction of an earlier boot",
            "Shows who did it, when, with which words, and what it changed. " + HISTORY + ".",
            Role.VIEWER,
            (arguments, context) -> of(arguments, context, opened -> one(opened, arguments))));
  }

  /// What to say where a transaction is looked for that this boot's log does not have.
  static Optional<String> hint(Context context) {
    return context.transactions().earlier().isEmpty()
        ? Optional.empty()
        : Optional.of("earlier boots left logs, which undo cannot take back: log boots");
  }

  private static Result list(Context context) {
    List<List<Cell>> rows = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    List<EarlierLog> all = context.transactions().earlier();
    for (int i = 0; i < all.size(); i++) {
      EarlierLog log = all.get(i);
      Optional<Summary> summary = summary(log, faults);
      rows.add(
          List.of(
              Cell.number(i + 1L),
              Cell.of(log.scope().boot(), Tone.NAME),
              Cell.of(Long.toUnsignedString(log.scope().cookie())),
              Cell.of(summary.map(s -> LogViews.time(s.from())).orElse(""), Tone.FAINT),
              Cell.of(summary.map(s -> LogViews.time(s.to())).orElse(""), Tone.FAINT),
              Cell.number(summary.map(Summary::transactions).orElse(0))));
    }
    return new Result(
        rows.isEmpty()
            ? View.prose(List.of("no earlier boot left a log here"))
            : new View.Table(
                List.of(
                    Column.number("No"),
                    Column.of("Boot"),
                    Column.of("Namespace"),
                    Column.of("From"),
                    Column.of("To"),
                    Column.number("Transactions")),
                rows),
        faults,
        faults.isEmpty() ? ExitCode.DONE : ExitCode.CONFLICT);
  }

  /// One that cannot be read hides no other.
  private static Optional<Summary> summary(EarlierLog log, List<String> faults) {
    try {
      return log.summary();
    } catch (UncheckedIOException e) {
      String why = Optional.ofNullable(e.getCause()).map(Throwable::getMessage).orElse("");
      faults.add(e.getMessage() + ": " + log.path() + (why.isEmpty() ? "" : ": " + why));
      return Optional.empty();
    }
  }

  private interface Reading {
    Result of(Opened opened);
  }

  private static Result of(Arguments arguments, Context context, Reading reading) {
    String boot = arguments.text("boot");
    List<EarlierLog> all = context.transactions().earlier();
    List<EarlierLog> meant = meant(all, boot);
    if (meant.size() == 1) {
      return meant.getFirst().read(reading::of);
    }
    return meant.isEmpty()
        ? Result.error(
            ExitCode.NOT_FOUND,
            "there is no earlier boot " + boot,
            all.isEmpty() ? "no earlier boot left a log here" : "log boots lists them")
        : Result.error(
            ExitCode.USAGE,
            meant.size() + " logs are of boots that begin with " + boot,
            "name one by its number: log boots");
  }

  /// By its number, or by how its id begins.
  private static List<EarlierLog> meant(List<EarlierLog> all, String boot) {
    if (boot.matches("[0-9]{1,3}")) {
      int number = Integer.parseInt(boot);
      return number >= 1 && number <= all.size() ? List.of(all.get(number - 1)) : List.of();
    }
    return all.stream().filter(l -> l.scope().boot().startsWith(boot)).toList();
  }

  private static Result transactions(Opened opened, Arguments arguments) {
    LogPage page = LogPage.of(opened.entries(), arguments);
    List<String> notes = new ArrayList<>(opened.faults());
    page.note("log boot " + arguments.text("boot") + " before ").ifPresent(notes::add);
    return new Result(
        new LogViews(opened::names, 0).table(page.entries(), Optional.empty()),
        notes,
        opened.faults().isEmpty() ? ExitCode.DONE : ExitCode.CONFLICT);
  }

  private static Result one(Opened opened, Arguments arguments) {
    String number = arguments.text("transaction");
    Optional<Entry> entry = opened.entry(Long.parseLong(number));
    return entry
        .map(e ->
            LogCommands.shown(
                e, new LogViews(opened::names, 0).whole(e, opened.timerOf(e.number()))))
        .orElseGet(
            () -> Result.error(ExitCode.NOT_FOUND, "that boot's log has no transaction " + number));
  }
}
