package org.xnsh.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xnsh.grammar.Connector;
import org.xnsh.grammar.Line;
import org.xnsh.grammar.Pipeline;
import org.xnsh.grammar.Stage.Sink;

/// Runs lines. A line is read whole first: where any part of it is wrong, none of it runs.
///
/// At a prompt, `;` goes on after an error and words may be abbreviated; in a script, the first
/// pipeline that fails and is not answered by `||` ends the line, and words are written in full.
public final class Interpreter {

  private final CommandGrammar grammar;
  private final boolean keepsGoing;
  private final boolean json;

  /// @param keepsGoing a script goes on after an error
  /// @param json output is JSON: filters work on data even where a command prints exact text
  public Interpreter(CommandGrammar grammar, boolean keepsGoing, boolean json) {
    this.grammar = grammar;
    this.keepsGoing = keepsGoing;
    this.json = json;
  }

  public CommandGrammar grammar() {
    return grammar;
  }

  /// Runs a line, which may hold line breaks, and returns the exit code of what ran last.
  public ExitCode run(String text, Context context, Output output) {
    Line line = Line.read(text);
    if (!line.problems().isEmpty()) {
      return fail(Fault.of(line.problems().getFirst(), text), output);
    }
    List<Prepared> all = new ArrayList<>();
    for (Pipeline pipeline : line.pipelines()) {
      switch (Preparation.of(grammar, text, pipeline, context)) {
        case Preparation.Ready ready -> all.add(ready.prepared());
        case Preparation.Not unready -> {
          return fail(unready.fault(), output);
        }
      }
    }
    return runAll(line, all, context, output);
  }

  private ExitCode runAll(Line line, List<Prepared> prepared, Context context, Output output) {
    ExitCode exit = ExitCode.DONE;
    ExitCode worst = ExitCode.DONE;
    for (int i = 0; i < prepared.size(); i++) {
      Connector connector = line.pipelines().get(i).connector();
      if (connector == Connector.ALWAYS && exit != ExitCode.DONE) {
        worst = exit;
        if (!context.interactive() && !keepsGoing) {
          return exit;
        }
      }
      if (runs(connector, exit)) {
        if (context.stopped().getAsBoolean()) {
          return ExitCode.INTERRUPTED;
        }
        exit = run(line.text(), prepared.get(i), context, output);
        if (exit != ExitCode.DONE && context.stopped().getAsBoolean()) {
          return ExitCode.INTERRUPTED;
        }
      }
    }
    return exit == ExitCode.DONE && keepsGoing ? worst : exit;
  }

  private static boolean runs(Connector connector, ExitCode exit) {
    return switch (connector) {
      case ALWAYS -> true;
      case IF_WELL -> exit == ExitCode.DONE;
      case IF_FAILED -> exit != ExitCode.DONE;
    };
  }

  private ExitCode run(String line, Prepared prepared, Context context, Output output) {
    Optional<String> no = Rights.hindrance(prepared.command(), context);
    if (no.isPresent()) {
      return fail(Fault.of(ExitCode.REFUSED, List.of(no.get()), line), output);
    }
    Result result;
    try {
      result = prepared.command().action().run(prepared.arguments(), context);
    } catch (IOException e) {
      result =
          Result.error(ExitCode.FAILED, "the host could not be read or changed: " + e.getMessage());
    } catch (UncheckedIOException e) {
      Throwable cause = e.getCause();
      String why = cause == null ? "" : ": " + cause.getMessage();
      result = Result.error(ExitCode.FAILED, e.getMessage() + why);
    }
    Pipeline pipeline = prepared.pipeline();
    View view = pipeline.command().output() == Sink.NOWHERE ? View.NOTHING : result.view();
    if (!result.errors().isEmpty()) {
      switch (pipeline.command().errors()) {
        case ERRORS -> output.fault(Fault.of(result.exit(), result.errors(), line));
        case OUTPUT -> view = new View.Sequence(List.of(view, new View.Text(result.errors())));
        case NOWHERE -> {}
      }
    }
    return show(line, prepared, view, result.exit(), output);
  }

  private ExitCode show(String line, Prepared prepared, View view, ExitCode exit, Output output) {
    try {
      View filtered = prepared.filtered(view, json);
      if (!filtered.equals(View.NOTHING)) {
        output.show(filtered);
      }
      return exit;
    } catch (RecordMatch.TooCostly _) {
      String message = "the pattern takes too long; write a simpler one";
      return fail(Fault.of(ExitCode.TIMEOUT, List.of(message), line), output);
    } catch (IOException e) {
      return fail(
          Fault.of(ExitCode.FAILED, List.of("the output was not saved: " + e.getMessage()), line),
          output);
    }
  }

  private static ExitCode fail(Fault fault, Output output) {
    output.fault(fault);
    return fault.exit();
  }
}
