package org.xnsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.change.Footprint;
import org.xnsh.host.Topologies;
import org.xnsh.host.simulated.SimulatedHost;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.testing.Waiting;
import org.xnsh.transaction.NamespaceWriter;
import org.xnsh.transaction.Outcome;
import org.xnsh.transaction.Request;
import org.xnsh.transaction.Transactions;
import org.xnsh.transaction.log.StateFolder;

/// When a process stops that is asked to by Ctrl-Z.
class SuspensionTest {

  @TempDir private Path folder;

  @Test
  void itStopsBetweenTwoTransactionsAndHoldsNoLock() throws Exception {
    SimulatedHost host = SimulatedHost.of(Topologies.seed());
    LinkKey eth0 = new LinkKey(host.picture().linkNamed("eth0").orElseThrow());
    CountDownLatch inTheMidst = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    BlockingQueue<Optional<String>> stopped = new LinkedBlockingQueue<>();
    try (Transactions writer = NamespaceWriter.open(host, new StateFolder(folder), folder)) {
      Request request =
          new Request("anna", "test", "a long edit", Footprint.NOTHING, () -> false, _ -> {});
      CompletableFuture<Outcome> edit =
          CompletableFuture.supplyAsync(() ->
              writer.edit(
                  request,
                  before -> {
                    inTheMidst.countDown();
                    await(goOn);
                    return before.with(eth0, LinkAttributes.MTU, 1400L);
                  }));
      await(inTheMidst);
      Suspension suspension = new Suspension(writer, () -> stopped.add(writer.holding()));
      Thread asked = Thread.ofPlatform().start(suspension::ask);
      Waiting.until(
          () -> asked.getState() == Thread.State.WAITING || !stopped.isEmpty(),
          () -> "it does not wait, but " + asked.getState());
      assertThat(writer.holding()).hasValueSatisfying(h -> assertThat(h).contains("a long edit"));
      assertThat(stopped).isEmpty();
      goOn.countDown();
      assertThat(asked.join(Duration.ofSeconds(Waiting.SECONDS))).isTrue();
      assertThat(stopped).containsExactly(Optional.empty());
      assertThat(edit.get(Waiting.SECONDS, TimeUnit.SECONDS)).isInstanceOf(Outcome.Done.class);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(Waiting.SECONDS, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
