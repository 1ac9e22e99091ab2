package org.xnsh.transaction;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.xnsh.host.Host;
import org.xnsh.network.Network;

/// The only writer of a namespace: one platform thread that nobody interrupts makes all changes, in
/// the order in which they were asked for. Callers wait; a Ctrl-C reaches it as the request's
/// `stopped`, between two steps.
public final class NamespaceWriter implements Transactions {

  private final Host host;
  private final TransactionLog log;
  private final Writing writing;
  private final ExecutorService turns;

  private NamespaceWriter(Host host, TransactionLog log, Writing writing) {
    this.host = host;
    this.log = log;
    this.writing = writing;
    this.turns =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("writer").factory());
  }

  /// Nothing is read or made on the disk before the first edit or look at the log.
  ///
  /// @param state where the log is kept
  /// @param locks where the lock is, the same for all processes: `/run/xnsh`
  public static Transactions open(Host host, StateFolder state, Path locks) {
    TransactionLog log =
        new TransactionLog(state.of(host.description().scope()).resolve("transactions"));
    String cookie = Long.toUnsignedString(host.description().scope().cookie());
    WriterLock lock = new WriterLock(locks.resolve(cookie + ".lock"));
    return new NamespaceWriter(host, log, new Writing(host, log, lock));
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

  /// Waits without being interruptible: what the writer does goes on anyway.
  private Outcome turn(Supplier<Outcome> work) {
    return CompletableFuture.supplyAsync(work, turns).join();
  }

  @Override
  public Outcome edit(Request request, Edit edit) {
    return turn(() -> writing.edit(request, edit));
  }

  @Override
  public Outcome undo(Request request, OptionalLong number, boolean exact) {
    return turn(() -> writing.undo(request, number, exact));
  }

  @Override
  public Outcome redo(Request request) {
    return turn(() -> writing.redo(request));
  }

  @Override
  public List<Entry> entries() {
    follow();
    return new LogEntries(log);
  }

  @Override
  public Optional<Entry> entry(long number) {
    follow();
    try {
      Optional<LogIndex.Row> row = log.row(number);
      return row.isEmpty() ? Optional.empty() : Optional.of(log.entry(row.get()));
    } catch (IOException e) {
      throw new UncheckedIOException("the transaction log cannot be read", e);
    }
  }

  @Override
  public List<String> faults() {
    follow();
    return log.faults();
  }

  @Override
  public List<ConfirmTimer> timers() {
    follow();
    return log.timers();
  }

  private void follow() {
    try {
      log.follow();
    } catch (IOException e) {
      throw new UncheckedIOException("the transaction log cannot be read", e);
    }
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
