package org.xnsh.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.host.Topologies;
import org.xnsh.host.simulated.SimulatedHost;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.testing.Session;
import org.xnsh.transaction.NamespaceWriter;
import org.xnsh.transaction.log.StateFolder;

class DraftTest {

  @TempDir private Path folder;
  private final SimulatedHost host = SimulatedHost.of(Topologies.seed());
  private Session session;

  @BeforeEach
  void open() throws IOException {
    session =
        Session.with(
            NamespaceWriter.open(
                host, new StateFolder(folder.resolve("state")), folder.resolve("run")));
  }

  @AfterEach
  void close() {
    session.close();
  }

  private long master(String link) {
    Network now = host.drained();
    return now.get(new LinkKey(now.linkNamed(link).orElseThrow())).number(LinkAttributes.MASTER);
  }

  @Test
  void aNewLinkIsToldWithWhatMattersOfIt() {
    session.type("begin");
    session.type("brctl addbr x");
    session.type("link set x up");
    assertThat(session.type("diff").ok()).contains("x added, up");
  }

  @Test
  void stagedEditsTouchNothingAndSeeEachOther() {
    Network before = host.drained();
    session.type("begin").ok();
    assertThat(session.type("brctl addbr x").ok()).contains("staged: x added");
    session.type("brctl stp x on").ok();
    session.type("brctl delif test vif3.0").ok();
    session.type("brctl addif x vif3.0").ok();
    assertThat(host.drained()).isEqualTo(before);
    assertThat(session.type("diff").ok()).contains("x added").contains("vif3.0: master test → x");
    assertThat(session.type("diff commands").ok())
        .isEqualTo(
            "link add x type bridge\nlink set vif3.0 master x\nlink set x type bridge stp_state 1\n");
    assertThat(session.type("brctl show test").ok()).contains("vif3.0");
  }

  @Test
  void aCommitIsOneTransactionThatOneUndoTakesBack() {
    String before = session.type("brctl show").ok();
    session
        .type("begin; brctl addbr x; brctl stp x on; brctl delif test vif3.0; brctl addif x vif3.0")
        .ok();
    session.type("commit for the new rack").ok();
    assertThat(session.type("brctl show x").ok()).contains("yes").contains("vif3.0");
    assertThat(session.transactions().entries()).hasSize(1);
    assertThat(session.transactions().entries().getFirst().comment()).isEqualTo("for the new rack");
    session.type("undo").ok();
    assertThat(session.type("brctl show").ok()).isEqualTo(before);
  }

  @Test
  void whatChangedMeanwhileElsewhereStaysAndWhereBothChangedIsAConflict() {
    session.type("begin; link set vif3.0 nomaster").ok();
    LinkKey vif = new LinkKey(host.drained().linkNamed("vif3.0").orElseThrow());
    LinkKey eth0 = new LinkKey(host.drained().linkNamed("eth0").orElseThrow());
    long other = host.drained().linkNamed("virbr0").orElseThrow();
    host.outside(
        n -> n.with(eth0, LinkAttributes.ALIAS, "theirs").with(vif, LinkAttributes.MASTER, other));
    Session.Said said = session.type("commit");
    assertThat(said.exit()).isEqualTo(ExitCode.CONFLICT);
    assertThat(said.err()).contains("vif3.0 was changed since: master, by another hand");
    assertThat(session.type("diff").ok()).contains("vif3.0");
    host.outside(n -> n.with(vif, LinkAttributes.MASTER, (long) n.linkNamed("test").orElseThrow()));
    session.type("commit").ok();
    assertThat(master("vif3.0")).isZero();
    assertThat(host.drained().get(eth0).text(LinkAttributes.ALIAS)).isEqualTo("theirs");
  }

  @Test
  void abortDropsAll() {
    session.type("begin; brctl addbr x").ok();
    assertThat(session.type("abort").ok()).contains("1 edit dropped");
    assertThat(session.type("diff").ok()).isEmpty();
    assertThat(host.drained().linkNamed("x")).isEmpty();
  }

  @Test
  void checkTellsWhatTheKernelWouldDoBesides() {
    session.type("begin; link set eth0 down").ok();
    String check = session.type("check").ok();
    assertThat(check)
        .contains("eth0  until it is up again")
        .contains("route default via 128.153.144.1");
    assertThat(
            host.drained()
                .get(new LinkKey(host.drained().linkNamed("eth0").orElseThrow()))
                .isOn(LinkAttributes.UP))
        .isTrue();
  }

  @Test
  void checkTellsHowLongAPortListens() {
    session.type("begin; brctl stp virbr0 on; link set vif3.0 master virbr0").ok();
    assertThat(session.type("check").ok()).contains("listens and learns in virbr0 for");
  }

  @Test
  void checkTellsTheStepsAndNothingOfWhatANewBridgeBeginsWith() {
    session.type("begin; brctl addbr x; link set vif3.0 master x").ok();
    assertThat(session.type("check").ok())
        .contains("create x\n", "set vif3.0 master x\n")
        .doesNotContain("hello_time");
  }

  @Test
  void checkNamesARenamedLinkAsItIsCalledWhenItsTurnComes() {
    session.type("begin; link set eth1 name out1; brctl addbr eth1").ok();
    session.type("link set out1 master eth1").ok();
    assertThat(session.type("check").ok())
        .contains("set eth1 name out1\n", "create eth1\n", "set out1 master eth1\n");
  }

  @Test
  void aRouteBesideItsEqualsIsToldOnceAndTheirOrderOnlyWhereItChanges() {
    session.type("begin; route append default via 128.153.144.9 dev xenbr0").ok();
    assertThat(session.type("diff").ok())
        .isEqualTo("route default via 128.153.144.9 dev xenbr0 added\n");
    session.type("abort; begin; link set eth0 down").ok();
    assertThat(session.type("check").ok()).doesNotContain("reordered");
  }

  @Test
  void aNameThatSomebodyTookMeanwhileIsToldWithWhoTookIt() throws IOException {
    session.type("begin; brctl addbr x").ok();
    try (Session other = Session.on(host, folder)) {
      other.type("brctl addbr x").ok();
    }
    Session.Said said = session.type("commit");
    assertThat(said.exit()).isEqualTo(ExitCode.CONFLICT);
    assertThat(said.err())
        .contains("x cannot be made: another link has its name, by transaction 1 (")
        .doesNotContain("#");
  }

  @Test
  void dryRunTellsAndDoesNothing() {
    assertThat(session.type("dry-run brctl delif test vif3.0").ok())
        .contains("vif3.0: master test → none");
    assertThat(master("vif3.0")).isNotZero();
    assertThat(session.type("dry-run brctl delif test vif9.0").exit()).isNotEqualTo(ExitCode.DONE);
    assertThat(session.transactions().entries()).isEmpty();
  }

  @Test
  void wordsAtTheWrongTimeAreClearErrors() {
    assertThat(session.type("commit").exit()).isEqualTo(ExitCode.USAGE);
    assertThat(session.type("abort").exit()).isEqualTo(ExitCode.USAGE);
    assertThat(session.type("check").exit()).isEqualTo(ExitCode.USAGE);
    session.type("begin").ok();
    assertThat(session.type("begin").err()).contains("begun already");
    assertThat(session.type("commit").err()).contains("nothing is staged");
    assertThat(session.type("undo").err()).contains("staged");
  }

  @Test
  void aPortThatLeavesAndJoinsGoesStraightToItsNewBridge() {
    session.type("begin; brctl delif test vif3.0; brctl addif virbr0 vif3.0").ok();
    session.type("brctl hairpin virbr0 vif3.0 on").ok();
    String check = session.type("check").ok();
    assertThat(check.substring(check.indexOf("  steps")))
        .startsWith(
            """
              steps
                set vif3.0 master virbr0
                set port vif3.0 hairpin on
              would fail  nothing
            """);
    session.type("commit").ok();
    assertThat(master("vif3.0")).isEqualTo(host.drained().linkNamed("virbr0").orElseThrow());
  }

  @Test
  void aConflictNamesTheTransactionThatMetTheDraft() throws IOException {
    session.type("begin; link set vif3.0 nomaster; link set eth1 mtu 1400").ok();
    try (Session other =
        Session.with(
            NamespaceWriter.open(
                host, new StateFolder(folder.resolve("state")), folder.resolve("run")))) {
      other.type("link set eth1 mtu 1300").ok();
      other.type("link set vif3.0 master virbr0").ok();
      Session.Said said = session.type("commit");
      assertThat(said.exit()).isEqualTo(ExitCode.CONFLICT);
      assertThat(said.err())
          .contains("by transaction 2 (tester: link set vif3.0 master virbr0)")
          .contains("by transaction 1 (tester: link set eth1 mtu 1300)");
      assertThat(session.type("check").exit()).isEqualTo(ExitCode.CONFLICT);
    }
  }

  @Test
  void wordsAtTheWrongTimeChangeNothing() {
    Network before = host.drained();
    session.type("begin; brctl addbr x").ok();
    assertThat(session.type("begin again").exit()).isEqualTo(ExitCode.USAGE);
    assertThat(session.type("diff").ok()).contains("x added");
    assertThat(session.type("redo").exit()).isEqualTo(ExitCode.USAGE);
    assertThat(session.type("undo 7").exit()).isEqualTo(ExitCode.USAGE);
    assertThat(session.type("abort").exit()).isEqualTo(ExitCode.DONE);
    assertThat(session.type("abort").err()).contains("no transaction is begun");
    session.type("begin").ok();
    assertThat(session.type("commit because").err()).contains("nothing is staged");
    assertThat(session.type("brctl addbr x").exit()).isEqualTo(ExitCode.DONE);
    assertThat(session.type("brctl delbr x").exit()).isEqualTo(ExitCode.DONE);
    session.type("commit").ok();
    assertThat(session.type("undo 7").exit()).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(host.drained()).isEqualTo(before);
    assertThat(session.transactions().entries()).isEmpty();
  }

  @Test
  void whatIsStagedIsNamedInTheRemarksOnWhatComesAfterIt() {
    session.type("begin; brctl addbr n").ok();
    Session.Said said = session.type("brctl stp n on");
    assertThat(said.err()).contains("n has no carrier").doesNotContain("#-1");
  }
}
