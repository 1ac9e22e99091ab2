package org.xnsh.grammar;

import java.util.List;

/// A line as an operator typed it: pipelines joined by signs.
///
/// @param pipelines as far as the line could be read, whatever is wrong with it
/// @param lexemes all pieces, for highlighting
/// @param problems what is wrong; a line with problems is not run
/// @param open whether more text could make it whole: an open quote, `&&` at the end
public record Line(
    String text,
    List<Pipeline> pipelines,
    List<Lexeme> lexemes,
    List<Problem> problems,
    boolean open) {

  public Line {
    pipelines = List.copyOf(pipelines);
    lexemes = List.copyOf(lexemes);
    problems = List.copyOf(problems);
  }

  /// Never throws: what is wrong is among the problems.
  public static Line read(String text) {
    return new LineAssembly(Lexer.lex(text)).read();
  }

  public boolean isEmpty() {
    return pipelines.isEmpty() && problems.isEmpty();
  }
}
