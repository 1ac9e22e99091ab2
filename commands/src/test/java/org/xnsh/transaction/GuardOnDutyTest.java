package org.xnsh.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.xnsh.change.Footprint;
import org.xnsh.network.LinkAttributes;
import org.xnsh.testing.Waiting;
import org.xnsh.transaction.log.Entry;
import org.xnsh.transaction.log.StateFolder;

/// The guard of a confirm timer: there before the first step, replaced where it dies or sleeps.
class GuardOnDutyTest extends OnTrial {

  @Test
  void theGuardIsArmedWhileTheKernelIsStillUntouched() {
    mtu(timed("anna"), "eth1", 1400);
    assertThat(guards.seen).isEqualTo(before);
  }

  @Test
  void withoutAGuardNothingIsChanged() {
    guards.isBroken = true;
    Outcome outcome = mtu(timed("anna"), "eth1", 1400);
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    assertThat(((Outcome.Refused) outcome).why()).hasMessageContaining("no memory for it");
    assertThat(host.drained()).isEqualTo(before);
    assertThat(writer.timer()).isEmpty();
    assertThat(writer.entry(1).orElseThrow().state()).isEqualTo(Entry.State.ROLLED_BACK);
  }

  @Test
  void aGuardThatDiedIsReplacedByWhoeverComesNext() {
    mtu(timed("anna"), "eth1", 1400);
    guards.guard = Optional.empty();
    writer.tend(notices::add);
    assertThat(guards.isWatching()).isTrue();
    assertThat(notices).last().asString().contains("had died");
    guards.guard = Optional.empty();
    mtu(request("bert"), "eth0", 1300);
    assertThat(guards.armed).isEqualTo(3);
    deadline();
    assertThat(host.drained()).isEqualTo(before);
  }

  @Test
  void aGuardThatLivesAndDoesNothingIsReplacedInItsWork() {
    mtu(timed("anna"), "eth1", 1400);
    pass(65);
    writer.tend(notices::add);
    assertThat(mtu("eth1")).as("it has some seconds").isEqualTo(1400);
    pass(5);
    writer.tend(notices::add);
    assertThat(host.drained()).isEqualTo(before);
    assertThat(notices).last().asString().contains("fired");
  }

  @Test
  void whoComesAtTheDeadlineIsTooLateEvenIfTheGuardIsLate() {
    mtu(timed("anna"), "eth1", 1400);
    pass(60);
    assertThatThrownBy(() -> writer.confirm(request("anna"))).hasMessageContaining("has fired");
    assertThat(mtu("eth1")).isEqualTo(1500);
    assertThat(guards.look()).isEmpty();
    assertThat(writer.entries()).hasSize(2);
  }

  @Test
  void aGuardThatDiedWhileFiringIsFinishedByTheNext() {
    mtu(timed("anna"), "eth1", 1400);
    mtu(request("anna"), "eth0", 1300);
    // as if it had died after the first of them
    writer.undo(
        new Request(
            Firing.OPERATOR, Entry.BY_TIMER, "undo 2", Footprint.NOTHING, () -> false, _ -> {}),
        OptionalLong.of(2),
        false);
    deadline();
    assertThat(host.drained()).isEqualTo(before);
    assertThat(writer.timer()).isEmpty();
  }

  @Test
  void whatADeadProcessLeftHalfDoneUnderATimerComesBackAtOnceAndNotAtTheDeadline() {
    mtu(timed("anna"), "eth1", 1400);
    Transactions dying =
        NamespaceWriter.open(
            CrashingHost.throwing(host, 2),
            new StateFolder(folder.resolve("state")),
            folder.resolve("run"));
    assertThat(
            catchThrowable(() ->
                dying.edit(
                    request("anna"),
                    n ->
                        n.with(link("eth0"), LinkAttributes.MTU, 1300L)
                            .with(link("eth0"), LinkAttributes.ALIAS, "half"))))
        .hasCauseInstanceOf(CrashingHost.Crash.class);
    assertThat(
            mtu("eth0") == 1300
                || !host.drained().get(link("eth0")).text(LinkAttributes.ALIAS).isEmpty())
        .as("something is half done")
        .isTrue();
    assertThat(guards.look()).isPresent();
    assertThat(mtu("eth0")).isEqualTo(1500);
    assertThat(host.drained().get(link("eth0")).text(LinkAttributes.ALIAS)).isEmpty();
    assertThat(mtu("eth1")).as("its own time is not over").isEqualTo(1400);
    deadline();
    assertThat(host.drained()).isEqualTo(before);
  }

  /// It looks five times a second, perhaps for a day.
  @Test
  void aGuardThatCannotBringBackWhatIsHalfDoneTellsThatOnce() throws IOException {
    mtu(timed("anna"), "eth1", 1400);
    List<String> told = new ArrayList<>();
    Guard guard = new Guard(writer, 1, told::add);
    for (String name : List.of("letter", "diary", "letter", "diary", "diary")) {
      Path other = Files.writeString(folder.resolve(name), "dear all\n");
      String died = new Holder("bert", "a line", Instant.EPOCH, 1, other).json();
      Files.writeString(
          folder.resolve("run/" + host.description().scope().cookie() + ".lock.holder"), died);
      assertThat(guard.look()).isPresent();
    }
    assertThat(told)
        .satisfiesExactly(
            first -> assertThat(first).contains("half done", "letter is no transaction log"),
            second -> assertThat(second).contains("diary is no transaction log"));
  }

  @Test
  void whoLeavesThroughASessionLeavesItsWriter() {
    assertThatThrownBy(() -> new Staging(writer).leave())
        .hasMessage("no other process can reach this network");
  }

  @Test
  void aThreadGuardsANetworkInMemory() throws InterruptedException {
    Path own = folder.resolve("own");
    GuardThread thread = new GuardThread();
    try (NamespaceWriter other = NamespaceWriter.open(host, new StateFolder(own), own, thread)) {
      other.edit(timed("anna"), n -> n.with(link("eth1"), LinkAttributes.MTU, 1400L));
      assertThat(thread.isWatching()).isTrue();
      pass(60);
      Waiting.until(() -> other.timer().isEmpty(), () -> "it does not fire");
    }
    assertThat(host.drained()).isEqualTo(before);
  }
}
