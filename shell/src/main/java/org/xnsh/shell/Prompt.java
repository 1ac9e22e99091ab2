package org.xnsh.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.reader.EndOfFileException;
import org.jline.reader.History;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.InfoCmp.Capability;
import org.xnsh.command.Catalog;
import org.xnsh.command.Command.Role;
import org.xnsh.command.CommandGrammar;
import org.xnsh.command.Context;
import org.xnsh.command.ExitCode;
import org.xnsh.command.Interpreter;
import org.xnsh.command.PictureNames;
import org.xnsh.command.View;
import org.xnsh.host.HostDescription;

/// The prompt on the local terminal: reads a line, runs it, shows what it gave, until the operator
/// leaves.
final class Prompt {

  private final OpenHost host;
  private final Commands commands;
  private final String operator;
  private final StateFolders folders;
  private final AtomicBoolean stop = new AtomicBoolean();

  Prompt(OpenHost host, Commands commands, String operator, StateFolders folders) {
    this.host = host;
    this.commands = commands;
    this.operator = operator;
    this.folders = folders;
  }

  ExitCode run(boolean json) throws IOException {
    Catalog catalog = commands.catalog();
    CommandGrammar grammar = commands.grammar();
    PictureNames names =
        new PictureNames(host.transactions().host()::picture, host.transactions()::entries);
    Path history = folders.history(operator);
    try (Terminal terminal = terminal()) {
      terminal.handle(Terminal.Signal.INT, _ -> stop.set(true));
      LineReader reader = Reader.on(terminal, grammar, names, history);
      TerminalOutput output = new TerminalOutput(terminal, json);
      Interpreter interpreter = new Interpreter(grammar, false, json);
      Context context = context(catalog, output);
      greet(output);
      return lines(reader, terminal, interpreter, context, output);
    }
  }

  /// The client of a local terminal names its type itself; one that is unknown to the library would
  /// become an argument of a program that it starts.
  private static Terminal terminal() throws IOException {
    String type = TerminalTypes.known(System.getenv("TERM"));
    return TerminalBuilder.builder().system(true).type(type).dumb(true).provider("ffm").build();
  }

  private Context context(Catalog catalog, TerminalOutput output) {
    return new Context(
        host.transactions(),
        catalog,
        operator,
        "console",
        Role.ADMIN,
        true,
        true,
        host.guests(),
        stop::get,
        output::note);
  }

  private void greet(TerminalOutput output) {
    HostDescription description = host.transactions().host().description();
    if (description.kind() == HostDescription.Kind.LAB) {
      output.line(
          "A lab of your own; nothing here touches this machine. Another shell joins with"
              + " --join "
              + ProcessHandle.current().pid()
              + ".");
    }
    description.hindrance().ifPresent(why -> output.note("read-only: " + why));
    output.line("Tab completes, ? explains, help lists the commands, undo takes back.");
  }

  private ExitCode lines(
      LineReader reader,
      Terminal terminal,
      Interpreter interpreter,
      Context context,
      TerminalOutput output) {
    ExitCode exit = ExitCode.DONE;
    while (true) {
      String line;
      try {
        line = reader.readLine(prompt());
      } catch (UserInterruptException e) {
        continue;
      } catch (EndOfFileException e) {
        return exit;
      }
      if (line.isBlank()) {
        continue;
      }
      stop.set(false);
      exit = interpreter.run(line, context, output);
      // Ctrl-C is an interrupt of this thread; it must not reach the next command.
      Thread.interrupted();
      for (View.Wish wish : output.wishes()) {
        switch (wish) {
          case EXIT -> {
            return exit;
          }
          case CLEAR -> {
            terminal.puts(Capability.clear_screen);
            terminal.flush();
          }
          case HISTORY -> list(reader, output);
        }
      }
    }
  }

  private static void list(LineReader reader, TerminalOutput output) {
    for (History.Entry entry : reader.getHistory()) {
      output.line(String.format("%5d  %s", entry.index() + 1, entry.line()));
    }
  }

  /// `host#` for who may change things, `host$` for who may only look.
  private String prompt() {
    HostDescription description = host.transactions().host().description();
    return description.name() + (description.canEdit() ? "# " : "$ ");
  }
}
