package org.xnsh.shell;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jline.reader.EndOfFileException;
import org.jline.reader.History;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;
import org.xnsh.command.Command.Role;
import org.xnsh.command.CommandGrammar;
import org.xnsh.command.Context;
import org.xnsh.command.Escapes;
import org.xnsh.command.ExitCode;
import org.xnsh.command.Guests;
import org.xnsh.command.Interpreter;
import org.xnsh.command.PictureNames;
import org.xnsh.command.View;
import org.xnsh.host.HostDescription;
import org.xnsh.network.Network;
import org.xnsh.transaction.Staging;

/// The prompt on a terminal: reads a line, runs it, shows what it gave, until the operator leaves.
final class Prompt {

  private final OpenHost host;
  private final Terminal terminal;
  private final Interruption interruption;
  private final RecentTransactions recent = new RecentTransactions();
  private final PromptText text = new PromptText();
  private final Look look;
  private final TerminalOutput output;
  private final LineReader reader;
  private final Countdown countdown;
  private final Interpreter interpreter;
  private final Telling telling;
  private final Telling above;
  private final Caller caller;
  private final Attendance attendance;
  private final Context context;
  private final Optional<String> unremembered;
  private final Leaving leaving;

  /// @param history the operator's own
  /// @param interruption is asked to stop what runs; it never ends the process of itself
  Prompt(
      OpenHost host,
      Commands commands,
      Attendance attendance,
      LineHistory history,
      Terminal terminal,
      Look look,
      Interruption interruption) {
    this.host = host;
    this.attendance = attendance;
    this.caller = attendance.caller();
    this.terminal = terminal;
    this.interruption = interruption;
    this.look = look;
    this.unremembered = history.hindrance();
    this.output = new TerminalOutput(terminal, look);
    CommandGrammar grammar = commands.grammar();
    List<String> guests = host.guests().map(Guests::names).orElse(List.of());
    Staging staging = new Staging(host.transactions(), caller.access());
    PictureNames names =
        new PictureNames(staging::known, recent::entries, () -> guests, attendance);
    this.reader = Reader.on(terminal, grammar, names, history, look.colours(), caller.seat(true));
    // not before the reader itself answers Ctrl-C: one that comes until then is not for the next
    // line
    reader.getWidgets().put(LineReader.CALLBACK_INIT, this::beginLine);
    host.roster().keys().share(reader);
    this.countdown = new Countdown(reader, host.transactions().host()::bootClock);
    this.interpreter = new Interpreter(grammar, false, look.json());
    this.telling = Telling.to(output::note);
    // the writer tells, too, and must never wait for a terminal; the prompt is drawn anew once
    // for all that came meanwhile
    this.above =
        Telling.together(lines ->
            reader.printAbove(
                lines.stream()
                    .flatMap(line -> output.wrapped(line).stream())
                    .collect(Collectors.joining("\n"))));
    this.context =
        new Context(
                staging,
                commands.grammar(),
                caller.operator(),
                caller.origin(),
                caller.role(),
                caller.local(),
                true,
                host.guests(),
                interruption::isAsked,
                telling)
            .among(attendance);
    this.leaving = new Leaving(context, output);
  }

  /// How a session is shown.
  ///
  /// @param json results as JSON
  /// @param pages stops at every screenful
  /// @param notices tells what others do meanwhile
  record Look(boolean json, boolean pages, boolean notices, Colours colours) {}

  ExitCode run() {
    terminal.handle(Terminal.Signal.INT, _ -> interrupt());
    // what is typed while a command runs is shown by the reader, in its place after the prompt
    terminal.echo(false);
    new Greeting(output, attendance).say(description(), unremembered);
    host.tend(telling);
    telling.flush();
    Staging staging = context.transactions();
    try (Notices notices = new Notices(host.watch(), above, staging::isOwn, look.notices())) {
      host.watch().tell(countdown);
      host.watch().start();
      attendance.prompts(notices::hear);
      return lines(notices);
    } finally {
      host.watch().leave(countdown);
      countdown.close();
      attendance.close();
      if (attendance.isDead()) {
        staging.kept().ifPresent(attendance::leaves);
      }
      above.flush();
      above.close();
      telling.close();
    }
  }

  /// Shown, since the terminal echoes nothing, and what follows begins on a line of its own.
  private void interrupt() {
    interruption.ask();
    if (interruption.isRunning()) {
      terminal.writer().println("^C");
      terminal.flush();
    }
  }

  /// Tells something above the prompt; never waits.
  void tell(String line) {
    above.accept(Notices.shown(line));
  }

  /// As far as this operator is concerned: who may only look is told so, and sees `$`.
  private HostDescription description() {
    HostDescription host = context.host().description();
    return caller.role() != Role.VIEWER || host.hindrance().isPresent()
        ? host
        : new HostDescription(
            host.kind(), host.name(), host.scope(), Optional.of("your role is viewer"));
  }

  private boolean beginLine() {
    interruption.forget();
    return true;
  }

  private ExitCode lines(Notices notices) {
    ExitCode exit = ExitCode.DONE;
    while (true) {
      String prompt = prompt(notices);
      String line;
      try {
        line = reader.readLine(PromptText.literal(prompt));
      } catch (UserInterruptException e) {
        continue;
      } catch (EndOfFileException e) {
        if (!attendance.isDead() && !leaving.isAgreed()) {
          continue;
        }
        return exit;
      }
      if (!line.isBlank()) {
        notices.busy();
        exit = run(line);
        if (!wishes()) {
          return exit;
        }
      }
    }
  }

  private ExitCode run(String line) {
    leaving.runs(line);
    interruption.goOn();
    if (Thread.interrupted()) {
      interruption.ask(); // Ctrl-C right behind Enter, while the reader still had it
    }
    output.begin();
    attendance.begins(line);
    long doings = context.transactions().doings();
    caller.journal().accept(line);
    try {
      return interpreter.run(line, context, output);
    } catch (UncheckedIOException e) {
      tell(e);
      return ExitCode.FAILED;
    } finally {
      telling.flush();
      interruption.rest();
      attendance.ends(context.transactions().staged());
      if (context.transactions().doings() != doings) {
        host.watch().now();
      }
      // Ctrl-C is an interrupt of this thread; it must not reach the next command.
      Thread.interrupted();
    }
  }

  private void tell(UncheckedIOException e) {
    Throwable cause = e.getCause();
    output.note(e.getMessage() + (cause == null ? "" : ": " + cause.getMessage()));
  }

  /// What commands asked of the session; false where it ends.
  private boolean wishes() {
    for (View.Wish wish : output.wishes()) {
      switch (wish) {
        case EXIT -> {
          if (leaving.isAgreed()) {
            return false;
          }
        }
        case CLEAR -> {
          terminal.puts(Capability.clear_screen);
          terminal.flush();
        }
        case HISTORY -> list();
      }
    }
    return true;
  }

  private OptionalInt staged() {
    Staging staging = context.transactions();
    return staging.isOpen() ? OptionalInt.of(staging.staged()) : OptionalInt.empty();
  }

  private void list() {
    for (History.Entry entry : reader.getHistory()) {
      output.line(String.format("%5d  %s", entry.index() + 1, Escapes.shown(entry.line())));
    }
  }

  /// What the prompt and completion go by until the next one: what events and the log tell now.
  private String prompt(Notices notices) {
    Network picture = host.transactions().host().picture();
    try {
      picture = host.transactions().picture();
      recent.follow(host.transactions());
      notices.atPrompt();
      countdown.of(context.transactions().timer());
    } catch (UncheckedIOException e) {
      tell(e);
    }
    Staging staging = context.transactions();
    PromptText.Around around = text.around(description(), picture, staged());
    boolean safe = staging.safe().isPresent();
    return countdown.prompt(
        timer -> around.with(PromptText.timer(timer, safe, staging.host().bootClock())));
  }
}
