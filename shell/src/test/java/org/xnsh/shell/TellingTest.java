package org.xnsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.xnsh.testing.Waiting;

class TellingTest {

  @Test
  void aScreenThatTakesNothingHoldsUpNobodyAndIsToldLaterHowMuchItMissed() {
    List<String> shown = new CopyOnWriteArrayList<>();
    CountDownLatch room = new CountDownLatch(1);
    try (Telling telling =
        Telling.to(line -> {
          await(room);
          shown.add(line);
        })) {
      for (int i = 0; i < 2000; i++) {
        telling.accept("line " + i);
      }
      room.countDown();
      Waiting.until(
          () -> !shown.isEmpty() && shown.getLast().startsWith("and "),
          () -> "shown are " + shown.size());
      int lines = shown.size() - 1;
      assertThat(lines).isBetween(500, 550);
      assertThat(shown).last().isEqualTo("and " + (2000 - lines) + " more that came too fast");
      telling.accept("and this");
      Waiting.until(() -> shown.getLast().equals("and this"), () -> shown.getLast());
    }
  }

  @Test
  void whatComesWhileAScreenIsBusyIsShownAtOnce() {
    List<List<String>> shown = new CopyOnWriteArrayList<>();
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch room = new CountDownLatch(1);
    try (Telling telling =
        Telling.together(lines -> {
          busy.countDown();
          await(room);
          shown.add(lines);
        })) {
      telling.accept("first");
      await(busy);
      for (int i = 0; i < 5; i++) {
        telling.accept("line " + i);
      }
      room.countDown();
      Waiting.until(() -> shown.size() == 2, shown::toString);
      assertThat(shown.get(1)).containsExactly("line 0", "line 1", "line 2", "line 3", "line 4");
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
