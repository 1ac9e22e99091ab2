package org.xnsh.command;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.xnsh.change.ChangeWords;
import org.xnsh.command.Command.Role;
import org.xnsh.command.View.Cell;
import org.xnsh.command.View.Column;
import org.xnsh.command.View.Node;
import org.xnsh.command.View.Tone;
import org.xnsh.grammar.Arguments;
import org.xnsh.transaction.ConfirmTimer;
import org.xnsh.transaction.Entry;

/// `log`: what was done, by whom, and what became of it.
final class LogCommands {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private LogCommands() {}

  static List<Command> all() {
    return List.of(
        new Command(
            "log [last <lines>] [before <transaction>]",
            "lists the transactions, newest first",
            """
            Lists the transactions of this namespace, newest first, the last 100 unless another \
            number is asked for; `before` leafs back. Mark U: it can be undone; R: it was undone \
            and can be redone; ?: not confirmed yet; F: it was forced; O: other hands made it (ip, a DHCP client, a \
            starting guest), noticed before the next transaction. Where the log was damaged \
            lately, it says so; log verify reads all of it.\
            """,
            Role.VIEWER,
            LogCommands::list),
        new Command(
            "log show <transaction>",
            "shows one transaction with all its changes",
            "Shows who did it, when, with which words, and what it changed, side effects included.",
            Role.VIEWER,
            LogCommands::show),
        LogVerify.command());
  }

  private static Result list(Arguments arguments, Context context) {
    List<Entry> all = context.transactions().entries();
    LogPage page =
        LogPage.of(
            all,
            arguments.token("lines").map(t -> t.text()),
            arguments.token("transaction").map(t -> t.text()));
    List<String> notes = new ArrayList<>(context.transactions().faults());
    page.note().ifPresent(notes::add);
    return new Result(table(page.entries(), context), notes, ExitCode.DONE);
  }

  private static View table(List<Entry> entries, Context context) {
    List<List<Cell>> rows = new ArrayList<>();
    Optional<ConfirmTimer> timer = context.transactions().timer();
    for (Entry entry : entries) {
      boolean open = timer.isPresent() && timer.get().covers(entry.number());
      rows.add(
          List.of(
              Cell.number(entry.number()),
              Cell.of(mark(entry) + (open ? "?" : ""), open ? Tone.WARNING : Tone.PLAIN),
              Cell.of(TIME.format(entry.at().atZone(ZoneId.systemDefault())), Tone.FAINT),
              Cell.of(entry.operator(), Tone.NAME),
              Cell.of(entry.command()),
              Cell.of(entry.comment()),
              Cell.of(summary(entry, context))));
    }
    return new View.Table(
        List.of(
            Column.number("No"),
            Column.of("Mark"),
            Column.of("Time"),
            Column.of("Operator"),
            Column.yielding("Command"),
            Column.yielding("Comment"),
            Column.yielding("Changes")),
        rows);
  }

  private static String mark(Entry entry) {
    String state =
        switch (entry.state()) {
          case APPLIED, VERIFIED -> "U";
          case UNDONE -> "R";
          case PARTLY_UNDONE -> "UR";
          case INTENDED, ROLLED_BACK, UNKNOWN -> "";
        };
    return state + (entry.forced() ? "F" : "") + (entry.isOutside() ? "O" : "");
  }

  private static String summary(Entry entry, Context context) {
    List<String> words = ChangeWords.of(entry.changes(), context.picture());
    String first = words.isEmpty() ? without(entry.state()) : words.getFirst();
    return words.size() > 1 ? first + " (and " + (words.size() - 1) + " more)" : first;
  }

  private static String without(Entry.State state) {
    return switch (state) {
      case APPLIED, VERIFIED -> "nothing changed";
      case INTENDED, ROLLED_BACK, UNKNOWN, UNDONE, PARTLY_UNDONE -> word(state);
    };
  }

  private static String word(Entry.State state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static Result show(Arguments arguments, Context context) {
    String number = arguments.text("transaction");
    Optional<Entry> found =
        number.matches("[1-9][0-9]{0,17}")
            ? context.transactions().entry(Long.parseLong(number))
            : Optional.empty();
    if (found.isEmpty()) {
      List<String> lines = new ArrayList<>(context.transactions().faults());
      lines.add("there is no transaction " + number + "; log lists them");
      return new Result(View.NOTHING, lines, ExitCode.NOT_FOUND);
    }
    Entry entry = found.get();
    List<Node> nodes = new ArrayList<>();
    nodes.add(Node.leaf("command", entry.command()));
    if (!entry.comment().isEmpty()) {
      nodes.add(Node.leaf("comment", entry.comment()));
    }
    if (entry.forced()) {
      nodes.add(Node.leaf("forced", "safety checks were overruled"));
    }
    nodes.add(Node.leaf("state", word(entry.state())));
    nodes.add(Node.leaf("time", TIME.format(entry.at().atZone(ZoneId.systemDefault()))));
    nodes.add(Node.leaf("operator", entry.operator()));
    nodes.add(Node.leaf("origin", entry.origin()));
    if (!entry.undone().isEmpty()) {
      String undone =
          entry.undone().stream().map(n -> Long.toString(n)).collect(Collectors.joining(", "));
      nodes.add(Node.leaf("undo of", undone));
    }
    entry.rollbackTo().ifPresent(n -> nodes.add(Node.leaf("rollback to", "" + n)));
    entry.redoOf().ifPresent(n -> nodes.add(Node.leaf("redo of", "" + n)));
    TimerWords.of(entry.number(), context.transactions().timers())
        .ifPresent(t -> nodes.addAll(timer(entry, t, context)));
    nodes.add(Node.list("changes", ChangeWords.of(entry.changes(), context.picture())));
    if (!entry.outside().isEmpty()) {
      nodes.add(Node.list("outside", ChangeWords.of(entry.outside(), context.picture())));
    }
    if (!entry.remarks().isEmpty()) {
      nodes.add(Node.list("remarks", entry.remarks()));
    }
    return Result.of(new View.Tree("transaction " + entry.number(), nodes));
  }

  private static List<Node> timer(Entry entry, ConfirmTimer timer, Context context) {
    List<Node> nodes = new ArrayList<>();
    nodes.add(Node.leaf("confirm", TimerWords.state(timer, context.host().bootClock())));
    if (entry.number() == timer.first()
        && timer.end().orElse(null) instanceof ConfirmTimer.End.Fired fired) {
      nodes.add(Node.list("taken back", fired.restored()));
      if (!fired.left().isEmpty()) {
        nodes.add(Node.list("left", fired.left()));
      }
    }
    return nodes;
  }
}
