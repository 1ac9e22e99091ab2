package org.xnsh.transaction;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.xnsh.transaction.EditRefused.Reason;
import org.xnsh.transaction.log.ForeignLog;

/// The turns of the only writer, one after the other in the order in which they were asked for, on
/// one platform thread that nobody interrupts. Who waits for one is told for whom, and waits no
/// longer once they press Ctrl-C; a turn that has begun goes on until it stops by itself.
final class Turns implements AutoCloseable {

  private static final long GLANCE_MILLIS = 20;

  /// Most turns are over by then; nobody wants to read of them.
  private static final long TELL_AFTER_GLANCES = 15;

  private final Path log;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("writer").factory());
  private final AtomicReference<Optional<Holder>> running = new AtomicReference<>(Optional.empty());

  /// @param log of the transactions that are made in them
  Turns(Path log) {
    this.log = log;
  }

  private enum Stage {
    WAITING,
    BEGUN,
    GIVEN_UP
  }

  /// What a turn gave, or why it refused.
  private sealed interface Came<V> {
    record Made<V>(V result) implements Came<V> {}

    record Refused<V>(EditRefused why) implements Came<V> {}
  }

  /// A turn that somebody asks for.
  ///
  /// @throws EditRefused also where they stopped waiting
  <V> V run(Request request, Owning.Work<V> work) throws EditRefused {
    AtomicReference<Stage> stage = new AtomicReference<>(Stage.WAITING);
    CompletableFuture<Came<V>> turn =
        queued(() -> {
          if (!stage.compareAndSet(Stage.WAITING, Stage.BEGUN)) {
            return new Came.Refused<>(new EditRefused(Reason.STOPPED, "given up", ""));
          }
          running.set(Optional.of(Holder.here(request.operator(), request.command(), log)));
          try {
            return came(work);
          } finally {
            running.set(Optional.empty());
          }
        });
    return switch (awaited(turn, request, stage)) {
      case Came.Made<V>(V result) -> result;
      case Came.Refused<V>(EditRefused why) -> throw why;
    };
  }

  /// A turn that nobody is there to stop.
  <V> V run(Owning.Work<V> work) throws EditRefused {
    Came<V> came;
    try {
      came = queued(() -> came(work)).join();
    } catch (CompletionException e) {
      throw unchecked(e);
    }
    return switch (came) {
      case Came.Made<V>(V result) -> result;
      case Came.Refused<V>(EditRefused why) -> throw why;
    };
  }

  private <V> CompletableFuture<Came<V>> queued(Supplier<Came<V>> turn) throws EditRefused {
    try {
      return CompletableFuture.supplyAsync(turn, thread);
    } catch (RejectedExecutionException e) {
      throw new EditRefused(Reason.STOPPED, "nothing was changed: this xnsh is ending", "");
    }
  }

  private static <V> Came<V> came(Owning.Work<V> work) {
    try {
      return new Came.Made<>(work.run());
    } catch (EditRefused e) {
      return new Came.Refused<>(e);
    } catch (IOException e) {
      return new Came.Refused<>(
          new EditRefused(
              e instanceof ForeignLog ? Reason.CONFLICT : Reason.FAILED,
              String.valueOf(e.getMessage()),
              ""));
    }
  }

  private <V> Came<V> awaited(
      CompletableFuture<Came<V>> turn, Request request, AtomicReference<Stage> stage)
      throws EditRefused {
    boolean isInterrupted = false;
    try {
      for (long glance = 1; ; glance++) {
        try {
          return turn.get(GLANCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
          // that is how Ctrl-C comes; whether to stop the request says
          isInterrupted = true;
        } catch (TimeoutException e) {
          look(glance, request, stage);
        }
      }
    } catch (ExecutionException e) {
      throw unchecked(e);
    } finally {
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void look(long glance, Request request, AtomicReference<Stage> stage) throws EditRefused {
    if (stage.get() != Stage.WAITING) {
      return;
    }
    String whom = running.get().map(Holder::words).orElse("others of this process");
    if (request.stopped().getAsBoolean() && stage.compareAndSet(Stage.WAITING, Stage.GIVEN_UP)) {
      throw new EditRefused(Reason.STOPPED, "nothing was changed: it waited for " + whom, "");
    }
    if (glance == TELL_AFTER_GLANCES) {
      request.notice().accept("waiting for " + whom);
    }
  }

  private static RuntimeException unchecked(Exception e) {
    return e.getCause() instanceof UncheckedIOException io
        ? new UncheckedIOException(io.getMessage(), io.getCause())
        : new CompletionException(e.getCause());
  }

  /// Ends when all turns that were asked for have ended. ExecutorService.close would interrupt the
  /// one that runs, and drop the others, where whoever closes is interrupted.
  @Override
  public void close() {
    thread.shutdown();
    boolean isInterrupted = false;
    for (boolean hasEnded = false; !hasEnded; ) {
      try {
        hasEnded = thread.awaitTermination(1, TimeUnit.DAYS);
      } catch (InterruptedException e) {
        isInterrupted = true;
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
