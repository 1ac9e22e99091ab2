package org.xnsh.command;

/// Text from elsewhere, made harmless for a terminal. Guests choose their names, and the kernel
/// admits an escape character in a link's.
public final class Escapes {

  private Escapes() {}

  /// Control characters as `\x1b`, signs that turn the direction of text or do not show as
  /// `\u202e`.
  public static String shown(String text) {
    return escaped(text, "");
  }

  /// The same, but line breaks and tabs stay.
  public static String shownLines(String text) {
    return escaped(text, "\n\t");
  }

  /// One line in which tabs stay.
  static String shownLine(String text) {
    return escaped(text, "\t");
  }

  private static String escaped(String text, String kept) {
    if (isHarmless(text, kept)) {
      return text;
    }
    StringBuilder shown = new StringBuilder();
    text.codePoints().forEach(c -> append(shown, c, kept));
    return shown.toString();
  }

  /// JSON text with such signs in JSON's own escapes. Signs beyond ASCII stand within its strings
  /// only.
  static String json(String text) {
    if (isHarmless(text, "\n")) {
      return text;
    }
    StringBuilder json = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int point = text.codePointAt(i - (Character.isLowSurrogate(c) && i > 0 ? 1 : 0));
      json.append(c > '~' && isHarmful(point) ? String.format("\\u%04x", (int) c) : "" + c);
    }
    return json.toString();
  }

  private static boolean isHarmless(String text, String kept) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < ' ' || c > '~')
          && kept.indexOf(c) < 0
          && (Character.isSurrogate(c) || isHarmful(c))) {
        return false;
      }
    }
    return true;
  }

  private static void append(StringBuilder shown, int c, String kept) {
    if (kept.indexOf(c) >= 0 || !isHarmful(c)) {
      shown.appendCodePoint(c);
    } else {
      shown.append(String.format(c < 0x100 ? "\\x%02x" : "\\u%04x", c));
    }
  }

  private static boolean isHarmful(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}
