package org.xnsh.command;

/// How many columns of a terminal a text takes: East Asian wide signs take two, combining ones
/// none.
public final class DisplayWidth {

  /// Blocks of Unicode 16 whose signs are wide (EastAsianWidth.txt, W and F), joined where the gaps
  /// are unassigned: first and last of each.
  private static final int[] WIDE = {
    0x1100, 0x115f, 0x2e80, 0x303e, 0x3041, 0x33ff, 0x3400, 0x4dbf, 0x4e00, 0x9fff, 0xa000, 0xa4cf,
    0xa960, 0xa97f, 0xac00, 0xd7a3, 0xf900, 0xfaff, 0xfe30, 0xfe6f, 0xff00, 0xff60, 0xffe0, 0xffe6,
    0x17000, 0x18cff, 0x1aff0, 0x1b2ff, 0x1f300, 0x1f64f, 0x1f680, 0x1f6ff, 0x1f900, 0x1f9ff,
    0x1fa70, 0x1faff, 0x20000, 0x3fffd
  };

  private DisplayWidth() {}

  public static int of(String text) {
    return isPlain(text) ? text.length() : text.codePoints().map(DisplayWidth::of).sum();
  }

  /// As much of the text as fits, with a mark where something is left out.
  static String cut(String text, int width) {
    if (of(text) <= width) {
      return text;
    }
    StringBuilder fitting = new StringBuilder();
    int used = 1;
    for (int c : text.codePoints().toArray()) {
      used += of(c);
      if (used > width) {
        break;
      }
      fitting.appendCodePoint(c);
    }
    return fitting.toString().stripTrailing() + '~';
  }

  /// Whether it is printable ASCII, as nearly every text of a table of thousands of rows.
  static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~') {
        return false;
      }
    }
    return true;
  }

  private static int of(int c) {
    if (c >= 0x20 && c < 0x300) {
      return 1;
    }
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT
        || type == Character.CONTROL) {
      return 0;
    }
    for (int i = 0; i < WIDE.length; i += 2) {
      if (c >= WIDE[i] && c <= WIDE[i + 1]) {
        return 2;
      }
    }
    return 1;
  }
}
