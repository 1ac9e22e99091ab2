package org.xnsh.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.change.Footprint;
import org.xnsh.host.Topologies;
import org.xnsh.host.simulated.SimulatedHost;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.transaction.log.LogRecords;
import org.xnsh.transaction.log.StateFolder;
import org.xnsh.transaction.log.TransactionLog;

/// A disk that is full by the deadline, a real one.
class ReserveTest {

  @TempDir private Path folder;
  private SmallDisk disk;
  private final SimulatedHost host = SimulatedHost.of(Topologies.seed());
  private final LinkKey eth0 = new LinkKey(host.picture().linkNamed("eth0").orElseThrow());

  @BeforeEach
  void mount() throws IOException {
    disk = SmallDisk.mount(folder, "1m");
  }

  @AfterEach
  void unmount() {
    disk.close();
  }

  private NamespaceWriter open() {
    return NamespaceWriter.open(
        host, new StateFolder(disk.path().resolve("state")), folder, new OnTrial.Standby());
  }

  private Outcome edited(NamespaceWriter writer) {
    Request request =
        new Request("anna", "test", "an edit", Footprint.NOTHING, () -> false, _ -> {});
    return writer.edit(
        request.confirmedWithin(Duration.ofMinutes(1)),
        n -> n.with(eth0, LinkAttributes.MTU, 1400L));
  }

  private long mtu() {
    return host.drained().get(eth0).number(LinkAttributes.MTU);
  }

  @Test
  void aDiskThatFilledUpMeanwhileDoesNotKeepAGuardFromTakingBack() throws IOException {
    try (NamespaceWriter writer = open()) {
      assertThat(edited(writer)).isInstanceOf(Outcome.Done.class);
      disk.fill();
      host.pass(6_000);
      assertThat(new Guard(writer, 1, _ -> {}).look()).isEmpty();
      assertThat(mtu()).isEqualTo(1500);
      assertThat(writer.timer()).isEmpty();
      assertThat(writer.faults()).isEmpty();
    }
  }

  /// Nor an operator from keeping what they made; what joins meanwhile is refused and changes
  /// nothing.
  @Test
  void norAnybodyFromConfirming() throws IOException {
    try (NamespaceWriter writer = open()) {
      assertThat(edited(writer)).isInstanceOf(Outcome.Done.class);
      disk.fill();
      Request request =
          new Request("anna", "test", "confirm", Footprint.NOTHING, () -> false, _ -> {});
      String much = "x".repeat(5_000);
      assertThat(writer.edit(request, n -> n.with(eth0, LinkAttributes.ALIAS, much)))
          .isNotInstanceOf(Outcome.Done.class);
      assertThat(host.drained().get(eth0).text(LinkAttributes.ALIAS)).isEmpty();
      assertThatCode(() -> writer.confirm(request)).doesNotThrowAnyException();
      assertThat(writer.timer()).isEmpty();
      host.pass(6_000);
      assertThat(new Guard(writer, 1, _ -> {}).look()).isEmpty();
      assertThat(mtu()).isEqualTo(1400);
      assertThat(writer.faults()).isEmpty();
    }
  }

  /// What a process left half done that died meanwhile is taken back first, and that is written.
  @Test
  void norDoesWhatADeadProcessLeftHalfDoneOnAFullDisk() throws IOException {
    Path log = new StateFolder(disk.path().resolve("state")).of(host.description().scope());
    try (NamespaceWriter writer = open()) {
      assertThat(edited(writer)).isInstanceOf(Outcome.Done.class);
      try (TransactionLog dead =
          new TransactionLog(log.resolve("transactions"), host.description().scope())) {
        dead.own();
        // their results are more than what is left of a page
        for (int i = 2; i < 40; i++) {
          dead.append(LogRecords.intent(i, 10));
        }
      }
      disk.fill();
      host.pass(6_000);
      Guard guard = new Guard(writer, 1, _ -> {});
      if (guard.look().isPresent()) {
        assertThat(guard.look()).isEmpty();
      }
      assertThat(mtu()).isEqualTo(1500);
      assertThat(writer.faults()).isEmpty();
    }
  }

  @Test
  void nothingIsArmedWhereThereIsNoRoomForTheWayBack() throws IOException {
    try (NamespaceWriter writer = open()) {
      disk.fill(900 << 10);
      assertThat(edited(writer))
          .isInstanceOfSatisfying(
              Outcome.Refused.class, o -> assertThat(o.why()).hasMessageContaining("No space"));
      assertThat(mtu()).isEqualTo(1500);
      assertThat(writer.timer()).isEmpty();
    }
  }
}
