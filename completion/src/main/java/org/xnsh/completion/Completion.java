package org.xnsh.completion;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.xnsh.command.CommandGrammar;
import org.xnsh.command.Filters;
import org.xnsh.command.Keywords;
import org.xnsh.command.Seat;
import org.xnsh.grammar.LiveNames;
import org.xnsh.grammar.Matcher;
import org.xnsh.grammar.ParameterKind;
import org.xnsh.grammar.Syntax.Keyword;
import org.xnsh.grammar.Syntax.Parameter;
import org.xnsh.grammar.Walk;
import org.xnsh.grammar.Walk.Expected;

/// What can be typed at the cursor, by prefix only: nothing that was typed is ever rewritten.
/// Answers come from the grammar and from the live names, never from I/O.
public final class Completion {

  /// More than this nobody reads; the rest is found by typing on.
  public static final int MOST = 200;

  /// A parameter of this name is for something that is not there yet.
  private static final String NEW = "new";

  private final CommandGrammar grammar;
  private final LiveNames names;
  private final Seat seat;

  public Completion(CommandGrammar grammar, LiveNames names, Seat seat) {
    this.grammar = grammar;
    this.names = names;
    this.seat = seat;
  }

  /// Where the word begins that the cursor is at the end of.
  public static int wordStart(String line, int offset) {
    return Cursor.at(line, offset).word().span().start();
  }

  public List<Suggestion> suggest(String line, int offset) {
    Cursor typed = Cursor.at(line, offset);
    Cursor cursor = typed.filter() ? typed : typed.inner(grammar.matcher());
    if (cursor.comment()) {
      return List.of();
    }
    Map<String, Suggestion> found = new LinkedHashMap<>();
    if (!cursor.objects().isEmpty()) {
      cursor.objects().forEach((object, verbs) -> word(cursor, object, verbs, "objects", found));
      return List.copyOf(found.values());
    }
    Matcher matcher = cursor.filter() ? Filters.grammar() : grammar.matcher();
    Walk walk = matcher.walk(cursor.before(), true);
    for (Expected expected : walk.expected()) {
      if (cursor.filter() ? offered(expected.usage()) : permitted(expected.usage())) {
        switch (expected.leaf()) {
          case Keyword keyword -> keyword(cursor, keyword, expected.usage(), found);
          case Parameter p when p.kind() == ParameterKind.COMMAND -> commands(cursor, found);
          case Parameter p -> live(cursor, p, expected.usage(), matcher, walk, line, found);
        }
      }
    }
    return List.copyOf(new ArrayList<>(found.values()));
  }

  private boolean permitted(int usage) {
    return seat.has(grammar.command(usage));
  }

  private boolean offered(int filter) {
    return seat.has(Filters.declared().get(filter));
  }

  private void keyword(Cursor cursor, Keyword keyword, int usage, Map<String, Suggestion> found) {
    if (cursor.admits(keyword)) {
      String about =
          cursor.filter()
              ? Keywords.about(Filters.declared().get(usage), keyword)
              : summary(keyword, cursor, usage);
      word(cursor, keyword.text(), about, cursor.filter() ? "filters" : "commands", found);
    }
  }

  private static void word(
      Cursor cursor, String word, String about, String group, Map<String, Suggestion> found) {
    if (!cursor.word().quoted() && word.startsWith(cursor.word().text())) {
      found.putIfAbsent(word, new Suggestion(cursor.word().span(), word, about, group, true));
    }
  }

  /// The words of commands, after `help` and those of them that are typed.
  private void commands(Cursor cursor, Map<String, Suggestion> found) {
    Cursor inner = cursor.after(cursor.before().subList(1, cursor.before().size()));
    for (Expected expected : grammar.matcher().walk(inner.before(), true).expected()) {
      boolean own = inner.before().size() < grammar.usage(expected.usage()).own().size();
      if (own && expected.leaf() instanceof Keyword keyword && permitted(expected.usage())) {
        keyword(inner, keyword, expected.usage(), found);
      }
    }
  }

  /// Of a family's own word several commands are meant; the summary stands at its last own word, or
  /// at the word after a name that only one command has (`guest web ping`).
  private String summary(Keyword keyword, Cursor cursor, int usage) {
    List<String> own = grammar.usage(usage).own();
    boolean last = own.size() == cursor.before().size() + 1 && own.getLast().equals(keyword.text());
    return last || decides(cursor, usage)
        ? grammar.command(usage).summary()
        : Keywords.about(grammar.command(usage), grammar.usage(usage), keyword);
  }

  private boolean decides(Cursor cursor, int usage) {
    Walk walk = grammar.matcher().walk(cursor.before(), true);
    return cursor.before().size() > grammar.usage(usage).own().size()
        && walk.complete() < 0
        && walk.usages().size() > 1
        && walk.expected().stream().filter(e -> e.usage() == usage).count() == 1;
  }

  private void live(
      Cursor cursor,
      Parameter p,
      int usage,
      Matcher matcher,
      Walk walk,
      String line,
      Map<String, Suggestion> found) {
    if (!p.kind().isLive() || p.name().equals(NEW) || found.size() >= MOST) {
      return;
    }
    String typed = cursor.word().text();
    for (LiveNames.Name name : names.names(p.kind().word(), matcher.soFar(line, usage, walk))) {
      if (found.size() >= MOST) {
        return;
      }
      if (name.text().startsWith(typed) && isTypeable(name.text())) {
        String text = Quoting.quoted(name.text());
        found.putIfAbsent(
            text, new Suggestion(cursor.word().span(), text, name.about(), p.kind().word(), false));
      }
    }
  }

  /// A line with control characters is refused, so a name with some cannot be typed; a kernel takes
  /// them, and a guest may choose them.
  private static boolean isTypeable(String name) {
    return name.chars().noneMatch(Character::isISOControl);
  }
}
