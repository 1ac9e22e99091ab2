package org.xnsh.command;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.xnsh.command.Command.Strictness;
import org.xnsh.grammar.Arguments;
import org.xnsh.grammar.Matcher;
import org.xnsh.grammar.Matching;
import org.xnsh.grammar.Problem;
import org.xnsh.grammar.Stage;
import org.xnsh.grammar.Token;
import org.xnsh.grammar.Usage;

/// A catalog with its usages read: which command a line means.
public final class CommandGrammar {

  private final List<Command> commands;
  private final Matcher matcher;

  /// A command and what the line gave for it, or why there is none.
  public sealed interface Resolved {
    record Found(Command command, Arguments arguments) implements Resolved {}

    record Not(Problem problem) implements Resolved {}
  }

  /// Reads all usages; a fault in one is a fault of the program.
  public CommandGrammar(Catalog catalog) {
    this.commands = catalog.commands();
    this.matcher = new Matcher(commands.stream().map(c -> Usage.parse(c.usage())).toList());
  }

  public Matcher matcher() {
    return matcher;
  }

  public Command command(int usage) {
    return commands.get(usage);
  }

  public Usage usage(int usage) {
    return matcher.usages().get(usage);
  }

  public int size() {
    return commands.size();
  }

  /// The command that these words mean. A lenient command gets words that do not fit its usage as
  /// they are: the one with the most words of its own at the beginning of the line.
  public Resolved resolve(String line, Stage stage, boolean abbreviations) {
    Matching matching = matcher.match(line, stage, abbreviations);
    Optional<Integer> lenient = lenient(stage, matching);
    return switch (matching) {
      case Matching.Match match -> {
        int own = usage(match.usage()).own().size();
        yield lenient
            .filter(l -> usage(l).own().size() > own)
            .map(l -> raw(line, stage, l))
            .orElseGet(() -> new Resolved.Found(commands.get(match.usage()), match.arguments()));
      }
      case Matching.Mismatch mismatch ->
          lenient
              .map(l -> raw(line, stage, l))
              .orElseGet(() -> new Resolved.Not(mismatch.problem()));
    };
  }

  private Resolved raw(String line, Stage stage, int usage) {
    return new Resolved.Found(commands.get(usage), matcher.raw(line, stage, usage));
  }

  private Optional<Integer> lenient(Stage stage, Matching matching) {
    if (matching instanceof Matching.Mismatch(Problem _, List<Integer> usages)
        && usages.size() == 1
        && isLenient(usages.getFirst())) {
      return Optional.of(usages.getFirst());
    }
    return IntStream.range(0, commands.size())
        .filter(i -> isLenient(i) && begins(stage.words(), usage(i).own()))
        .boxed()
        .max((a, b) -> Integer.compare(usage(a).own().size(), usage(b).own().size()));
  }

  private boolean isLenient(int usage) {
    return commands.get(usage).strictness() == Strictness.LENIENT;
  }

  private static boolean begins(List<Token> words, List<String> own) {
    if (words.size() < own.size()) {
      return false;
    }
    for (int i = 0; i < own.size(); i++) {
      if (words.get(i).quoted() || !words.get(i).text().equals(own.get(i))) {
        return false;
      }
    }
    return true;
  }
}
