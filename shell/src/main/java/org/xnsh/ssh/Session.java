package org.xnsh.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import org.jline.terminal.Terminal;
import org.xnsh.command.ExitCode;

/// What an operator is served with. It is entered, then one of `prompt`, `line` and `lines` is
/// called, once, on a thread of its own, then it is left.
public interface Session {

  /// On a thread of the library: must not wait.
  void enter(Door door);

  /// It is over.
  void leave();

  /// A prompt, until the operator leaves or the terminal ends.
  ExitCode prompt(Terminal terminal) throws IOException;

  /// One line.
  ExitCode line(String line, PrintStream out, PrintStream err);

  /// Lines, as a script.
  ExitCode lines(InputStream in, PrintStream out, PrintStream err) throws IOException;

  /// What a terminal is taken for that a client calls so.
  String terminalType(String asked);

  /// Asks what runs to stop between two steps. Never waits.
  void stop();

  /// Whether a prompt waits for a line.
  boolean waits();

  /// Tells something, above the prompt where there is one. Never waits.
  void tell(String line);

  /// Opens sessions.
  @FunctionalInterface
  interface Opening {
    Session open(Login login);
  }
}
