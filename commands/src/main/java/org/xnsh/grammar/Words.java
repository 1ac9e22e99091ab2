package org.xnsh.grammar;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.xnsh.grammar.ParameterKind.Check;
import org.xnsh.network.Prefix;

/// Checks of words that are not numbers.
final class Words {

  private static final Pattern SYSCTL = Pattern.compile("[A-Za-z0-9_*@:.+/-]+");

  private Words() {}

  static Optional<String> any(String word) {
    return Optional.empty();
  }

  static Optional<String> given(String word) {
    return word.isEmpty() ? Optional.of("an empty word names nothing") : Optional.empty();
  }

  /// A link that exists may go by an alternative name of up to 127 bytes, hence only this.
  static Optional<String> existing(String word) {
    return word.indexOf('/') >= 0
        ? Optional.of("'" + word + "' cannot name a link: it holds a '/'")
        : given(word);
  }

  static Optional<String> destination(String word) {
    return word.equals("default") || word.equals("all") || Prefix.tryParse(word).isPresent()
        ? Optional.empty()
        : Optional.of("'" + word + "' is no destination; one looks like default or 10.0.0.0/8");
  }

  static Optional<String> sysctl(String word) {
    return SYSCTL.matcher(word).matches() && !word.contains("..")
        ? Optional.empty()
        : Optional.of("'" + word + "' is no kernel setting; one looks like net.ipv4.ip_forward");
  }

  static Optional<String> setting(String word) {
    int equals = word.indexOf('=');
    return sysctl(equals < 0 ? word : word.substring(0, equals));
  }

  static Optional<String> pattern(String word) {
    try {
      Pattern.compile(word);
      return Optional.empty();
    } catch (PatternSyntaxException e) {
      return Optional.of("'" + word + "' is no regular expression: " + e.getDescription());
    }
  }

  static Optional<LocalTime> clock(String word) {
    return read(word, LocalTime::parse);
  }

  static Optional<LocalDate> date(String word) {
    return read(word, LocalDate::parse);
  }

  private static <V> Optional<V> read(String word, Function<String, V> reader) {
    try {
      return Optional.of(reader.apply(word));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /// A word that a value type reads.
  static Check parsed(Function<String, Optional<?>> read, String example) {
    return read(read, "not right here; one looks like " + example);
  }

  /// @param otherwise what a word is that it does not read
  static Check read(Function<String, Optional<?>> read, String otherwise) {
    return word ->
        read.apply(word).isPresent()
            ? Optional.empty()
            : Optional.of("'" + word + "' is " + otherwise);
  }
}
