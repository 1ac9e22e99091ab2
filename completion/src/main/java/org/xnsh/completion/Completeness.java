package org.xnsh.completion;

import org.xnsh.grammar.Line;

/// Whether a line is finished: Enter on an incomplete one asks for more.
public enum Completeness {
  COMPLETE,
  INCOMPLETE,
  ERROR;

  public static Completeness of(String text) {
    Line line = Line.read(text);
    if (line.open()) {
      return INCOMPLETE;
    }
    return line.problems().isEmpty() ? COMPLETE : ERROR;
  }
}
