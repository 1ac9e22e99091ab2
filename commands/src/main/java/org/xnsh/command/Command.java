package org.xnsh.command;

import java.io.IOException;
import org.xnsh.grammar.Arguments;

/// One command, declared once.
///
/// @param usage its syntax in the notation of manual pages: `brctl stp <bridge> {on|off}`
/// @param summary one line for lists of commands
/// @param help what it does, its units, what undo makes of it; Markdown-free plain text
/// @param role who may
/// @param strictness what happens to a line that does not match the usage
/// @param place where it exists
/// @param action what it does
public record Command(
    String usage,
    String summary,
    String help,
    Role role,
    Strictness strictness,
    Place place,
    Action action) {

  /// A command that exists anywhere.
  public Command(
      String usage, String summary, String help, Role role, Strictness strictness, Action action) {
    this(usage, summary, help, role, strictness, Place.ANYWHERE, action);
  }

  /// A command that the grammar checks.
  public Command(String usage, String summary, String help, Role role, Action action) {
    this(usage, summary, help, role, Strictness.CHECKED, action);
  }

  /// The same, but only there.
  Command in(Place only) {
    return new Command(usage, summary, help, role, strictness, only, action);
  }

  /// Who may use a command.
  public enum Role {
    /// Looks.
    VIEWER,
    /// Edits, and undoes own transactions.
    OPERATOR,
    /// Undoes others', forces, switches modes.
    ADMIN
  }

  /// Where a command or a filter exists.
  public enum Place {
    ANYWHERE,
    /// At this machine, by prompt or script: it names files.
    MACHINE,
    /// At a prompt of this machine: it runs free programs.
    TERMINAL
  }

  /// What happens to a line that does not match the usage.
  public enum Strictness {
    /// It is refused with a caret, and the action is not called.
    CHECKED,
    /// The action gets the words as they are and answers as the original program would (brctl, ip).
    LENIENT
  }

  /// What a command does. I/O faults of the host are thrown; all else is a result.
  @FunctionalInterface
  public interface Action {
    Result run(Arguments arguments, Context context) throws IOException;
  }
}
