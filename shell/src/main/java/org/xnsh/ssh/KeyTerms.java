package org.xnsh.ssh;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.xnsh.network.IpAddress;

/// What the options before a key in `authorized_keys` say (sshd(8), AUTHORIZED_KEYS FILE FORMAT).
/// An option that is not honoured here makes its key useless: who wrote it meant to restrict.
///
/// @param from which peers
/// @param expires when it ends
/// @param terminal whether it may have one
/// @param command the line that runs, whatever is asked for
public record KeyTerms(
    Optional<PeerPatterns> from,
    Optional<Instant> expires,
    boolean terminal,
    Optional<String> command) {

  static final KeyTerms NONE =
      new KeyTerms(Optional.empty(), Optional.empty(), true, Optional.empty());

  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");

  /// Why a key cannot be used.
  static final class Unfit extends Exception {
    private static final long serialVersionUID = 1L;

    Unfit(String message) {
      super(message);
    }
  }

  /// Why the key does not open now, from there.
  Optional<String> hindrance(IpAddress peer, Instant now) {
    if (expires.isPresent() && !now.isBefore(expires.get())) {
      return Optional.of("the key expired at " + expires.get());
    }
    return from.filter(patterns -> !patterns.admit(peer))
        .map(_ -> "the key is not for use from " + peer);
  }

  /// Reads `restrict,from="10.0.0.0/8",command="brctl show"`.
  static KeyTerms read(String options) throws Unfit {
    KeyTerms terms = NONE;
    List<String> seen = new ArrayList<>();
    for (String option : split(options)) {
      int equals = option.indexOf('=');
      String name = (equals < 0 ? option : option.substring(0, equals)).toLowerCase(Locale.ROOT);
      if (seen.contains(name)) {
        throw new Unfit("the option " + name + " stands there twice");
      }
      seen.add(name);
      Optional<String> value =
          equals < 0 ? Optional.empty() : Optional.of(unquoted(option.substring(equals + 1)));
      terms = terms.with(name, value);
    }
    return terms;
  }

  private KeyTerms with(String name, Optional<String> value) throws Unfit {
    boolean bare = name.equals("restrict") || name.equals("no-pty");
    if (bare != value.isEmpty()) {
      throw new Unfit("the option " + name + (bare ? " takes no value" : " is not honoured here"));
    }
    String text = value.orElse("");
    return switch (name) {
      case "restrict", "no-pty" -> new KeyTerms(from, expires, false, command);
      case "from" -> new KeyTerms(Optional.of(PeerPatterns.read(text)), expires, terminal, command);
      case "expiry-time" -> new KeyTerms(from, Optional.of(moment(text)), terminal, command);
      case "command" -> new KeyTerms(from, expires, terminal, Optional.of(text));
      default -> throw new Unfit("the option " + name + " is not honoured here");
    };
  }

  /// `YYYYMMDD[HHMM[SS]][Z]`; without the Z in this machine's zone.
  private static Instant moment(String text) throws Unfit {
    boolean universal = text.endsWith("Z");
    String digits = universal ? text.substring(0, text.length() - 1) : text;
    if (!digits.matches("[0-9]{8}([0-9]{4}([0-9]{2})?)?")) {
      throw new Unfit("the expiry-time '" + text + "' is not YYYYMMDD[HHMM[SS]][Z]");
    }
    try {
      return LocalDateTime.parse((digits + "000000").substring(0, 14), MOMENT)
          .atZone(universal ? ZoneOffset.UTC : ZoneId.systemDefault())
          .toInstant();
    } catch (DateTimeException e) {
      throw new Unfit("there is no time " + text);
    }
  }

  /// At commas outside of quotes.
  private static List<String> split(String options) {
    List<String> all = new ArrayList<>();
    StringBuilder one = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < options.length(); i++) {
      char c = options.charAt(i);
      boolean escaped = i > 0 && options.charAt(i - 1) == '\\';
      quoted ^= c == '"' && !escaped;
      if (c == ',' && !quoted) {
        all.add(one.toString());
        one.setLength(0);
      } else {
        one.append(c);
      }
    }
    all.add(one.toString());
    return all;
  }

  private static String unquoted(String value) throws Unfit {
    if (value.length() < 2 || !value.startsWith("\"") || !value.endsWith("\"")) {
      throw new Unfit("the value " + value + " stands in no quotes");
    }
    return value.substring(1, value.length() - 1).replace("\\\"", "\"");
  }
}
