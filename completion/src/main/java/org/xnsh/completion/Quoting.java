package org.xnsh.completion;

/// Writes a name so that the lexer reads it back as one word.
final class Quoting {

  private static final String SIGNS = " \t\n;|&<>'\"\\#";

  private Quoting() {}

  static String quoted(String name) {
    boolean plain = !name.isEmpty() && name.chars().noneMatch(c -> SIGNS.indexOf(c) >= 0);
    return plain ? name : "'" + name.replace("'", "'\\''") + "'";
  }
}
