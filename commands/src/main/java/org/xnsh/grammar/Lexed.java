package org.xnsh.grammar;

import java.util.List;

/// A line cut into its pieces.
///
/// @param lexemes as far as the line could be read, whatever is wrong with it
/// @param problems what is wrong, in order of place
/// @param open whether the line ends within a quote or after a backslash
public record Lexed(String line, List<Lexeme> lexemes, List<Problem> problems, boolean open) {
  public Lexed {
    lexemes = List.copyOf(lexemes);
    problems = List.copyOf(problems);
  }
}
