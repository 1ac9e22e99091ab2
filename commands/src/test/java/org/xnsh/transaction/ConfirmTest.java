package org.xnsh.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.change.Footprint;
import org.xnsh.host.Topologies;
import org.xnsh.host.simulated.SimulatedHost;
import org.xnsh.network.IpFamily;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.path.Access;
import org.xnsh.path.Connection;
import org.xnsh.transaction.ConfirmTimer.End;

/// Confirm timers by what they do, on a clock that the test moves.
class ConfirmTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir private Path folder;
  private final SimulatedHost host = SimulatedHost.of(Topologies.seed());
  private final Standby guards = new Standby();
  private final List<String> notices = new ArrayList<>();
  private NamespaceWriter writer;
  private Network before;

  /// A guard that looks when the test says so.
  private static final class Standby implements Guards {
    private Optional<Guard> guard = Optional.empty();
    private boolean isBroken;
    private int armed;
    private Network seen = Network.EMPTY;

    @Override
    public void arm(ConfirmTimer timer, NamespaceWriter writer) throws IOException {
      if (isBroken) {
        throw new IOException("no memory for it");
      }
      armed++;
      seen = writer.picture();
      guard = Optional.of(new Guard(writer, timer.first(), _ -> {}));
    }

    @Override
    public boolean isWatching() {
      return guard.isPresent();
    }

    @Override
    public Footing footing() {
      return new Footing(true, "a test");
    }

    Optional<Duration> look() {
      Optional<Duration> pause = guard.orElseThrow().look();
      if (pause.isEmpty()) {
        guard = Optional.empty();
      }
      return pause;
    }
  }

  @BeforeEach
  void open() {
    writer =
        NamespaceWriter.open(
            host, new StateFolder(folder.resolve("state")), folder.resolve("run"), guards);
    before = host.drained();
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

  private void pass(int seconds) {
    host.pass(seconds * 100L);
  }

  private End.Fired fired() {
    return (End.Fired) writer.timers().getFirst().end().orElseThrow();
  }

  @Test
  void silenceTakesItBackAtTheDeadlineAndNotBefore() {
    assertThat(mtu(timed("anna"), "eth1", 1400)).isInstanceOf(Outcome.Done.class);
    assertThat(notices).anyMatch(n -> n.startsWith("armed: taken back in 01:00, at "));
    pass(59);
    assertThat(guards.look()).isPresent();
    assertThat(mtu("eth1")).isEqualTo(1400);
    pass(1);
    assertThat(guards.look()).isEmpty();
    assertThat(host.drained()).isEqualTo(before);
    assertThat(fired().restored()).containsExactly("1: eth1: mtu 1400 → 1500");
    assertThat(fired().left()).isEmpty();
    assertThat(writer.timer()).isEmpty();
    assertThat(writer.entry(1).orElseThrow().state()).isEqualTo(Entry.State.UNDONE);
  }

  @Test
  void theGuardIsArmedWhileTheKernelIsStillUntouched() {
    mtu(timed("anna"), "eth1", 1400);
    assertThat(guards.seen).isEqualTo(before);
  }

  @Test
  void confirmedItStays() throws EditRefused {
    mtu(timed("anna"), "eth1", 1400);
    assertThat(writer.confirm(request("anna")).end())
        .hasValueSatisfying(e -> assertThat(e).isInstanceOf(End.Confirmed.class));
    pass(600);
    assertThat(guards.look()).isEmpty();
    assertThat(mtu("eth1")).isEqualTo(1400);
  }

  @Test
  void editsUnderItJoinItsGroupWhoeversTheyAre() {
    mtu(timed("anna"), "eth1", 1400);
    mtu(request("bert"), "eth0", 1300);
    assertThat(notices).last().asString().startsWith("joins the confirm timer of anna");
    writer.edit(request("anna"), n -> n.with(link("vif3.0"), LinkAttributes.MASTER, 0L));
    assertThat(guards.armed).isEqualTo(1);
    pass(60);
    assertThat(guards.look()).isEmpty();
    assertThat(host.drained()).isEqualTo(before);
    assertThat(writer.timers().getFirst().covers(3)).isTrue();
  }

  @Test
  void confirmKeepsAllOfTheGroup() throws EditRefused {
    mtu(timed("anna"), "eth1", 1400);
    mtu(request("anna"), "eth0", 1300);
    writer.confirm(request("anna"));
    mtu(request("anna"), "eth0", 1200);
    pass(600);
    guards.look();
    assertThat(mtu("eth1")).isEqualTo(1400);
    assertThat(mtu("eth0")).isEqualTo(1200);
    assertThat(writer.timers().getFirst().covers(3)).isFalse();
  }

  @Test
  void anEditOfWhoArmedItMovesTheDeadlineAwayAndAnothersDoesNot() {
    mtu(timed("anna"), "eth1", 1400);
    pass(50);
    mtu(timed("bert"), "eth0", 1300);
    assertThat(writer.timer().orElseThrow().countdown(host.bootClock())).isEqualTo("00:10");
    mtu(timed("anna"), "eth0", 1200);
    assertThat(writer.timer().orElseThrow().countdown(host.bootClock())).isEqualTo("01:00");
    mtu(request("anna").confirmedWithin(Duration.ofSeconds(5)), "eth0", 1250);
    assertThat(writer.timer().orElseThrow().countdown(host.bootClock())).isEqualTo("01:00");
  }

  @Test
  void anExtensionIsAddedToWhatIsLeftAndADayIsTheMost() throws EditRefused {
    mtu(timed("anna"), "eth1", 1400);
    pass(30);
    ConfirmTimer more = writer.extend(request("anna"), MINUTE);
    assertThat(more.countdown(host.bootClock())).isEqualTo("01:30");
    assertThatThrownBy(() -> writer.extend(request("anna"), Duration.ofHours(24)))
        .isInstanceOf(EditRefused.class)
        .hasMessageContaining("more than a day");
    pass(89);
    assertThat(guards.look()).isPresent();
    pass(1);
    assertThat(guards.look()).isEmpty();
    assertThat(host.drained()).isEqualTo(before);
  }

  @Test
  void onlyWhoArmedItConfirmsUnlessForced() throws EditRefused {
    mtu(timed("anna"), "eth1", 1400);
    assertThatThrownBy(() -> writer.confirm(request("bert")))
        .isInstanceOf(EditRefused.class)
        .hasMessageContaining("anna's");
    assertThat(writer.timer()).isPresent();
    writer.confirm(request("bert").byForce());
    assertThat(writer.timer()).isEmpty();
  }

  @Test
  void nothingPendingIsSaidWithWhatBecameOfTheLastOne() {
    assertThatThrownBy(() -> writer.confirm(request("anna"))).hasMessageContaining("no confirm");
    mtu(timed("anna"), "eth1", 1400);
    pass(60);
    guards.look();
    assertThatThrownBy(() -> writer.confirm(request("anna"))).hasMessageContaining("has fired");
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
  void anEditThatFailsDisarms() {
    host.failAt(1);
    assertThat(mtu(timed("anna"), "eth1", 1400)).isInstanceOf(Outcome.RolledBack.class);
    assertThat(writer.timer()).isEmpty();
    assertThat(writer.timers().getFirst().end())
        .hasValueSatisfying(e -> assertThat(e).isInstanceOf(End.Disarmed.class));
  }

  @Test
  void anEditUnderATimerThatFailsLeavesTheTimer() {
    mtu(timed("anna"), "eth1", 1400);
    host.failAt(1);
    assertThat(mtu(timed("anna"), "eth0", 1400)).isInstanceOf(Outcome.RolledBack.class);
    assertThat(writer.timer()).isPresent();
    pass(60);
    guards.look();
    assertThat(host.drained()).isEqualTo(before);
  }

  @Test
  void nothingIsArmedByWhatChangesNothing() {
    assertThat(mtu(timed("anna"), "eth1", 1500)).isInstanceOf(Outcome.Unchanged.class);
    assertThat(writer.timers()).isEmpty();
    assertThat(guards.armed).isZero();
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
    pass(60);
    assertThat(guards.look()).isEmpty();
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
  void whatSomebodyElseChangedIsLeftAndNamedAndTheRestComesBack() {
    mtu(timed("anna"), "eth1", 1400);
    mtu(request("anna"), "eth0", 1300);
    host.outside(n -> n.with(link("eth1"), LinkAttributes.MTU, 1280L));
    pass(60);
    assertThat(guards.look()).isEmpty();
    assertThat(mtu("eth0")).isEqualTo(1500);
    assertThat(mtu("eth1")).isEqualTo(1280);
    assertThat(fired().left()).singleElement().asString().contains("eth1", "mtu");
    assertThat(fired().restored()).containsExactly("2: eth0: mtu 1300 → 1500");
  }

  /// The seed's uplink, by which a session from the outside comes.
  @Test
  void theWayOfTheSessionThatArmedItComesBackEvenWhereSomebodyElseChangedIt() {
    LinkKey eth0 = link("eth0");
    Request remote =
        timed("anna").over(Access.of(Connection.of("10.99.0.7", address("eth0")).orElseThrow()));
    writer.edit(
        remote,
        n -> n.with(eth0, LinkAttributes.MTU, 1400L).with(link("eth1"), LinkAttributes.MTU, 1400L));
    host.outside(
        n -> n.with(eth0, LinkAttributes.MTU, 1280L).with(link("eth1"), LinkAttributes.MTU, 1280L));
    pass(60);
    assertThat(guards.look()).isEmpty();
    assertThat(mtu("eth0")).isEqualTo(1500);
    assertThat(mtu("eth1")).isEqualTo(1280);
    assertThat(fired().left()).singleElement().asString().contains("eth1");
  }

  private String address(String link) {
    return host.drained()
        .addresses(link(link).index(), IpFamily.IPV4)
        .getFirst()
        .local()
        .address()
        .toString();
  }

  @Test
  void whatTheKernelRefusesIsLeftAndNamedAndTheRestComesBack() {
    writer.edit(
        timed("anna"),
        n ->
            n.with(link("eth1"), LinkAttributes.MTU, 1400L)
                .with(link("eth0"), LinkAttributes.MTU, 1400L));
    pass(60);
    host.failAt(1);
    assertThat(guards.look()).isEmpty();
    assertThat(List.of(mtu("eth0"), mtu("eth1"))).containsExactlyInAnyOrder(1400L, 1500L);
    assertThat(fired().left()).singleElement().asString().contains("no memory left");
    assertThat(fired().restored()).hasSize(1);
  }

  @Test
  void whatWasUndoneWithinTheGroupStaysUndone() {
    mtu(timed("anna"), "eth1", 1400);
    mtu(request("anna"), "eth0", 1300);
    assertThat(writer.undo(request("anna"), OptionalLong.of(2), false))
        .isInstanceOf(Outcome.Done.class);
    pass(60);
    guards.look();
    assertThat(host.drained()).isEqualTo(before);
    assertThat(fired().restored()).containsExactly("1: eth1: mtu 1400 → 1500");
  }

  @Test
  void anUndoOfSomethingOlderIsTakenBackToo() {
    mtu(request("anna"), "eth1", 1400);
    writer.undo(timed("anna"), OptionalLong.of(1), false);
    assertThat(mtu("eth1")).isEqualTo(1500);
    pass(60);
    guards.look();
    assertThat(mtu("eth1")).isEqualTo(1400);
  }

  @Test
  void aGuardThatDiedWhileFiringIsFinishedByTheNext() {
    mtu(timed("anna"), "eth1", 1400);
    mtu(request("anna"), "eth0", 1300);
    // as if it had died after the first of them
    writer.undo(
        new Request(
            Firing.OPERATOR, Firing.ORIGIN, "undo 2", Footprint.NOTHING, () -> false, _ -> {}),
        OptionalLong.of(2),
        false);
    pass(60);
    assertThat(guards.look()).isEmpty();
    assertThat(host.drained()).isEqualTo(before);
    assertThat(writer.timer()).isEmpty();
  }

  @Test
  void aThreadGuardsANetworkInMemory() throws InterruptedException {
    Path own = folder.resolve("own");
    GuardThread thread = new GuardThread();
    try (NamespaceWriter other = NamespaceWriter.open(host, new StateFolder(own), own, thread)) {
      other.edit(timed("anna"), n -> n.with(link("eth1"), LinkAttributes.MTU, 1400L));
      assertThat(thread.isWatching()).isTrue();
      pass(60);
      org.xnsh.testing.Waiting.until(
          Duration.ofSeconds(10), () -> other.timer().isEmpty(), () -> "it does not fire");
    }
    assertThat(host.drained()).isEqualTo(before);
  }
}
