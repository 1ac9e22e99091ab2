package org.xnsh.grammar;

import java.util.regex.Pattern;

/// How a word looks that is meant for a parameter, also where it cannot stand there: `25:99` was
/// meant for a time of day. What says the most of a word comes first.
enum Shape {
  CLOCK("[0-9]*(:[0-9]*)+"),
  DATE("[0-9]+[-/.][-/.0-9]+"),
  TIME("\\+?[0-9].*"),
  NUMBER("[-+]?[0-9].*"),
  ANY("(?s).*");

  private final Pattern pattern;

  Shape(String pattern) {
    this.pattern = Pattern.compile(pattern);
  }

  boolean fits(String word) {
    return pattern.matcher(word).matches();
  }
}
