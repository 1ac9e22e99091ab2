package org.xnsh.command;

import java.util.List;
import org.xnsh.command.Command.Role;
import org.xnsh.grammar.Arguments;
import org.xnsh.grammar.Span;
import org.xnsh.grammar.Token;
import org.xnsh.transaction.Staging;

/// Words that stand before another command and change what becomes of it.
final class PrefixCommands {

  private PrefixCommands() {}

  static List<Command> all() {
    return List.of(
        new Command(
            "dry-run <command:line>...",
            "tells what a command would do, and does not do it",
            """
            Tells what one edit would change and lead to, and touches nothing. Before undo, redo or \
            rollback it tells what would become of each object, as their own dry-run does.\
            """,
            Role.VIEWER,
            PrefixCommands::dryRun),
        new Command(
            "force <command:line>...",
            "does what a safety check refuses",
            """
            Runs one command whose edit goes through also where a safety check would refuse it: \
            it cuts the way of your own SSH connection, or an undo could not bring all of it back. \
            The log tells that it was forced. Of staged edits it is the commit that is forced.\
            """,
            Role.ADMIN,
            PrefixCommands::force));
  }

  /// In a draft that is dropped.
  private static Result dryRun(Arguments arguments, Context context) {
    Staging draft = Staging.dryRun(context.transactions(), context.transactions()::access);
    Ran ran = run(arguments, context.with(draft));
    if (ran.caught().views().stream().anyMatch(View.Signal.class::isInstance)) {
      return Result.error(ExitCode.USAGE, "there is nothing to try in this", "type it as it is");
    }
    if (ran.exit() != ExitCode.DONE || draft.commands().isEmpty()) {
      return ran.result();
    }
    return DraftCommands.check(draft);
  }

  private static Result force(Arguments arguments, Context context) {
    return run(arguments, context.byForce()).result();
  }

  record Ran(Caught caught, ExitCode exit) {
    Result result() {
      List<View> views = caught.views();
      View view =
          switch (views.size()) {
            case 0 -> View.NOTHING;
            case 1 -> views.getFirst();
            default -> new View.Sequence(views);
          };
      return new Result(view, caught.faults(), exit);
    }
  }

  /// The words after the prefix are a line of their own.
  static Ran run(Arguments arguments, Context context) {
    List<Token> words = arguments.given().getOrDefault("command", arguments.words());
    Span all = words.getFirst().span().to(words.getLast().span());
    String line = arguments.line();
    Caught caught = new Caught();
    ExitCode exit =
        new Interpreter(context.grammar(), false, false)
            .run(line.substring(line.length() - (all.end() - all.start())), context, caught);
    return new Ran(caught, exit);
  }
}
