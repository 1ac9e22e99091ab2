package org.xnsh.completion;

import java.util.List;
import org.xnsh.grammar.Matcher;
import org.xnsh.grammar.ParameterKind;
import org.xnsh.grammar.Syntax.Parameter;
import org.xnsh.grammar.Token;
import org.xnsh.grammar.Walk;

/// Commands before which another stands: `dry-run brctl addbr x`.
final class Prefixed {

  private Prefixed() {}

  /// Whether the next word is the first of another line.
  static boolean isLine(Walk walk) {
    return !walk.expected().isEmpty()
        && walk.expected().stream()
            .allMatch(e -> e.leaf() instanceof Parameter p && p.kind() == ParameterKind.LINE);
  }

  /// Where the other line begins among these words, or 0.
  static int rest(Matcher matcher, List<Token> words) {
    Walk walk = matcher.walk(List.of(), true);
    for (int i = 0; i < words.size(); i++) {
      walk = walk.step(words.get(i), true);
      if (isLine(walk)) {
        return i + 1;
      }
    }
    return 0;
  }
}
