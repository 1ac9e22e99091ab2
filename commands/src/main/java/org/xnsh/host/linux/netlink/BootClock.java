package org.xnsh.host.linux.netlink;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Time since boot, sleep included (CLOCK_BOOTTIME).
public final class BootClock {

  private static final int CLOCK_BOOTTIME = 7;
  private static final long NANOSECONDS_OF_A_HUNDREDTH = 10_000_000;

  private BootClock() {}

  /// Hundredths of a second.
  public static long now() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment time = arena.allocate(JAVA_LONG, 2); // struct timespec
      Errno.check(LibC.clockGettime(CLOCK_BOOTTIME, time), "tell the time since boot");
      return time.getAtIndex(JAVA_LONG, 0) * 100
          + time.getAtIndex(JAVA_LONG, 1) / NANOSECONDS_OF_A_HUNDREDTH;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot tell the time since boot", e);
    }
  }
}
