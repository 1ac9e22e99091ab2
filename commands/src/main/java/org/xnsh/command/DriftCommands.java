package org.xnsh.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.xnsh.change.Footprint;
import org.xnsh.command.Command.Role;
import org.xnsh.command.View.Cell;
import org.xnsh.command.View.Column;
import org.xnsh.command.View.Tone;
import org.xnsh.grammar.Arguments;
import org.xnsh.transaction.Drift;
import org.xnsh.transaction.EditRefused;
import org.xnsh.transaction.Outcome;
import org.xnsh.transaction.Request;

/// `drift`: what other hands made of what our transactions left.
final class DriftCommands {

  private DriftCommands() {}

  static List<Command> all() {
    return List.of(
        new Command(
            "drift",
            "shows where the network is otherwise than your transactions left it",
            """
            Compares what somebody chose of the objects that transactions touched (links, bridges, \
            ports, addresses, routes, settings) with what they left, and shows both, and in which \
            record of other hands' changes it stands. What the kernel derives is no drift, a \
            renewed lease and a guest that was destroyed neither. As diff does, it ends with 1 \
            where there is some and with 0 where there is none; with 5 where it finds none and part \
            of the log cannot be read.\
            """,
            Role.VIEWER,
            DriftCommands::show),
        new Command(
            "drift adopt",
            "takes what is there now for what is meant",
            """
            Records what is there now as what is meant, as a transaction that changes nothing: \
            drift is empty afterwards. undo of it restores what transactions had left.\
            """,
            Role.OPERATOR,
            (arguments, context) ->
                told(
                    context
                        .transactions()
                        .adoptDrift(context.request(arguments.line(), Footprint.NOTHING)),
                    context)),
        new Command(
            "drift restore [<object:text>...]",
            "brings back what your transactions left",
            """
            Brings back what transactions left, of everything or of one object: a link with all \
            that is on it, or an object as drift names it. It is one transaction, which undo takes \
            back.\
            """,
            Role.OPERATOR,
            DriftCommands::restore));
  }

  private static Result restore(Arguments arguments, Context context) {
    List<String> words = arguments.texts("object");
    Outcome outcome =
        context
            .transactions()
            .restoreDrift(
                context.request(arguments.line(), Footprint.NOTHING),
                words.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", words)));
    return told(outcome, context);
  }

  private static Result told(Outcome outcome, Context context) {
    return outcome instanceof Outcome.Unchanged
        ? Result.of(View.prose(List.of("there is no drift")))
        : UndoViews.told(outcome, context.picture());
  }

  private static Result show(Arguments arguments, Context context) {
    try {
      Request request = context.request(arguments.line(), Footprint.NOTHING);
      Drift drift = context.transactions().drift(request);
      return shown(drift, context.transactions().faults());
    } catch (EditRefused e) {
      return DraftCommands.refused(e);
    }
  }

  private static Result shown(Drift drift, List<String> faults) {
    List<String> notes = Stream.concat(drift.remarks().stream(), faults.stream()).toList();
    List<List<Cell>> rows = new ArrayList<>();
    for (Drift.Row row : drift.rows()) {
      rows.add(
          List.of(
              Cell.of(row.object(), Tone.NAME),
              Cell.of(row.attribute()),
              Cell.of(row.ours()),
              Cell.of(row.now(), Tone.WARNING),
              row.since().isPresent() ? Cell.number(row.since().getAsLong()) : Cell.of("")));
    }
    View table =
        new View.Table(
            List.of(
                Column.of("Object"),
                Column.of("Attribute"),
                Column.of("Ours"),
                Column.of("Now"),
                Column.number("Since")),
            rows);
    if (!rows.isEmpty()) {
      return new Result(table, notes, ExitCode.FAILED);
    }
    // what nobody can read is not known to be as it was left
    return new Result(
        new View.Exact("", Optional.of(table)),
        notes,
        faults.isEmpty() ? ExitCode.DONE : ExitCode.CONFLICT);
  }
}
