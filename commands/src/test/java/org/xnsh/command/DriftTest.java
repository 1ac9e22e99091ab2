package org.xnsh.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.host.Topologies;
import org.xnsh.host.simulated.SimulatedHost;
import org.xnsh.network.AddressAttributes;
import org.xnsh.network.Attributes;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.LinkName;
import org.xnsh.network.MacAddress;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.network.Prefix;
import org.xnsh.testing.Session;
import org.xnsh.testing.Session.Said;
import org.xnsh.transaction.NamespaceWriter;
import org.xnsh.transaction.log.Entry;
import org.xnsh.transaction.log.StateFolder;

/// What other hands change is recorded once, and told beside what our transactions left.
class DriftTest {

  @TempDir private Path folder;
  private final SimulatedHost host = SimulatedHost.of(Topologies.seed());
  private Session session;

  @BeforeEach
  void open() throws IOException {
    session = another();
  }

  @AfterEach
  void close() {
    session.close();
  }

  /// As another process has it: it knows what the log and the host tell.
  private Session another() throws IOException {
    return Session.with(
        NamespaceWriter.open(
            host, new StateFolder(folder.resolve("state")), folder.resolve("run")));
  }

  private LinkKey link(String name) {
    return new LinkKey(host.drained().linkNamed(name).orElseThrow());
  }

  private void outside(UnaryOperator<Network> change) {
    host.outside(change);
  }

  private void alias(String link, String alias) {
    LinkKey key = link(link);
    outside(n -> n.with(key, LinkAttributes.ALIAS, alias));
  }

  private List<Entry> outsiders() {
    return session.transactions().entries().stream().filter(Entry::isOutside).toList();
  }

  private String drift() {
    Said said = session.type("drift");
    assertThat(said.exit()).as(said.out() + said.err()).isEqualTo(ExitCode.FAILED);
    return said.out();
  }

  private void noDrift() {
    Said said = session.type("drift");
    assertThat(said.out()).isEmpty();
    assertThat(said.exit()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void whatAnotherHandChangedIsRecordedOnceByWhoeverHoldsTheLockNext() throws IOException {
    session.type("link set eth0 mtu 1400").ok();
    try (Session other = another()) {
      other.type("link set eth1 mtu 1400").ok();
      alias("vif3.0", "theirs");
      alias("eth1", "theirs too");
      session.type("link set eth0 mtu 1300").ok();
      other.type("link set eth1 mtu 1300").ok();
      session.type("link set eth0 mtu 1350").ok();
    }
    assertThat(outsiders())
        .singleElement()
        .satisfies(e -> {
          assertThat(e.number()).isEqualTo(3);
          assertThat(e.operator()).isEqualTo("outside");
        });
    assertThat(session.type("log").ok()).contains("by another hand").contains("(and 1 more)");
    assertThat(session.type("log show 3").ok())
        .contains("eth1: alias none → theirs too", "vif3.0: alias none → theirs");
  }

  @Test
  void aProcessThatBeginsKnowsWhatTheLogTells() throws IOException {
    session.type("link set eth0 mtu 1400; brctl addbr x; link set eth1 alias ours").ok();
    LinkKey x = link("x");
    outside(n -> n.withoutLink(x.index()));
    alias("eth1", "theirs");
    try (Session other = another()) {
      other.type("link set vif3.0 mtu 1400").ok();
    }
    assertThat(outsiders()).hasSize(1);
    assertThat(session.type("log show 4").ok()).contains("x removed", "eth1: alias ours → theirs");
    session.type("link set eth0 mtu 1300").ok();
    assertThat(outsiders()).as("not again").hasSize(1);
  }

  private long sums() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("state"))) {
      Path log = files.filter(f -> f.endsWith("transactions")).findFirst().orElseThrow();
      return Files.readAllLines(log).stream().filter(l -> l.contains("\"kind\":\"sum\"")).count();
    }
  }

  /// More than what the log's last part holds.
  private void hundreds() {
    for (int i = 0; i < 300; i++) {
      session.type("link set eth0 mtu " + (1000 + i)).ok();
    }
  }

  @Test
  void aProcessThatBeginsKnowsOfAllThatTransactionsEverTouchedHoweverLongAgo() throws IOException {
    session.type("link set eth1 alias ours; brctl addbr x; address add 10.5.0.1/24 dev eth1").ok();
    LinkKey x = link("x");
    hundreds();
    session.close();
    assertThat(sums()).isPositive();
    alias("eth1", "theirs");
    outside(n -> n.with(link("eth1"), LinkAttributes.MTU, 1300L).withoutLink(x.index()));
    session = another();
    session.type("link set eth0 mtu 1400").ok();
    assertThat(outsiders()).hasSize(1);
    assertThat(session.type("log show 304").ok())
        .contains("x removed", "eth1: mtu 1500 → 1300, alias ours → theirs");
    try (Session other = another()) {
      other.type("link set eth0 mtu 1350").ok();
    }
    assertThat(outsiders()).as("not again").hasSize(1);
    assertThat(drift())
        .containsPattern("eth1 +alias +ours +theirs +304")
        .containsPattern("eth1 +mtu +1500 +1300 +304")
        .containsPattern("x +present +absent +304");
    session.type("undo 304").ok();
    noDrift();
  }

  /// It is told once that there was more than a record spells, and not by every process anew.
  @Test
  void whatARecordOnlyCountsIsRecordedByNobodyElseAgain() throws IOException {
    session.type("link set eth0 mtu 1400").ok();
    try (Session other = another()) {
      other.type("link set eth1 mtu 1400").ok();
      flood(500);
      session.type("link set eth0 mtu 1300").ok();
      other.type("link set eth1 mtu 1300").ok();
      session.type("link set eth0 mtu 1350").ok();
      alias("eth1", "theirs");
      other.type("link set eth1 mtu 1350").ok();
    }
    try (Session third = another()) {
      third.type("link set eth1 mtu 1400").ok();
    }
    assertThat(outsiders()).hasSize(2);
    assertThat(outsiders().getFirst().changes().changes()).hasSize(1);
  }

  private void flood(int links) {
    outside(n -> {
      Network more = n;
      for (int i = 0; i < links; i++) {
        Attributes vif = n.get(link("vif3.0")).with(LinkAttributes.NAME, new LinkName("v" + i));
        more = more.with(new LinkKey(1000 + i), vif);
      }
      return more;
    });
  }

  /// Below 1280 bytes IPv6 goes from a link with its settings, and comes back with them.
  @Test
  void whatGoesWithASmallMtuAndComesBackIsNoDrift() {
    session.type("link set eth0 mtu 1000; link set eth0 mtu 1400").ok();
    noDrift();
  }

  @Test
  void anOutsideRecordIsUndoneByItsNumberAndNeverByABareUndo() {
    session.type("link set eth0 mtu 1400").ok();
    alias("eth1", "theirs");
    session.type("link set eth0 mtu 1300").ok();
    session.type("undo").ok();
    session.type("undo").ok();
    assertThat(session.type("undo").exit()).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(session.type("undo 2").ok()).contains("eth1: alias theirs → none");
    assertThat(host.drained().get(link("eth1")).text(LinkAttributes.ALIAS)).isEmpty();
    assertThat(outsiders()).hasSize(1);
  }

  @Test
  void aConflictNamesTheRecordOfTheOtherHand() {
    session.type("link set eth0 alias ours").ok();
    alias("eth0", "theirs");
    Said said = session.type("undo 1");
    assertThat(said.exit()).isEqualTo(ExitCode.CONFLICT);
    assertThat(said.err()).contains("eth0 was changed since: alias, by another hand (record 2)");
    session.type("undo 2 1").ok();
    noDrift();
  }

  @Test
  void aFloodIsBoundedAndTheRestCounted() {
    session.type("link set eth0 mtu 1400").ok();
    flood(500);
    session.type("link set eth0 mtu 1300").ok();
    assertThat(outsiders())
        .singleElement()
        .satisfies(e -> {
          assertThat(e.changes().changes()).hasSize(200);
          assertThat(e.remarks()).singleElement().asString().contains("300 more changes");
        });
  }

  @Test
  void aRenewedLeaseIsNoDriftAndFillsNoLog() {
    AddressKey leased =
        new AddressKey(link("eth0").index(), Prefix.parse("10.7.7.7/24"), Optional.empty());
    Attributes lease =
        Attributes.none(ObjectKind.ADDRESS)
            .with(AddressAttributes.SCOPE, 0L)
            .with(AddressAttributes.LABEL, "eth0")
            .with(AddressAttributes.VALID_UNTIL, 5000L)
            .with(AddressAttributes.PREFERRED_UNTIL, 5000L);
    outside(n -> n.with(leased, lease));
    session.type("address delete 10.7.7.7/24 dev eth0; undo; link set eth0 mtu 1400").ok();
    for (long deadline = 6000; deadline < 9000; deadline += 1000) {
      long until = deadline;
      outside(n -> n.with(leased, AddressAttributes.VALID_UNTIL, until));
      session.type("link set eth0 mtu " + (1300 + deadline / 1000)).ok();
    }
    assertThat(outsiders()).isEmpty();
    noDrift();
  }

  @Test
  void driftShowsWhatTransactionsLeftAndWhatIsThereAndSinceWhen() {
    session.type("link set eth0 mtu 1400 alias ours; link set eth1 mtu 1400").ok();
    alias("eth0", "theirs");
    outside(n -> n.with(link("eth1"), LinkAttributes.MTU, 1350L));
    alias("vif3.0", "untouched by us");
    assertThat(drift())
        .containsPattern("eth0 +alias +ours +theirs")
        .containsPattern("eth1 +mtu +1400 +1350")
        .doesNotContain("vif3.0");
    session.type("link set eth0 mtu 1300").ok();
    assertThat(drift()).containsPattern("eth0 +alias +ours +theirs +3");
    assertThat(session.typeForJson("drift").out()).contains("\"since\": 3");
  }

  @Test
  void adoptTakesWhatIsThereForWhatIsMeantAndItsUndoRestores() {
    session.type("link set eth0 alias ours").ok();
    alias("eth0", "theirs");
    session.type("drift adopt").ok();
    noDrift();
    assertThat(host.drained().get(link("eth0")).text(LinkAttributes.ALIAS)).isEqualTo("theirs");
    assertThat(session.type("drift adopt").ok()).contains("no drift");
    session.type("undo").ok();
    assertThat(host.drained().get(link("eth0")).text(LinkAttributes.ALIAS)).isEqualTo("ours");
    noDrift();
  }

  @Test
  void restoreBringsBackOneObjectOrAllAndIsUndone() {
    session.type("link set eth0 alias ours; address add 10.5.0.1/24 dev eth1; brctl addbr x").ok();
    alias("eth0", "theirs");
    AddressKey address =
        new AddressKey(link("eth1").index(), Prefix.parse("10.5.0.1/24"), Optional.empty());
    outside(n -> n.without(address));
    LinkKey x = link("x");
    outside(n -> n.withoutLink(x.index()));
    assertThat(drift())
        .containsPattern("x +present +absent")
        .containsPattern("address 10.5.0.1/24 of eth1 +present +absent");
    assertThat(session.type("drift restore eth2").exit()).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(session.type("drift restore address 10.5.0.1/24 of eth1").ok()).contains("added");
    assertThat(session.type("drift restore eth0").ok()).contains("alias theirs → ours");
    session.type("drift restore").ok();
    assertThat(host.drained().has(x)).isTrue();
    noDrift();
    session.type("undo; undo; undo").ok();
    assertThat(host.drained().get(link("eth0")).text(LinkAttributes.ALIAS)).isEqualTo("theirs");
    assertThat(host.drained().has(x)).isFalse();
  }

  @Test
  void aLateHandThatChangesTheAddressOfANewBridgeIsToldAndUndoStillWorks() {
    session.type("brctl addbr x").ok();
    LinkKey x = link("x");
    MacAddress policy = MacAddress.parse("02:11:22:33:44:55");
    outside(n -> n.with(x, LinkAttributes.MAC, policy).with(x, LinkAttributes.MAC_PINNED, true));
    session.type("link set eth0 mtu 1400").ok();
    assertThat(session.type("log show 2").ok()).contains("x: address").contains(policy.toString());
    assertThat(drift()).contains(policy.toString());
    session.type("undo 1").ok();
    assertThat(host.drained().has(x)).isFalse();
    noDrift();
  }

  /// The simulation tells who pinned an MTU; of the kernel's host the next process has forgotten
  /// it.
  @Test
  void whatOnlyOurMemoryTellsOfAnMtuIsNobodysHand() throws IOException {
    session.type("brctl addbr x; link set x mtu 1400").ok();
    BridgeKey x = new BridgeKey(link("x").index());
    outside(n -> n.with(x, BridgeAttributes.MTU_PINNED, false));
    session.type("link set eth0 mtu 1400").ok();
    assertThat(outsiders()).isEmpty();
    noDrift();
    outside(n -> n.with(new LinkKey(x.index()), LinkAttributes.MTU, 1300L));
    Said restored = session.type("drift restore");
    assertThat(restored.ok()).contains("x: mtu 1300 → 1400");
    assertThat(restored.err()).doesNotContain("another hand");
  }

  @Test
  void aDestroyedGuestIsRecordedAndNoDrift() {
    session.type("link set vif3.0 mtu 1400").ok();
    int vif = link("vif3.0").index();
    outside(n -> n.withoutLink(vif));
    session.type("link set eth0 mtu 1400").ok();
    assertThat(session.type("log show 2").ok()).contains("vif3.0 removed");
    noDrift();
  }

  @Test
  void aGuestThatStartsIsRecordedOnceAndNoDrift() throws IOException {
    session.type("link set eth0 mtu 1400").ok();
    LinkKey vif = new LinkKey(77);
    int bridge = link("test").index();
    outside(n ->
        n.with(
            vif,
            n.get(link("vif3.0"))
                .with(LinkAttributes.NAME, new LinkName("vif9.0"))
                .with(LinkAttributes.MASTER, (long) bridge)));
    session.type("link set eth0 mtu 1300").ok();
    assertThat(session.type("log show 2").ok()).contains("vif9.0 added");
    try (Session other = another()) {
      other.type("link set eth0 mtu 1350").ok();
    }
    assertThat(outsiders()).hasSize(1);
    noDrift();
  }

  @Test
  void whatTheKernelDerivesFromAnotherHandsChangeIsNoDrift() {
    session.type("address add 10.5.0.1/24 dev eth1; link set eth1 alias ours").ok();
    LinkKey eth1 = link("eth1");
    outside(n -> {
      Network down =
          n.with(eth1, LinkAttributes.UP, false).with(eth1, LinkAttributes.CARRIER, false);
      for (ObjectKey key : n.standingOn(eth1.index())) {
        down = key instanceof RouteKey ? down.without(key) : down;
      }
      assertThat(down.standingOn(eth1.index())).hasSizeLessThan(n.standingOn(eth1.index()).size());
      return down;
    });
    assertThat(drift().lines().skip(1)).singleElement().asString().matches("eth1 +up +on +off *");
  }
}
