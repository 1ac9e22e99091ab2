package org.xnsh.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Waits for something to become so. A test says what it waits for, never how long that takes.
public final class Waiting {

  private static final long LOOK_AGAIN_NANOS = 2_000_000;

  private Waiting() {}

  /// Returns when the condition holds, or fails the test at the deadline.
  ///
  /// @param otherwise what to say at the deadline
  public static void until(
      Duration patience, BooleanSupplier condition, Supplier<String> otherwise) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > patience.toNanos()) {
        throw new AssertionError(otherwise.get());
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
  }
}
