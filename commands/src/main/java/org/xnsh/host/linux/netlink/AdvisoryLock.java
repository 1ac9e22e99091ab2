package org.xnsh.host.linux.netlink;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Optional;

/// A lock on a file between processes, and between the parts of one process: flock(2).
///
/// It belongs to the open file and not to the process, so it outlives the closing of other
/// descriptors of the same file; a POSIX lock, which is what [java.nio.channels.FileLock] takes,
/// does not. The kernel drops it when its holder dies.
public final class AdvisoryLock implements AutoCloseable {

  private static final int O_RDWR = 2;
  private static final int O_CREAT = 0x40;
  private static final int O_CLOEXEC = 0x80000;
  private static final int O_NOFOLLOW = 0x20000;
  private static final int LOCK_EX = 2;
  private static final int LOCK_NB = 4;

  private final int descriptor;

  private AdvisoryLock(int descriptor) {
    this.descriptor = descriptor;
  }

  /// Waits for the lock, as long as it takes; the wait is in the kernel and cannot be interrupted.
  public static AdvisoryLock acquire(Path file) throws IOException {
    int fd = open(file);
    int result;
    do {
      result = LibC.flock(fd, LOCK_EX);
    } while (result == -Errno.EINTR);
    return held(fd, result, file);
  }

  /// The lock, or nothing while another holds it.
  public static Optional<AdvisoryLock> tryAcquire(Path file) throws IOException {
    int fd = open(file);
    int result = LibC.flock(fd, LOCK_EX | LOCK_NB);
    if (result == -Errno.EAGAIN) {
      LibC.close(fd);
      return Optional.empty();
    }
    return Optional.of(held(fd, result, file));
  }

  private static int open(Path file) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      int flags = O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW;
      int fd = LibC.open(arena.allocateFrom(file.toString()), flags, 0600);
      return (int) Errno.check(fd, "open " + file);
    }
  }

  private static AdvisoryLock held(int fd, int result, Path file) throws IOException {
    if (result < 0) {
      LibC.close(fd);
    }
    Errno.check(result, "lock " + file);
    return new AdvisoryLock(fd);
  }

  /// Lets go of the lock; the file stays.
  @Override
  public void close() {
    LibC.close(descriptor);
  }
}
