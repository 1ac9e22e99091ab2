package org.xnsh.shell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.xnsh.command.Catalog;
import org.xnsh.command.Command.Role;
import org.xnsh.command.CommandGrammar;
import org.xnsh.command.Context;
import org.xnsh.command.ExitCode;
import org.xnsh.command.Fault;
import org.xnsh.command.Interpreter;
import org.xnsh.command.JsonOutput;
import org.xnsh.command.Output;
import org.xnsh.command.StandardCatalog;
import org.xnsh.command.TextOutput;
import org.xnsh.command.View;

/// Lines without a prompt: `-c`, `-f`, or what comes on standard input. The first line that fails
/// ends it.
final class Script {

  private final OpenHost host;
  private final String operator;
  private final PrintStream out;
  private final PrintStream err;

  Script(OpenHost host, String operator, PrintStream out, PrintStream err) {
    this.host = host;
    this.operator = operator;
    this.out = out;
    this.err = err;
  }

  ExitCode run(Options options) throws IOException {
    Catalog catalog = StandardCatalog.all();
    CommandGrammar grammar = new CommandGrammar(catalog);
    Interpreter interpreter = new Interpreter(grammar, false, options.json());
    Leaving output =
        new Leaving(options.json() ? new JsonOutput(out, err) : new TextOutput(out, err));
    Context context =
        new Context(
            host.transactions(),
            catalog,
            operator,
            "script",
            Role.ADMIN,
            true,
            false,
            host.guests(),
            () -> false,
            line -> err.println("note: " + line));
    if (options.command().isPresent()) {
      return interpreter.run(options.command().get(), context, output);
    }
    ExitCode exit = ExitCode.DONE;
    try (BufferedReader lines = lines(options.file())) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        exit = interpreter.run(line, context, output);
        out.flush();
        if (exit != ExitCode.DONE || output.leaves) {
          return exit;
        }
      }
    }
    return exit;
  }

  private static BufferedReader lines(Optional<String> file) throws IOException {
    return file.isEmpty() || file.get().equals("-")
        ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
        : Files.newBufferedReader(Path.of(file.get()));
  }

  /// Sees `exit`; clearing a screen and a history make no sense here.
  private static final class Leaving implements Output {
    private final Output output;
    private boolean leaves;

    Leaving(Output output) {
      this.output = output;
    }

    @Override
    public void show(View view) {
      if (view instanceof View.Signal(View.Wish wish)) {
        leaves |= wish == View.Wish.EXIT;
      } else {
        output.show(view);
      }
    }

    @Override
    public void fault(Fault fault) {
      output.fault(fault);
    }
  }
}
