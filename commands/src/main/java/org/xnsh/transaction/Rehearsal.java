package org.xnsh.transaction;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.xnsh.change.Difference;
import org.xnsh.change.Footprint;
import org.xnsh.change.Goal;
import org.xnsh.host.simulated.SimulatedHost;
import org.xnsh.network.Network;
import org.xnsh.transaction.log.ConfirmTimer;
import org.xnsh.transaction.log.LogIndex;
import org.xnsh.transaction.log.LogRecord.Intent;
import org.xnsh.transaction.log.StateFolder;
import org.xnsh.transaction.log.TransactionLog;

/// Goes through what a guard will have to do, in memory: the transaction that arms the timer is
/// made and taken back on the simulated kernel, with a log of its own.
final class Rehearsal {

  private final Network now;
  private final TransactionLog log;

  Rehearsal(Network now, TransactionLog log) {
    this.now = now;
    this.log = log;
  }

  void of(ConfirmTimer timer) throws IOException {
    LogIndex.Row row =
        log.row(timer.first())
            .orElseThrow(() -> new IOException("the log lacks transaction " + timer.first()));
    Intent intent = log.intent(row);
    Path folder = Files.createTempDirectory("xnsh-rehearsal");
    try {
      play(timer.first(), Image.over(now, intent.image()), intent.planned(), folder);
    } finally {
      delete(folder);
    }
  }

  private static void play(long number, Network before, Difference planned, Path folder)
      throws IOException {
    SimulatedHost host = SimulatedHost.of("rehearsal", before);
    Guards silent =
        new Guards() {
          @Override
          public void arm(ConfirmTimer timer, NamespaceWriter writer) {}

          @Override
          public boolean isWatching() {
            return true;
          }

          @Override
          public Footing footing() {
            return Guards.NONE.footing();
          }
        };
    try (NamespaceWriter writer =
        NamespaceWriter.open(host, new StateFolder(folder), folder, silent)) {
      Request request =
          new Request(Firing.OPERATOR, "", "", Footprint.NOTHING, () -> false, _ -> {})
              .confirmedWithin(Duration.ZERO)
              .byForce();
      writer.edit(request, n -> new Goal(planned).over(n));
      for (ConfirmTimer made : List.copyOf(writer.timers())) {
        writer.fire(made.first(), _ -> {});
      }
    } catch (EditRefused e) {
      throw new IOException("transaction " + number + " cannot be taken back in memory", e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
