package org.xnsh.shell;

import java.time.Duration;

/// A look that must come before a timer is due. Where a machine is too busy for that, it is tried
/// again with a longer time: what fails before the time is over fails for good.
final class InTime {

  private static final int LONGEST = 300;

  /// Arms a timer of so many seconds, and looks.
  @FunctionalInterface
  interface Look {
    void within(int seconds) throws Exception;
  }

  private InTime() {}

  /// @param again brings back the state from which it can be tried again
  static void look(int first, Look look, Runnable again) throws Exception {
    for (int seconds = first; ; seconds *= 2) {
      long start = System.nanoTime();
      try {
        look.within(seconds);
        return;
      } catch (Exception | AssertionError e) {
        boolean isLate = System.nanoTime() - start > Duration.ofSeconds(seconds).toNanos();
        if (!isLate || seconds > LONGEST) {
          throw e;
        }
        again.run();
      }
    }
  }
}
