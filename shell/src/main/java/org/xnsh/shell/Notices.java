package org.xnsh.shell;

import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnsh.command.Escapes;
import org.xnsh.transaction.Transactions;
import org.xnsh.transaction.log.ConfirmTimer;

/// What one session is told of the others, above its prompt: a few lines at a time, so that a busy
/// host leaves the screen readable. While a line runs, what comes is kept, and of much the rest is
/// counted.
final class Notices implements Watch.Listener, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
  private static final int MOST = 5;
  private static final int KEPT = 200;

  private final Watch watch;
  private final Consumer<String> above;
  private final LongPredicate own;
  private final boolean others;
  private final TimerNotices timers = new TimerNotices();
  private final Deque<News> kept = new ArrayDeque<>();
  private int missed;
  private boolean atPrompt;

  /// @param above shows a line above the prompt; must not wait
  /// @param own whether a transaction is this session's: it told itself what it did
  /// @param others whether it tells what others do; what confirm timers do is told in any case
  Notices(Watch watch, Consumer<String> above, LongPredicate own, boolean others) {
    this.watch = watch;
    this.above = above;
    this.own = own;
    this.others = others;
    try {
      timers.begin(watch.transactions().newestTimer());
    } catch (UncheckedIOException e) {
      LOG.debug("the log cannot be read", e);
    }
    watch.tell(this);
  }

  /// The prompt comes. What is kept is told; of timers, what this operator ran told it already.
  synchronized void atPrompt() {
    ofTimers(watch.transactions().newestTimer(), true);
    atPrompt = true;
    tell();
  }

  /// A line runs: it tells itself what it does.
  synchronized void busy() {
    atPrompt = false;
  }

  @Override
  public synchronized void come(List<News> news, int more, Optional<ConfirmTimer> newest) {
    for (News one : news) {
      if (others || one.timers()) {
        if (kept.size() < KEPT) {
          kept.addLast(one);
        } else {
          missed++;
        }
      }
    }
    missed += others ? more : 0;
    if (atPrompt) {
      ofTimers(newest, false);
      tell();
    }
  }

  /// Something that this session is told by another: at once, or when its line has run.
  synchronized void hear(String line) {
    if (kept.size() < KEPT) {
      kept.addLast(new News(0, true, line));
    } else {
      missed++;
    }
    if (atPrompt) {
      tell();
    }
  }

  private void ofTimers(Optional<ConfirmTimer> newest, boolean ran) {
    Transactions transactions = watch.transactions();
    long now = transactions.host().bootClock();
    timers.news(newest, now, ran).forEach(line -> above.accept(shown(line)));
    timers.late(newest, now, transactions::holding).ifPresent(line -> above.accept(shown(line)));
  }

  private void tell() {
    kept.removeIf(n -> own.test(n.number()));
    int shown = Math.min(kept.size(), MOST);
    for (int i = 0; i < shown; i++) {
      above.accept(shown(kept.removeFirst().line()));
    }
    missed += kept.size();
    kept.clear();
    if (missed > 0) {
      above.accept("* and " + missed + " more; log and show tell all");
      missed = 0;
    }
  }

  static String shown(String line) {
    return "* " + Escapes.shown(line);
  }

  @Override
  public void close() {
    watch.leave(this);
  }
}
