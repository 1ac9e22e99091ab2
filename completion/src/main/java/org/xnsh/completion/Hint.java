package org.xnsh.completion;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.xnsh.command.Command.Role;
import org.xnsh.command.CommandGrammar;
import org.xnsh.command.Filters;
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
    Set<Hint> hints = new LinkedHashSet<>();
    if (!cursor.objects().isEmpty()) {
      cursor
          .objects()
          .forEach((object, verbs) -> {
            if (object.startsWith(cursor.word().text())) {
              hints.add(new Hint(object, verbs));
            }
          });
      return List.copyOf(hints);
    }
    for (Expected expected : walk.expected()) {
      boolean there =
          cursor.filter()
              ? seat.has(Filters.declared().get(expected.usage()))
              : seat.has(grammar.command(expected.usage()));
      if (!there) {
        continue;
      }
      switch (expected.leaf()) {
        case Keyword keyword -> {
          if (cursor.admits(keyword) && keyword.text().startsWith(cursor.word().text())) {
            hints.add(new Hint(keyword.text(), about(grammar, cursor, expected)));
          }
        }
        case Parameter p ->
            hints.add(
                new Hint(p.text(), p.kind().about() + p.range().map(r -> ", " + r).orElse("")));
      }
    }
    if (cursor.word().text().isEmpty() && walk.complete() >= 0) {
      hints.add(new Hint("<Enter>", "run it"));
      hints.add(new Hint("|", "filter what it shows"));
    }
    return new ArrayList<>(hints);
  }

  private static String about(CommandGrammar grammar, Cursor cursor, Expected expected) {
    if (cursor.filter()) {
      return Filters.declared().get(expected.usage()).summary();
    }
    List<String> own = grammar.usage(expected.usage()).own();
    return own.size() == cursor.before().size() + 1
        ? grammar.command(expected.usage()).summary()
        : "";
  }
}
