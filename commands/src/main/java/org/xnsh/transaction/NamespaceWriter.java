package org.xnsh.transaction;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.xnsh.change.Footprint;
import org.xnsh.host.Host;
import org.xnsh.host.HostDescription.Scope;
import org.xnsh.network.Network;
import org.xnsh.transaction.log.ConfirmTimer;
import org.xnsh.transaction.log.EarlierLog;
import org.xnsh.transaction.log.Entry;
import org.xnsh.transaction.log.FollowedLog;
import org.xnsh.transaction.log.LogReading;
import org.xnsh.transaction.log.Reserve;
import org.xnsh.transaction.log.StateFolder;
import org.xnsh.transaction.log.Tidying;
import org.xnsh.transaction.log.TransactionLog;

/// The only writer of a namespace: one platform thread that nobody interrupts makes all changes, in
/// the order in which they were asked for. Callers wait; a Ctrl-C reaches it as the request's
/// `stopped`, between two steps.
public final class NamespaceWriter implements Transactions {

  /// How late a guard may be, in hundredths of a second, before somebody else does its work.
  private static final long LATE = 1000;

  private final Host host;
  private final StateFolder state;
  private final TransactionLog log;
  private final Writing writing;
  private final Guards guards;
  private final Reserve reserve;
  private final Turns turns;

  private NamespaceWriter(
      Host host,
      StateFolder state,
      TransactionLog log,
      WriterLock lock,
      Guards guards,
      Reserve reserve) {
    this.host = host;
    this.state = state;
    this.log = log;
    this.guards = guards;
    this.writing = new Writing(host, log, lock, new Arming(host, log, guards, this, reserve));
    this.reserve = reserve;
    this.turns = new Turns(log.path());
  }

  /// Nothing is read or made on the disk before the first edit or look at the log.
  ///
  /// @param state where the log is kept
  /// @param locks where the lock is, the same for all processes: `/run/xnsh`
  public static Transactions open(Host host, StateFolder state, Path locks) {
    return open(host, state, locks, Guards.NONE);
  }

  /// The same, with a guard for confirm timers.
  public static NamespaceWriter open(Host host, StateFolder state, Path locks, Guards guards) {
    return open(host, state, locks, guards, InstantSource.system());
  }

  /// The same with a wall clock of its own.
  static NamespaceWriter open(
      Host host, StateFolder state, Path locks, Guards guards, InstantSource clock) {
    Scope scope = host.description().scope();
    TransactionLog log =
        new TransactionLog(
            state.of(scope).resolve("transactions"), scope, Tidying.Limits.USUAL, clock);
    String cookie = Long.toUnsignedString(scope.cookie());
    WriterLock lock = new WriterLock(locks.resolve(cookie + ".lock"));
    Reserve reserve = new Reserve(state.of(scope).resolve("reserve"));
    return new NamespaceWriter(host, state, log, lock, guards, reserve);
  }

  @Override
  public Host host() {
    return host;
  }

  @Override
  public Network picture() {
    try {
      return host.drained();
    } catch (IOException e) {
      throw new UncheckedIOException("the network cannot be read", e);
    }
  }

  private Outcome turn(Request request, Supplier<Outcome> work) {
    try {
      return turns.run(request, work::get);
    } catch (EditRefused e) {
      return new Outcome.Refused(e, List.of());
    }
  }

  @Override
  public Outcome edit(Request request, Edit edit) {
    return turn(request, () -> writing.edit(request, edit));
  }

  @Override
  public Outcome undo(Request request, Undoing what) {
    return turn(request, () -> writing.undo(request, what));
  }

  @Override
  public Drift drift(Request request) throws EditRefused {
    return turns.run(request, writing::drift);
  }

  @Override
  public Outcome restoreDrift(Request request, Optional<String> object) {
    return turn(request, () -> writing.restore(request, object));
  }

  @Override
  public Outcome adoptDrift(Request request) {
    return turn(request, () -> writing.adopt(request));
  }

  @Override
  public Outcome redo(Request request) {
    return turn(request, () -> writing.redo(request));
  }

  @Override
  public ConfirmTimer confirm(Request request) throws EditRefused {
    return owning(request, () -> writing.confirming().confirm(request));
  }

  @Override
  public ConfirmTimer extend(Request request, Duration more) throws EditRefused {
    return owning(request, () -> writing.confirming().extend(request, more));
  }

  /// Takes the group of a timer back, if the timer still runs and is due.
  ///
  /// @param first names the timer
  /// @return whether the timer is over
  public boolean fire(long first, Consumer<String> notice) throws EditRefused {
    Request request =
        new Request(
            Firing.OPERATOR,
            Entry.BY_TIMER,
            "take back what was not confirmed",
            Footprint.NOTHING,
            () -> false,
            notice);
    try {
      return turns.run(
          request,
          () -> writing.owning().run(request, () -> writing.confirming().fire(first, notice)));
    } catch (EditRefused e) {
      if (e.reason() == EditRefused.Reason.FAILED) {
        // what a dead process left half done comes first, and may be what there is no room for
        reserve.give();
      }
      throw e;
    }
  }

  /// A guard may live and yet be unable to take anything back.
  private boolean isNeglected(ConfirmTimer timer) {
    return timer.isDue(host.bootClock() - LATE);
  }

  /// Goes through the firing of a timer in memory, on the host as it is now, and keeps room on the
  /// disk for it.
  void rehearse(ConfirmTimer timer) throws IOException {
    reserve.take();
    new Rehearsal(host.drained(), log).of(timer);
  }

  @Override
  public void tend(Consumer<String> notice) {
    boolean isDue = timer().filter(t -> !guards.isWatching() || isNeglected(t)).isPresent();
    // who has the lock may be arming a guard just now; the next look is soon enough
    if (isDue && !writing.owning().isHeld()) {
      try {
        owning(
            new Request(
                Firing.OPERATOR,
                Entry.BY_TIMER,
                "look after the guard",
                Footprint.NOTHING,
                () -> false,
                notice),
            () -> timer());
      } catch (EditRefused e) {
        notice.accept(String.valueOf(e.getMessage()));
      }
    }
  }

  @Override
  public void recover(Consumer<String> notice) {
    if (!writing.owning().isMarked()) {
      return;
    }
    try {
      turns.run(() -> {
        writing.owning().recover(notice);
        return true;
      });
    } catch (EditRefused e) {
      notice.accept("something may be left half done: " + e.getMessage());
    }
  }

  @Override
  public void leave() throws IOException {
    guards.mend(this);
  }

  @Override
  public Guards.Footing footing() {
    return guards.footing();
  }

  private <V> V owning(Request request, Owning.Work<V> work) throws EditRefused {
    return turns.run(
        request,
        () ->
            writing
                .owning()
                .run(
                    request,
                    () -> {
                      writing.confirming().tend(request.notice());
                      return work.run();
                    }));
  }

  @Override
  public LogReading log() {
    return new FollowedLog(log);
  }

  @Override
  public Optional<String> holding() {
    return writing.owning().holding();
  }

  @Override
  public void between(Runnable work) {
    try {
      turns.run(() -> {
        work.run();
        return true;
      });
    } catch (EditRefused e) {
      // it is ending, and nothing is changed any more
      work.run();
    }
  }

  @Override
  public List<EarlierLog> earlier() {
    return EarlierLog.in(state, host.description().scope());
  }

  @Override
  public void close() {
    turns.close();
    try {
      log.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the transaction log cannot be closed", e);
    } finally {
      host.close();
    }
  }
}
