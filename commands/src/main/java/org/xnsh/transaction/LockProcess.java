package org.xnsh.transaction;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The process that has a flock(2), as the kernel tells it: for where it does not say itself who it
/// is, and whether it is stopped.
final class LockProcess {

  private LockProcess() {}

  /// Its number; nothing where it is of another pid namespace, or has let go of it.
  static Optional<Long> of(Path file) {
    try {
      String place = place(file);
      return Files.readAllLines(Path.of("/proc/locks")).stream()
          .map(line -> List.of(line.strip().split(" +")))
          // 1: FLOCK  ADVISORY  WRITE 1234 08:01:4711 0 EOF; `->` stands before who waits
          .filter(w -> w.size() > 5 && w.get(1).equals("FLOCK") && w.get(5).equals(place))
          .map(w -> Long.parseLong(w.get(4)))
          .filter(pid -> pid > 0)
          .findFirst();
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static String place(Path file) throws IOException {
    long device = ((Number) Files.getAttribute(file, "unix:dev")).longValue();
    long inode = ((Number) Files.getAttribute(file, "unix:ino")).longValue();
    long major = (device >> 8 & 0xfff) | (device >> 32 & ~0xfffL);
    long minor = (device & 0xff) | (device >> 12 & ~0xffL);
    return "%02x:%02x:%d".formatted(major, minor, inode);
  }

  /// `another process, which does not say what it does: root's /usr/bin/flock (pid 123)`
  static String words(long process) {
    // one that has ended meanwhile has none
    Optional<ProcessHandle.Info> info = ProcessHandle.of(process).map(ProcessHandle::info);
    String whose = info.flatMap(ProcessHandle.Info::user).map(u -> u + "'s ").orElse("");
    return "another process, which does not say what it does: "
        + whose
        + info.flatMap(ProcessHandle.Info::command).orElse("process")
        + " (pid "
        + process
        + ")";
  }

  /// Whether it is stopped, as by Ctrl-Z: it keeps what it holds until somebody lets it go on.
  static boolean isStopped(long process) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(process), "stat"));
      // the name, in brackets, may hold anything
      return stat.substring(stat.lastIndexOf(')') + 1).strip().startsWith("T");
    } catch (IOException e) {
      return false;
    }
  }
}
