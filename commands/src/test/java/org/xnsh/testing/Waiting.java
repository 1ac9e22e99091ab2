package org.xnsh.testing;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Waits for something to become so. A test says what it waits for, never how long that takes: a
/// machine may stop for many seconds at any point of it.
public final class Waiting {

  /// What no machine needs that does it at all. Only a test that fails waits as long.
  public static final long SECONDS = 90;

  private static final long LOOK_AGAIN_NANOS = 2_000_000;

  private Waiting() {}

  /// Returns when the condition holds, or fails the test at the end of all patience.
  ///
  /// @param otherwise what to say then
  public static void until(BooleanSupplier condition, Supplier<String> otherwise) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > SECONDS * 1_000_000_000L) {
        throw new AssertionError(otherwise.get());
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
  }
}
