package org.xnsh.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xnsh.command.Command.Role;
import org.xnsh.grammar.Arguments;
import org.xnsh.transaction.Staging;
import org.xnsh.transaction.log.Entry;

/// `log`: what was done, by whom, and what became of it.
final class LogCommands {

  private LogCommands() {}

  static List<Command> all() {
    List<Command> all = new ArrayList<>();
    all.add(
        new Command(
            "log [last <lines>] [before <transaction>]",
            "lists the transactions, newest first",
            """
            Lists the transactions of this namespace, newest first, the last 100 unless another \
            number is asked for; `before` leafs back. Mark U: it can be undone; R: it was undone \
            and can be redone; ?: not confirmed yet; F: it was forced; O: other hands made it (ip, a DHCP client, a \
            starting guest), noticed before the next transaction. Where the log was damaged \
            lately, or is none, it says so and exits with 5; log verify reads all of it. log boots \
            lists what earlier boots left.\
            """,
            Role.VIEWER,
            LogCommands::list));
    all.add(
        new Command(
            "log show <transaction>",
            "shows one transaction with all its changes",
            "Shows who did it, when, with which words, and what it changed, side effects included.",
            Role.VIEWER,
            LogCommands::show));
    all.add(LogVerify.command());
    all.addAll(LogBoots.all());
    return all;
  }

  private static Result list(Arguments arguments, Context context) {
    Staging transactions = context.transactions();
    LogPage page = LogPage.of(transactions.entries(), arguments);
    List<String> faults = transactions.faults();
    List<String> notes = new ArrayList<>(faults);
    page.note("log before ").ifPresent(notes::add);
    return new Result(
        LogViews.of(context).table(page.entries(), transactions.timer()),
        notes,
        faults.isEmpty() ? ExitCode.DONE : ExitCode.CONFLICT);
  }

  private static Result show(Arguments arguments, Context context) {
    Staging transactions = context.transactions();
    Optional<Entry> found = transactions.entry(Long.parseLong(arguments.text("transaction")));
    if (found.isEmpty()) {
      return missing(arguments.text("transaction"), transactions.faults(), context);
    }
    Entry entry = found.get();
    return shown(entry, LogViews.of(context).whole(entry, transactions.timerOf(entry.number())));
  }

  /// Where the log is damaged or none, nobody knows whether there was one.
  private static Result missing(String number, List<String> faults, Context context) {
    List<String> lines = new ArrayList<>(faults);
    if (!faults.isEmpty()) {
      lines.add("no transaction " + number + " can be read");
      return new Result(View.NOTHING, lines, ExitCode.CONFLICT);
    }
    lines.add("there is no transaction " + number + "; log lists them");
    LogBoots.hint(context).ifPresent(lines::add);
    return new Result(View.NOTHING, lines, ExitCode.NOT_FOUND);
  }

  /// What a damaged record tells is shown, and not taken for what was written.
  static Result shown(Entry entry, View view) {
    return entry.isDamaged()
        ? new Result(
            view,
            List.of("what the log tells of transaction " + entry.number() + " is damaged"),
            ExitCode.CONFLICT)
        : Result.of(view);
  }
}
