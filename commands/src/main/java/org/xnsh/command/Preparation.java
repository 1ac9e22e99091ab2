package org.xnsh.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xnsh.command.CommandGrammar.Resolved;
import org.xnsh.grammar.Matching;
import org.xnsh.grammar.Matching.Match;
import org.xnsh.grammar.Pipeline;
import org.xnsh.grammar.Problem;
import org.xnsh.grammar.Stage;

/// What came of looking up a pipeline's command and filters before anything runs.
sealed interface Preparation {

  record Ready(Prepared prepared) implements Preparation {}

  record Not(Fault fault) implements Preparation {}

  static Preparation of(CommandGrammar grammar, String line, Pipeline pipeline, Context context) {
    return switch (grammar.resolve(line, pipeline.command(), context.interactive())) {
      case Resolved.Not not ->
          new Not(Fault.of(ForeignWords.told(not.problem(), pipeline.command()), line));
      case Resolved.Found found -> filters(line, pipeline, context, found);
    };
  }

  private static Preparation filters(
      String line, Pipeline pipeline, Context context, Resolved.Found found) {
    List<Match> filters = new ArrayList<>();
    for (Stage stage : pipeline.filters()) {
      switch (Filters.grammar().match(line, stage, context.interactive())) {
        case Matching.Mismatch mismatch -> {
          return new Not(Fault.of(ForeignWords.told(mismatch.problem(), stage), line));
        }
        case Match match -> {
          if (!context.seat().has(Filters.declared().get(match.usage()))) {
            String message = "files are written in local sessions only";
            Problem problem = new Problem(stage.span(), message, "");
            return new Not(new Fault(ExitCode.REFUSED, List.of(), line, Optional.of(problem)));
          }
          filters.add(match);
        }
      }
    }
    return new Ready(new Prepared(pipeline, found.command(), found.arguments(), filters));
  }
}
