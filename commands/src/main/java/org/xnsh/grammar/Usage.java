package org.xnsh.grammar;

import java.util.ArrayList;
import java.util.List;
import org.xnsh.grammar.Syntax.AnyOrder;
import org.xnsh.grammar.Syntax.Choice;
import org.xnsh.grammar.Syntax.Keyword;
import org.xnsh.grammar.Syntax.Maybe;
import org.xnsh.grammar.Syntax.Parameter;
import org.xnsh.grammar.Syntax.Repeat;
import org.xnsh.grammar.Syntax.Sequence;

/// How one command is typed, in the notation of manual pages:
///
/// | notation | meaning |
/// |---|---|
/// | `word` | typed as it is |
/// | `<bridge>` | a parameter, named as its kind (the table is [ParameterKind]) |
/// | `<new:name>` | a parameter `new` of the kind `name` |
/// | `<priority:number(0-65535)>` | with a range |
/// | `{a\|b}` | one of them |
/// | `[a]` `[a\|b]` | may be left out |
/// | `a...` | once or more; `[a]...` any number of times |
/// | `{[a] [b <c:number>]}...` | any of them in any order, each once (`[a]...` within: again) |
///
/// @param text as written
/// @param own the words that every line of this command begins with: `brctl stp`
public record Usage(String text, Syntax syntax, List<String> own) {

  public Usage {
    own = List.copyOf(own);
  }

  /// Reads a usage text. A fault in it is a fault of the program: it throws
  /// [IllegalArgumentException] with the place marked.
  public static Usage parse(String text) {
    Syntax syntax = new UsageReader(text).read();
    return new Usage(text, syntax, ownWords(syntax));
  }

  /// The text without the kinds and ranges that only the grammar needs: `<priority>`.
  public String display() {
    return text.replaceAll("<([^<>:(]+)(:[^<>]*|\\([^<>]*)>", "<$1>");
  }

  /// All parameters, in the order of the text.
  public List<Parameter> parameters() {
    List<Parameter> found = new ArrayList<>();
    collect(syntax, found);
    return found;
  }

  private static void collect(Syntax part, List<Parameter> found) {
    switch (part) {
      case Keyword _ -> {}
      case Parameter p -> found.add(p);
      case Sequence s -> s.parts().forEach(p -> collect(p, found));
      case Choice c -> c.ways().forEach(p -> collect(p, found));
      case AnyOrder a -> a.options().forEach(p -> collect(p, found));
      case Maybe m -> collect(m.body(), found);
      case Repeat r -> collect(r.body(), found);
    }
  }

  private static List<String> ownWords(Syntax syntax) {
    List<String> own = new ArrayList<>();
    List<Syntax> parts = syntax instanceof Sequence s ? s.parts() : List.of(syntax);
    for (Syntax part : parts) {
      if (!(part instanceof Keyword keyword)) {
        break;
      }
      own.add(keyword.text());
    }
    return own;
  }
}
