package org.xnsh.command;

import java.util.List;
import java.util.Optional;
import org.xnsh.command.Command.Place;
import org.xnsh.command.View.Cell;
import org.xnsh.command.View.Node;
import org.xnsh.grammar.Arguments;
import org.xnsh.grammar.Matcher;
import org.xnsh.grammar.Usage;

/// What may stand after `|`. Filters work on records: the rows of a table, the leaves of a tree,
/// the lines of a text; a table stays a table and its heading stays.
public final class Filters {

  /// One filter as declared.
  ///
  /// @param usage its syntax
  /// @param summary one line for `?`
  /// @param place where it exists
  public record Declared(String usage, String summary, Place place) {
    Declared(String usage, String summary) {
      this(usage, summary, Place.ANYWHERE);
    }
  }

  private static final List<Declared> DECLARED =
      List.of(
          new Declared("grep [{-i|-v|-E}]... <pattern>", "only what matches"),
          new Declared("match <pattern>", "only what matches"),
          new Declared("except <pattern>", "only what does not match"),
          new Declared("count", "how many"),
          new Declared("head [{-n <count:lines>|<lines>}]", "the first 10, or so many"),
          new Declared("tail [{-n <count:lines>|<lines>}]", "the last 10, or so many"),
          new Declared("json", "as JSON"),
          new Declared("save <file>", "into a new file", Place.MACHINE));

  private static final Matcher GRAMMAR =
      new Matcher(DECLARED.stream().map(d -> Usage.parse(d.usage())).toList());

  private Filters() {}

  public static List<Declared> declared() {
    return DECLARED;
  }

  /// The grammar of a filter; its usages are in the order of [#declared].
  public static Matcher grammar() {
    return GRAMMAR;
  }

  /// A filter's own word.
  static String word(int usage) {
    return GRAMMAR.usages().get(usage).own().getFirst();
  }

  static View apply(View view, int usage, Arguments arguments) {
    return switch (word(usage)) {
      case "grep" ->
          RecordMatch.of(arguments.text("pattern"), arguments.has("-i"), arguments.has("-v"))
              .in(view);
      case "match" -> RecordMatch.of(arguments.text("pattern"), false, false).in(view);
      case "except" -> RecordMatch.of(arguments.text("pattern"), false, true).in(view);
      case "count" -> count(view);
      case "head" -> Records.first(view, lines(arguments));
      case "tail" -> Records.last(view, lines(arguments));
      case "json" -> new View.Exact(JsonOutput.text(ViewJson.of(view)) + "\n", Optional.of(view));
      default -> view;
    };
  }

  private static int lines(Arguments arguments) {
    return arguments
        .token("lines")
        .or(() -> arguments.token("count"))
        .map(t -> (int) Math.min(Math.abs(Long.parseLong(t.text())), Integer.MAX_VALUE))
        .orElse(10);
  }

  private static View count(View view) {
    long count = Records.count(view);
    View data = new View.Tree("", List.of(new Node("count", Cell.number(count), List.of())));
    return new View.Exact(count + "\n", Optional.of(data));
  }
}
