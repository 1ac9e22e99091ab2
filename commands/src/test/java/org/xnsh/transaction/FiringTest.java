package org.xnsh.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.ObjectKey.LinkKey;

/// What a confirm timer takes back when it fires, and what it leaves and names.
class FiringTest extends OnTrial {

  @Test
  void whatSomebodyElseChangedIsLeftAndNamedAndTheRestComesBack() {
    mtu(timed("anna"), "eth1", 1400);
    mtu(request("anna"), "eth0", 1300);
    host.outside(n -> n.with(link("eth1"), LinkAttributes.MTU, 1280L));
    deadline();
    assertThat(mtu("eth0")).isEqualTo(1500);
    assertThat(mtu("eth1")).isEqualTo(1280);
    assertThat(fired().left()).singleElement().asString().contains("eth1", "mtu");
    assertThat(fired().restored()).containsExactly("2: eth0: mtu 1300 → 1500");
  }

  @Test
  void theWayOfTheSessionThatArmedItComesBackEvenWhereSomebodyElseChangedIt() {
    LinkKey eth0 = link("eth0");
    Request remote = timed("anna").over(fromOutside());
    writer.edit(
        remote,
        n -> n.with(eth0, LinkAttributes.MTU, 1400L).with(link("eth1"), LinkAttributes.MTU, 1400L));
    host.outside(
        n -> n.with(eth0, LinkAttributes.MTU, 1280L).with(link("eth1"), LinkAttributes.MTU, 1280L));
    deadline();
    assertThat(mtu("eth0")).isEqualTo(1500);
    assertThat(mtu("eth1")).isEqualTo(1280);
    assertThat(fired().left()).singleElement().asString().contains("eth1");
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
    deadline();
    assertThat(host.drained()).isEqualTo(before);
    assertThat(fired().restored()).containsExactly("1: eth1: mtu 1400 → 1500");
  }

  @Test
  void anUndoOfSomethingOlderIsTakenBackToo() {
    mtu(request("anna"), "eth1", 1400);
    writer.undo(timed("anna"), OptionalLong.of(1), false);
    assertThat(mtu("eth1")).isEqualTo(1500);
    deadline();
    assertThat(mtu("eth1")).isEqualTo(1400);
  }

  /// It asked the kernel for nothing, and what it takes for meant another hand did.
  @Test
  void whatWasAdoptedMeanwhileIsAnotherHandsAndStays() throws EditRefused {
    mtu(timed("anna"), "eth1", 1400);
    mtu(request("anna"), "eth0", 1300);
    host.outside(n -> n.with(link("eth1"), LinkAttributes.MTU, 1280L));
    assertThat(writer.adoptDrift(request("bert"))).isInstanceOf(Outcome.Done.class);
    deadline();
    assertThat(mtu("eth1")).isEqualTo(1280);
    assertThat(mtu("eth0")).isEqualTo(1500);
    assertThat(fired().left())
        .singleElement()
        .asString()
        .contains("1: eth1 was changed since: mtu");
    assertThat(writer.drift(request("anna")).rows()).isEmpty();
  }

  @Test
  void aForeignChangeToAnArmedObjectOfAnotherAttributeStaysAndOursGoesBack() {
    mtu(timed("anna"), "eth1", 1400);
    host.outside(n -> n.with(link("eth1"), LinkAttributes.ALIAS, "theirs"));
    deadline();
    assertThat(mtu("eth1")).isEqualTo(1500);
    assertThat(host.drained().get(link("eth1")).text(LinkAttributes.ALIAS)).isEqualTo("theirs");
    assertThat(fired().left()).isEmpty();
  }

  @Test
  void anArmedObjectThatAnotherHandTookAwayIsNamedAndTheRestComesBack() {
    mtu(timed("anna"), "vif3.0", 1400);
    mtu(request("anna"), "eth0", 1300);
    int vif = link("vif3.0").index();
    host.outside(n -> n.withoutLink(vif));
    deadline();
    assertThat(mtu("eth0")).isEqualTo(1500);
    assertThat(fired().left()).singleElement().asString().contains("1: vif3.0");
  }
}
