package org.xnsh.host.linux.netlink;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Time since boot, sleep included (CLOCK_BOOTTIME).
public final class BootClock {

  private static final int CLOCK_MONOTONIC = 1;
  private static final int CLOCK_BOOTTIME = 7;
  private static final long NANOSECONDS_OF_A_HUNDREDTH = 10_000_000;

  private BootClock() {}

  /// Hundredths of a second.
  public static long now() {
    return time(CLOCK_BOOTTIME, 100, NANOSECONDS_OF_A_HUNDREDTH);
  }

  /// Microseconds without sleep (CLOCK_MONOTONIC), by which a service manager counts.
  public static long monotonicMicroseconds() {
    return time(CLOCK_MONOTONIC, 1_000_000, 1000);
  }

  private static long time(int clock, long unitsOfASecond, long nanosecondsOfAUnit) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment time = arena.allocate(JAVA_LONG, 2); // struct timespec
      Errno.check(LibC.clockGettime(clock, time), "tell the time since boot");
      return time.getAtIndex(JAVA_LONG, 0) * unitsOfASecond
          + time.getAtIndex(JAVA_LONG, 1) / nanosecondsOfAUnit;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot tell the time since boot", e);
    }
  }
}
