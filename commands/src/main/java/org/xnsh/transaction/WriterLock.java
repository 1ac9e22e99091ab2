package org.xnsh.transaction;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.xnsh.host.linux.netlink.AdvisoryLock;

/// The lock of a namespace's only writer, flock(2) on one file for all processes whatever their
/// state folder. The kernel lets go of it when its holder dies. Who holds it stands in a file
/// beside, for those who wait.
final class WriterLock {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long PAUSE_NANOS = 20_000_000;

  private final Path file;
  private final Path holder;
  private final Duration patience;

  WriterLock(Path file) {
    this(file, PATIENCE);
  }

  /// @param patience how long to wait for another holder
  WriterLock(Path file, Duration patience) {
    this.file = file;
    this.patience = patience;
    this.holder = file.resolveSibling(file.getFileName() + ".holder");
  }

  /// @param who operator and command, for others to see
  AdvisoryLock take(String who) throws IOException, EditRefused {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      PrivateFile.makeFolder(folder);
    }
    long start = System.nanoTime();
    while (true) {
      Optional<AdvisoryLock> lock = AdvisoryLock.tryAcquire(file);
      if (lock.isPresent()) {
        tell(who, lock.get());
        return lock.get();
      }
      if (System.nanoTime() - start > patience.toNanos()) {
        throw new EditRefused(
            EditRefused.Reason.CONFLICT,
            "another xnsh is changing this network: " + held(),
            "wait for it to end, or end it");
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private void tell(String who, AdvisoryLock lock) throws IOException {
    try {
      PrivateFile.make(holder);
      Files.writeString(holder, who);
    } catch (IOException e) {
      lock.close();
      throw e;
    }
  }

  private String held() {
    try {
      return Files.readString(holder).strip();
    } catch (IOException e) {
      return "it does not say who it is";
    }
  }
}
