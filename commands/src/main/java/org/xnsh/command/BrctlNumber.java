package org.xnsh.command;

import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Numbers as brctl's sscanf reads them (`%i`, `%lf`), but whole: what stands behind the number is
/// no part of it, so the number is bad.
final class BrctlNumber {

  private static final Pattern INTEGER =
      Pattern.compile("\\s*([+-]?)(?:0[xX]([0-9a-fA-F]+)|(0[0-7]*)|([1-9][0-9]*))");
  private static final Pattern DECIMAL =
      Pattern.compile("\\s*[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");
  private static final Pattern HEXADECIMAL =
      Pattern.compile(
          "\\s*([+-]?0[xX](?:[0-9a-fA-F]+\\.?[0-9a-fA-F]*|\\.[0-9a-fA-F]+))([pP][+-]?[0-9]+)?");

  private BrctlNumber() {}

  /// `%i` into an int: decimal, `0x` or octal; too large ones are cut to the lowest 32 bits after
  /// strtol has cut them to 64.
  static OptionalLong integer(String text) {
    Matcher matcher = INTEGER.matcher(text);
    if (!matcher.matches()) {
      return OptionalLong.empty();
    }
    BigInteger value = magnitude(matcher);
    BigInteger signed = matcher.group(1).equals("-") ? value.negate() : value;
    BigInteger cut =
        signed.min(BigInteger.valueOf(Long.MAX_VALUE)).max(BigInteger.valueOf(Long.MIN_VALUE));
    return OptionalLong.of(cut.intValue());
  }

  private static BigInteger magnitude(Matcher matcher) {
    if (matcher.group(2) != null) {
      return new BigInteger(matcher.group(2), 16);
    }
    return matcher.group(3) != null
        ? new BigInteger(matcher.group(3), 8)
        : new BigInteger(matcher.group(4));
  }

  /// Seconds, in hundredths. Cut to whole microseconds first, as brctl's timeval does.
  static OptionalLong hundredths(String text) {
    Optional<Double> seconds = decimal(text);
    if (seconds.isEmpty()) {
      return OptionalLong.empty();
    }
    double whole = seconds.get() < 0 ? Math.ceil(seconds.get()) : Math.floor(seconds.get());
    if (Math.abs(whole) > 1e15) {
      return OptionalLong.of(whole < 0 ? Long.MIN_VALUE : Long.MAX_VALUE);
    }
    long micros = (long) (1_000_000 * (seconds.get() - whole));
    long full = (long) whole;
    return OptionalLong.of((full * 1_000_000 + micros) / 10_000);
  }

  private static Optional<Double> decimal(String text) {
    Matcher hexadecimal = HEXADECIMAL.matcher(text);
    if (hexadecimal.matches()) {
      String exponent = hexadecimal.group(2);
      return Optional.of(
          Double.parseDouble(hexadecimal.group(1) + (exponent == null ? "p0" : exponent)));
    }
    return DECIMAL.matcher(text).matches()
        ? Optional.of(Double.parseDouble(text.strip()))
        : Optional.empty();
  }
}
