package org.xnsh.transaction;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.function.Consumer;
import org.xnsh.host.Host;
import org.xnsh.transaction.WriterLock.Held;
import org.xnsh.transaction.log.TransactionLog;

/// What is done under the lock. Who gets it first brings back what a process left half done that
/// died with it: as its own log tells, and the log of the one that died, where that is another.
final class Owning {

  private final Host host;
  private final TransactionLog log;
  private final WriterLock lock;
  private final Recovery recovery;

  Owning(Host host, TransactionLog log, WriterLock lock, Recovery recovery) {
    this.host = host;
    this.log = log;
    this.lock = lock;
    this.recovery = recovery;
  }

  /// What is done under the lock.
  interface Work<V> {
    V run() throws EditRefused, IOException;
  }

  <V> V run(Request request, Work<V> work) throws EditRefused, IOException {
    Holder who = Holder.here(request.operator(), request.command(), log.path());
    try (Held held = lock.take(who, request.notice(), request.stopped())) {
      return mended(held, request.notice(), work);
    }
  }

  /// Whether something may be left half done, or is under way.
  boolean isMarked() {
    return lock.isMarked();
  }

  /// Who has the lock just now, in words.
  Optional<String> holding() {
    return lock.holding();
  }

  /// Whether somebody has the lock just now.
  boolean isHeld() {
    return lock.isHeld();
  }

  /// Mends what is left half done, if anything is and nobody is about it.
  ///
  /// @param notice told what came of it
  void recover(Consumer<String> notice) throws IOException {
    Optional<String> hindrance = host.description().hindrance();
    if (hindrance.isPresent()) {
      if (!lock.isHeld()) {
        log.follow();
        recovery.told().forEach(notice);
      }
      return;
    }
    Optional<Held> free =
        lock.tryTake(Holder.here("xnsh", "take back what was left half done", log.path()));
    if (free.isPresent()) {
      try (Held held = free.get()) {
        mended(held, notice, () -> true);
      } catch (EditRefused e) {
        throw new IllegalStateException("a recovery refuses nothing", e);
      }
    }
  }

  private <V> V mended(Held held, Consumer<String> notice, Work<V> work)
      throws EditRefused, IOException {
    boolean isLookedAfter = held.died().isEmpty();
    try {
      log.own();
      log.news().forEach(notice);
      recovery.all(notice);
      if (held.died().isPresent()) {
        ofAnotherLog(held.died().get(), notice);
        held.mended();
        isLookedAfter = true;
      }
      log.tidy();
      return work.run();
    } finally {
      if (isLookedAfter && log.unfinished().isEmpty()) {
        held.done();
      }
    }
  }

  private void ofAnotherLog(Holder died, Consumer<String> notice) throws IOException {
    if (died.log().equals(log.path()) || !Files.exists(died.log())) {
      return;
    }
    try (TransactionLog other = new TransactionLog(died.log(), host.description().scope())) {
      other.own();
      new Recovery(host, other).all(line -> notice.accept(line + " (" + died.log() + ")"));
    }
  }
}
