package org.xnsh.shell;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.xnsh.command.ExitCode;

/// The terminal that the process was started at.
final class LocalTerminal {

  private LocalTerminal() {}

  static ExitCode prompt(
      OpenHost host, Commands commands, String operator, LineHistory history, Options options)
      throws IOException {
    Logging.to(options.log());
    Map<String, String> environment = System.getenv();
    try (Terminal terminal = terminal(environment)) {
      Interruption interruption =
          new Interruption(() -> Runtime.getRuntime().exit(ExitCode.INTERRUPTED.number()));
      interruption.listen(List.of("TERM", "HUP"));
      Suspension.listen(host.transactions());
      Prompt.Look look =
          new Prompt.Look(
              options.json(),
              options.pager(),
              options.notices(),
              Colours.of(environment, terminal));
      Caller caller = Caller.here(operator, "console", host);
      Attendance here = host.roster().enter(caller, Attendance.Ways.NONE);
      return new Prompt(host, commands, here, history, terminal, look, interruption).run();
    }
  }

  /// A type that is unknown to the library would become an argument of a program that it starts.
  private static Terminal terminal(Map<String, String> environment) throws IOException {
    String type = TerminalTypes.known(environment.get("TERM"));
    return TerminalBuilder.builder().system(true).type(type).dumb(true).provider("ffm").build();
  }
}
