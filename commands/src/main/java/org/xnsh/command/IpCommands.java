package org.xnsh.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xnsh.command.Command.Role;
import org.xnsh.command.Command.Strictness;
import org.xnsh.command.IpVerbs.Known;
import org.xnsh.grammar.Arguments;
import org.xnsh.grammar.Token;
import org.xnsh.network.IpFamily;

/// `ip …` and `bridge …` as typed for the real programs: objects and verbs by any of their
/// beginnings, options in front. What is not known is refused with what is.
final class IpCommands {

  private static final String ABOUT =
      """
      Takes lines as typed for the real program, so that fingers and notes keep working. Options: \
      -4, -6, -br (brief), -d (details), -j (JSON), -o. Every edit is a transaction and can be \
      undone.\
      """;

  private IpCommands() {}

  static List<Command> all() {
    return List.of(
        program("ip", "the subset of ip(8) that xnsh knows", IpVerbs.IP),
        program("bridge", "the subset of bridge(8) that xnsh knows", IpVerbs.BRIDGE));
  }

  private static Command program(String name, String summary, Map<String, List<Known>> objects) {
    return new Command(
        name + " <word:program>...",
        summary,
        ABOUT,
        Role.VIEWER,
        Strictness.LENIENT,
        (arguments, context) -> run(name, objects, arguments, context));
  }

  private static Result run(
      String program, Map<String, List<Known>> objects, Arguments arguments, Context context)
      throws IOException {
    Options options = new Options();
    List<String> words = new ArrayList<>(arguments.words().stream().map(Token::text).toList());
    while (!words.isEmpty() && words.getFirst().startsWith("-")) {
      String option = words.removeFirst();
      if (option.equals("-f") || option.equals("-family")) {
        option = words.isEmpty() ? option : "-" + words.removeFirst();
      }
      if (!options.take(option)) {
        return Result.error(
            ExitCode.USAGE,
            program + " here does not know the option '" + option + "'",
            "known are: -4, -6, -br, -d, -j, -p, -o");
      }
    }
    String object = words.isEmpty() ? "" : words.removeFirst();
    Optional<List<Known>> verbs = first(objects, object);
    if (object.isEmpty() || verbs.isEmpty()) {
      return Result.error(
          ExitCode.USAGE,
          object.isEmpty() ? program + " of what?" : program + " " + object + " is not known here",
          "known are: " + String.join(", ", objects.keySet()));
    }
    Known known = verb(verbs.get(), words);
    if (known == null) {
      String all = verbs.get().stream().map(Known::verb).collect(Collectors.joining(", "));
      return Result.error(
          ExitCode.USAGE,
          program + " " + object + " " + words.getFirst() + " is not known here",
          "known are: " + all);
    }
    return options.shown(run(known, options.request(arguments.line(), words), context));
  }

  private static Result run(Known known, IpRequest request, Context context) throws IOException {
    Role needed = known.edits() ? Role.OPERATOR : Role.VIEWER;
    Optional<String> hindrance = Rights.hindrance(needed, context);
    if (hindrance.isPresent()) {
      return Result.error(ExitCode.REFUSED, hindrance.get());
    }
    return known.action().run(request, context);
  }

  /// Takes the verb off the words; `ip link` alone lists, and so does `ip address dev eth0`.
  private static @Nullable Known verb(List<Known> verbs, List<String> words) {
    if (words.isEmpty()) {
      return verbs.getFirst();
    }
    for (Known known : verbs) {
      if (known.means(words.getFirst())) {
        words.removeFirst();
        return known;
      }
    }
    return Stream.of("dev", "table", "to", "via", "proto").anyMatch(words.getFirst()::equals)
        ? verbs.getFirst()
        : null;
  }

  /// The first object that begins so, as `ip` finds it.
  static Optional<List<Known>> first(Map<String, List<Known>> objects, String word) {
    return objects.entrySet().stream()
        .filter(e ->
            e.getKey().startsWith(word)
                || e.getKey().replace("neighbour", "neighbor").startsWith(word))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /// What stands before the object.
  private static final class Options {
    private Optional<IpFamily> only = Optional.empty();
    private boolean brief;
    private boolean details;
    private boolean json;

    private boolean take(String option) {
      switch (option) {
        case "-4", "-inet" -> only = Optional.of(IpFamily.IPV4);
        case "-6", "-inet6" -> only = Optional.of(IpFamily.IPV6);
        case "-br", "-brief" -> brief = true;
        case "-d", "-details" -> details = true;
        case "-j", "-json" -> json = true;
        case "-p", "-pretty", "-o", "-oneline", "-c", "-color", "-s", "-N" -> {}
        default -> {
          return false;
        }
      }
      return true;
    }

    private IpRequest request(String line, List<String> words) {
      return new IpRequest(line, words, only, brief, details);
    }

    private Result shown(Result result) {
      if (!json || result.view().equals(View.NOTHING)) {
        return result;
      }
      String json = JsonOutput.text(ViewJson.of(result.view())) + "\n";
      View exact = new View.Exact(json, Optional.of(result.view()));
      return new Result(exact, result.errors(), result.exit());
    }
  }
}
