package org.xnsh.command;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.xnsh.change.ChangeWords;
import org.xnsh.change.Difference;
import org.xnsh.command.View.Cell;
import org.xnsh.command.View.Column;
import org.xnsh.command.View.Node;
import org.xnsh.command.View.Tone;
import org.xnsh.network.Network;
import org.xnsh.transaction.log.ConfirmTimer;
import org.xnsh.transaction.log.Entry;

/// Transactions as a list, and one of them whole.
///
/// @param names where links that a transaction does not name itself have their names from
/// @param now the host's time since boot, in hundredths of a second
record LogViews(Function<Entry, Network> names, long now) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  static LogViews of(Context context) {
    Network picture = context.picture();
    return new LogViews(_ -> picture, context.host().bootClock());
  }

  static String time(Instant at) {
    return TIME.format(at.atZone(ZoneId.systemDefault()));
  }

  /// @param timer the confirm timer that runs
  View table(List<Entry> entries, Optional<ConfirmTimer> timer) {
    List<List<Cell>> rows = new ArrayList<>();
    for (Entry entry : entries) {
      boolean open = timer.isPresent() && timer.get().covers(entry.number());
      rows.add(
          List.of(
              Cell.number(entry.number()),
              Cell.of(mark(entry) + (open ? "?" : ""), open ? Tone.WARNING : Tone.PLAIN),
              Cell.of(time(entry.at()), Tone.FAINT),
              Cell.of(entry.operator(), Tone.NAME),
              Cell.of(entry.command()),
              Cell.of(entry.comment()),
              Cell.of(summary(entry))));
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

  private String summary(Entry entry) {
    List<String> words = words(entry, entry.changes());
    String first = words.isEmpty() ? without(entry.state()) : words.getFirst();
    return words.size() > 1 ? first + " (and " + (words.size() - 1) + " more)" : first;
  }

  private List<String> words(Entry entry, Difference changes) {
    return ChangeWords.of(changes, names.apply(entry));
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

  /// @param timer the confirm timer that it belonged to
  View whole(Entry entry, Optional<ConfirmTimer> timer) {
    List<Node> nodes = new ArrayList<>();
    nodes.add(Node.leaf("command", entry.command()));
    if (!entry.comment().isEmpty()) {
      nodes.add(Node.leaf("comment", entry.comment()));
    }
    if (entry.forced()) {
      nodes.add(Node.leaf("forced", "safety checks were overruled"));
    }
    nodes.add(Node.leaf("state", word(entry.state())));
    nodes.add(Node.leaf("time", time(entry.at())));
    nodes.add(Node.leaf("operator", entry.operator()));
    nodes.add(Node.leaf("origin", entry.origin()));
    if (!entry.undone().isEmpty()) {
      String undone =
          entry.undone().stream().map(n -> Long.toString(n)).collect(Collectors.joining(", "));
      nodes.add(Node.leaf("undo of", undone));
    }
    entry.rollbackTo().ifPresent(n -> nodes.add(Node.leaf("rollback to", "" + n)));
    entry.redoOf().ifPresent(n -> nodes.add(Node.leaf("redo of", "" + n)));
    timer.ifPresent(t -> nodes.addAll(timer(entry, t)));
    nodes.add(Node.list("changes", words(entry, entry.changes())));
    if (!entry.outside().isEmpty()) {
      nodes.add(Node.list("outside", words(entry, entry.outside())));
    }
    if (!entry.remarks().isEmpty()) {
      nodes.add(Node.list("remarks", entry.remarks()));
    }
    return new View.Tree("transaction " + entry.number(), nodes);
  }

  private List<Node> timer(Entry entry, ConfirmTimer timer) {
    List<Node> nodes = new ArrayList<>();
    nodes.add(Node.leaf("confirm", TimerWords.state(timer, now)));
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
