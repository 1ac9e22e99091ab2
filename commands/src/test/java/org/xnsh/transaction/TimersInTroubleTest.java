package org.xnsh.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.change.Footprint;
import org.xnsh.change.Refusal;
import org.xnsh.change.Step;
import org.xnsh.host.Topologies;
import org.xnsh.host.simulated.SimulatedHost;
import org.xnsh.network.IpFamily;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.path.Access;
import org.xnsh.path.Connection;
import org.xnsh.testing.ForwardingHost;
import org.xnsh.transaction.ConfirmTimer.End;
import org.xnsh.transaction.TimerRecord.Armed;

/// Confirm timers where something else goes wrong as well, or other hands are about.
class TimersInTroubleTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir private Path folder;
  private final SimulatedHost host = SimulatedHost.of(Topologies.seed());
  private final Rehearsing guards = new Rehearsing();
  private final List<String> notices = new ArrayList<>();
  private NamespaceWriter writer;

  /// A guard that rehearses as a process does, and looks when the test says so.
  private static final class Rehearsing implements Guards {
    private Optional<Guard> guard = Optional.empty();
    private boolean isBroken;

    @Override
    public void arm(ConfirmTimer timer, NamespaceWriter writer) throws IOException {
      if (isBroken) {
        throw new IOException("no memory for it");
      }
      Guard fresh = new Guard(writer, timer.first(), _ -> {});
      fresh.rehearse();
      guard = Optional.of(fresh);
    }

    @Override
    public boolean isWatching() {
      return guard.isPresent();
    }

    @Override
    public Footing footing() {
      return new Footing(true, "a test");
    }
  }

  @BeforeEach
  void open() {
    writer =
        NamespaceWriter.open(
            host, new StateFolder(folder.resolve("state")), folder.resolve("run"), guards);
  }

  @AfterEach
  void close() {
    writer.close();
  }

  private Request request(String operator) {
    return new Request(operator, "test", "an edit", Footprint.NOTHING, () -> false, notices::add);
  }

  private Request timed(String operator) {
    return request(operator).confirmedWithin(MINUTE);
  }

  private LinkKey link(String name) {
    return new LinkKey(host.drained().linkNamed(name).orElseThrow());
  }

  private Outcome mtu(Request request, String link, long mtu) {
    return writer.edit(request, n -> n.with(link(link), LinkAttributes.MTU, mtu));
  }

  private long mtu(String link) {
    return host.drained().get(link(link)).number(LinkAttributes.MTU);
  }

  private Optional<Connection> fromOutside() {
    String eth0 =
        host.drained()
            .addresses(link("eth0").index(), IpFamily.IPV4)
            .getFirst()
            .local()
            .address()
            .toString();
    return Connection.of("10.99.0.7", eth0);
  }

  private void deadline() {
    host.pass(6000);
  }

  private End.Fired fired() {
    return (End.Fired) writer.timers().getFirst().end().orElseThrow();
  }

  @Test
  void whatAnotherHandDidMeanwhileStaysAndIsNobodysToTakeBack() {
    mtu(timed("anna"), "eth1", 1400);
    host.outside(n -> n.with(link("eth0"), LinkAttributes.MTU, 1280L));
    mtu(request("bert"), "vif3.0", 1300);
    assertThat(writer.entries()).hasSize(3);
    deadline();
    assertThat(guards.guard.orElseThrow().look()).isEmpty();
    assertThat(mtu("eth0")).isEqualTo(1280);
    assertThat(mtu("eth1")).isEqualTo(1500);
    assertThat(fired().left()).isEmpty();
  }

  @Test
  void aRecordOfAnotherHandDoesNotKeepTheTimerOfARemoteSessionFromFiring() {
    mtu(timed("anna").over(Access.of(fromOutside().orElseThrow())), "eth1", 1400);
    host.outside(n -> n.with(link("vif3.0"), LinkAttributes.MTU, 1280L));
    mtu(request("bert"), "eth0", 1300);
    assertThat(writer.entries()).hasSize(3);
    deadline();
    assertThat(guards.guard.orElseThrow().look()).isEmpty();
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
            request("anna").over(Access.of(fromOutside().orElseThrow())),
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
    assertThat(guards.guard.orElseThrow().look()).isEmpty();
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
    deadline();
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
    assertThat(guards.guard.orElseThrow().look()).isEmpty();
    assertThat(fired().left())
        .anyMatch(l -> l.startsWith("1: ") && l.contains("no memory left"))
        .anyMatch(l -> l.contains("mtu"));
  }
}
