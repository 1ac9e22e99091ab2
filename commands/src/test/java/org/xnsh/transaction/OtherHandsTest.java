package org.xnsh.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.change.Difference;
import org.xnsh.change.Footprint;
import org.xnsh.host.Topologies;
import org.xnsh.host.simulated.SimulatedHost;
import org.xnsh.network.AddressAttributes;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpFamily;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.SysctlKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.network.Prefix;
import org.xnsh.transaction.log.Entry;
import org.xnsh.transaction.log.StateFolder;

/// What another hand does while a transaction is applied is told as such, and no undo takes it
/// back.
class OtherHandsTest {

  @TempDir private Path folder;
  private final SimulatedHost host = SimulatedHost.of(Topologies.seed());
  private Transactions transactions;

  @BeforeEach
  void open() {
    transactions =
        NamespaceWriter.open(host, new StateFolder(folder.resolve("state")), folder.resolve("run"));
  }

  @AfterEach
  void close() {
    transactions.close();
  }

  private LinkKey link(String name) {
    return new LinkKey(host.drained().linkNamed(name).orElseThrow());
  }

  /// Just before the k-th step the other hand acts.
  private Request meanwhile(int k, UnaryOperator<Network> other) {
    AtomicInteger steps = new AtomicInteger();
    BooleanSupplier watch =
        () -> {
          if (steps.incrementAndGet() == k) {
            host.outside(other);
          }
          return false;
        };
    return new Request("tester", "test", "an edit", Footprint.NOTHING, watch, line -> {});
  }

  private Request alone() {
    return meanwhile(0, n -> n);
  }

  private static Edit down(LinkKey link) {
    return n -> n.with(link, LinkAttributes.UP, false);
  }

  private Network undone() {
    assertThat(transactions.undo(alone(), OptionalLong.empty(), false))
        .isInstanceOf(Outcome.Done.class);
    return host.drained();
  }

  /// A setting comes into the picture when somebody first asks for it.
  @Test
  void aSettingThatIsOnlyLookedAtIsNobodysDoing() {
    SysctlKey setting = new SysctlKey(0, "net/ipv4/conf/all/rp_filter");
    Attributes value = Attributes.none(ObjectKind.SYSCTL);
    Network without = host.drained();
    Network with = without.with(setting, value);
    assertThat(OtherHands.of(Difference.between(without, with), with).isEmpty()).isTrue();
    assertThat(OtherHands.of(Difference.between(with, without), without).isEmpty()).isTrue();
  }

  @Test
  void nothingIsOutsideWhereNobodyElseIs() {
    Network before = host.drained();
    transactions.edit(alone(), down(link("test")));
    assertThat(transactions.entries().getFirst().outside().isEmpty()).isTrue();
    assertThat(undone().get(link("test"))).isEqualTo(before.get(link("test")));
  }

  @Test
  void anAddressThatADhcpClientBroughtStaysThroughTheUndo() {
    LinkKey test = link("test");
    AddressKey leased = new AddressKey(test.index(), Prefix.parse("10.7.7.7/24"), Optional.empty());
    Attributes lease = Attributes.none(ObjectKind.ADDRESS).with(AddressAttributes.SCOPE, 0L);
    Outcome outcome =
        transactions.edit(
            meanwhile(1, n -> n.with(leased, lease)),
            n -> n.with(test, LinkAttributes.ALIAS, "ours"));
    assertThat(((Outcome.Done) outcome).remarks())
        .anyMatch(r -> r.contains("another hand") && r.contains("10.7.7.7"));
    assertThat(transactions.entries().getFirst().outside().keys()).contains(leased);
    Network after = undone();
    assertThat(after.addresses(test.index(), IpFamily.IPV4)).contains(leased);
    assertThat(after.get(test).text(LinkAttributes.ALIAS)).isEmpty();
  }

  @Test
  void ofOneLinkTheOneAttributeIsOursAndTheOtherIsNot() {
    LinkKey eth0 = link("eth0");
    transactions.edit(
        meanwhile(1, n -> n.with(eth0, LinkAttributes.ALIAS, "theirs")),
        n -> n.with(eth0, LinkAttributes.MTU, 1400L));
    Entry entry = transactions.entries().getFirst();
    assertThat(entry.changes().keys()).containsExactly(eth0);
    assertThat(entry.outside().keys()).containsExactly(eth0);
    Network after = undone();
    assertThat(after.get(eth0).text(LinkAttributes.ALIAS)).isEqualTo("theirs");
    assertThat(after.get(eth0).number(LinkAttributes.MTU)).isEqualTo(1500);
  }

  @Test
  void aSideEffectOfTheKernelIsOurs() {
    LinkKey eth0 = link("eth0");
    transactions.edit(alone(), down(eth0));
    Entry entry = transactions.entries().getFirst();
    assertThat(entry.outside().isEmpty()).isTrue();
    assertThat(entry.changes().keys()).anyMatch(k -> k.text().contains("route"));
  }

  @Test
  void aFailedEditTakesBackItsOwnAndLeavesTheOthers() {
    LinkKey eth0 = link("eth0");
    LinkKey eth1 = link("eth1");
    host.failAt(2);
    Outcome outcome =
        transactions.edit(
            meanwhile(2, n -> n.with(eth0, LinkAttributes.ALIAS, "theirs")),
            n -> n.with(eth0, LinkAttributes.MTU, 1400L).with(eth1, LinkAttributes.MTU, 1400L));
    assertThat(outcome).isInstanceOf(Outcome.RolledBack.class);
    Network after = host.drained();
    assertThat(after.get(eth0).text(LinkAttributes.ALIAS)).isEqualTo("theirs");
    assertThat(
            List.of(
                after.get(eth0).number(LinkAttributes.MTU),
                after.get(eth1).number(LinkAttributes.MTU)))
        .containsOnly(1500L);
  }
}
