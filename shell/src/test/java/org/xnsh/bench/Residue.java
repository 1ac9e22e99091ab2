package org.xnsh.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What the server's process holds when nobody is there.
///
/// @param needed megabytes after a collection; 0 where it is no JVM
record Residue(int threads, int files, double needed) {

  static Residue of(SshSide side) throws IOException {
    Path process = Path.of("/proc", Long.toString(side.pid()));
    double needed = side.collects() ? needed(side.pid()) : 0;
    return new Residue((int) threads(process), count(process.resolve("fd")), needed);
  }

  /// Those of the compiler come and go; one of the library's for all key exchanges leaves a minute
  /// after the last.
  private static long threads(Path process) throws IOException {
    try (Stream<Path> all = Files.list(process.resolve("task"))) {
      return all.filter(
              t -> !name(t).matches("(C[12] CompilerThre|Attach Listener|sshd-kex-flushe).*"))
          .count();
    }
  }

  private static String name(Path task) {
    try {
      return Files.readString(task.resolve("comm")).strip();
    } catch (IOException e) {
      return "";
    }
  }

  private static int count(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return (int) all.count();
    }
  }

  private static double needed(long pid) throws IOException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    // what the collector fills gaps with is nobody's
    return Programs.printed(List.of(jcmd, Long.toString(pid), "GC.class_histogram"))
            .lines()
            .filter(l -> l.matches(" +[0-9]+: .*") && !l.contains("jdk.internal.vm.Filler"))
            .mapToLong(l -> Long.parseLong(l.strip().split(" +", -1)[2]))
            .sum()
        / 1e6;
  }
}
