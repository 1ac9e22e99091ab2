package org.xnsh.shell;

import java.util.Optional;

/// The process's own options, declared once: the quick reader and picocli's help both read them.
enum ProcessOption {
  NETNS("--netns", "", Value.NEEDED, "NAME", "work in this network namespace of 'ip netns'"),
  LAB(
      "--lab",
      "",
      Value.POSSIBLE,
      "TOPOLOGY",
      "work in a lab: seed (default), bare, ports:N, empty"),
  JOIN("--join", "", Value.NEEDED, "PID", "join the lab that this process belongs to"),
  SIMULATED(
      "--simulated",
      "",
      Value.POSSIBLE,
      "TOPOLOGY",
      "work on a network in memory; topologies as for --lab"),
  COMMAND("--command", "-c", Value.NEEDED, "LINE", "run this line and leave"),
  FILE("--file", "-f", Value.NEEDED, "FILE", "run the lines of this file, '-' for standard input"),
  JSON("--json", "-j", Value.NONE, "", "show results as JSON"),
  NO_PAGER("--no-pager", "", Value.NONE, "", "do not stop at a screenful"),
  NO_NOTICES("--no-notices", "", Value.NONE, "", "do not tell what others do meanwhile"),
  STATE("--state", "", Value.NEEDED, "DIR", "keep transaction log and history here"),
  LOG("--log", "", Value.NEEDED, "FILE", "write what happens inside to this file"),
  HELP("--help", "-h", Value.NONE, "", "show this and leave"),
  VERSION("--version", "-V", Value.NONE, "", "show the version and leave");

  /// Whether an option has a value.
  enum Value {
    NONE,
    /// `--lab` or `--lab=bare`; the next word is never it.
    POSSIBLE,
    NEEDED
  }

  private final String longName;
  private final String shortName;
  private final Value value;
  private final String label;
  private final String about;

  ProcessOption(String longName, String shortName, Value value, String label, String about) {
    this.longName = longName;
    this.shortName = shortName;
    this.value = value;
    this.label = label;
    this.about = about;
  }

  String longName() {
    return longName;
  }

  String shortName() {
    return shortName;
  }

  Value value() {
    return value;
  }

  String label() {
    return label;
  }

  String about() {
    return about;
  }

  static Optional<ProcessOption> named(String name) {
    for (ProcessOption option : values()) {
      if (name.equals(option.longName)
          || (!option.shortName.isEmpty() && name.equals(option.shortName))) {
        return Optional.of(option);
      }
    }
    return Optional.empty();
  }
}
