package org.xnsh.transaction;

import java.io.IOException;
import org.xnsh.transaction.log.ConfirmTimer;

/// Where the guard of a confirm timer comes from: the process that takes the timer's group back,
/// whatever becomes of the one that armed it.
public interface Guards {

  /// Where there is none; nothing can be armed.
  Guards NONE =
      new Guards() {
        @Override
        public void arm(ConfirmTimer timer, NamespaceWriter writer) throws IOException {
          throw new IOException("this session cannot start one");
        }

        @Override
        public boolean isWatching() {
          return false;
        }

        @Override
        public Footing footing() {
          return new Footing(false, "none: this session cannot start one");
        }
      };

  /// What keeps a guard alive when its session ends.
  ///
  /// @param isApart whether it outlives the end of everything that its session started
  /// @param text how, or why not; for an operator
  record Footing(boolean isApart, String text) {}

  /// Starts the guard of a timer that the log tells of, and returns once it is armed: it has read
  /// the log, looked at the network and planned the way back.
  ///
  /// @param writer who arms it
  void arm(ConfirmTimer timer, NamespaceWriter writer) throws IOException;

  /// Starts a process that takes back what the writer of this one is in the midst of, once this one
  /// has ended.
  default void mend(NamespaceWriter writer) throws IOException {
    throw new IOException("no other process can reach this network");
  }

  /// Whether a guard is alive.
  boolean isWatching();

  /// What a guard that is started now would stand on.
  Footing footing();
}
