package org.xnsh.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.xnsh.change.Refusal;
import org.xnsh.change.Step;
import org.xnsh.network.LinkAttributes;
import org.xnsh.testing.ForwardingHost;
import org.xnsh.transaction.log.StateFolder;
import org.xnsh.transaction.log.TimerRecord.Armed;
import org.xnsh.transaction.log.TransactionLog;

/// Confirm timers where something else goes wrong as well, or other hands are about.
class TimersInTroubleTest extends OnTrial {

  @Test
  void whatAnotherHandDidMeanwhileStaysAndIsNobodysToTakeBack() {
    mtu(timed("anna"), "eth1", 1400);
    host.outside(n -> n.with(link("eth0"), LinkAttributes.MTU, 1280L));
    mtu(request("bert"), "vif3.0", 1300);
    assertThat(writer.entries()).hasSize(3);
    deadline();
    assertThat(mtu("eth0")).isEqualTo(1280);
    assertThat(mtu("eth1")).isEqualTo(1500);
    assertThat(fired().left()).isEmpty();
  }

  @Test
  void aRecordOfAnotherHandDoesNotKeepTheTimerOfARemoteSessionFromFiring() {
    mtu(timed("anna").over(fromOutside()), "eth1", 1400);
    host.outside(n -> n.with(link("vif3.0"), LinkAttributes.MTU, 1280L));
    mtu(request("bert"), "eth0", 1300);
    assertThat(writer.entries()).hasSize(3);
    deadline();
    assertThat(List.of(mtu("eth0"), mtu("eth1"))).containsExactly(1500L, 1500L);
  }

  @Test
  void anEditWithATimeIsRefusedWhereTheGuardHasDiedAndNoneCanBeStarted() {
    mtu(timed("anna"), "eth1", 1400);
    guards.guard = Optional.empty();
    guards.isBroken = true;
    assertThat(mtu(timed("anna"), "eth0", 1300))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            o -> assertThat(o.why()).hasMessageContaining("no memory for it"));
    assertThat(mtu("eth0")).isEqualTo(1500);
  }

  @Test
  void withoutAGuardATimerIsNoLeaveToCutOnesOwnPath() {
    mtu(timed("anna"), "eth1", 1400);
    guards.guard = Optional.empty();
    guards.isBroken = true;
    Outcome outcome =
        writer.edit(
            request("anna").over(fromOutside()),
            n -> n.with(link("eth0"), LinkAttributes.UP, false));
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    assertThat(host.drained().get(link("eth0")).isOn(LinkAttributes.UP)).isTrue();
  }

  @Test
  void aTimerWhoseArmingACrashCutShortIsNoneForTheNextEdit() throws IOException {
    Path path = new StateFolder(folder.resolve("state")).of(host.description().scope());
    try (TransactionLog log =
        new TransactionLog(path.resolve("transactions"), host.description().scope())) {
      log.own();
      log.append(
          new Armed(
              1,
              Instant.now(),
              "anna",
              "test",
              List.of(),
              host.bootClock() + 6000,
              Instant.now().plus(MINUTE)));
    }
    assertThat(mtu(timed("anna"), "eth1", 1400)).isInstanceOf(Outcome.Done.class);
    assertThat(guards.isWatching()).isTrue();
    assertThat(notices).anyMatch(n -> n.startsWith("armed: taken back in 01:00"));
    deadline();
    assertThat(mtu("eth1")).isEqualTo(1500);
  }

  @Test
  void whatItCannotTakeBackForADamagedRecordIsNamed() throws Exception {
    mtu(timed("anna"), "eth1", 1400);
    mtu(request("anna"), "eth0", 1300);
    writer.close();
    Path log =
        new StateFolder(folder.resolve("state"))
            .of(host.description().scope())
            .resolve("transactions");
    List<String> lines = new ArrayList<>(Files.readAllLines(log));
    lines.set(lines.size() - 1, lines.getLast().replace("verified", "veryfied"));
    Files.write(log, lines);
    open();
    pass(60);
    assertThat(writer.fire(1, _ -> {})).isTrue();
    assertThat(mtu("eth1")).isEqualTo(1500);
    assertThat(fired().left()).singleElement().asString().startsWith("2: ").contains("damaged");
  }

  @Test
  void whatCouldNotBeTakenBackEarlierIsNamedAtTheDeadline() {
    writer.close();
    writer =
        NamespaceWriter.open(
            new ForwardingHost(host) {
              private int steps;

              @Override
              public OptionalInt apply(Step step) throws Refusal, IOException {
                if (++steps > 1) {
                  throw new Refusal(12, "no memory left");
                }
                return super.apply(step);
              }
            },
            new StateFolder(folder.resolve("state")),
            folder.resolve("run"),
            guards);
    Outcome half =
        writer.edit(
            timed("anna"),
            n ->
                n.with(link("eth0"), LinkAttributes.MTU, 1400L)
                    .with(link("eth1"), LinkAttributes.MTU, 1400L));
    assertThat(half).isInstanceOf(Outcome.RolledBack.class);
    assertThat(writer.timer()).isPresent();
    deadline();
    assertThat(fired().left())
        .anyMatch(l -> l.startsWith("1: ") && l.contains("no memory left"))
        .anyMatch(l -> l.contains("mtu"));
  }
}
