package org.xnsh.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xnsh.change.ChangeWords;
import org.xnsh.change.Fate;
import org.xnsh.command.View.Cell;
import org.xnsh.command.View.Column;
import org.xnsh.command.View.Node;
import org.xnsh.network.Network;
import org.xnsh.transaction.Hand;
import org.xnsh.transaction.ObjectResult;
import org.xnsh.transaction.Outcome;

/// What came of a way back: lines for a screen, rows for JSON.
final class UndoViews {

  private UndoViews() {}

  /// What an undo did: it was not typed as an edit. What it left is told as a fault.
  static Result told(Outcome outcome, Network picture) {
    List<ObjectResult> results =
        switch (outcome) {
          case Outcome.Done o -> o.results();
          case Outcome.PartlyUndone o -> o.results();
          case Outcome.Unchanged _, Outcome.Staged _, Outcome.Unverified _ -> List.of();
          case Outcome.RolledBack _, Outcome.Previewed _, Outcome.Refused _ -> List.of();
        };
    List<String> lines = new ArrayList<>(ChangeWords.of(outcome.changes(), picture));
    results.stream().filter(r -> r.fate() == Fate.ALREADY_SO).forEach(r -> lines.add(r.line()));
    return OutcomeText.result(outcome, both(lines, results));
  }

  private static View both(List<String> lines, List<ObjectResult> results) {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    return new View.Exact(text.toString(), Optional.of(table(results)));
  }

  static View table(List<ObjectResult> results) {
    List<Column> columns =
        List.of(
            Column.number("Transaction"),
            Column.of("Object"),
            Column.of("Result"),
            Column.of("Attributes"),
            Column.number("By"),
            Column.of("Operator"),
            Column.of("Command"));
    return new View.Table(columns, results.stream().map(UndoViews::row).toList());
  }

  private static List<Cell> row(ObjectResult result) {
    Optional<Hand> by = result.by();
    return List.of(
        Cell.number(result.transaction()),
        Cell.of(result.object()),
        Cell.of(word(result.fate())),
        Cell.of(String.join(", ", result.attributes())),
        by.map(Hand::number)
            .filter(n -> n.isPresent())
            .map(n -> Cell.number(n.getAsLong()))
            .orElse(Cell.of("")),
        Cell.of(by.map(Hand::operator).orElse("")),
        Cell.of(by.map(Hand::command).orElse("")));
  }

  private static String word(Fate fate) {
    return switch (fate) {
      case RESTORED -> "restored";
      case ALREADY_SO -> "already so";
      case CHANGED_SINCE -> "changed since";
      case GONE -> "gone";
      case BARRED -> "not possible";
      case UNKNOWN -> "not known";
    };
  }

  /// A dry run ends as the real one would.
  static Result preview(Outcome.Previewed outcome) {
    List<Node> nodes = new ArrayList<>();
    nodes.add(
        Node.group(
            "objects",
            outcome.results().stream().map(r -> Node.leaf(r.object(), detail(r))).toList()));
    if (!outcome.remarks().isEmpty()) {
      nodes.add(Node.list("remarks", outcome.remarks()));
    }
    nodes.addAll(CheckNodes.of(outcome.check()));
    boolean partly = outcome.results().stream().anyMatch(r -> r.fate().isLeft());
    String title = outcome.refused().isPresent() ? "dry run, as with force" : "dry run";
    View view = new View.Tree(title, nodes);
    return outcome
        .refused()
        .map(e ->
            new Result(
                view,
                List.of(String.valueOf(e.getMessage()), e.hint()),
                OutcomeText.exit(e.reason())))
        .orElseGet(
            () -> new Result(view, List.of(), partly ? ExitCode.PARTLY_UNDONE : ExitCode.DONE));
  }

  private static String detail(ObjectResult result) {
    return result.words() + result.by().map(h -> ", by " + h.words()).orElse("");
  }
}
