package org.xnsh.command;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.xnsh.command.Command.Role;
import org.xnsh.transaction.EditRefused;

/// A line of sysctl(8): options, names, assignments.
///
/// @param named in the order of the line
record SysctlWords(Set<Option> options, List<Named> named) {

  private static final String KNOWN = "known are: -w (write), -n (values only), -N, -q, -e";

  /// @param value what it is to become; nothing where it is to be shown
  record Named(String name, Optional<String> value) {}

  enum Option {
    WRITE('w', "--write"),
    VALUES('n', "--values"),
    NAMES('N', "--names"),
    QUIET('q', "--quiet"),
    IGNORE('e', "--ignore");

    private final char letter;
    private final String word;

    Option(char letter, String word) {
      this.letter = letter;
      this.word = word;
    }
  }

  SysctlWords {
    options = Set.copyOf(options);
    named = List.copyOf(named);
  }

  static SysctlWords read(List<String> words) throws EditRefused {
    Set<Option> options = EnumSet.noneOf(Option.class);
    List<Named> named = new ArrayList<>();
    for (String word : words) {
      if (word.startsWith("-") && word.length() > 1) {
        options.addAll(options(word));
      } else {
        int equals = word.indexOf('=');
        named.add(
            equals < 0
                ? new Named(word, Optional.empty())
                : new Named(
                    word.substring(0, equals).strip(),
                    Optional.of(word.substring(equals + 1).strip())));
      }
    }
    if (named.isEmpty()) {
      throw WordReader.usage("which setting?", "type: sysctl net.ipv4.ip_forward, or " + example());
    }
    for (Named one : named) {
      if (options.contains(Option.WRITE) && one.value().isEmpty() || one.name().isEmpty()) {
        throw WordReader.usage("'" + one.name() + "' is given no value", "type: " + example());
      }
    }
    return new SysctlWords(options, named);
  }

  private static String example() {
    return "sysctl -w net.ipv4.ip_forward=1";
  }

  private static Set<Option> options(String word) throws EditRefused {
    Set<Option> found = EnumSet.noneOf(Option.class);
    for (Option option : Option.values()) {
      if (word.equals(option.word)) {
        found.add(option);
        return found;
      }
    }
    for (char letter : word.substring(1).toCharArray()) {
      if (!found.addAll(
          List.of(Option.values()).stream().filter(o -> o.letter == letter).toList())) {
        throw WordReader.usage("sysctl here does not know the option '" + word + "'", KNOWN);
      }
    }
    return found;
  }

  boolean has(Option option) {
    return options.contains(option);
  }

  /// Who may: one assignment makes an edit of the line.
  Role role() {
    return named.stream().anyMatch(n -> n.value().isPresent()) ? Role.OPERATOR : Role.VIEWER;
  }
}
