package org.xnsh.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.xnsh.change.Footprint;
import org.xnsh.testing.Waiting;

/// Turns of the writer, whatever becomes of those who ask for them.
final class TurnsTest {

  private final Turns turns = new Turns(Path.of("/nowhere"));

  private static Request request() {
    return new Request("tester", "test", "edit", Footprint.NOTHING, () -> false, line -> {});
  }

  private CompletableFuture<String> asked(Owning.Work<String> work) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return turns.run(request(), work);
          } catch (EditRefused e) {
            return "refused: " + e.getMessage();
          }
        },
        task -> Thread.ofPlatform().start(task));
  }

  @Test
  void whoClosesAndIsInterruptedInterruptsNoTurnAndDropsNone() throws Exception {
    CountDownLatch runs = new CountDownLatch(1);
    CountDownLatch ends = new CountDownLatch(1);
    CompletableFuture<String> first =
        asked(() -> {
          runs.countDown();
          try {
            return ends.await(Waiting.SECONDS, TimeUnit.SECONDS) ? "whole" : "too late";
          } catch (InterruptedException e) {
            return "interrupted";
          }
        });
    runs.await();
    CompletableFuture<Boolean> closed = new CompletableFuture<>();
    Thread closing =
        Thread.ofPlatform()
            .start(() -> {
              Thread.currentThread().interrupt();
              turns.close();
              closed.complete(Thread.currentThread().isInterrupted());
            });
    Waiting.until(
        () -> closing.getState() == Thread.State.TIMED_WAITING || closed.isDone() || first.isDone(),
        () -> "nobody waits for the turn");
    assertThat(closed).isNotDone();
    ends.countDown();
    assertThat(first.get(Waiting.SECONDS, TimeUnit.SECONDS)).isEqualTo("whole");
    assertThat(closed.get(Waiting.SECONDS, TimeUnit.SECONDS)).as("is still told").isTrue();
  }

  @Test
  void whoAsksWhenItIsOverIsRefused() {
    turns.close();
    assertThatThrownBy(() -> turns.run(request(), () -> "made"))
        .isInstanceOf(EditRefused.class)
        .hasMessageContaining("nothing was changed: this xnsh is ending");
  }
}
