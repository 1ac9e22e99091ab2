package org.xnsh.shell;

import java.util.function.LongSupplier;

/// Has what nobody needs any more collected. The collector of a small JVM leaves what outlived a
/// moment until the whole heap is full, which is a quarter of the machine's memory: a server would
/// keep for good what a crowd left behind. Where much is needed, more may lie about.
final class Thrift {

  private static final long SPARE_BYTES = 96L << 20;

  private final LongSupplier used;
  private final Runnable collect;

  /// What was in use after the last collection.
  private long needed;

  /// @param used how much is in use, needed or not
  Thrift(LongSupplier used, Runnable collect) {
    this.used = used;
    this.collect = collect;
  }

  static Thrift ofProcess() {
    Runtime runtime = Runtime.getRuntime();
    return new Thrift(() -> runtime.totalMemory() - runtime.freeMemory(), System::gc);
  }

  /// Costs nothing while little is in use.
  void look() {
    if (used.getAsLong() > SPARE_BYTES + 2 * needed) {
      collect.run();
      needed = used.getAsLong();
    }
  }
}
