package org.xnsh.shell;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.utils.Signals;

/// Ctrl-C, and what else ends a process: while something runs it is asked to stop between two
/// steps, so that no transaction is left half done; while nothing runs the process leaves at once.
///
/// A signal that was ignored when the process began (`nohup`, a job in the background) stays so.
final class Interruption {

  private final AtomicBoolean asked = new AtomicBoolean();
  private final Runnable leave;
  private boolean running;

  /// @param leave ends the process
  Interruption(Runnable leave) {
    this.leave = leave;
  }

  /// From now on these signals come here.
  void listen(List<String> signals) {
    signals.forEach(signal -> Signals.register(signal, this::come));
  }

  /// What a signal does.
  void come() {
    asked.set(true);
    boolean idle;
    synchronized (this) {
      idle = !running;
    }
    if (idle) {
      leave.run();
    }
  }

  /// Asks what runs to stop, and nothing where nothing runs.
  void ask() {
    asked.set(true);
  }

  /// A new command begins: what was asked of the one before does not count.
  void begin() {
    forget();
    goOn();
  }

  /// What was asked so far does not count.
  void forget() {
    asked.set(false);
  }

  /// The next command of the same run begins: what was asked still counts.
  synchronized void goOn() {
    running = true;
  }

  synchronized void rest() {
    running = false;
  }

  synchronized boolean isRunning() {
    return running;
  }

  boolean isAsked() {
    return asked.get();
  }
}
