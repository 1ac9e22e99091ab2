package org.xnsh.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.xnsh.command.View.Cell;
import org.xnsh.command.View.Column;
import org.xnsh.command.View.Tone;
import org.xnsh.grammar.Syntax.Parameter;
import org.xnsh.grammar.Usage;

/// Help, made of the declarations.
public final class HelpText {

  private static final int BRIEF = 44;

  private HelpText() {}

  /// All commands that exist there, by family (the first word), in the catalog's order.
  public static View list(CommandGrammar grammar, Seat seat) {
    Map<String, List<Integer>> families = new LinkedHashMap<>();
    for (int i = 0; i < grammar.size(); i++) {
      if (seat.has(grammar.command(i))) {
        families.computeIfAbsent(grammar.usage(i).own().getFirst(), _ -> new ArrayList<>()).add(i);
      }
    }
    List<List<Cell>> rows = new ArrayList<>();
    for (List<Integer> family : families.values()) {
      for (int i : family) {
        Command command = grammar.command(i);
        rows.add(
            List.of(
                Cell.of(brief(grammar.usage(i)), Tone.NAME),
                Cell.of(role(command), Tone.FAINT),
                Cell.of(command.summary())));
      }
    }
    return new View.Table(
        List.of(Column.of("command"), Column.of("role"), Column.of("summary")), rows);
  }

  /// A usage in one column of a list; the long ones are cut, and `help COMMAND` has them whole.
  private static String brief(Usage usage) {
    String text = usage.display();
    if (text.length() <= BRIEF) {
      return text;
    }
    int blank = text.lastIndexOf(' ', BRIEF - 4);
    return text.substring(0, blank < 0 ? BRIEF - 4 : blank) + " ...";
  }

  /// Everything about the commands that begin with these words; nothing where none does.
  public static Optional<View> of(CommandGrammar grammar, List<String> words, Seat seat) {
    List<View> found = new ArrayList<>();
    for (int i = 0; i < grammar.size(); i++) {
      List<String> own = grammar.usage(i).own();
      if (seat.has(grammar.command(i))
          && own.size() >= words.size()
          && own.subList(0, words.size()).equals(words)) {
        found.add(one(grammar.usage(i), grammar.command(i)));
      }
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(new View.Sequence(found));
  }

  private static View one(Usage usage, Command command) {
    List<String> lines = new ArrayList<>();
    lines.add(usage.display());
    lines.add("  " + command.summary());
    command.help().lines().forEach(line -> lines.add("  " + line));
    for (Parameter p : usage.parameters()) {
      String range = p.range().map(r -> ", " + r).orElse("");
      lines.add("    " + p.text() + "  " + p.kind().about() + range);
    }
    lines.add("  role: " + role(command));
    return new View.Text(lines, View.Flow.PARAGRAPHS);
  }

  private static String role(Command command) {
    return command.role().name().toLowerCase(Locale.ROOT);
  }
}
