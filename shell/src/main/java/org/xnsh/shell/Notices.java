package org.xnsh.shell;

import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnsh.change.Change;
import org.xnsh.change.ChangeWords;
import org.xnsh.change.Difference;
import org.xnsh.command.Escapes;
import org.xnsh.network.AddressAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.transaction.Entry;
import org.xnsh.transaction.Transactions;

/// Tells the operator at the prompt what others do meanwhile: transactions of other sessions, and
/// changes by a hand that keeps no log. It looks once a second and tells a few lines at most, so
/// that a busy host leaves the screen readable; it runs on a thread of its own, since the reader
/// may keep it waiting.
final class Notices implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
  private static final int MOST = 5;
  private static final int LOOKS = 3;
  private static final long PERIOD_MILLIS = 1000;

  private final Transactions transactions;
  private final Consumer<String> above;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("notices").factory());
  private final boolean others;
  private final TimerNotices timers = new TimerNotices();
  private boolean atPrompt;
  private Network told = Network.EMPTY;
  private int toldEntries;

  /// Transactions that were told at the last looks: what they change is seen later, where a kernel
  /// or a running process takes its time.
  private final Deque<List<Long>> lately = new ArrayDeque<>();

  /// @param above shows a line above the prompt
  Notices(Transactions transactions, Consumer<String> above) {
    this(transactions, above, true);
  }

  /// @param others whether it tells what others do; what confirm timers do is told in any case
  Notices(Transactions transactions, Consumer<String> above, boolean others) {
    this.transactions = transactions;
    this.above = above;
    this.others = others;
    try {
      timers.begin(transactions.newestTimer());
    } catch (UncheckedIOException e) {
      LOG.debug("the log cannot be read", e);
    }
  }

  void start() {
    var _ =
        clock.scheduleWithFixedDelay(
            this::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  /// The prompt comes. What is so by now was this operator's doing, or is told by what they ran.
  ///
  /// @param picture the picture that the prompt shows
  synchronized void atPrompt(Network picture) {
    told = picture;
    toldEntries = transactions.entries().size();
    atPrompt = true;
    ofTimers(true);
  }

  /// A line runs: it tells itself what it does.
  synchronized void busy() {
    atPrompt = false;
  }

  /// Looks once and tells; what cannot be read now is told later.
  synchronized void look() {
    try {
      transactions.tend(this::show);
      if (atPrompt) {
        ofTimers(false);
      }
      if (atPrompt && others) {
        tell();
      }
    } catch (UncheckedIOException e) {
      LOG.debug("nothing can be told of others", e);
    }
  }

  private void ofTimers(boolean own) {
    timers
        .news(transactions.newestTimer(), transactions.host().bootClock(), own)
        .forEach(this::show);
  }

  private void show(String line) {
    above.accept("* " + Escapes.shown(line));
  }

  private void tell() {
    List<String> lines = new ArrayList<>();
    List<Entry> entries = transactions.entries();
    Network now = transactions.picture();
    int fresh = Math.min(entries.size() - toldEntries, MOST + 1);
    lately.addLast(entries.subList(0, Math.max(0, fresh)).stream().map(Entry::number).toList());
    if (lately.size() > LOOKS) {
      lately.removeFirst();
    }
    for (int i = fresh - 1; i >= 0; i--) {
      if (!entries.get(i).isGuards()) {
        lines.add(words(entries.get(i)));
      }
    }
    // what a transaction changes is not told twice, and neither is what a running one does
    boolean logged = fresh > 0 || now != told && isRunning(entries);
    if (!logged && now != told) {
      lines.addAll(ChangeWords.of(news(unexplained(Difference.between(told, now))), now));
    }
    told = now;
    toldEntries = entries.size();
    lines.stream().limit(MOST).forEach(this::show);
    if (lines.size() > MOST) {
      above.accept("* and more; log and show tell all");
    }
  }

  /// Without what a transaction that was told just now is about.
  private Difference unexplained(Difference difference) {
    Set<ObjectKey> known = new HashSet<>();
    for (List<Long> numbers : lately) {
      for (long number : numbers) {
        transactions
            .entry(number)
            .ifPresent(
                entry -> entry.changes().changes().forEach(c -> c.keys().forEach(known::add)));
      }
    }
    return new Difference(
        difference.changes().stream().filter(c -> !c.keys().allMatch(known::contains)).toList());
  }

  private static boolean isRunning(List<Entry> entries) {
    return !entries.isEmpty() && entries.getFirst().state() == Entry.State.INTENDED;
  }

  private static String words(Entry entry) {
    return "transaction " + entry.number() + " by " + entry.operator() + ": " + entry.command();
  }

  /// A lease that is renewed is no news, and neither is an order.
  private static Difference news(Difference difference) {
    return new Difference(
        difference.changes().stream()
            .filter(change ->
                switch (change) {
                  case Change.Added _, Change.Removed _ -> true;
                  case Change.Altered altered -> !isRenewal(altered);
                  case Change.AddressOrder _, Change.RouteOrder _ -> false;
                })
            .toList());
  }

  private static boolean isRenewal(Change.Altered altered) {
    return altered.attributes().stream()
        .allMatch(a ->
            a.equals(AddressAttributes.VALID_UNTIL)
                || a.equals(AddressAttributes.PREFERRED_UNTIL)
                || !a.standing().isRestored());
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
