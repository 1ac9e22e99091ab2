package org.xnsh.completion;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.xnsh.command.Command.Role;
import org.xnsh.command.Command.Strictness;
import org.xnsh.command.CommandGrammar;
import org.xnsh.command.Filters;
import org.xnsh.command.Keywords;
import org.xnsh.command.Seat;
import org.xnsh.grammar.Matcher;
import org.xnsh.grammar.Syntax.Keyword;
import org.xnsh.grammar.Syntax.Parameter;
import org.xnsh.grammar.Walk;
import org.xnsh.grammar.Walk.Expected;

/// One row of what `?` lists.
///
/// @param text a word, a parameter, `<Enter>` or `|`
/// @param about what it is, with its range
public record Hint(String text, String about) {

  /// All that may come at the cursor, with types and ranges; `<Enter>` and `|` where the command is
  /// complete.
  public static List<Hint> at(CommandGrammar grammar, String line, int offset) {
    return at(grammar, line, offset, Seat.here(Role.ADMIN));
  }

  /// The same, without what does not exist there.
  public static List<Hint> at(CommandGrammar grammar, String line, int offset, Seat seat) {
    Cursor typed = Cursor.at(line, offset);
    Cursor cursor = typed.filter() ? typed : typed.inner(grammar.matcher());
    Matcher matcher = cursor.filter() ? Filters.grammar() : grammar.matcher();
    Walk walk = matcher.walk(cursor.before(), true);
    Rows rows = new Rows();
    if (!cursor.objects().isEmpty()) {
      cursor
          .objects()
          .forEach((object, verbs) -> {
            if (object.startsWith(cursor.word().text())) {
              rows.put(object, verbs, false);
            }
          });
      return rows.hints();
    }
    for (Expected expected : walk.expected()) {
      boolean there =
          cursor.filter()
              ? seat.has(Filters.declared().get(expected.usage()))
              : seat.has(grammar.command(expected.usage()));
      if (!there || !cursor.filter() && isBehind(expected.usage(), walk, grammar)) {
        continue;
      }
      switch (expected.leaf()) {
        case Keyword keyword -> {
          if (cursor.admits(keyword) && keyword.text().startsWith(cursor.word().text())) {
            keyword(keyword, grammar, cursor, expected, rows);
          }
        }
        case Parameter p ->
            rows.put(p.text(), p.kind().about() + p.range().map(r -> ", " + r).orElse(""), false);
      }
    }
    boolean ends =
        walk.complete() >= 0 && (cursor.filter() || !isBehind(walk.complete(), walk, grammar));
    if (cursor.word().text().isEmpty() && ends) {
      rows.put("<Enter>", "run it", false);
      rows.put("|", "filter what it shows", false);
    }
    return rows.hints();
  }

  /// Whether a usage takes any words, so that a program may complain of them as the real one does,
  /// and another one says what they are.
  private static boolean isBehind(int usage, Walk walk, CommandGrammar grammar) {
    List<String> own = grammar.usage(usage).own();
    return grammar.command(usage).strictness() == Strictness.LENIENT
        && walk.usages().stream()
            .map(other -> grammar.usage(other).own())
            .anyMatch(o -> o.size() > own.size() && o.subList(0, own.size()).equals(own));
  }

  private static void keyword(
      Keyword keyword, CommandGrammar grammar, Cursor cursor, Expected expected, Rows rows) {
    int usage = expected.usage();
    if (cursor.filter()) {
      rows.put(keyword.text(), Keywords.about(Filters.declared().get(usage), keyword), false);
    } else {
      List<String> own = grammar.usage(usage).own();
      boolean ends = own.size() == cursor.before().size() + 1;
      rows.put(
          keyword.text(),
          Keywords.about(grammar.command(usage), grammar.usage(usage), keyword),
          ends);
    }
  }

  /// One for each word: what it does as the end of a command tells more than what it begins.
  private static final class Rows {
    private final Map<String, Hint> rows = new LinkedHashMap<>();
    private final Set<String> decided = new HashSet<>();

    void put(String text, String about, boolean decides) {
      if (decides && decided.add(text)) {
        rows.put(text, new Hint(text, about));
      } else {
        rows.putIfAbsent(text, new Hint(text, about));
      }
    }

    List<Hint> hints() {
      return List.copyOf(rows.values());
    }
  }
}
