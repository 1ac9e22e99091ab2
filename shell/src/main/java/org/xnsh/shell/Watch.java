package org.xnsh.shell;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnsh.change.Change;
import org.xnsh.change.ChangeWords;
import org.xnsh.change.Difference;
import org.xnsh.network.AddressAttributes;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.SysctlKey;
import org.xnsh.transaction.Transactions;
import org.xnsh.transaction.log.ConfirmTimer;
import org.xnsh.transaction.log.Entry;

/// What happens on a host, found out once for all sessions of this process: transactions of
/// whoever, changes by a hand that keeps no log, confirm timers. One thread looks once a second,
/// and at once where a session of this process says that it did something; while there is no
/// session there is no thread.
///
/// Sessions are told on that thread, so none of them may wait.
final class Watch {

  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  private static final int LOOKS = 3;

  /// Nobody reads faster, and each look may draw all prompts anew.
  private static final Duration APART = Duration.ofMillis(200);

  private static final Duration PERIOD = Duration.ofSeconds(1);

  /// A host that was busy for longer than a look is told of by its newest.
  private static final int MOST = 100;

  private static final int LONGEST = 300;

  private final Transactions transactions;
  private final Duration period;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final Runnable besides;
  private final AtomicBoolean asked = new AtomicBoolean();
  private volatile Optional<ScheduledExecutorService> clock = Optional.empty();
  private volatile long looked = System.nanoTime() - APART.toNanos();
  private Network told = Network.EMPTY;
  private int toldEntries;

  /// Transactions of the last looks: what they change is seen later, where a kernel or a running
  /// process takes its time.
  private final Deque<List<Long>> lately = new ArrayDeque<>();

  /// A session.
  interface Listener {

    /// Must not wait.
    ///
    /// @param missed how many transactions there were besides
    void come(List<News> news, int missed, Optional<ConfirmTimer> newest);
  }

  Watch(Transactions transactions) {
    this(transactions, PERIOD);
  }

  Watch(Transactions transactions, Duration period) {
    this(transactions, period, () -> {});
  }

  /// @param besides what is to be done at each look
  Watch(Transactions transactions, Runnable besides) {
    this(transactions, PERIOD, besides);
  }

  private Watch(Transactions transactions, Duration period, Runnable besides) {
    this.besides = besides;
    this.transactions = transactions;
    this.period = period;
  }

  Transactions transactions() {
    return transactions;
  }

  /// Tells this session, too, from now on.
  void tell(Listener listener) {
    synchronized (listeners) {
      if (listeners.isEmpty()) {
        begin();
      }
      listeners.add(listener);
    }
  }

  /// Looks by itself from now on.
  void start() {
    synchronized (listeners) {
      if (clock.isPresent() || listeners.isEmpty()) {
        return;
      }
      ScheduledExecutorService fresh =
          Executors.newSingleThreadScheduledExecutor(
              Thread.ofPlatform().daemon().name("watch").factory());
      var _ =
          fresh.scheduleWithFixedDelay(
              this::look, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
      clock = Optional.of(fresh);
    }
  }

  /// Never waits for a look that takes long.
  void leave(Listener listener) {
    synchronized (listeners) {
      listeners.remove(listener);
      if (listeners.isEmpty()) {
        // not by an interrupt, which would close the log's file under the others
        clock.ifPresent(ScheduledExecutorService::shutdown);
        clock = Optional.empty();
      }
    }
  }

  /// Somebody here did something: the others see it at once, or, where they have just seen
  /// something, with what comes meanwhile. Never waits.
  void now() {
    Optional<ScheduledExecutorService> running = clock;
    if (running.isPresent() && asked.compareAndSet(false, true)) {
      try {
        long since = System.nanoTime() - looked;
        var _ =
            running
                .get()
                .schedule(this::look, Math.max(0, APART.toNanos() - since), TimeUnit.NANOSECONDS);
      } catch (RejectedExecutionException e) {
        asked.set(false); // the last one left meanwhile
      }
    }
  }

  private synchronized void begin() {
    lately.clear();
    try {
      told = transactions.picture();
      toldEntries = transactions.entries().size();
    } catch (UncheckedIOException e) {
      LOG.debug("the host cannot be watched yet", e);
    }
  }

  /// Looks once and tells; what cannot be read now is told later.
  synchronized void look() {
    asked.set(false);
    looked = System.nanoTime();
    surviving(besides);
    surviving(this::tell);
  }

  /// What fails here, thrown on, would end the clock, and nobody would be told of anything any
  /// more.
  private static void surviving(Runnable part) {
    try {
      part.run();
    } catch (UncheckedIOException e) {
      LOG.debug("nothing can be told of others", e);
    } catch (RuntimeException e) {
      LOG.warn("a look at the host failed", e);
    }
  }

  private void tell() {
    List<News> news = new ArrayList<>();
    transactions.tend(line -> news.add(new News(0, true, line)));
    Optional<ConfirmTimer> newest = transactions.newestTimer();
    int missed = gather(news);
    listeners.forEach(l -> l.come(news, missed, newest));
  }

  private int gather(List<News> news) {
    // in this order: a picture may have to wait for an edit, which is in the log by then
    Network now = transactions.picture();
    List<Entry> entries = transactions.entries();
    int fresh = Math.max(0, entries.size() - toldEntries);
    List<Entry> newest = List.copyOf(entries.subList(0, Math.min(fresh, MOST)));
    // one that takes long, since it arms a guard, is not forgotten before it has ended
    if (!newest.isEmpty() || !isRunning(entries)) {
      lately.addLast(newest.stream().map(Entry::number).toList());
    }
    if (lately.size() > LOOKS) {
      lately.removeFirst();
    }
    newest.reversed().stream().filter(e -> !e.isGuards()).map(Watch::words).forEach(news::add);
    // what a transaction changes is not told twice, and neither is what a running one does
    boolean logged = fresh > 0 || now != told && isRunning(entries);
    if (!logged && now != told) {
      ChangeWords.of(news(unexplained(Difference.between(told, now))), now)
          .forEach(line -> news.add(News.of(line)));
    }
    told = now;
    toldEntries = entries.size();
    return fresh - newest.size();
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

  private static News words(Entry entry) {
    return new News(
        entry.number(),
        false,
        "transaction "
            + entry.number()
            + " by "
            + entry.operator()
            + ": "
            + brief(entry.command()));
  }

  /// A commit of hundreds of edits, or a line of a megabyte, must not cover everybody's screen.
  private static String brief(String command) {
    return command.length() <= LONGEST
        ? command
        : command.substring(0, LONGEST) + " ... and more; log show tells all";
  }

  /// What was only read for the first time is no news, a lease that is renewed is none, and neither
  /// is an order, nor the short ageing time that a bridge has while the spanning tree changes
  /// (__br_set_topology_change).
  private static Difference news(Difference difference) {
    return new Difference(
        difference.changes().stream()
            .filter(change ->
                switch (change) {
                  case Change.Added added -> !added.key().isReadWhenNamed();
                  // a setting goes with its link
                  case Change.Removed removed -> !(removed.key() instanceof SysctlKey);
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
                || a.equals(BridgeAttributes.AGEING_TIME) && isOfTree(altered)
                || !a.standing().isRestored());
  }

  private static boolean isOfTree(Change.Altered altered) {
    return altered.before().number(BridgeAttributes.TOPOLOGY_CHANGE) != 0
        || altered.after().number(BridgeAttributes.TOPOLOGY_CHANGE) != 0;
  }
}
