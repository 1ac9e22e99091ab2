package org.xnsh.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xnsh.grammar.Problem;

/// Why a command or a line did not do what was asked; a renderer makes text or JSON of it.
///
/// @param exit what the process would end with
/// @param lines what a command says, each a line; empty where there is a problem
/// @param line the line as typed
/// @param problem what is wrong in the line, and where
public record Fault(ExitCode exit, List<String> lines, String line, Optional<Problem> problem) {

  public Fault {
    lines = List.copyOf(lines);
  }

  static Fault of(ExitCode exit, List<String> lines, String line) {
    return new Fault(exit, lines, line, Optional.empty());
  }

  static Fault of(Problem problem, String line) {
    return new Fault(ExitCode.USAGE, List.of(), line, Optional.of(problem));
  }

  /// As text for standard error: a problem with its line and a caret under its place.
  public List<String> text() {
    List<String> text = new ArrayList<>(lines.stream().map(Escapes::shownLine).toList());
    problem.ifPresent(p -> text.addAll(Caret.lines(line, p)));
    return text;
  }

  /// The same for a screen, broken between words; the line and the caret under it stay as they are.
  public List<String> text(int width) {
    List<String> all = text();
    int echoed = problem.isPresent() ? 2 : 0;
    List<String> text = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      boolean isEcho = i >= lines.size() && i < lines.size() + echoed;
      text.addAll(isEcho ? List.of(all.get(i)) : WordWrap.of(all.get(i), width, 2));
    }
    return text;
  }
}
