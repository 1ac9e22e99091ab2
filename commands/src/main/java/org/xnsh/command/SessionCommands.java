package org.xnsh.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.xnsh.command.Command.Action;
import org.xnsh.command.Command.Role;
import org.xnsh.command.View.Cell;
import org.xnsh.command.View.Column;
import org.xnsh.command.View.Tone;
import org.xnsh.grammar.Arguments;
import org.xnsh.grammar.Times;
import org.xnsh.transaction.EditRefused;
import org.xnsh.transaction.Kept;

/// `who`, `tell` and `sessions`: the other operators.
final class SessionCommands {

  /// A few lines of a screen.
  private static final int LONGEST = 400;

  private static final int BRIEF = 60;

  private static final String ALL = "all";

  private SessionCommands() {}

  static List<Command> all() {
    return List.of(
        new Command(
            "who",
            "shows who works here, and at what",
            """
            Shows the open sessions: whose, in which role, from where, since when, how long nothing \
            was typed, what runs, and how many edits wait for a commit. Those in another xnsh \
            process are told with its number: prompts at this machine, or those of xnsh serve.\
            """,
            Role.VIEWER,
            known((_, context) -> who(context))),
        new Command(
            "tell <user> <text>...",
            "tells an operator something, or all",
            """
            Shows a text above the prompts of an operator, or of all: tell all I move the uplink \
            now. Who has no prompt open is not reached. A text has at most 400 characters; after \
            ten in a row there may be one every three seconds.\
            """,
            Role.VIEWER,
            known(SessionCommands::tell)),
        new Command(
            "sessions",
            "lists the sessions, and what those that died left staged",
            """
            Lists the open sessions as who does, and what was staged when a session died: it is \
            kept for an hour, in the memory of the server.\
            """,
            Role.VIEWER,
            known((_, context) -> sessions(context))),
        new Command(
            "sessions take <left>",
            "takes up what a session of yours left staged when it died",
            """
            Takes up the edits that were staged in a session of yours that died. Where the host has \
            changed since, check and commit lay them over what is there now, or name what both \
            changed.\
            """,
            Role.OPERATOR,
            known(SessionCommands::take)),
        new Command(
            "sessions end <session>",
            "ends another's session",
            """
            Ends a session, which is told who did it. What it runs is stopped between two steps and \
            taken back; what it has staged is kept for its operator.\
            """,
            Role.ADMIN,
            known(SessionCommands::end)));
  }

  /// Where nobody keeps a list, that is said, and no empty one is shown.
  private static Action known(Action action) {
    return (arguments, context) ->
        context.sessions().equals(Sessions.NONE)
            ? Result.error(
                ExitCode.REFUSED,
                "no list of sessions is kept here",
                "type it at a prompt, without dry-run or checkpoint before it")
            : action.run(arguments, context);
  }

  private static Result who(Context context) {
    if (!context.sessions().knowsAll()) {
      context
          .notice()
          .accept(
              "sessions of other users of this machine are not known here; log tells what they"
                  + " did");
    }
    return Result.of(open(context.sessions()));
  }

  /// The column of processes is there where it tells something.
  private static View.Table open(Sessions sessions) {
    List<Sessions.Open> elsewhere = sessions.elsewhere();
    List<Column> columns = new ArrayList<>(List.of(Column.number("Session")));
    if (!elsewhere.isEmpty()) {
      columns.add(Column.number("Process"));
    }
    columns.addAll(
        List.of(
            Column.of("Operator"),
            Column.of("Role"),
            Column.of("From"),
            Column.of("Since"),
            Column.of("Idle"),
            Column.number("Staged"),
            Column.yielding("Runs")));
    return new View.Table(
        columns,
        Stream.concat(sessions.open().stream(), elsewhere.stream())
            .map(o -> row(o, !elsewhere.isEmpty()))
            .toList());
  }

  private static List<Cell> row(Sessions.Open open, boolean processes) {
    List<Cell> cells = new ArrayList<>(List.of(Cell.number(open.number())));
    if (processes) {
      cells.add(open.process().map(Cell::number).orElseGet(() -> Cell.of("")));
    }
    cells.addAll(
        List.of(
            Cell.of(open.operator(), open.own() ? Tone.NAME : Tone.PLAIN),
            Cell.of(word(open.role())),
            Cell.of(open.from()),
            Cell.of(TimerWords.clock(open.since())),
            Cell.of(open.own() ? "you" : brief(open.idle())),
            Cell.number(open.staged()),
            Cell.of(brief(open.runs()))));
    return cells;
  }

  private static Result sessions(Context context) {
    List<Sessions.Left> left = context.sessions().left();
    View.Table open = open(context.sessions());
    if (left.isEmpty()) {
      return Result.of(open);
    }
    View.Table table =
        new View.Table(
            List.of(
                Column.number("Left by"),
                Column.of("Operator"),
                Column.number("Staged"),
                Column.of("Kept for")),
            left.stream()
                .map(l ->
                    List.of(
                        Cell.number(l.number()),
                        Cell.of(l.operator()),
                        Cell.number(l.staged()),
                        Cell.of(brief(l.left()))))
                .toList());
    return Result.of(new View.Sequence(List.of(open, table)));
  }

  private static Result tell(Arguments arguments, Context context) {
    String to = arguments.text("user");
    String text = String.join(" ", arguments.texts("text"));
    if (text.codePointCount(0, text.length()) > LONGEST) {
      return Result.error(
          ExitCode.USAGE, "a text has at most " + LONGEST + " characters", "say it in two");
    }
    Optional<String> operator = to.equals(ALL) ? Optional.empty() : Optional.of(to);
    return switch (context.sessions().tell(operator, text)) {
      case Sessions.Told.At(int prompts) when prompts == 0 -> nobody(operator);
      case Sessions.Told.At(int prompts) ->
          Result.of(
              new View.Text(
                  List.of("told at " + (prompts == 1 ? "1 prompt" : prompts + " prompts"))));
      case Sessions.Told.TooOften(Duration pause) ->
          Result.error(
              ExitCode.REFUSED,
              "nobody was told: so many texts of yours in a row would cover their screens",
              "wait " + brief(pause.plusMillis(999)) + ", or say it in one");
    };
  }

  private static Result nobody(Optional<String> operator) {
    return Result.error(
        ExitCode.NOT_FOUND,
        operator
                .map(o -> "'" + o + "' has no other prompt open here")
                .orElse("no other prompt is open here")
            + ": nobody was told",
        "who lists the sessions");
  }

  private static Result take(Arguments arguments, Context context) {
    long number = Long.parseLong(arguments.text("left"));
    try {
      if (!context.transactions().isOpen()) {
        Optional<Kept> kept = context.sessions().take(number);
        if (kept.isEmpty()) {
          return notThere("no edits of yours are kept that session " + number + " left");
        }
        context.transactions().take(kept.get());
        List<String> lines = new ArrayList<>(kept.get().commands());
        lines.add("staged again, not made: diff, check, then commit or abort");
        return Result.of(new View.Text(lines));
      }
      throw new EditRefused(
          EditRefused.Reason.USAGE, "a transaction is begun already", "commit it, or abort it");
    } catch (EditRefused e) {
      return DraftCommands.refused(e);
    }
  }

  private static Result end(Arguments arguments, Context context) {
    long number = Long.parseLong(arguments.text("session"));
    if (context.sessions().open().stream().anyMatch(o -> o.own() && o.number() == number)) {
      return Result.error(ExitCode.USAGE, "session " + number + " is this one", "exit leaves it");
    }
    return context.sessions().end(number)
        ? Result.of(new View.Text(List.of("session " + number + " is asked to end")))
        : elsewhere(context.sessions(), number)
            .orElseGet(() -> notThere("there is no session " + number));
  }

  private static Optional<Result> elsewhere(Sessions sessions, long number) {
    return sessions.elsewhere().stream()
        .filter(o -> o.number() == number)
        .findFirst()
        .map(o ->
            Result.error(
                ExitCode.NOT_FOUND,
                "session " + number + " is in process " + o.process().orElse(0L) + ", not here",
                "end it there"));
  }

  private static Result notThere(String what) {
    return Result.error(ExitCode.NOT_FOUND, what, "sessions lists them");
  }

  private static String brief(Duration time) {
    return Times.words(Duration.ofSeconds(time.toSeconds()));
  }

  private static String brief(String line) {
    return line.length() <= BRIEF ? line : line.substring(0, BRIEF - 4) + " ...";
  }

  private static String word(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
