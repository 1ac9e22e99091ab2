package org.xnsh.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.testing.Peers;
import org.xnsh.testing.Waiting;
import org.xnsh.transaction.WriterLock.Held;

/// The lock against a holder in another process: flock(1) of util-linux.
class WriterLockTest {

  @TempDir private Path folder;
  private final BlockingQueue<String> notices = new LinkedBlockingQueue<>();

  private Process holder(Path file) throws IOException {
    Peers.require("flock");
    Process held =
        new ProcessBuilder("flock", file.toString(), "sh", "-c", "echo held; read line").start();
    assertThat(held.inputReader().readLine()).isEqualTo("held");
    return held;
  }

  private static void letGo(Process holder) throws Exception {
    holder.outputWriter().close();
    assertThat(holder.waitFor(Waiting.SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  private Holder who(String operator, String command) {
    return Holder.here(operator, command, folder.resolve("transactions"));
  }

  private Held take(WriterLock lock, String operator, String command)
      throws IOException, EditRefused {
    return lock.take(who(operator, command), notices::add, () -> false);
  }

  @Test
  void aCommitOfThousandsOfEditsIsToldInBrief() {
    assertThat(Holder.here("anna", "x".repeat(5000), Path.of("log")).words())
        .startsWith("anna: xxx")
        .contains("x ... (4800 more), since ")
        .hasSizeLessThan(300);
  }

  @Test
  void whoWaitsInVainIsToldWhoHoldsIt() throws Exception {
    Path file = folder.resolve("7.lock");
    try (Held lock = take(new WriterLock(file), "anna", "brctl addbr test")) {
      assertThat(lock.died()).isEmpty();
    }
    assertThat(notices).isEmpty();
    Process other = holder(file);
    Throwable refused =
        catchThrowable(() -> take(new WriterLock(file, Duration.ofMillis(50)), "bert", "undo"));
    assertThat(refused)
        .isInstanceOf(EditRefused.class)
        .hasMessageContaining("another xnsh")
        .hasMessageContaining("anna: brctl addbr test, since ")
        .hasMessageContaining("(pid " + ProcessHandle.current().pid() + ")");
    assertThat(((EditRefused) refused).reason()).isEqualTo(EditRefused.Reason.CONFLICT);
    letGo(other);
  }

  @Test
  void whoWaitsIsToldForWhomAtOnceAndGetsItWhenTheHolderLetsGo() throws Exception {
    Path file = folder.resolve("7.lock");
    says("anna", "brctl addbr test");
    Process other = holder(file);
    CompletableFuture<String> waiting =
        CompletableFuture.supplyAsync(() -> {
          try (Held _ = take(new WriterLock(file, Duration.ofMinutes(1)), "bert", "undo")) {
            return Files.readString(folder.resolve("7.lock.holder"));
          } catch (IOException | EditRefused e) {
            throw new IllegalStateException(e);
          }
        });
    assertThat(notices.poll(Waiting.SECONDS, TimeUnit.SECONDS))
        .startsWith("waiting for anna: brctl addbr test, since ")
        .contains("(pid ");
    assertThat(waiting).isNotDone();
    letGo(other);
    assertThat(waiting.get(Waiting.SECONDS, TimeUnit.SECONDS)).contains("bert", "undo");
  }

  private void says(String operator, String command) {
    try {
      Files.writeString(folder.resolve("7.lock.holder"), who(operator, command).json());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Somebody who has patience for longer than any test, until it is stopped.
  private CompletableFuture<Throwable> waiting(Path file, BooleanSupplier stopped) {
    return CompletableFuture.supplyAsync(() ->
        catchThrowable(() ->
            new WriterLock(file, Duration.ofMinutes(5))
                .take(who("bert", "undo"), notices::add, stopped)));
  }

  @Test
  void whoSaysWhoTheyAreALittleLateIsStillNamed() throws Exception {
    Path file = folder.resolve("7.lock");
    Process other = holder(file);
    AtomicBoolean stopped = new AtomicBoolean();
    AtomicBoolean waits = new AtomicBoolean();
    CompletableFuture<Throwable> waiting =
        waiting(
            file,
            () -> {
              if (!waits.getAndSet(true)) {
                says("anna", "brctl addbr test");
              }
              return stopped.get();
            });
    assertThat(notices.poll(Waiting.SECONDS, TimeUnit.SECONDS))
        .startsWith("waiting for anna: brctl addbr test");
    stopped.set(true);
    waiting.get(Waiting.SECONDS, TimeUnit.SECONDS);
    letGo(other);
  }

  @Test
  void whoNeverSaysIsNamedByTheKernelAndSoIsThatItIsStopped() throws Exception {
    Path file = folder.resolve("7.lock");
    Process other = holder(file);
    WriterLock lock = new WriterLock(file, Duration.ofMillis(600));
    assertThat(lock.holding().orElseThrow())
        .startsWith("another process, which does not say what it does: ")
        .contains("flock (pid " + other.pid() + ")")
        .doesNotContain("stopped");
    Process stop = new ProcessBuilder("kill", "-STOP", Long.toString(other.pid())).start();
    assertThat(stop.waitFor()).isZero();
    Waiting.until(
        () -> lock.holding().orElseThrow().contains("which is stopped"), () -> "it does not stop");
    Throwable refused = catchThrowable(() -> take(lock, "bert", "undo"));
    assertThat(refused)
        .hasMessageContaining("which is stopped: kill -CONT " + other.pid() + " lets it go on");
    assertThat(notices.poll()).contains("which is stopped");
    new ProcessBuilder("kill", "-CONT", Long.toString(other.pid())).start().waitFor();
    letGo(other);
    assertThat(lock.holding()).isEmpty();
  }

  @Test
  void whoIsStoppedWaitsNoLonger() throws Exception {
    Path file = folder.resolve("7.lock");
    Process other = holder(file);
    AtomicBoolean stopped = new AtomicBoolean();
    CompletableFuture<Throwable> waiting = waiting(file, stopped::get);
    assertThat(notices.poll(Waiting.SECONDS, TimeUnit.SECONDS)).startsWith("waiting for ");
    stopped.set(true);
    Throwable refused = waiting.get(Waiting.SECONDS, TimeUnit.SECONDS);
    assertThat(refused).isInstanceOf(EditRefused.class).hasMessageContaining("nothing was changed");
    assertThat(((EditRefused) refused).reason()).isEqualTo(EditRefused.Reason.STOPPED);
    letGo(other);
  }

  @Test
  void theKernelLetsGoForAHolderThatWasKilled() throws Exception {
    Path file = folder.resolve("7.lock");
    Process other = holder(file);
    List<ProcessHandle> all = other.descendants().toList();
    all.forEach(ProcessHandle::destroyForcibly);
    other.destroyForcibly();
    try (Held lock = take(new WriterLock(file), "bert", "undo")) {
      assertThat(lock).isNotNull();
    }
    assertThat(Files.exists(file)).isTrue();
  }

  @Test
  void whoDiesWithItIsKnownToTheNextUntilAllIsMended() throws Exception {
    WriterLock lock = new WriterLock(folder.resolve("7.lock"));
    assertThat(lock.isMarked()).isFalse();
    // as by a process that ends here
    take(lock, "anna", "brctl addbr test").close();
    assertThat(lock.isMarked()).isTrue();
    Path another = folder.resolve("another");
    try (Held next = lock.tryTake(Holder.here("bert", "undo", another)).orElseThrow()) {
      assertThat(next.died()).hasValueSatisfying(d -> assertThat(d.operator()).isEqualTo("anna"));
    }
    try (Held third = lock.tryTake(Holder.here("cora", "undo", another)).orElseThrow()) {
      assertThat(third.died().orElseThrow().log())
          .as("the second one died before it mended anything")
          .isEqualTo(folder.resolve("transactions"));
      third.mended();
      third.done();
    }
    assertThat(lock.isMarked()).isFalse();
  }

  @Test
  void aHolderThatNobodyCanReadIsNoneAndBarsNobody() throws Exception {
    Path file = folder.resolve("7.lock");
    String sound = who("anna", "brctl addbr test").json();
    for (String text :
        List.of(
            "{",
            "[]",
            "null",
            "7",
            sound.replace("\"anna\"", "null"),
            sound.replace("\"anna\"", "{}"))) {
      Files.writeString(folder.resolve("7.lock.holder"), text);
      try (Held lock = take(new WriterLock(file, Duration.ZERO), "bert", "undo")) {
        assertThat(lock.died()).isEmpty();
      }
    }
  }
}
