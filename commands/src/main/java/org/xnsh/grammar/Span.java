package org.xnsh.grammar;

/// A part of a line: characters from start up to, not including, end.
public record Span(int start, int end) {
  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("no span: " + start + " to " + end);
    }
  }

  /// The empty place before this character.
  public static Span at(int offset) {
    return new Span(offset, offset);
  }

  public Span to(Span last) {
    return new Span(start, last.end);
  }
}
