package org.xnsh.shell;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// After a signal a server lets what runs come to its end or be taken back, which may take longer
/// than whoever sent the signal waits. Here is the moment at which it ends all the same.
final class LastMoment {

  private LastMoment() {}

  /// @param over what to do then, on a thread of its own, unless the process has ended by itself
  static void after(Duration patience, Runnable over) {
    long end = System.nanoTime() + patience.toNanos();
    Thread.ofPlatform()
        .daemon()
        .name("last moment")
        .start(() -> {
          for (long left = patience.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
          }
          over.run();
        });
  }
}
