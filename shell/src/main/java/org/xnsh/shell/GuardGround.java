package org.xnsh.shell;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.xnsh.transaction.Guards.Footing;

/// Where a guard stands, so that the end of all that its session started is not its own: a scope of
/// systemd's where that runs and answers, else a cgroup of its own outside the session's, else a
/// process session of its own, which outlives a terminal and a kill of a process group, but not of
/// a cgroup.
///
/// @param before the words that start it there
/// @param cgroup the folder of the cgroup that it moves into
record GuardGround(List<String> before, Optional<Path> cgroup, Footing footing) {

  private static final int ATTEMPTS = 100;
  private static final long PAUSE_NANOS = 10_000_000;
  private static final Path SYSTEMD = Path.of("/run/systemd/system");
  private static final Path MOUNTS = Path.of("/proc/self/mountinfo");

  /// @param name what names the namespace, as part of a file's name
  /// @param root whether the process is root of the machine
  static GuardGround of(String name, boolean root) {
    return root && Files.isDirectory(SYSTEMD) ? scope(name) : without(name);
  }

  private static GuardGround scope(String name) {
    return new GuardGround(
        List.of(
            "systemd-run",
            "--quiet",
            "--scope",
            "--collect",
            "--description=xnsh guard of a confirm timer",
            "--unit=xnsh-guard-" + name),
        Optional.empty(),
        new Footing(true, "in a scope of its own (systemd-run)"));
  }

  boolean isScope() {
    return !before.isEmpty();
  }

  /// The words for one start. The scope of a guard that is just leaving may be there still, and no
  /// other may have its name.
  List<String> words() {
    List<String> words = new ArrayList<>(before);
    if (isScope()) {
      words.add(words.removeLast() + "-" + ProcessHandle.current().pid() + "-" + System.nanoTime());
    }
    return words;
  }

  /// This one, where a scope could not be had.
  ///
  /// @param why what systemd-run said
  GuardGround insteadOfScope(String why) {
    return new GuardGround(
        before,
        cgroup,
        new Footing(footing.isApart(), footing.text() + "; systemd gave it no scope: " + why));
  }

  static GuardGround without(String name) {
    return unified()
        .filter(Files::isWritable)
        .map(top -> top.resolve("xnsh-guard-" + name))
        .map(folder ->
            new GuardGround(
                List.of(),
                Optional.of(folder),
                new Footing(true, "in a cgroup of its own (" + folder + ")")))
        .orElseGet(() ->
            new GuardGround(
                List.of(),
                Optional.empty(),
                new Footing(
                    false,
                    "in a process session of its own, but not in a cgroup: what ends the whole"
                        + " cgroup of this session ends its guard too")));
  }

  /// Where the unified hierarchy is mounted. Its top is outside every session's cgroup; a folder
  /// below the session's would be ended with it.
  private static Optional<Path> unified() {
    try {
      for (String line : Files.readAllLines(MOUNTS)) {
        List<String> fields = List.of(line.split(" ", -1));
        int separator = fields.indexOf("-");
        if (separator > 4 && fields.get(separator + 1).equals("cgroup2")) {
          return Optional.of(Path.of(fields.get(4)));
        }
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  /// Makes the cgroup.
  ///
  /// @return the file through which a process moves into it
  Optional<Path> made() throws IOException {
    if (cgroup.isEmpty()) {
      return Optional.empty();
    }
    sweep(cgroup.get());
    Files.createDirectories(cgroup.get());
    return Optional.of(cgroup.get().resolve("cgroup.procs"));
  }

  /// A guard that was killed leaves its cgroup behind. One that somebody is in cannot be removed.
  private static void sweep(Path cgroup) throws IOException {
    try (DirectoryStream<Path> guards =
        Files.newDirectoryStream(cgroup.resolveSibling("."), "xnsh-guard-*")) {
      for (Path guard : guards) {
        removed(guard);
      }
    }
  }

  private static boolean removed(Path cgroup) {
    try {
      return Files.deleteIfExists(cgroup);
    } catch (IOException e) {
      return false;
    }
  }

  /// Takes the calling process out of its cgroup and the cgroup away, which it cannot while it is
  /// in it. A thread that is just ending stays in it for some moments.
  static void leave(Path cgroup) throws IOException {
    Files.writeString(cgroup.resolveSibling("cgroup.procs"), "0");
    for (int i = 0; i < ATTEMPTS && !removed(cgroup); i++) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
