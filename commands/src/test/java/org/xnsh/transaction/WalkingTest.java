package org.xnsh.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.change.Footprint;
import org.xnsh.host.Topologies;
import org.xnsh.host.simulated.SimulatedHost;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.transaction.log.Entry;
import org.xnsh.transaction.log.Entry.State;
import org.xnsh.transaction.log.StateFolder;

/// Which transaction `undo` and `redo` take, step after step.
class WalkingTest {

  @TempDir private Path folder;
  private final SimulatedHost host = SimulatedHost.of(Topologies.seed());
  private final LinkKey eth0 = new LinkKey(host.picture().linkNamed("eth0").orElseThrow());
  private final LinkKey eth1 = new LinkKey(host.picture().linkNamed("eth1").orElseThrow());
  private Transactions transactions;

  @BeforeEach
  void open() {
    transactions = NamespaceWriter.open(host, new StateFolder(folder.resolve("state")), folder);
  }

  @AfterEach
  void close() {
    transactions.close();
  }

  private static Request by(String operator) {
    return new Request(operator, "test", "a line", Footprint.NOTHING, () -> false, line -> {});
  }

  private void mtu(String operator, LinkKey link, long mtu) {
    assertThat(transactions.edit(by(operator), n -> n.with(link, LinkAttributes.MTU, mtu)))
        .isInstanceOf(Outcome.Done.class);
  }

  private void mtu(long mtu) {
    mtu("anna", eth0, mtu);
  }

  private long mtu() {
    return host.drained().get(eth0).number(LinkAttributes.MTU);
  }

  private void undone() {
    assertThat(transactions.undo(by("anna"), OptionalLong.empty(), false))
        .isInstanceOf(Outcome.Done.class);
  }

  private Outcome undo(long number) {
    return transactions.undo(by("anna"), OptionalLong.of(number), false);
  }

  private void redone() {
    assertThat(transactions.redo(by("anna"))).isInstanceOf(Outcome.Done.class);
  }

  private static String refusal(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    return String.valueOf(((Outcome.Refused) outcome).why().getMessage());
  }

  private String cannotRedo() {
    return refusal(transactions.redo(by("anna")));
  }

  private List<State> states() {
    return transactions.entries().stream().map(Entry::state).toList();
  }

  @Test
  void repeatedUndoWalksBackAndRedoForwardAndBackAgain() {
    mtu(1400);
    mtu(1300);
    mtu(1200);
    undone();
    assertThat(mtu()).isEqualTo(1300);
    undone();
    assertThat(mtu()).isEqualTo(1400);
    redone();
    assertThat(mtu()).isEqualTo(1300);
    undone();
    assertThat(mtu()).isEqualTo(1400);
    undone();
    assertThat(mtu()).isEqualTo(1500);
    assertThat(refusal(transactions.undo(by("anna"), OptionalLong.empty(), false)))
        .contains("nothing of yours");
    redone();
    redone();
    redone();
    assertThat(mtu()).isEqualTo(1200);
    assertThat(cannotRedo()).contains("nothing to redo");
  }

  @Test
  void redoEndsAtANewEditAlsoAfterThatOneWasUndoneAndRedone() {
    mtu(1400);
    mtu(1300);
    undone();
    mtu(1200);
    assertThat(cannotRedo()).contains("nothing to redo");
    undone();
    redone();
    assertThat(mtu()).isEqualTo(1200);
    assertThat(cannotRedo()).contains("nothing to redo");
    assertThat(mtu()).isEqualTo(1200);
  }

  @Test
  void anEditThatWasRolledBackIsNoEditBetween() {
    mtu(1400);
    undone();
    assertThat(transactions.edit(by("anna"), n -> n.with(eth0, LinkAttributes.MTU, 1_000_000L)))
        .isInstanceOf(Outcome.RolledBack.class);
    redone();
    assertThat(mtu()).isEqualTo(1400);
    undone();
    assertThat(mtu()).isEqualTo(1500);
  }

  @Test
  void anOlderOneIsUndoneByNumberBelowLaterOnes() {
    mtu(1400);
    mtu("anna", eth1, 1300);
    assertThat(undo(1)).isInstanceOf(Outcome.Done.class);
    assertThat(mtu()).isEqualTo(1500);
    assertThat(host.drained().get(eth1).number(LinkAttributes.MTU)).isEqualTo(1300);
    assertThat(states()).containsExactly(State.VERIFIED, State.VERIFIED, State.UNDONE);
  }

  @Test
  void anOlderOneWhoseAttributeALaterOneChangedIsAConflict() {
    mtu(1400);
    mtu(1300);
    assertThat(refusal(undo(1))).contains("transaction 1", "eth0", "mtu");
    assertThat(mtu()).isEqualTo(1300);
  }

  @Test
  void anUndoneOneIsNotUndoneAgainUntilItIsRedone() {
    mtu(1400);
    undone();
    assertThat(refusal(undo(1))).contains("transaction 1 is already undone");
    redone();
    assertThat(undo(1)).isInstanceOf(Outcome.Done.class);
    assertThat(mtu()).isEqualTo(1500);
  }

  @Test
  void undoOfAnUndoAndOfARedoByNumberTellWhatStands() {
    mtu(1400);
    undone();
    assertThat(undo(2)).as("the undo of the undo").isInstanceOf(Outcome.Done.class);
    assertThat(mtu()).isEqualTo(1400);
    assertThat(transactions.entry(1).orElseThrow().state()).isEqualTo(State.VERIFIED);
    assertThat(cannotRedo()).contains("nothing to redo");
    assertThat(undo(3)).as("the undo of that").isInstanceOf(Outcome.Done.class);
    assertThat(mtu()).isEqualTo(1500);
    assertThat(transactions.entry(1).orElseThrow().state()).isEqualTo(State.UNDONE);
    assertThat(refusal(undo(1))).contains("already undone");
    redone();
    assertThat(mtu()).isEqualTo(1400);
  }

  @Test
  void anothersTransactionsAreTakenByNumberOnly() {
    mtu("anna", eth0, 1400);
    mtu("bert", eth1, 1300);
    undone();
    assertThat(mtu()).isEqualTo(1500);
    assertThat(host.drained().get(eth1).number(LinkAttributes.MTU)).isEqualTo(1300);
    assertThat(refusal(transactions.redo(by("bert")))).contains("nothing to redo");
    assertThat(refusal(transactions.undo(by("cleo"), OptionalLong.empty(), false)))
        .contains("nothing of yours");
    assertThat(undo(2)).isInstanceOf(Outcome.Done.class);
    assertThat(host.drained().get(eth1).number(LinkAttributes.MTU)).isEqualTo(1500);
    assertThat(refusal(undo(9))).contains("no transaction 9");
  }

  @Test
  void theLogIsNewestFirstAndTellsWhoWhenAndWhat() {
    mtu("anna", eth0, 1400);
    mtu("bert", eth1, 1300);
    undone();
    List<Entry> entries = transactions.entries();
    assertThat(entries.stream().map(Entry::number)).containsExactly(3L, 2L, 1L);
    assertThat(entries.stream().map(Entry::operator)).containsExactly("anna", "bert", "anna");
    assertThat(entries.stream().map(Entry::state))
        .containsExactly(State.VERIFIED, State.VERIFIED, State.UNDONE);
    assertThat(entries.getFirst().undoOf()).hasValue(1);
    assertThat(entries)
        .allSatisfy(e -> {
          assertThat(e.changes().isEmpty()).isFalse();
          assertThat(e.at()).isBefore(java.time.Instant.now().plusSeconds(1));
          assertThat(e.command()).isEqualTo("a line");
        });
    assertThat(entries.get(1).at()).isAfterOrEqualTo(entries.get(2).at());
  }

  @Test
  void aSecondWriterSeesTheFirstOnesTransactions() {
    mtu(1400);
    Transactions second =
        NamespaceWriter.open(host, new StateFolder(folder.resolve("state")), folder);
    assertThat(second.entries()).hasSize(1);
    assertThat(second.undo(by("anna"), OptionalLong.empty(), false))
        .isInstanceOf(Outcome.Done.class);
    assertThat(transactions.entry(1).orElseThrow().state()).isEqualTo(State.UNDONE);
    mtu(1300);
    assertThat(second.entries().stream().map(Entry::number)).containsExactly(3L, 2L, 1L);
    second.close();
  }
}
