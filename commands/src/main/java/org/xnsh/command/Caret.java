package org.xnsh.command;

import java.util.ArrayList;
import java.util.List;
import org.xnsh.grammar.Problem;

/// A problem as an operator sees it: the line, a caret under the place, what is wrong, a hint.
final class Caret {

  private Caret() {}

  static List<String> lines(String line, Problem problem) {
    int start = Math.min(problem.span().start(), line.length());
    int end = Math.min(problem.span().end(), line.length());
    int first = line.lastIndexOf('\n', start - 1) + 1;
    int newline = line.indexOf('\n', start);
    int last = newline < 0 ? line.length() : newline;
    String before = Escapes.shown(line.substring(first, start));
    String marked = Escapes.shown(line.substring(start, Math.max(start, Math.min(end, last))));
    List<String> lines = new ArrayList<>();
    lines.add("  " + Escapes.shown(line.substring(first, last)));
    lines.add(
        "  "
            + " ".repeat(DisplayWidth.of(before))
            + "^"
            + "~".repeat(Math.max(0, DisplayWidth.of(marked) - 1)));
    lines.add(Escapes.shown(problem.message()));
    if (!problem.hint().isEmpty()) {
      lines.add(Escapes.shown(problem.hint()));
    }
    return lines;
  }
}
