package org.xnsh.command;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Keeps the records whose text matches, or those whose text does not.
record RecordMatch(Pattern pattern, boolean inverted) {

  static RecordMatch of(String pattern, boolean anyCase, boolean inverted) {
    return new RecordMatch(
        Pattern.compile(pattern, anyCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0),
        inverted);
  }

  View in(View view) {
    Predicate<String> keeps = text -> pattern.matcher(new Patience(text)).find() != inverted;
    return Records.kept(view, keeps);
  }

  /// Text that a pattern may look at only so often: some patterns would look at a short text for
  /// hours, and nobody could stop them.
  private static final class Patience implements CharSequence {
    private final CharSequence text;
    private int looks;

    Patience(CharSequence text) {
      this.text = text;
      this.looks = 200_000 + 200 * text.length();
    }

    @Override
    public char charAt(int index) {
      looks--;
      if (looks < 0) {
        throw new TooCostly();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }

  /// The pattern is not worth waiting for.
  static final class TooCostly extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
