package org.xnsh.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.change.Footprint;
import org.xnsh.host.Topologies;
import org.xnsh.host.simulated.SimulatedHost;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.testing.Peers;
import org.xnsh.testing.Ran;

/// A disk that is full by the deadline, a real one.
class ReserveTest {

  @TempDir private Path folder;
  private Path disk;
  private final SimulatedHost host = SimulatedHost.of(Topologies.seed());
  private final LinkKey eth0 = new LinkKey(host.picture().linkNamed("eth0").orElseThrow());

  @BeforeEach
  void mount() throws IOException {
    Peers.requireRoot();
    Peers.require("mount", "umount");
    disk = Files.createDirectory(folder.resolve("disk"));
    Ran.run(List.of("mount", "-t", "tmpfs", "-o", "size=1m", "none", disk.toString())).ok();
  }

  @AfterEach
  void unmount() {
    Ran.run(List.of("umount", disk.toString())).ok();
  }

  /// A guard that rehearses as a process does, and looks when the test does.
  private static final class Rehearsed implements Guards {
    @Override
    public void arm(ConfirmTimer timer, NamespaceWriter writer) throws IOException {
      new Guard(writer, timer.first(), _ -> {}).rehearse();
    }

    @Override
    public boolean isWatching() {
      return true;
    }

    @Override
    public Footing footing() {
      return new Footing(true, "a test");
    }
  }

  private NamespaceWriter open() {
    return NamespaceWriter.open(
        host, new StateFolder(disk.resolve("state")), folder, new Rehearsed());
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

  private void fill() throws IOException {
    byte[] piece = new byte[512];
    try (var out = Files.newOutputStream(disk.resolve("filling"))) {
      while (true) {
        out.write(piece);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
  }

  @Test
  void aDiskThatFilledUpMeanwhileDoesNotKeepAGuardFromTakingBack() throws IOException {
    try (NamespaceWriter writer = open()) {
      assertThat(edited(writer)).isInstanceOf(Outcome.Done.class);
      fill();
      host.pass(6_000);
      assertThat(new Guard(writer, 1, _ -> {}).look()).isEmpty();
      assertThat(mtu()).isEqualTo(1500);
      assertThat(writer.timer()).isEmpty();
      assertThat(writer.faults()).isEmpty();
    }
  }

  /// What a process left half done that died meanwhile is taken back first, and that is written.
  @Test
  void norDoesWhatADeadProcessLeftHalfDoneOnAFullDisk() throws IOException {
    Path log = new StateFolder(disk.resolve("state")).of(host.description().scope());
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
      fill();
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
      Files.write(disk.resolve("filling"), new byte[900 << 10]);
      assertThat(edited(writer))
          .isInstanceOfSatisfying(
              Outcome.Refused.class, o -> assertThat(o.why()).hasMessageContaining("No space"));
      assertThat(mtu()).isEqualTo(1500);
      assertThat(writer.timer()).isEmpty();
    }
  }
}
