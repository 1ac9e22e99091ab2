package org.xnsh.command;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The subcommands of bridge-utils 1.7.1 in its own order, with its own usage lines.
enum BrctlSubcommand {
  ADDBR("addbr", 1, "<bridge>\t\tadd bridge"),
  DELBR("delbr", 1, "<bridge>\t\tdelete bridge"),
  ADDIF("addif", 2, "<bridge> <device>\tadd interface to bridge"),
  DELIF("delif", 2, "<bridge> <device>\tdelete interface from bridge"),
  HAIRPIN("hairpin", 3, "<bridge> <port> {on|off}\tturn hairpin on/off"),
  SETAGEING("setageing", 2, "<bridge> <time>\t\tset ageing time"),
  SETBRIDGEPRIO("setbridgeprio", 2, "<bridge> <prio>\t\tset bridge priority"),
  SETFD("setfd", 2, "<bridge> <time>\t\tset bridge forward delay"),
  SETHELLO("sethello", 2, "<bridge> <time>\t\tset hello time"),
  SETMAXAGE("setmaxage", 2, "<bridge> <time>\t\tset max message age"),
  SETPATHCOST("setpathcost", 3, "<bridge> <port> <cost>\tset path cost"),
  SETPORTPRIO("setportprio", 3, "<bridge> <port> <prio>\tset port priority"),
  SHOW("show", 0, "[ <bridge> ]\t\tshow a list of bridges"),
  SHOWMACS("showmacs", 1, "<bridge>\t\tshow a list of mac addrs"),
  SHOWSTP("showstp", 1, "<bridge>\t\tshow bridge stp info"),
  STP("stp", 2, "<bridge> {on|off}\tturn stp on/off");

  private final String word;
  private final int demanded;
  private final String help;

  BrctlSubcommand(String word, int demanded, String help) {
    this.word = word;
    this.demanded = demanded;
    this.help = help;
  }

  static Optional<BrctlSubcommand> named(String word) {
    return Arrays.stream(values()).filter(s -> s.word.equals(word)).findFirst();
  }

  String word() {
    return word;
  }

  /// What brctl prints where arguments are missing.
  Optional<List<String>> missing(List<String> arguments) {
    return arguments.size() >= demanded
        ? Optional.empty()
        : Optional.of(
            List.of(
                "Incorrect number of arguments for command", "Usage: brctl " + word + " " + help));
  }

  /// What `brctl --help` prints.
  static List<String> usage() {
    return Stream.concat(
            Stream.of("Usage: brctl [commands]", "commands:"),
            Arrays.stream(values()).map(s -> "\t" + padded(s.word) + "\t" + s.help))
        .collect(Collectors.toList());
  }

  private static String padded(String word) {
    return word + " ".repeat(Math.max(0, 10 - word.length()));
  }
}
