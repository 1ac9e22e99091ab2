package org.xnsh.grammar;

import java.util.List;

/// A command or a filter with its words.
///
/// @param span from the first word to the last
/// @param output where what it shows goes
/// @param errors where its errors go
public record Stage(List<Token> words, Span span, Sink output, Sink errors) {

  public Stage {
    words = List.copyOf(words);
  }

  /// Where text goes.
  public enum Sink {
    OUTPUT,
    ERRORS,
    NOWHERE
  }
}
