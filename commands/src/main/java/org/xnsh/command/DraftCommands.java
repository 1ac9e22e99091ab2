package org.xnsh.command;

import java.util.List;
import java.util.Optional;
import org.xnsh.change.ChangeRows;
import org.xnsh.change.ChangeWords;
import org.xnsh.change.Difference;
import org.xnsh.change.Footprint;
import org.xnsh.command.Command.Role;
import org.xnsh.command.View.Cell;
import org.xnsh.command.View.Column;
import org.xnsh.grammar.Arguments;
import org.xnsh.transaction.Check;
import org.xnsh.transaction.EditRefused;
import org.xnsh.transaction.Outcome;
import org.xnsh.transaction.Staging;

/// `begin` to `commit`: edits that are kept together, looked at, and made as one transaction.
final class DraftCommands {

  private DraftCommands() {}

  static List<Command> all() {
    return List.of(
        new Command(
            "begin [<text>...]",
            "begins a transaction of several edits, with a comment",
            """
            From here on edits touch nothing: they are staged until commit, and each sees what the \
            ones before it will have led to. diff shows them, check tells what would come of them, \
            abort drops them.\
            """,
            Role.OPERATOR,
            DraftCommands::begin),
        new Command(
            "diff [commands]",
            "shows the staged edits: what they change, or as commands",
            """
            Shows in words what a commit would change; with -j each attribute before and after. \
            With commands it shows lines that make the same difference when they are run; what no \
            line can say is a comment among them.\
            """,
            Role.VIEWER,
            (arguments, context) -> Result.of(diff(arguments.has("commands"), context))),
        new Command(
            "check",
            "tells what a commit would come to, and touches nothing",
            """
            Lays the staged edits over the host as it is now and runs them on the simulated kernel: \
            what would fail, what the kernel would do besides, where traffic stops and for how \
            long, what undo could not bring back, what would cut your own connection. Traffic: what \
            listens for the spanning tree, with its seconds; a moved port and a moved address as \
            measured; what stops until somebody changes it. Of your own way not seen are firewalls, \
            tunnels to many, and routers beyond.\
            """,
            Role.VIEWER,
            (_, context) -> check(context.transactions())),
        // before the plain one, which would take the word for a comment
        new Command(
            "commit confirmed [<duration>] [probe <address>...] [<text>...]",
            "makes the staged edits and takes them back unless you confirm in time",
            """
            Makes the staged edits as commit does, and takes them back after the time (2m if none is \
            given) unless confirm comes before. A guard of its own does that, whatever becomes of \
            this shell and its connection. All edits until then join and are confirmed, or taken \
            back, together. With probe, the addresses that answer a ping before have to answer \
            after; as soon as all do, the commit is confirmed by itself. Names are not looked up. \
            Where the spanning tree would stop your own connection, a time that is over before you \
            can be back is refused.\
            """,
            Role.OPERATOR,
            ConfirmedCommit::run),
        new Command(
            "commit [<text>...]",
            "makes the staged edits, as one transaction",
            """
            Makes all staged edits as one transaction, which one undo takes back. Where the host has \
            changed since begin, the edits are laid over what is there now; where both changed the \
            same, the commit is refused, names it, and the edits stay staged.\
            """,
            Role.OPERATOR,
            DraftCommands::commit),
        new Command(
            "abort",
            "drops the staged edits",
            "Drops the staged edits. Nothing was changed.",
            Role.OPERATOR,
            (_, context) -> abort(context.transactions())));
  }

  private static Result begin(Arguments arguments, Context context) {
    try {
      context.transactions().begin(String.join(" ", arguments.texts("text")));
      return Result.done();
    } catch (EditRefused e) {
      return refused(e);
    }
  }

  static Result refused(EditRefused e) {
    return OutcomeText.result(new Outcome.Refused(e, List.of()));
  }

  private static View diff(boolean commands, Context context) {
    Staging staging = context.transactions();
    Difference difference = staging.difference();
    if (commands) {
      return new View.Text(StepLines.of(staging.steps(), difference, staging.base()));
    }
    List<String> words = ChangeWords.of(difference, staging.picture());
    return words.isEmpty()
        ? View.NOTHING
        : new View.Exact(
            String.join("\n", words) + "\n",
            Optional.of(rows(ChangeRows.of(difference, staging.picture()))));
  }

  private static View rows(List<ChangeRows.Row> rows) {
    return new View.Table(
        List.of(
            Column.of("Kind"),
            Column.of("Object"),
            Column.of("Attribute"),
            Column.of("Before"),
            Column.of("After")),
        rows.stream()
            .map(r ->
                List.of(
                    Cell.of(r.kind()),
                    Cell.of(r.object()),
                    Cell.of(r.attribute()),
                    Cell.of(r.before()),
                    Cell.of(r.after())))
            .toList());
  }

  static Result commit(Arguments arguments, Context context) {
    List<String> text = arguments.texts("text");
    if (!text.isEmpty() && text.getFirst().matches("conf|confi|confir|confirm")) {
      return Result.error(
          ExitCode.USAGE,
          "'commit " + text.getFirst() + "' would commit for good, with that as its comment",
          "commit confirmed 2m, to have it taken back unless confirmed");
    }
    try {
      Staging staging = context.transactions();
      List<String> words = ChangeWords.of(staging.difference(), staging.picture());
      Outcome outcome =
          staging.commit(
              context.request(arguments.line(), Footprint.NOTHING),
              String.join(" ", arguments.texts("text")));
      return OutcomeText.result(outcome, View.prose(words));
    } catch (EditRefused e) {
      return refused(e);
    }
  }

  private static Result abort(Staging staging) {
    try {
      int dropped = staging.abort();
      String edits = dropped == 1 ? "1 edit" : dropped + " edits";
      return Result.of(View.prose(List.of(edits + " dropped; nothing was changed")));
    } catch (EditRefused e) {
      return refused(e);
    }
  }

  static Result check(Staging staging) {
    try {
      Check check = staging.check(Footprint.NOTHING);
      ExitCode exit = check.failure().isPresent() ? ExitCode.FAILED : ExitCode.DONE;
      return new Result(new View.Tree("check", CheckNodes.of(check)), List.of(), exit);
    } catch (EditRefused e) {
      return refused(e);
    }
  }
}
