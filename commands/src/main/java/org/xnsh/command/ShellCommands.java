package org.xnsh.command;

import java.util.List;
import org.xnsh.command.Command.Role;
import org.xnsh.command.View.Signal;
import org.xnsh.command.View.Wish;

/// What concerns the session and not the network. A session that has no screen and no history (a
/// script) passes over the wishes that make no sense there.
final class ShellCommands {

  private ShellCommands() {}

  static List<Command> all() {
    return List.of(
        new Command(
            "history",
            "lists the lines typed before",
            "Lists the lines typed before, oldest first. The history is kept for each user.",
            Role.VIEWER,
            (_, _) -> Result.of(new Signal(Wish.HISTORY))),
        new Command(
            "clear",
            "clears the screen",
            "Clears the screen; nothing else changes.",
            Role.VIEWER,
            (_, _) -> Result.of(new Signal(Wish.CLEAR))),
        new Command(
            "exit",
            "leaves xnsh",
            "Leaves xnsh with the exit code of the command before. What was done stays done.",
            Role.VIEWER,
            (_, _) -> Result.of(new Signal(Wish.EXIT))),
        new Command(
            "quit",
            "leaves xnsh",
            "The same as exit.",
            Role.VIEWER,
            (_, _) -> Result.of(new Signal(Wish.EXIT))));
  }
}
