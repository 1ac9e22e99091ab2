package org.xnsh.shell;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.xnsh.command.Escapes;
import org.xnsh.command.ExitCode;

/// The process.
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    if (Boolean.getBoolean(GuardProcess.GUARD)) {
      GuardMain.main(arguments);
      return;
    }
    List<String> given = List.of(arguments);
    String training = System.getProperty("xnsh.training", "");
    if (!training.isEmpty()) {
      // the launcher makes its ahead-of-time cache from this: a line, then a prompt
      run(Stream.concat(given.stream(), Stream.of("-c", training)).toList(), out, err);
    }
    ExitCode exit = run(given, out, err);
    out.flush();
    if (exit != ExitCode.DONE) { // System.exit() asks for a logger, which a one-shot can do without
      System.exit(exit.number());
    }
  }

  private static ExitCode run(List<String> arguments, PrintStream out, PrintStream err) {
    try {
      if (!arguments.isEmpty() && !arguments.getFirst().startsWith("-")) {
        Optional<ExitCode> other = new OtherWork(out, err).run(arguments);
        if (other.isPresent()) {
          return other.get();
        }
      }
      Optional<Options> plain = Options.plain(arguments);
      if (plain.isPresent()) {
        return run(plain.get(), out, err);
      }
      OptionHelp.Answer answer = new OptionHelp(out, err).read(arguments);
      return answer.options().isPresent() ? run(answer.options().get(), out, err) : answer.exit();
    } catch (Options.Unusable e) {
      err.println("xnsh: " + e.getMessage());
      return ExitCode.USAGE;
    } catch (IOException e) {
      err.println("xnsh: " + e.getMessage());
      return ExitCode.FAILED;
    }
  }

  private static ExitCode run(Options options, PrintStream out, PrintStream err)
      throws IOException, Options.Unusable {
    StateFolders folders = StateFolders.ofProcess(options.state());
    String operator = Operator.name(System.getenv());
    if (options.log().isPresent()) {
      Logging.to(options.log());
    }
    CompletableFuture<Commands> commands = Commands.reading();
    OpenHost host = OpenHost.open(options, folders);
    try {
      boolean prompt =
          options.command().isEmpty()
              && options.file().isEmpty()
              && Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
      if (!prompt) {
        host.tend(line -> err.println("note: " + Escapes.shown(line)));
      }
      return prompt
          ? LocalTerminal.prompt(
              host,
              commands.join(),
              operator,
              LineHistory.of(() -> folders.history(operator)),
              options)
          : script(host, commands.join(), operator, out, err, options);
    } finally {
      host.transactions().close();
    }
  }

  private static ExitCode script(
      OpenHost host,
      Commands commands,
      String operator,
      PrintStream out,
      PrintStream err,
      Options options)
      throws IOException, Options.Unusable {
    Interruption interruption =
        new Interruption(() -> Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number()));
    interruption.listen(List.of("INT", "TERM", "HUP"));
    Suspension.listen(host.transactions());
    Script script =
        new Script(
            host,
            commands,
            host.roster().enter(Caller.here(operator, "script", host), Attendance.Ways.NONE),
            out,
            err,
            options.json(),
            interruption);
    if (options.command().isPresent()) {
      return script.line(options.command().get());
    }
    try (BufferedReader lines = Script.opened(options.file())) {
      return script.lines(lines);
    }
  }
}
