package org.xnsh.shell;

import java.util.Optional;
import org.xnsh.host.HostDescription;

/// What an operator is told before the first prompt.
final class Greeting {

  private final TerminalOutput output;
  private final Caller caller;
  private final Attendance attendance;

  Greeting(TerminalOutput output, Attendance attendance) {
    this.output = output;
    this.attendance = attendance;
    this.caller = attendance.caller();
  }

  /// @param description the host as this operator may work on it
  /// @param unremembered why no line is remembered
  void say(HostDescription description, Optional<String> unremembered) {
    if (description.kind() == HostDescription.Kind.LAB && caller.local()) {
      output.say(
          "A lab of your own; nothing here touches this machine. Another shell joins with"
              + " --join "
              + ProcessHandle.current().pid()
              + ".");
    }
    description.hindrance().ifPresent(why -> output.note("read-only: " + why));
    unremembered.ifPresent(output::note);
    left();
    output.line("Tab completes, ? explains, help lists the commands, undo takes back.");
  }

  /// What this operator staged in a session that died.
  private void left() {
    attendance.left().stream()
        .filter(l -> l.operator().equals(caller.operator()))
        .forEach(l ->
            output.note(
                l.staged()
                    + (l.staged() == 1 ? " edit" : " edits")
                    + " that you had staged when session "
                    + l.number()
                    + " died, kept for another "
                    + Math.max(1, l.left().toMinutes())
                    + " min: sessions take "
                    + l.number()));
  }
}
