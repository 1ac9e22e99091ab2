package org.xnsh.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xnsh.host.Topologies;
import org.xnsh.host.simulated.SimulatedHost;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.LinkName;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.VifKey;
import org.xnsh.network.VifAttributes;
import org.xnsh.testing.Session;
import org.xnsh.testing.Session.Said;
import org.xnsh.transaction.NamespaceWriter;
import org.xnsh.transaction.log.Entry;
import org.xnsh.transaction.log.StateFolder;

/// Any transactions are taken back, attribute by attribute, and what cannot be is named.
class UndoCommandsTest {

  @TempDir private Path folder;
  private final SimulatedHost host = SimulatedHost.of(Topologies.seed());
  private final Network before = host.drained();
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

  private LinkKey link(String name) {
    return new LinkKey(host.drained().linkNamed(name).orElseThrow());
  }

  private long mtu(String name) {
    return host.drained().get(link(name)).number(LinkAttributes.MTU);
  }

  private String master(String name) {
    return host.drained()
        .nameOf((int) host.drained().get(link(name)).number(LinkAttributes.MASTER));
  }

  private Said fails(String line, ExitCode exit) {
    Said said = session.type(line);
    assertThat(said.exit()).as(line + ": " + said.out() + said.err()).isEqualTo(exit);
    return said;
  }

  @Test
  void aTransactionBelowLaterOnesComesBackAsFarAsTheyDoNotMeet() {
    session.type("link set eth0 mtu 1400 alias up-link; link set eth1 mtu 1300").ok();
    assertThat(session.type("undo 1").ok()).contains("eth0: mtu 1400 → 1500, alias up-link → none");
    assertThat(List.of(mtu("eth0"), mtu("eth1"))).containsExactly(1500L, 1300L);
  }

  @Test
  void whatALaterTransactionOrAnotherHandChangedIsNamedWithIt() {
    session.type("link set eth0 mtu 1400 alias a; link set eth0 mtu 1300").ok();
    Said later = fails("undo 1", ExitCode.CONFLICT);
    assertThat(later.err())
        .contains("eth0 was changed since: mtu, by transaction 2 (tester: link set eth0 mtu 1300)")
        .contains("undo 2 first, or add force");
    host.outside(n -> n.with(link("eth0"), LinkAttributes.MTU, 1280L));
    assertThat(fails("undo 2", ExitCode.CONFLICT).err())
        .contains("eth0 was changed since: mtu, by another hand");
    assertThat(mtu("eth0")).isEqualTo(1280);
  }

  @Test
  void whatWasBuiltOnALinkIsNamedByTheTransactionThatDid() {
    session.type("brctl addbr x; link set vif3.0 master x; address add 10.5.0.1/24 dev x").ok();
    assertThat(fails("undo 1", ExitCode.CONFLICT).err())
        .contains("x has a port now: vif3.0, by transaction 2")
        .contains("x would take with it: address 10.5.0.1/24 of x, by transaction 3")
        .contains("undo 2 and 3 first");
    session.type("undo 1 2 3").ok();
    assertThat(host.drained().linkNamed("x")).isEmpty();
    assertThat(master("vif3.0")).isEqualTo("test");
  }

  @Test
  void forceTakesBackWhatNobodyChangedAndNamesTheRest() {
    session.type("link set eth0 mtu 1400 alias a; link set eth0 mtu 1300").ok();
    Said said = fails("undo 1 force", ExitCode.PARTLY_UNDONE);
    assertThat(said.out()).contains("eth0: alias a → none");
    assertThat(said.err()).contains("mtu, by transaction 2");
    assertThat(mtu("eth0")).isEqualTo(1300);
    assertThat(session.transactions().entry(1).orElseThrow().state())
        .isEqualTo(Entry.State.PARTLY_UNDONE);
    assertThat(session.type("undo").ok()).as("goes on").contains("mtu 1300 → 1400");
  }

  @Test
  void severalAreTakenBackAsOneAndOneUndoBringsThemBack() {
    session.type("link set eth0 mtu 1400; link set eth0 mtu 1300; link set eth0 mtu 1290").ok();
    assertThat(session.type("undo last 2").ok()).isEqualTo("eth0: mtu 1290 → 1400\n");
    assertThat(session.transactions().entry(4).orElseThrow().undone()).containsExactly(3L, 2L);
    assertThat(mtu("eth0")).isEqualTo(1400);
    session.type("redo").ok();
    assertThat(mtu("eth0")).isEqualTo(1290);
    session.type("undo last 99").ok();
    assertThat(host.drained()).isEqualTo(before);
    fails("undo last 2", ExitCode.NOT_FOUND);
  }

  @Test
  void aDryRunTellsWhatWouldComeOfItAndTouchesNothing() {
    session.type("link set eth0 mtu 1400; link set eth0 mtu 1300").ok();
    Network now = host.drained();
    assertThat(session.type("undo 2 dry-run").ok()).contains("is restored: mtu", "1300 → 1400");
    assertThat(fails("undo 1 dry-run", ExitCode.CONFLICT).out())
        .contains("by transaction 2", "as with force");
    fails("undo 1 force dry-run", ExitCode.PARTLY_UNDONE);
    assertThat(session.type("rollback to 0 dry-run").ok()).contains("1300 → 1500");
    assertThat(host.drained()).isEqualTo(now);
    assertThat(session.transactions().entries()).hasSize(2);
    session.type("brctl addbr x").ok();
    assertThat(session.type("undo 3 dry-run").ok()).contains("x  is removed");
    assertThat(session.typeForJson("undo 2 dry-run").out())
        .contains("\"steps\": [\n    \"set eth0 mtu 1400\"\n  ]");
  }

  @Test
  void whatSeveralLeaveBehindIsToldOnce() {
    session.type("brctl addbr x; link set x mtu 1400; link set eth0 mtu 1400").ok();
    assertThat(session.type("undo 3 2 dry-run").ok())
        .containsOnlyOnce("the bridge keeps its MTU from now on")
        .containsOnlyOnce("undo 3 2 exact makes it anew");
    assertThat(session.type("undo 3 2").err().lines())
        .doesNotHaveDuplicates()
        .filteredOn(line -> line.contains("exact makes it anew"))
        .singleElement()
        .asString()
        .startsWith("undo 3 2 exact");
  }

  @Test
  void aRollbackTakesBackEverythingSinceAndOneUndoTakesItBack() {
    session.type("link set eth0 mtu 1400").ok();
    session.type("brctl addbr x; link set vif3.0 master x; link set eth0 mtu 1300; undo").ok();
    Network now = host.drained();
    session.type("rollback to 1").ok();
    assertThat(mtu("eth0")).isEqualTo(1400);
    assertThat(master("vif3.0")).isEqualTo("test");
    assertThat(host.drained().linkNamed("x")).isEmpty();
    session.type("undo").ok();
    assertThat(names(host.drained())).isEqualTo(names(now));
    session.type("redo").ok();
    assertThat(host.drained().linkNamed("x")).isEmpty();
    session.type("redo").ok();
    assertThat(names(host.drained())).isEqualTo(names(now));
    session.type("rollback to 0").ok();
    assertThat(host.drained()).isEqualTo(before);
    assertThat(session.type("rollback to " + session.transactions().entries().size()).ok())
        .contains("nothing was changed since");
  }

  private static List<String> names(Network network) {
    return network.links().stream()
        .map(i ->
            network.nameOf(i)
                + " in "
                + network.get(new LinkKey(i)).number(LinkAttributes.MASTER)
                + " with "
                + network.get(new LinkKey(i)).number(LinkAttributes.MTU))
        .toList();
  }

  @Test
  void aRollbackToATimeIsOneToTheNewestTransactionBeforeIt() {
    session.type("link set eth0 mtu 1400").ok();
    session.type("rollback to 10m ago").ok();
    assertThat(mtu("eth0")).isEqualTo(1500);
    session.type("redo").ok();
    assertThat(session.type("rollback to 0s ago").ok()).contains("nothing");
    assertThat(fails("rollback to 2020-02-29 10:30", ExitCode.NOT_FOUND).err())
        .contains("ended with that boot", "rollback to 0");
    session.type("rollback to 0").ok();
    assertThat(host.drained()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "undo 1x",
        "undo last",
        "undo last 0",
        "rollback",
        "rollback to",
        "rollback to 25:00",
        "rollback to 2026-13-01 10:30",
        "rollback to 10m",
        "rollback to yesterday",
        "undo -1",
        "undo exact exact",
        "rollback to 2999-01-01 10:30"
      })
  void whatMakesNoSenseIsRefusedAndChangesNothing(String line) {
    session.type("link set eth0 mtu 1400").ok();
    fails(line, ExitCode.USAGE);
    assertThat(mtu("eth0")).isEqualTo(1400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"undo 9", "undo 1 9", "undo 0", "rollback to 9"})
  void anUnknownTransactionIsNotFound(String line) {
    session.type("link set eth0 mtu 1400").ok();
    assertThat(fails(line, ExitCode.NOT_FOUND).err()).contains("there is no transaction");
    assertThat(mtu("eth0")).isEqualTo(1400);
  }

  @Test
  void ofTwoVifsTheOneWhoseGuestIsDestroyedIsNamedAndTheOtherComesBack() {
    session.type("begin; link set vif3.0 master xenbr0; link set vif4.0 master test; commit").ok();
    LinkKey gone = link("vif3.0");
    host.outside(n -> n.withoutLink(gone.index()));
    Said said = fails("undo 1", ExitCode.PARTLY_UNDONE);
    assertThat(said.err()).contains("vif3.0 is gone: domain test is destroyed");
    assertThat(master("vif4.0")).isEqualTo("xenbr0");
    assertThat(host.drained().has(gone)).isFalse();
  }

  @Test
  void anotherGuestThatBearsTheNameOrTheNumberIsLeftAlone() {
    LinkKey old = link("vif3.0");
    session.type("link set vif3.0 mtu 1400 alias rack").ok();
    host.outside(n -> {
      // the same ifindex and name, the same MTU as the transaction left: another domain's vif
      VifKey vif = new VifKey(old.index());
      return n.with(vif, VifAttributes.DOMAIN_UUID, "11111111-2222-3333-4444-555555555555")
          .with(vif, VifAttributes.DOMAIN, 9L);
    });
    Said said = fails("undo 1", ExitCode.PARTLY_UNDONE);
    assertThat(said.err()).contains("vif3.0 is gone");
    assertThat(mtu("vif3.0")).isEqualTo(1400);
  }

  @Test
  void aVifThatCameBackUnderAnotherNumberIsTold() {
    LinkKey old = link("vif3.0");
    session.type("link set vif3.0 mtu 1400").ok();
    host.outside(n -> {
      LinkKey fresh = new LinkKey(77);
      return n.withoutLink(old.index())
          .with(fresh, n.get(old).with(LinkAttributes.NAME, new LinkName("vif8.0")))
          .with(new VifKey(77), n.get(new VifKey(old.index())).with(VifAttributes.DOMAIN, 8L));
    });
    assertThat(fails("undo 1", ExitCode.PARTLY_UNDONE).err())
        .contains("domain test has it as vif8.0 now");
  }

  @Test
  void anIfindexThatIsAnotherLinkNowIsGone() {
    session.type("brctl addbr x; link set x mtu 1400").ok();
    LinkKey x = link("x");
    host.outside(n -> n.with(x, n.get(link("eth0")).with(LinkAttributes.NAME, new LinkName("y"))));
    assertThat(fails("undo 1 2", ExitCode.PARTLY_UNDONE).err())
        .contains("x is gone: its ifindex " + x.index() + " is another link's now");
    assertThat(host.drained().linkNamed("y")).hasValue(x.index());
  }

  @Test
  void othersAndForceAreForAnAdmin() {
    session.type("link set eth0 mtu 1400").ok();
    Session operator = session.as(Command.Role.OPERATOR);
    assertThat(operator.type("undo 1 force").exit()).isEqualTo(ExitCode.REFUSED);
    assertThat(operator.type("rollback to 0").exit()).isEqualTo(ExitCode.REFUSED);
    assertThat(operator.type("undo 1").exit()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void resultsAreData() {
    session.type("link set eth0 mtu 1400 alias a; link set eth0 mtu 1300").ok();
    Said said = session.typeForJson("undo 1 force");
    assertThat(said.out())
        .contains("\"result\": \"changed since\"", "\"by\": 2", "\"operator\": \"tester\"")
        .contains("\"result\": \"restored\"", "\"attributes\": \"alias\"");
  }

  @Test
  void whatGoesAndComesBackAcrossAnEarlierRollbackIsListedOnceWithItsEnd() {
    session
        .type("brctl addbr x; link set eth0 mtu 1400; rollback to 0; link set eth1 mtu 1300")
        .ok();
    String told = session.type("rollback to 0 dry-run").ok();
    assertThat(told.lines().filter(l -> l.strip().startsWith("x "))).hasSize(1);
    assertThat(told.lines().filter(l -> l.strip().startsWith("eth0 "))).hasSize(1);
    assertThat(told).containsPattern("x +is so already").containsPattern("eth1 +is restored: mtu");
    session.type("rollback to 2").ok();
    assertThat(session.type("rollback to 0 dry-run").ok())
        .containsPattern("x +is removed")
        .containsPattern("eth0 +is restored: mtu");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"undo 1", "undo", "undo last 2", "undo 1 force", "rollback to 0", "rollback to 1"})
  void dryRunBeforeAWayBackIsTheSameAsBehindIt(String line) {
    session.type("link set eth0 mtu 1400 alias a; link set eth0 mtu 1300").ok();
    Said behind = session.type(line + " dry-run");
    Said before = session.type("dry-run " + line);
    assertThat(before).isEqualTo(behind);
    assertThat(before.out()).contains("eth0");
    assertThat(mtu("eth0")).isEqualTo(1300);
    assertThat(session.transactions().entries()).hasSize(2);
  }

  @Test
  void aRedoIsTriedTooAndWhatCannotBeTriedIsNotDone() {
    session.type("link set eth0 mtu 1400; undo").ok();
    Said behind = session.type("redo dry-run");
    assertThat(behind.ok()).contains("1500 → 1400");
    assertThat(session.type("dry-run redo")).isEqualTo(behind);
    assertThat(mtu("eth0")).isEqualTo(1500);
    assertThat(fails("dry-run drift restore", ExitCode.USAGE).err()).contains("cannot be tried");
    session.type("begin; brctl addbr staged").ok();
    for (String line : List.of("dry-run commit", "dry-run abort", "dry-run begin")) {
      assertThat(fails(line, ExitCode.USAGE).err()).contains("cannot be tried", "check tells");
    }
    session.type("abort").ok();
    fails("dry-run exit", ExitCode.USAGE);
    assertThat(fails("dry-run confirm", ExitCode.USAGE).err()).contains("cannot be tried");
    session.type("redo").ok();
    assertThat(mtu("eth0")).isEqualTo(1400);
  }

  @Test
  void theShortAgeingTimeThatABridgeKeepsOfAChangingTopologyIsTold() {
    BridgeKey virbr0 = new BridgeKey(host.drained().linkNamed("virbr0").orElseThrow());
    session.type("brctl stp virbr0 off").ok();
    assertThat(session.type("brctl stp virbr0 on").err()).doesNotContain("ageing");
    host.outside(n ->
        n.with(
            virbr0,
            n.get(virbr0)
                .with(BridgeAttributes.TOPOLOGY_CHANGE, 1L)
                .with(BridgeAttributes.AGEING_TIME, 400L)));
    String told = "virbr0 keeps the ageing time of 4 s that it has while its topology changes";
    assertThat(session.type("undo").err()).contains(told);
    host.outside(n -> n.with(virbr0, n.get(virbr0).with(BridgeAttributes.STP_STATE, 1L)));
    assertThat(session.type("brctl setageing virbr0 100").err())
        .contains("undo will give virbr0 the ageing time of 4 s");
    session.type("undo").ok();
    assertThat(session.type("brctl stp virbr0 off").err()).contains(told);
  }

  @Test
  void whatALinkLosesOrGetsOfIpv6WithItsSizeIsTold() {
    assertThat(session.type("link set eth1 mtu 1280").err()).isEmpty();
    assertThat(session.type("link set eth1 mtu 1200").err()).contains("eth1 loses IPv6 with all");
    assertThat(session.type("link set eth1 mtu 1500").err())
        .contains("eth1 gets IPv6 anew, with default settings");
    session.type("begin").ok();
    assertThat(session.type("link set eth1 mtu 1000").err()).contains("eth1 loses IPv6 with all");
    assertThat(session.type("link set eth1 mtu 1500").err()).doesNotContain("anew");
    session.type("brctl addbr y").ok();
    assertThat(session.type("link set y mtu 1000").err()).doesNotContain("IPv6");
  }
}
