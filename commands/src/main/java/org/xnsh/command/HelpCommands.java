package org.xnsh.command;

import java.util.List;
import java.util.Optional;
import org.xnsh.command.Command.Role;

/// `help`: what there is, and one command in full.
final class HelpCommands {

  private HelpCommands() {}

  static List<Command> all() {
    return List.of(
        new Command(
            "help [<command>...]",
            "lists the commands, or explains one",
            "Without a word it lists all commands; with the first words of one it explains that one.",
            Role.VIEWER,
            (a, context) -> help(a.texts("command"), context)));
  }

  private static Result help(List<String> words, Context context) {
    CommandGrammar grammar = context.grammar();
    if (words.isEmpty()) {
      return Result.of(HelpText.list(grammar, context.seat()));
    }
    Optional<View> one = HelpText.of(grammar, words, context.seat());
    return one.map(Result::of)
        .orElseGet(() ->
            Result.error(
                ExitCode.NOT_FOUND,
                "there is no command '" + String.join(" ", words) + "'",
                "help lists them all"));
  }
}
