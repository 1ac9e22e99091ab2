package org.xnsh.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.xnsh.network.LinkAttributes;
import org.xnsh.transaction.log.ConfirmTimer;
import org.xnsh.transaction.log.ConfirmTimer.End;
import org.xnsh.transaction.log.Entry;

/// Confirm timers by what they do: armed, joined, moved, confirmed, disarmed.
class ConfirmTest extends OnTrial {

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
    deadline();
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
  void anotherKeepsNobodyCutOffForLonger() throws EditRefused {
    mtu(timed("anna"), "eth1", 1400);
    assertThatThrownBy(() -> writer.extend(request("bert"), MINUTE))
        .isInstanceOf(EditRefused.class)
        .hasMessageContaining("anna's");
    assertThat(writer.timer().orElseThrow().countdown(host.bootClock())).isEqualTo("01:00");
    writer.extend(request("bert").byForce(), MINUTE);
    assertThat(writer.timer().orElseThrow().countdown(host.bootClock())).isEqualTo("02:00");
  }

  @Test
  void nothingPendingIsSaidWithWhatBecameOfTheLastOne() {
    assertThatThrownBy(() -> writer.confirm(request("anna"))).hasMessageContaining("no confirm");
    mtu(timed("anna"), "eth1", 1400);
    deadline();
    assertThatThrownBy(() -> writer.confirm(request("anna"))).hasMessageContaining("has fired");
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
    deadline();
    assertThat(host.drained()).isEqualTo(before);
  }

  @Test
  void nothingIsArmedByWhatChangesNothing() {
    assertThat(mtu(timed("anna"), "eth1", 1500)).isInstanceOf(Outcome.Unchanged.class);
    assertThat(writer.timers()).isEmpty();
    assertThat(guards.armed).isZero();
  }
}
