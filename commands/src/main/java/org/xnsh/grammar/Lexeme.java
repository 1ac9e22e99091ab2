package org.xnsh.grammar;

/// A piece of a line: a word, or what stands between words.
public sealed interface Lexeme {

  Span span();

  /// A word.
  record Word(Token token) implements Lexeme {
    @Override
    public Span span() {
      return token.span();
    }
  }

  /// What joins commands.
  record Operator(Sign sign, Span span) implements Lexeme {}

  /// What keeps output from the screen.
  record Redirection(Target target, Span span) implements Lexeme {}

  /// From `#` to the end of the line.
  record Comment(Span span) implements Lexeme {}

  /// The signs between commands.
  enum Sign {
    /// `;`: whatever came of the one before
    NEXT,
    /// the end of a line: as `;`, but it may stand alone
    LINE_END,
    /// `&&`: if the one before went well
    AND,
    /// `||`: if the one before failed
    OR,
    /// `|`: through a filter
    PIPE
  }

  /// The redirections that are understood.
  enum Target {
    /// `> /dev/null`
    OUTPUT_AWAY,
    /// `2> /dev/null`
    ERRORS_AWAY,
    /// `2>&1`
    ERRORS_TO_OUTPUT
  }
}
