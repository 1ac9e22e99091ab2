package org.xnsh.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.xnsh.testing.Ran;
import org.xnsh.testing.Waiting;

/// What a process holds: threads, open files, and bytes that it still needs.
record Weight(List<String> threads, List<String> files, long bytes) {

  /// Threads that come and go as the JVM likes, and one of the library's for all key exchanges,
  /// which leaves a minute after the last.
  private static final String OWN_OF_THE_JVM =
      "(C[12] CompilerThre|Attach Listener|sshd-kex-flushe).*";

  /// What a client can leave behind without anybody's fault: what is loaded and cached by then.
  private static final long SLACK = 3_000_000;

  Weight {
    threads = List.copyOf(threads);
    files = List.copyOf(files);
  }

  static Weight of(long pid) {
    long bytes = needed(pid); // first: it starts a thread of the JVM's
    return new Weight(threads(pid), files(pid), bytes);
  }

  private static List<String> threads(long pid) {
    return each(pid, "task", task -> Files.readString(task.resolve("comm")).strip()).stream()
        .filter(name -> !name.matches(OWN_OF_THE_JVM))
        .toList();
  }

  private static List<String> files(long pid) {
    return each(pid, "fd", descriptor -> Files.readSymbolicLink(descriptor).toString());
  }

  @FunctionalInterface
  private interface Reading {
    String of(Path path) throws IOException;
  }

  private static List<String> each(long pid, String folder, Reading reading) {
    try (Stream<Path> all = Files.list(Path.of("/proc", Long.toString(pid), folder))) {
      return all.map(
              path -> {
                try {
                  return reading.of(path);
                } catch (IOException e) {
                  return ""; // it is gone
                }
              })
          .filter(text -> !text.isEmpty())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What is left after a collection.
  private static long needed(long pid) {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    // what the collector fills gaps with is nobody's
    return Ran.run(List.of(jcmd, Long.toString(pid), "GC.class_histogram"))
        .ok()
        .lines()
        .filter(l -> l.matches(" +[0-9]+: .*") && !l.contains("jdk.internal.vm.Filler"))
        .mapToLong(l -> Long.parseLong(l.strip().split(" +", -1)[2]))
        .sum();
  }

  /// Waits until the process holds no more than it did.
  void awaitAgain(long pid) {
    Waiting.until(
        () -> threads(pid).size() <= threads.size() && files(pid).size() <= files.size(),
        () -> "before: " + this + "\nnow: " + of(pid));
    Waiting.until(
        () -> needed(pid) <= bytes + SLACK, () -> bytes + " bytes before, " + needed(pid) + " now");
  }
}
