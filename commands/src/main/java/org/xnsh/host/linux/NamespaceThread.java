package org.xnsh.host.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.xnsh.change.Refusal;
import org.xnsh.host.linux.netlink.Namespace;

/// A platform thread inside a network namespace. Nobody interrupts it; who waits for it waits
/// without being interruptible, since a half-known answer of the kernel is worth nothing.
final class NamespaceThread implements AutoCloseable {

  private static final String CLOSED = "the host is closed";

  private final LinkedBlockingQueue<Runnable> work = new LinkedBlockingQueue<>();
  private final Thread thread;

  /// Written on the thread itself.
  private volatile boolean ended;

  private NamespaceThread(String name, CompletableFuture<Boolean> entered, Optional<Path> path) {
    thread =
        Thread.ofPlatform()
            .daemon()
            .name("host " + name)
            .unstarted(() -> {
              try {
                if (path.isPresent()) {
                  try (Namespace namespace = Namespace.open(path.get())) {
                    namespace.enter();
                  }
                }
                entered.complete(true);
              } catch (IOException e) {
                entered.completeExceptionally(e);
                return;
              }
              run();
            });
  }

  /// @param path the namespace's file; nothing for the one that the process is in
  static NamespaceThread start(String name, Optional<Path> path) throws IOException {
    CompletableFuture<Boolean> entered = new CompletableFuture<>();
    NamespaceThread started = new NamespaceThread(name, entered, path);
    started.thread.start();
    try {
      entered.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw e;
    }
    return started;
  }

  private void run() {
    while (!ended) {
      Runnable next;
      try {
        next = work.take();
      } catch (InterruptedException e) {
        continue; // nobody has the right to
      }
      next.run();
    }
    // what was asked for while it ended
    for (Runnable late = work.poll(); late != null; late = work.poll()) {
      late.run();
    }
  }

  /// Work for the thread.
  @FunctionalInterface
  interface Task<V> {
    V run() throws Refusal, IOException;
  }

  /// Runs it there and gives its result.
  <V> V call(Task<V> task) throws IOException {
    try {
      return ask(task).join();
    } catch (CompletionException e) {
      throw unwrapped(e);
    }
  }

  /// As [#call], for what the kernel may refuse.
  <V> V apply(Task<V> task) throws Refusal, IOException {
    try {
      return ask(task).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Refusal refusal) {
        throw refusal;
      }
      throw unwrapped(e);
    }
  }

  /// Work that runs on the thread may ask for more of it: to wake another thread and to be woken by
  /// it would cost more than most questions to the kernel.
  private <V> CompletableFuture<V> ask(Task<V> task) {
    CompletableFuture<V> answer = new CompletableFuture<>();
    Runnable answering =
        () -> {
          try {
            if (ended) {
              throw new IOException(CLOSED);
            }
            answer.complete(task.run());
          } catch (IOException | Refusal | RuntimeException e) {
            answer.completeExceptionally(e);
          }
        };
    if (Thread.currentThread() == thread) {
      answering.run();
      return answer;
    }
    work.add(answering);
    // after the work was added, so that it is seen here or found by the thread's last look
    if (ended) {
      answer.completeExceptionally(new IOException(CLOSED));
    }
    return answer;
  }

  private static IOException unwrapped(CompletionException e) {
    return switch (e.getCause()) {
      case IOException io -> new IOException(io.getMessage(), io);
      case UncheckedIOException io -> new IOException(io.getMessage(), io);
      case RuntimeException bug -> throw bug;
      case null -> throw e;
      default -> throw e;
    };
  }

  /// Runs this, then ends.
  void closeAfter(Runnable last) {
    work.add(() -> {
      if (!ended) {
        last.run();
      }
    });
    close();
  }

  @Override
  public void close() {
    work.add(() -> ended = true);
  }
}
