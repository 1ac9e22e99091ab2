package org.xnsh.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RanTest {

  @Test
  @Timeout(value = Waiting.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aProgramIsHeardWhileTheCommonPoolWaits() {
    CountDownLatch may = new CountDownLatch(1);
    IntStream.range(0, ForkJoinPool.getCommonPoolParallelism())
        .forEach(_ -> ForkJoinPool.commonPool().execute(() -> await(may)));
    try {
      assertThat(Ran.run(List.of("sh", "-c", "echo said >&2")).err()).isEqualTo("said\n");
    } finally {
      may.countDown();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
