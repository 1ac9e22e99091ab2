package org.xnsh.shell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.xnsh.command.Context;
import org.xnsh.command.Escapes;
import org.xnsh.command.ExitCode;
import org.xnsh.command.Fault;
import org.xnsh.command.Interpreter;
import org.xnsh.command.JsonOutput;
import org.xnsh.command.Output;
import org.xnsh.command.TextOutput;
import org.xnsh.command.View;
import org.xnsh.grammar.Line;
import org.xnsh.transaction.Staging;

/// Lines without a prompt: `-c`, `-f`, or what comes on standard input. The first line that fails
/// ends it.
final class Script {

  /// Of lines that go on in the next; they may come over the network, and without an end.
  private static final int LONGEST = 1 << 16;

  private final OpenHost host;
  private final Commands commands;
  private final Caller caller;
  private final Attendance attendance;
  private final PrintStream out;
  private final PrintStream err;
  private final boolean json;
  private final Interruption interruption;
  private volatile Consumer<String> told = _ -> {};

  Script(
      OpenHost host,
      Commands commands,
      Attendance attendance,
      PrintStream out,
      PrintStream err,
      boolean json,
      Interruption interruption) {
    this.host = host;
    this.commands = commands;
    this.attendance = attendance;
    this.caller = attendance.caller();
    this.out = out;
    this.err = err;
    this.json = json;
    this.interruption = interruption;
  }

  /// Runs one line.
  ExitCode line(String line) {
    try (Telling telling = Telling.to(this::note)) {
      Running running = running(telling);
      return ended(run(line, running), running);
    }
  }

  /// Runs line after line.
  ExitCode lines(BufferedReader lines) throws IOException {
    try (Telling telling = Telling.to(this::note)) {
      Running running = running(telling);
      return ended(run(lines, running), running);
    }
  }

  /// Tells what does not come of a line. Never waits.
  void tell(String line) {
    told.accept(line);
  }

  private void note(String line) {
    if (json) {
      new JsonOutput(out, err).note(line);
    } else {
      err.println("note: " + Escapes.shown(line));
    }
  }

  private Running running(Telling telling) {
    told = telling;
    Interpreter interpreter = new Interpreter(commands.grammar(), false, json);
    Leaving output = new Leaving(json ? new JsonOutput(out, err) : new TextOutput(out, err));
    Context context =
        new Context(
                new Staging(host.transactions(), caller.access()),
                commands.grammar(),
                caller.operator(),
                caller.origin(),
                caller.role(),
                caller.local(),
                false,
                host.guests(),
                interruption::isAsked,
                telling)
            .among(attendance);
    return new Running(interpreter, context, output, telling);
  }

  /// A script that forgets its commit has not done what it was for.
  private ExitCode ended(ExitCode exit, Running running) {
    running.telling.flush();
    host.unconfirmed().ifPresent(line -> err.println("xnsh: " + line));
    int staged = running.context.transactions().staged();
    if (staged == 0) {
      return exit;
    }
    err.println("xnsh: " + staged + " staged and never committed; nothing of it was made");
    return exit == ExitCode.DONE ? ExitCode.FAILED : exit;
  }

  /// A line that ends within a quote, after a backslash or after a sign that joins goes on in the
  /// next one.
  private ExitCode run(BufferedReader lines, Running running) throws IOException {
    ExitCode exit = ExitCode.DONE;
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      String more = Line.read(line).open() ? lines.readLine() : null;
      int begun = number;
      while (more != null) {
        number++;
        line = line + "\n" + more;
        if (line.length() > LONGEST) {
          return endless(begun, running);
        }
        more = Line.read(line).open() ? lines.readLine() : null;
      }
      exit = run(line, running);
      if (exit != ExitCode.DONE || running.output.leaves) {
        if (exit != ExitCode.DONE && !json) {
          err.println("xnsh: ended at line " + number);
        }
        return exit;
      }
      if (interruption.isAsked()) {
        return ExitCode.INTERRUPTED;
      }
    }
    // whose lines were cut off is not done, however well those went that came
    return interruption.isAsked() ? ExitCode.INTERRUPTED : exit;
  }

  private static ExitCode endless(int begun, Running running) {
    running.output.fault(
        new Fault(
            ExitCode.USAGE,
            List.of(
                "what begins at line "
                    + begun
                    + " goes on for more than "
                    + LONGEST
                    + " characters and was not run: a quote may be left open there"),
            "",
            Optional.empty()));
    return ExitCode.USAGE;
  }

  private ExitCode run(String line, Running running) {
    interruption.goOn();
    attendance.begins(line);
    long doings = running.context.transactions().doings();
    caller.journal().accept(line);
    try {
      return running.interpreter.run(line, running.context, running.output);
    } finally {
      running.telling.flush();
      out.flush();
      interruption.rest();
      attendance.ends(running.context.transactions().staged());
      if (running.context.transactions().doings() != doings) {
        host.watch().now();
      }
    }
  }

  /// A file of lines; `-` or none is standard input.
  static BufferedReader opened(Optional<String> file) throws IOException, Options.Unusable {
    InputStream stream = System.in;
    if (file.isPresent() && !file.get().equals("-")) {
      stream = open(file.get());
    }
    return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
  }

  private static InputStream open(String file) throws IOException, Options.Unusable {
    try {
      Path path = Path.of(file);
      if (Files.isDirectory(path)) {
        throw new Options.Unusable("'" + file + "' is a folder, not a file of lines");
      }
      return Files.newInputStream(path);
    } catch (NoSuchFileException | InvalidPathException e) {
      throw new Options.Unusable("there is no file '" + file + "'");
    } catch (AccessDeniedException e) {
      throw new Options.Unusable("the file '" + file + "' may not be read");
    }
  }

  /// What lines are run with.
  private record Running(
      Interpreter interpreter, Context context, Leaving output, Telling telling) {}

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
