package org.xnsh.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.change.Footprint;
import org.xnsh.host.Host;
import org.xnsh.host.Topologies;
import org.xnsh.host.simulated.SimulatedHost;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.transaction.log.Entry;
import org.xnsh.transaction.log.StateFolder;

/// A wall clock that somebody sets back between any two looks at it.
class ClockJumpsTest {

  @TempDir private Path folder;
  private final SimulatedHost host = SimulatedHost.of(Topologies.seed());
  private final LinkKey eth0 = new LinkKey(host.picture().linkNamed("eth0").orElseThrow());
  private final List<String> notices = new ArrayList<>();
  private Instant now = Instant.parse("2026-03-29T02:30:00Z");

  private Instant earlierEachTime() {
    now = now.minus(Duration.ofHours(1));
    return now;
  }

  private Transactions open(Host of) {
    return NamespaceWriter.open(
        of,
        new StateFolder(folder.resolve("state")),
        folder.resolve("run"),
        Guards.NONE,
        this::earlierEachTime);
  }

  private static Request request() {
    return new Request("anna", "test", "a line", Footprint.NOTHING, () -> false, line -> {});
  }

  private Edit mtu(long mtu) {
    return n -> n.with(eth0, LinkAttributes.MTU, mtu);
  }

  private long mtu() {
    return host.drained().get(eth0).number(LinkAttributes.MTU);
  }

  @Test
  void theOrderIsThatOfTheNumbersAndUndoAndRedoGoByIt() {
    Transactions writer = open(host);
    for (long mtu = 1401; mtu <= 1404; mtu++) {
      assertThat(writer.edit(request(), mtu(mtu))).isInstanceOf(Outcome.Done.class);
    }
    assertThat(writer.entries().stream().map(Entry::number)).containsExactly(4L, 3L, 2L, 1L);
    assertThat(writer.entries().stream().map(Entry::at)).as("the clock went back").isSorted();
    writer.undo(request(), OptionalLong.empty(), false);
    writer.undo(request(), OptionalLong.empty(), false);
    assertThat(mtu()).isEqualTo(1402);
    writer.redo(request());
    assertThat(mtu()).isEqualTo(1403);
    assertThat(writer.verify().fault()).isEmpty();
    Transactions reopened = open(host);
    assertThat(reopened.entries().stream().map(Entry::number))
        .containsExactly(7L, 6L, 5L, 4L, 3L, 2L, 1L);
    assertThat(reopened.undo(request(), OptionalLong.empty(), false))
        .isInstanceOf(Outcome.Done.class);
    assertThat(mtu()).isEqualTo(1402);
  }

  private Outcome rollback(Transactions writer, Instant moment) {
    return writer.undo(request(), Undoing.of(new Undoing.SinceTime(moment)));
  }

  /// The time of the last transaction comes again: to go by times would take back all three.
  @Test
  void aRollbackToATimeThatMayMeanSeveralStatesIsRefusedAndNamesWhereTheClockWasSetBack() {
    Transactions writer =
        NamespaceWriter.open(
            host,
            new StateFolder(folder.resolve("state")),
            folder.resolve("run"),
            Guards.NONE,
            () -> now);
    Instant start = now;
    for (int minute : new int[] {0, 4, 1}) {
      now = start.plus(Duration.ofMinutes(minute));
      assertThat(writer.edit(request(), mtu(1400 + minute))).isInstanceOf(Outcome.Done.class);
    }
    now = start.plus(Duration.ofMinutes(5));
    assertThat(rollback(writer, start.plusSeconds(30)))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> {
              assertThat(refused.why().reason()).isEqualTo(EditRefused.Reason.CONFLICT);
              assertThat(refused.why()).hasMessageContaining("between transactions 2 and 3");
              assertThat(refused.why().hint()).contains("rollback to 2");
            });
    assertThat(mtu()).isEqualTo(1401);
    assertThat(rollback(writer, start.plusSeconds(90)))
        .as("3 is what was then, wherever the clock was before")
        .isInstanceOf(Outcome.Unchanged.class);
  }

  @Test
  void whatWasBeforeThisBootNoRollbackBringsBack() {
    Transactions writer = open(host);
    writer.edit(request(), mtu(1400));
    Instant before = now.minus(Duration.ofHours(9));
    assertThat(rollback(writer, before))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> {
              assertThat(refused.why().reason()).isEqualTo(EditRefused.Reason.NOT_FOUND);
              assertThat(refused.why()).hasMessageContaining("ended with that boot");
              assertThat(refused.why().hint()).contains("rollback to 0", "log boots");
            });
    assertThat(mtu()).isEqualTo(1400);
  }

  @Test
  void whatWasLeftHalfDoneInTheFutureIsTakenBack() {
    Transactions dying = open(CrashingHost.throwing(host, 1));
    assertThat(catchThrowable(() -> dying.edit(request(), mtu(1400))))
        .hasCauseInstanceOf(CrashingHost.Crash.class);
    open(host).recover(notices::add);
    assertThat(mtu()).isEqualTo(1500);
    assertThat(notices).hasSize(1);
  }

  @Test
  void aConfirmTimerGoesByTheTimeSinceBootAndNotByTheClock() {
    OnTrial.Standby guards = new OnTrial.Standby();
    try (NamespaceWriter writer =
        NamespaceWriter.open(
            host,
            new StateFolder(folder.resolve("state")),
            folder.resolve("run"),
            guards,
            this::earlierEachTime)) {
      writer.edit(request().confirmedWithin(Duration.ofMinutes(1)), mtu(1400));
      host.pass(5_900);
      assertThat(guards.look()).isPresent();
      assertThat(mtu()).isEqualTo(1400);
      host.pass(100);
      assertThat(guards.look()).isEmpty();
      assertThat(mtu()).isEqualTo(1500);
    }
  }
}
