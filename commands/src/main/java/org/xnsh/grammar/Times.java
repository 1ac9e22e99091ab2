package org.xnsh.grammar;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Times that an operator gives, with their unit: `90s`, `2m`, `1h30m`. A bare number is none: half
/// of the world reads it as minutes and the other half as seconds.
public final class Times {

  private static final Pattern BARE = Pattern.compile("[0-9]{1,9}");
  private static final Pattern TIME =
      Pattern.compile(
          "(?:(?<hours>[0-9]{1,5})h)?(?:(?<minutes>[0-9]{1,7})m)?(?:(?<seconds>[0-9]{1,8})s)?");
  private static final Duration MOST = Duration.ofDays(1);

  private Times() {}

  /// Only for words without a [#fault].
  public static Duration read(String word) {
    Matcher parts = TIME.matcher(word.startsWith("+") ? word.substring(1) : word);
    if (!parts.matches()) {
      throw new IllegalArgumentException("no time: " + word);
    }
    return Duration.ofHours(part(parts, "hours"))
        .plusMinutes(part(parts, "minutes"))
        .plusSeconds(part(parts, "seconds"));
  }

  private static long part(Matcher parts, String name) {
    String digits = parts.group(name);
    return digits == null ? 0 : Long.parseLong(digits);
  }

  /// Why a word is no time, or nothing.
  public static Optional<String> fault(String word) {
    if (BARE.matcher(word).matches()) {
      return Optional.of("'" + word + "' has no unit: " + word + "m or " + word + "s?");
    }
    if (word.isEmpty() || !TIME.matcher(word).matches()) {
      return Optional.of("'" + word + "' is no time; one looks like 90s, 2m or 1h");
    }
    Duration time = read(word);
    return time.isZero() || time.compareTo(MOST) > 0
        ? Optional.of("'" + word + "' is outside the range 1s-24h")
        : Optional.empty();
  }

  /// Why a word is no further time, or nothing.
  static Optional<String> extensionFault(String word) {
    return word.startsWith("+")
        ? fault(word.substring(1))
        : Optional.of("'" + word + "' is no further time; one looks like +2m");
  }

  /// `1h30m`, as it is read.
  public static String words(Duration time) {
    String text =
        (time.toHours() > 0 ? time.toHours() + "h" : "")
            + (time.toMinutesPart() > 0 ? time.toMinutesPart() + "m" : "")
            + (time.toSecondsPart() > 0 ? time.toSecondsPart() + "s" : "");
    return text.isEmpty() ? "0s" : text;
  }
}
