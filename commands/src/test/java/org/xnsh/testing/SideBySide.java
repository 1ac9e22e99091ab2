package org.xnsh.testing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/// Trials of one test class that mostly wait for a kernel (a carrier comes once a second, duplicate
/// addresses are looked for as long), each in a namespace of its own: they wait together. Each
/// stays a test with its own outcome.
public final class SideBySide<K> implements AutoCloseable {

  private final ExecutorService threads;
  private final Map<K, Future<?>> running = new LinkedHashMap<>();

  /// What may fail.
  public interface Trial {
    void run() throws Exception;
  }

  private SideBySide(int atOnce) {
    threads = Executors.newFixedThreadPool(atOnce, Thread.ofPlatform().name("trial").factory());
  }

  /// Starts them in their order.
  public static <K> SideBySide<K> of(int atOnce, List<K> names, Function<K, Trial> trials) {
    SideBySide<K> all = new SideBySide<>(atOnce);
    for (K name : names) {
      Trial trial = trials.apply(name);
      all.running.put(
          name,
          all.threads.submit(() -> {
            trial.run();
            return true;
          }));
    }
    return all;
  }

  /// Waits for one, and fails as it failed.
  public void check(K name) throws Exception {
    Future<?> one = running.get(name);
    if (one == null) {
      throw new IllegalArgumentException("no trial of this name: " + name);
    }
    try {
      one.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case Error error -> throw error;
        case Exception failure -> throw failure;
        case null, default -> throw e;
      }
    }
  }

  /// Waits for those that nobody asked for.
  @Override
  public void close() {
    threads.close();
  }
}
