package org.xnsh.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A brctl line read as getopt_long(3) reads it: options may stand anywhere before `--`, the first
/// one decides, long ones may be shortened.
///
/// @param words the words that are no options
/// @param answer what the first option gives, where there was one
record BrctlOptions(List<String> words, Optional<Result> answer) {

  private static final List<String> LONG = List.of("--help", "--version");

  static BrctlOptions read(List<String> line) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < line.size(); i++) {
      String word = line.get(i);
      if (word.equals("--")) {
        words.addAll(line.subList(i + 1, line.size()));
        break;
      }
      if (word.startsWith("-") && word.length() > 1) {
        return new BrctlOptions(List.of(), Optional.of(answer(word)));
      }
      words.add(word);
    }
    return new BrctlOptions(List.copyOf(words), Optional.empty());
  }

  private static Result answer(String word) {
    if (!word.startsWith("--")) {
      String letter = word.substring(1, word.offsetByCodePoints(1, 1));
      return switch (letter) {
        case "h" -> help();
        case "V" -> version();
        default -> unknown("brctl: invalid option -- '" + letter + "'");
      };
    }
    int equals = word.indexOf('=');
    String name = equals < 0 ? word : word.substring(0, equals);
    List<String> meant = LONG.stream().filter(o -> o.startsWith(name)).toList();
    if (meant.isEmpty()) {
      return unknown("brctl: unrecognized option '" + word + "'");
    }
    if (meant.size() > 1) {
      return unknown(
          "brctl: option '" + word + "' is ambiguous; possibilities: '--help' '--version'");
    }
    if (equals >= 0) {
      return unknown("brctl: option '" + meant.getFirst() + "' doesn't allow an argument");
    }
    return meant.getFirst().equals("--help") ? help() : version();
  }

  private static Result help() {
    return Result.of(new View.Text(BrctlSubcommand.usage()));
  }

  private static Result version() {
    return Result.of(new View.Text(List.of("bridge-utils, 1.7")));
  }

  private static Result unknown(String fault) {
    return usageFailure(fault, "Unknown option '?'");
  }

  /// The usage on standard output, these lines on standard error, and 1.
  static Result usageFailure(String... errors) {
    return new Result(new View.Text(BrctlSubcommand.usage()), List.of(errors), ExitCode.FAILED);
  }
}
