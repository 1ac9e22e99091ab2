package org.xnsh.shell;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the operator asked of the process.
///
/// @param command the line to run instead of a prompt
/// @param file the file of lines to run instead of a prompt; `-` is standard input
/// @param pager whether a prompt stops at a screenful
/// @param notices whether a prompt tells what others do
record Options(
    HostChoice host,
    Optional<String> command,
    Optional<String> file,
    boolean json,
    boolean pager,
    boolean notices,
    Optional<Path> state,
    Optional<Path> log) {

  static final String DEFAULT_TOPOLOGY = "seed";

  /// Why the options make no sense; for an operator.
  static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;

    Unusable(String message) {
      super(message);
    }
  }

  /// Reads the usual forms (`-c LINE`, `--netns NAME`, `--lab=bare`). Nothing where help is asked
  /// for or anything is unusual: picocli sees to those, at 80 ms even from an ahead-of-time cache
  /// (its classes are too old to be linked there), which a one-shot cannot afford.
  static Optional<Options> plain(List<String> arguments) throws Unusable {
    Map<ProcessOption, String> given = new EnumMap<>(ProcessOption.class);
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
      String name = equals < 0 ? argument : argument.substring(0, equals);
      ProcessOption option = ProcessOption.named(name).orElse(null);
      if (option == null
          || option == ProcessOption.HELP
          || option == ProcessOption.VERSION
          || given.containsKey(option)) {
        return Optional.empty();
      }
      boolean next =
          equals < 0 && option.value() == ProcessOption.Value.NEEDED && i + 1 < arguments.size();
      if (equals >= 0 ? option.value() == ProcessOption.Value.NONE : needsMore(option, next)) {
        return Optional.empty();
      }
      given.put(option, equals >= 0 ? argument.substring(equals + 1) : "");
      if (next) {
        i++;
        given.put(option, arguments.get(i));
      }
    }
    return Optional.of(of(given));
  }

  private static boolean needsMore(ProcessOption option, boolean next) {
    return option.value() == ProcessOption.Value.NEEDED && !next;
  }

  /// From what was given for each option; an option without a value stands with the empty text.
  static Options of(Map<ProcessOption, String> given) throws Unusable {
    if (given.containsKey(ProcessOption.COMMAND) && given.containsKey(ProcessOption.FILE)) {
      throw new Unusable("-c and -f exclude each other");
    }
    return new Options(
        host(given),
        Optional.ofNullable(given.get(ProcessOption.COMMAND)),
        Optional.ofNullable(given.get(ProcessOption.FILE)),
        given.containsKey(ProcessOption.JSON),
        !given.containsKey(ProcessOption.NO_PAGER),
        !given.containsKey(ProcessOption.NO_NOTICES),
        Optional.ofNullable(given.get(ProcessOption.STATE)).map(Path::of),
        Optional.ofNullable(given.get(ProcessOption.LOG)).map(Path::of));
  }

  private static HostChoice host(Map<ProcessOption, String> given) throws Unusable {
    HostChoice choice = new HostChoice.Live();
    int hosts = 0;
    for (Map.Entry<ProcessOption, String> one : given.entrySet()) {
      String value = one.getValue();
      String topology = value.isEmpty() ? DEFAULT_TOPOLOGY : value;
      HostChoice asked =
          switch (one.getKey()) {
            case NETNS -> new HostChoice.Namespace(value);
            case LAB -> new HostChoice.Lab(topology);
            case JOIN -> new HostChoice.Join(value);
            case SIMULATED -> new HostChoice.Simulated(topology);
            case COMMAND, FILE, JSON, NO_PAGER, NO_NOTICES, STATE, LOG, HELP, VERSION -> null;
          };
      if (asked != null) {
        choice = asked;
        hosts++;
      }
    }
    if (hosts > 1) {
      throw new Unusable("--netns, --lab, --join and --simulated exclude each other");
    }
    return choice;
  }
}
