package org.xnsh.bench;

import java.util.ArrayList;
import java.util.List;

/// How long something took, each time that it was done; in milliseconds, ascending.
record Times(List<Double> milliseconds) {

  Times {
    milliseconds = milliseconds.stream().sorted().toList();
  }

  /// Something that can be timed.
  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }

  static double once(Work work) throws Exception {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e6;
  }

  static Times of(int rounds, Work work) throws Exception {
    List<Double> taken = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      taken.add(once(work));
    }
    return new Times(taken);
  }

  Times dividedBy(int count) {
    return new Times(milliseconds.stream().map(m -> m / count).toList());
  }

  double median() {
    return quantile(0.5);
  }

  double p99() {
    return quantile(0.99);
  }

  private double quantile(double share) {
    int last = milliseconds.size() - 1;
    return milliseconds.get((int) Math.ceil(last * share));
  }
}
