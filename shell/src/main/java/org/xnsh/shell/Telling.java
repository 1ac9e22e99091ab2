package org.xnsh.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Lines told while a command runs. They come from the writer's thread, which must never wait for a
/// terminal that somebody stopped with Ctrl-S; so another thread shows them: a virtual one, since
/// each prompt of a server has two of them, which mostly wait. What shows a line calls nothing of
/// the kernel's that belongs to a namespace.
final class Telling implements Consumer<String>, AutoCloseable {

  private static final int MOST = 500;
  private static final int TOGETHER = 50;

  private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(MOST);
  private final Semaphore news = new Semaphore(0);
  private final AtomicInteger dropped = new AtomicInteger();
  private final Consumer<List<String>> shown;

  private final Thread thread = Thread.ofVirtual().name("telling").unstarted(this::tell);

  private Telling(Consumer<List<String>> shown) {
    this.shown = shown;
  }

  /// @param shown shows a line; may wait
  static Telling to(Consumer<String> shown) {
    return together(lines -> lines.forEach(shown));
  }

  /// @param shown shows what has come meanwhile, which costs it as much as a line; may wait
  static Telling together(Consumer<List<String>> shown) {
    Telling telling = new Telling(shown);
    telling.thread.start();
    return telling;
  }

  /// Never waits; what comes faster than it can be shown is dropped and counted.
  @Override
  public void accept(String line) {
    if (lines.offer(line)) {
      news.release();
    } else {
      dropped.incrementAndGet();
    }
  }

  /// Returns when all that was told so far is shown.
  synchronized void flush() {
    for (List<String> some = some(); !some.isEmpty(); some = some()) {
      shown.accept(some);
    }
  }

  private List<String> some() {
    List<String> some = new ArrayList<>();
    lines.drainTo(some, TOGETHER);
    int more = lines.isEmpty() ? dropped.getAndSet(0) : 0;
    if (more > 0) {
      some.add("and " + more + " more that came too fast");
    }
    return some;
  }

  private void tell() {
    try {
      while (true) {
        news.acquire();
        flush();
      }
    } catch (InterruptedException e) {
      // nobody listens any more
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
