package org.xnsh.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.host.Host;
import org.xnsh.host.Topologies;
import org.xnsh.host.simulated.SimulatedHost;
import org.xnsh.network.IpAddress;
import org.xnsh.network.Network;
import org.xnsh.testing.ForwardingHost;
import org.xnsh.testing.Session;
import org.xnsh.testing.Session.Said;
import org.xnsh.testing.Waiting;
import org.xnsh.transaction.GuardThread;
import org.xnsh.transaction.NamespaceWriter;
import org.xnsh.transaction.log.StateFolder;

/// What an operator types about confirm timers.
class ConfirmCommandsTest {

  @TempDir private Path folder;
  private final SimulatedHost host = SimulatedHost.of(Topologies.seed());
  private final Answering answering = new Answering(host);
  private Session session;
  private Network before;

  /// Where some answer a ping, for a while.
  private static final class Answering extends ForwardingHost {
    private final Set<String> addresses = new HashSet<>();
    private volatile BooleanSupplier silent = () -> false;
    private volatile Supplier<Set<String>> gone = Set::of;

    Answering(Host host) {
      super(host);
    }

    @Override
    public boolean answers(IpAddress address) {
      return addresses.contains(address.toString())
          && !silent.getAsBoolean()
          && !gone.get().contains(address.toString());
    }
  }

  @BeforeEach
  void open() {
    session = Session.with(writer(new GuardThread()));
    before = host.drained();
  }

  private NamespaceWriter writer(GuardThread guards) {
    return NamespaceWriter.open(answering, new StateFolder(folder), folder, guards);
  }

  @AfterEach
  void close() {
    session.close();
  }

  private void pass(int seconds) {
    host.pass(seconds * 100L);
  }

  private void awaitEnd() {
    Waiting.until(() -> session.transactions().timer().isEmpty(), () -> "the timer runs on");
  }

  @Test
  void aCommitThatIsNotConfirmedIsTakenBackAfterItsTime() {
    session.type("begin; brctl addbr x; brctl addif x eth1").ok();
    Said said = session.type("commit confirmed 5s for the new rack");
    assertThat(said.ok()).contains("x added");
    assertThat(said.err()).contains("note: armed: taken back in 00:05, at ");
    assertThat(session.type("brctl show x").ok()).contains("eth1");
    assertThat(session.transactions().entries().getFirst().comment()).isEqualTo("for the new rack");
    pass(5);
    awaitEnd();
    assertThat(host.drained()).isEqualTo(before);
  }

  @Test
  void twoMinutesAreTheDefaultAndConfirmKeepsIt() {
    session.type("begin; brctl addbr x; commit confirmed").ok();
    assertThat(session.type("confirm status").ok())
        .contains("not confirmed yet; taken back in 02:00", "tester, script", "brctl addbr x");
    assertThat(session.type("confirm").ok()).contains("transaction 1 is confirmed");
    assertThat(session.type("confirm status").ok()).containsPattern("timer +none runs");
    pass(600);
    assertThat(session.type("brctl show x").ok()).contains("x\t");
    assertThat(session.type("log show 1").ok()).containsPattern("confirm +confirmed by tester");
  }

  @Test
  void aBareNumberIsRefusedWithBothReadingsAndNothingIsMade() {
    session.type("begin; brctl addbr x").ok();
    for (String line : List.of("commit confirmed 2", "commit confirmed 2 the rack")) {
      Said said = session.type(line);
      assertThat(said.exit()).as(line).isEqualTo(ExitCode.USAGE);
      assertThat(said.err()).as(line).contains("2m or 2s?");
    }
    for (String line : List.of("safe on 2", "checkpoint 2 -- brctl addbr y")) {
      Said said = session.type(line);
      assertThat(said.exit()).as(line).isEqualTo(ExitCode.USAGE);
      assertThat(said.err()).as(line).contains("2m or 2s?");
    }
    assertThat(host.drained()).isEqualTo(before);
  }

  @Test
  void noTimeAndMoreThanADayAreRefusedWithTheRange() {
    session.type("begin; brctl addbr x").ok();
    for (String time : List.of("0s", "0m", "25h", "8760h", "86401s")) {
      Said said = session.type("commit confirmed " + time);
      assertThat(said.exit()).as(time).isEqualTo(ExitCode.USAGE);
      assertThat(said.err()).as(time).contains("1s-24h");
    }
    assertThat(session.type("commit confirmed 2d").err()).contains("90s, 2m or 1h");
    assertThat(host.drained()).isEqualTo(before);
    assertThat(session.type("commit confirmed 24h").exit()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void aMisspeltConfirmedDoesNotCommitForGood() {
    session.type("begin; brctl addbr x").ok();
    for (String word : List.of("conf", "confirm")) {
      Said said = session.atPrompt().type("commit " + word + " 5m");
      assertThat(said.exit()).isEqualTo(ExitCode.USAGE);
      assertThat(said.err()).contains("commit confirmed 2m");
    }
    assertThat(host.drained()).isEqualTo(before);
  }

  @Test
  void nothingPendingNothingStagedAndNothingBegunAreSaid() {
    assertThat(session.type("confirm").exit()).isEqualTo(ExitCode.CONFLICT);
    assertThat(session.type("confirm").err()).contains("there is nothing to confirm");
    assertThat(session.type("confirm +2m").exit()).isEqualTo(ExitCode.CONFLICT);
    assertThat(session.type("commit confirmed 5s").exit()).isEqualTo(ExitCode.USAGE);
    session.type("begin").ok();
    assertThat(session.type("commit confirmed 5s").err()).contains("nothing is staged");
    assertThat(session.type("begin").err()).contains("begun already");
  }

  @Test
  void moreTimeIsAddedToWhatIsLeft() {
    session.type("begin; brctl addbr x; commit confirmed 1m").ok();
    pass(30);
    assertThat(session.type("confirm +1m").ok()).contains("taken back in 01:30");
    assertThat(session.type("confirm +24h").exit()).isEqualTo(ExitCode.USAGE);
    assertThat(session.type("confirm 1m").exit()).isEqualTo(ExitCode.USAGE);
    assertThat(session.type("confirm +0s").exit()).isEqualTo(ExitCode.USAGE);
    assertThat(session.type("confirm +1").err()).contains("1m or 1s?");
  }

  @Test
  void inSafeModeEveryEditIsTakenBackTogetherUnlessConfirmed() {
    assertThat(session.type("safe on 30s").ok()).contains("after 30s unless confirmed");
    session.type("brctl addbr x").ok();
    pass(20);
    session.type("brctl addif x eth1").ok();
    assertThat(session.type("log").ok()).contains("U?");
    pass(20);
    assertThat(session.type("brctl show x").ok()).contains("eth1");
    pass(10);
    awaitEnd();
    assertThat(host.drained()).isEqualTo(before);
    assertThat(session.type("log show 1").ok())
        .contains("not confirmed, taken back at", "1: x removed");
  }

  @Test
  void safeModeEndsOnlyWhenNothingIsOpen() {
    session.type("safe on; brctl addbr x").ok();
    Said said = session.type("safe off");
    assertThat(said.exit()).isEqualTo(ExitCode.REFUSED);
    assertThat(said.err()).contains("confirm, or wait");
    session.type("confirm; safe off; brctl addbr y").ok();
    assertThat(session.transactions().timer()).isEmpty();
    assertThat(session.type("confirm status").ok()).containsPattern("safe mode +off");
  }

  @Test
  void aCommitInSafeModeIsTimedToo() {
    session.type("safe on; begin; brctl addbr x; commit").ok();
    assertThat(session.transactions().timer()).isPresent();
  }

  @Test
  void aCheckpointGuardsOneLineAndNoMore() {
    assertThat(session.type("dry-run checkpoint 60s -- brctl addbr x").ok()).contains("x added");
    Said said = session.type("checkpoint 60s -- brctl addbr x");
    assertThat(said.exit()).as(said.err()).isEqualTo(ExitCode.DONE);
    assertThat(said.err()).contains("taken back in 01:00");
    session.type("confirm; brctl addbr y").ok();
    assertThat(session.transactions().timer()).isEmpty();
    assertThat(session.type("checkpoint 60s -- brctl addbr x").exit()).isNotEqualTo(ExitCode.DONE);
    assertThat(session.transactions().timer()).isEmpty();
    assertThat(session.type("begin; checkpoint 60s -- brctl addbr z").err())
        .contains("commit confirmed 60s");
  }

  @Test
  void whatLooksLikeATimeIsNeverTakenForAComment() {
    session.type("begin; brctl addbr x").ok();
    for (String time : new String[] {"0", "0s", "60", "1y", "-5s", "+5s", "1.5m", "9999h"}) {
      assertThat(session.type("commit confirmed " + time).exit())
          .as(time)
          .isEqualTo(ExitCode.USAGE);
    }
    assertThat(host.drained()).isEqualTo(before);
  }

  @Test
  void aDryRunArmsNothing() {
    session.type("safe on; dry-run brctl addbr x").ok();
    assertThat(session.transactions().timer()).isEmpty();
    assertThat(session.transactions().entries()).isEmpty();
  }

  @Test
  void whatAnswersBeforeAndAfterConfirms() {
    answering.addresses.add("128.153.144.1");
    session.type("begin; brctl addbr x").ok();
    Said said = session.type("commit confirmed 60s probe 128.153.144.1 10.9.9.9");
    assertThat(said.exit()).as(said.err()).isEqualTo(ExitCode.DONE);
    assertThat(said.err())
        .contains("10.9.9.9 does not answer now", "confirmed: 128.153.144.1 answered");
    assertThat(session.transactions().timer()).isEmpty();
    assertThat(host.drained().linkNamed("x")).isPresent();
  }

  @Test
  void whereNoProbeAnswersNothingIsMade() {
    session.type("begin; brctl addbr x").ok();
    Said said = session.type("commit confirmed 60s probe 10.9.9.9");
    assertThat(said.exit()).isEqualTo(ExitCode.REFUSED);
    assertThat(said.err()).contains("none of the probes answers before");
    assertThat(host.drained()).isEqualTo(before);
  }

  @Test
  void whatAnswersBeforeAndNotAfterLeavesItToTheTimer() throws InterruptedException {
    answering.addresses.add("128.153.144.1");
    CountDownLatch cut = new CountDownLatch(1);
    answering.silent =
        () -> {
          boolean made = host.drained().linkNamed("x").isPresent();
          if (made) {
            cut.countDown();
          }
          return made;
        };
    session.type("begin; brctl addbr x").ok();
    CompletableFuture<Said> said =
        CompletableFuture.supplyAsync(
            () -> session.type("commit confirmed 60s probe 128.153.144.1"));
    assertThat(cut.await(Waiting.SECONDS, TimeUnit.SECONDS))
        .as("the probe is asked again")
        .isTrue();
    assertThat(said).isNotDone();
    pass(60);
    assertThat(said.join().exit()).isEqualTo(ExitCode.TIMEOUT);
    assertThat(said.join().err()).contains("not confirmed: no answer from 128.153.144.1");
    awaitEnd();
    assertThat(host.drained()).isEqualTo(before);
  }

  @Test
  void ofSeveralProbesAllMustAnswerAgainThatAnsweredBefore() throws InterruptedException {
    answering.addresses.addAll(Set.of("128.153.144.1", "2001:db8::1", "128.153.144.7"));
    session.type("begin; brctl addbr x").ok();
    Said all =
        session.type(
            "commit confirmed 60s probe 2001:db8::1 128.153.144.1 128.153.144.7 128.153.144.7"
                + " for the new rack");
    assertThat(all.exit()).as(all.err()).isEqualTo(ExitCode.DONE);
    assertThat(all.err()).contains("confirmed: 2001:db8::1, 128.153.144.1, 128.153.144.7 answered");
    assertThat(session.transactions().entries().getFirst().comment()).isEqualTo("for the new rack");
    session.type("begin; brctl addbr y").ok();
    CountDownLatch asked = new CountDownLatch(3);
    answering.gone =
        () -> {
          boolean made = host.drained().linkNamed("y").isPresent();
          if (made) {
            asked.countDown();
          }
          return made ? Set.of("2001:db8::1") : Set.of();
        };
    CompletableFuture<Said> said =
        CompletableFuture.supplyAsync(
            () -> session.type("commit confirmed 60s probe 128.153.144.1 2001:db8::1"));
    assertThat(asked.await(Waiting.SECONDS, TimeUnit.SECONDS))
        .as("all are asked, and one again")
        .isTrue();
    pass(60);
    assertThat(said.join().err()).contains("not confirmed: no answer from 2001:db8::1");
    assertThat(said.join().err()).doesNotContain("no answer from 128");
    awaitEnd();
    assertThat(host.drained().linkNamed("y")).isEmpty();
  }

  @Test
  void aProbeThatIsNoAddressOrThisHostIsRefusedAndNothingIsMade() {
    session.type("begin; brctl addbr x").ok();
    for (String probes :
        List.of("gateway", "router.example.org", "", "128.153.144.1 router.example.org")) {
      Said said = session.type("commit confirmed 60s probe " + probes);
      assertThat(said.exit()).as(probes).isEqualTo(ExitCode.USAGE);
      assertThat(said.err()).as(probes).containsAnyOf("is no IP address", "an address is missing");
    }
    for (String own : List.of("0.0.0.0", "127.0.0.1", "::1", "::", "128.153.144.204")) {
      Said said = session.type("commit confirmed 60s probe " + own);
      assertThat(said.exit()).as(own).isEqualTo(ExitCode.USAGE);
      assertThat(said.err()).as(own).contains(own + " is this host");
    }
    assertThat(host.drained()).isEqualTo(before);
  }

  @Test
  void healthTellsWhatAGuardStandsOn() {
    assertThat(session.type("show health").ok()).containsPattern("guard +a thread of this process");
  }
}
