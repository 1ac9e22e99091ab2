package org.xnsh.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.host.linux.netlink.AdvisoryLock;
import org.xnsh.testing.Peers;

/// The lock against a holder in another process: flock(1) of util-linux.
class WriterLockTest {

  @TempDir private Path folder;

  private Process holder(Path file) throws IOException {
    Peers.require("flock");
    Process held =
        new ProcessBuilder("flock", file.toString(), "sh", "-c", "echo held; read line").start();
    assertThat(held.inputReader().readLine()).isEqualTo("held");
    return held;
  }

  private static void letGo(Process holder) throws Exception {
    holder.outputWriter().close();
    assertThat(holder.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void whoWaitsInVainIsToldWhoHoldsIt() throws Exception {
    Path file = folder.resolve("7.lock");
    try (AdvisoryLock lock = new WriterLock(file).take("anna: brctl addbr test")) {
      assertThat(lock).isNotNull();
    }
    Process other = holder(file);
    Throwable refused =
        catchThrowable(() -> new WriterLock(file, Duration.ofMillis(50)).take("bert: undo"));
    assertThat(refused)
        .isInstanceOf(EditRefused.class)
        .hasMessageContaining("another xnsh")
        .hasMessageContaining("anna: brctl addbr test");
    assertThat(((EditRefused) refused).reason()).isEqualTo(EditRefused.Reason.CONFLICT);
    letGo(other);
  }

  @Test
  void whoWaitsGetsItWhenTheHolderLetsGo() throws Exception {
    Path file = folder.resolve("7.lock");
    Process other = holder(file);
    CompletableFuture<String> waiting =
        CompletableFuture.supplyAsync(() -> {
          try (AdvisoryLock _ = new WriterLock(file, Duration.ofMinutes(1)).take("bert: undo")) {
            return "mine";
          } catch (IOException | EditRefused e) {
            throw new IllegalStateException(e);
          }
        });
    assertThat(waiting).isNotDone();
    letGo(other);
    assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo("mine");
    assertThat(folder.resolve("7.lock.holder")).content().isEqualTo("bert: undo");
  }

  @Test
  void theKernelLetsGoForAHolderThatWasKilled() throws Exception {
    Path file = folder.resolve("7.lock");
    Process other = holder(file);
    List<ProcessHandle> all = other.descendants().toList();
    all.forEach(ProcessHandle::destroyForcibly);
    other.destroyForcibly();
    try (AdvisoryLock lock = new WriterLock(file).take("bert: undo")) {
      assertThat(lock).isNotNull();
    }
    assertThat(Files.exists(file)).isTrue();
  }
}
