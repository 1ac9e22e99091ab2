package org.xnsh.shell;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.utils.Signals;
import org.xnsh.transaction.Transactions;

/// Ctrl-Z. A process that stops in the middle of a transaction would keep its lock from everybody,
/// a guard included, until somebody lets it go on. So it stops in a turn of the writer, between two
/// transactions. SIGSTOP asks nobody; then those who wait are told for whom.
final class Suspension {

  private static final String SIGNAL = "TSTP";

  private final Transactions transactions;
  private final Runnable stop;
  private final AtomicBoolean isAsked = new AtomicBoolean();

  /// @param stop stops the process, and returns when it goes on
  Suspension(Transactions transactions, Runnable stop) {
    this.transactions = transactions;
    this.stop = stop;
  }

  /// From now on the process stops by itself.
  static void listen(Transactions transactions) {
    listen(new Suspension(transactions, Suspension::stop));
  }

  private static void listen(Suspension suspension) {
    Signals.register(
        SIGNAL,
        () -> {
          suspension.ask();
          listen(suspension);
        });
  }

  /// Returns when the process goes on. More of it meanwhile is the same wish.
  void ask() {
    if (isAsked.compareAndSet(false, true)) {
      try {
        transactions.between(stop);
      } finally {
        isAsked.set(false);
      }
    }
  }

  /// As the kernel stops it by default: not where no shell is there that could let it go on. All of
  /// its process group stop, as they would have.
  private static void stop() {
    Signals.registerDefault(SIGNAL);
    try {
      new ProcessBuilder("sh", "-c", "kill -" + SIGNAL + " 0").inheritIO().start().waitFor();
    } catch (IOException e) {
      // without a shell it goes on
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
