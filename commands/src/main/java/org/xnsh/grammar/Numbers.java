package org.xnsh.grammar;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/// Checks of numbers. A number is read whole or refused: `5x` is no 5.
final class Numbers {

  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");
  private static final Pattern POSITIVE = Pattern.compile("[0-9]{1,18}");
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,9})?");

  private static final Pattern AGE = Pattern.compile("[0-9]{1,6}[smhd]");

  private Numbers() {}

  static Optional<String> whole(String word) {
    return unless(WHOLE, word, "no whole number");
  }

  static Optional<String> lines(String word) {
    return unless(WHOLE, word, "no number of lines");
  }

  static Optional<String> positive(String word) {
    return unless(POSITIVE, word, "no number");
  }

  static Optional<String> decimal(String word) {
    return unless(DECIMAL, word, "no number of seconds");
  }

  static Optional<String> age(String word) {
    return unless(AGE, word, "no age; one looks like 90s, 10m, 2h or 3d");
  }

  /// Only for words that passed their kind's check.
  static Optional<String> outside(String word, Range range) {
    return range.holds(new BigDecimal(word))
        ? Optional.empty()
        : Optional.of(word + " is outside the range " + range);
  }

  private static Optional<String> unless(Pattern pattern, String word, String what) {
    return pattern.matcher(word).matches()
        ? Optional.empty()
        : Optional.of("'" + word + "' is " + what);
  }
}
