package org.xnsh.shell;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.xnsh.command.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// What a first word asks for instead of a prompt or lines: `serve` and `operator`. Only here are
/// the classes of the server loaded.
final class OtherWork {

  private final PrintStream out;
  private final PrintStream err;

  OtherWork(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /// Nothing where the arguments are the usual ones.
  Optional<ExitCode> run(List<String> arguments) throws IOException, Options.Unusable {
    if (arguments.isEmpty()) {
      return Optional.empty();
    }
    List<String> rest = arguments.subList(1, arguments.size());
    return switch (arguments.getFirst()) {
      case "serve" -> {
        Optional<ParseResult> given = read(ServeOptions.spec(), rest);
        yield Optional.of(
            given.isEmpty() || given.get().isUsageHelpRequested()
                ? exit(given)
                : new Serving(out, err).run(ServeOptions.of(given.get())));
      }
      case "operator" -> {
        Logging.to(Optional.empty());
        Optional<ParseResult> given = read(OperatorCommands.spec(), rest);
        yield Optional.of(
            given.isEmpty() || given.get().isUsageHelpRequested()
                ? exit(given)
                : operator(given.get()));
      }
      default -> Optional.empty();
    };
  }

  private ExitCode operator(ParseResult given) throws IOException, Options.Unusable {
    try {
      return new OperatorCommands(out).run(given, StateFolders.ofProcess(Optional.empty()));
    } catch (OperatorCommands.Missing e) {
      err.println("xnsh: " + e.getMessage());
      return ExitCode.NOT_FOUND;
    }
  }

  private static ExitCode exit(Optional<ParseResult> given) {
    return given.isEmpty() ? ExitCode.USAGE : ExitCode.DONE;
  }

  private Optional<ParseResult> read(CommandSpec spec, List<String> words) {
    CommandLine line = new CommandLine(spec);
    try {
      ParseResult result = line.parseArgs(words.toArray(String[]::new));
      if (result.isUsageHelpRequested()) {
        line.usage(new PrintWriter(out, true, StandardCharsets.UTF_8));
      }
      return Optional.of(result);
    } catch (ParameterException e) {
      err.println("xnsh: " + e.getMessage());
      err.println("xnsh: '" + spec.qualifiedName() + " --help' lists the options");
      return Optional.empty();
    }
  }
}
