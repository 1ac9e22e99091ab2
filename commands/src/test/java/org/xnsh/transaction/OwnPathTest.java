package org.xnsh.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.command.ExitCode;
import org.xnsh.host.Topologies;
import org.xnsh.host.simulated.SimulatedHost;
import org.xnsh.network.Attributes;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.IpAddress;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.PortVlanKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.network.PortVlanAttributes;
import org.xnsh.path.Access;
import org.xnsh.path.Connection;
import org.xnsh.path.Seen;
import org.xnsh.testing.FixedHost;
import org.xnsh.testing.Session;
import org.xnsh.testing.Session.Said;
import org.xnsh.transaction.log.StateFolder;

/// Edits of a session that comes over the network that it edits.
class OwnPathTest {

  private static final Connection CONNECTION =
      Connection.of("10.9.9.9", "128.153.144.204").orElseThrow();

  @TempDir private Path folder;
  private final SimulatedHost host = SimulatedHost.of(Topologies.seed());
  private Session session;

  @BeforeEach
  void open() {
    session =
        Session.over(
            CONNECTION,
            NamespaceWriter.open(host, new StateFolder(folder), folder, new GuardThread()));
  }

  @AfterEach
  void close() {
    session.close();
  }

  private boolean isUp(String link) {
    Network now = host.drained();
    return now.get(new LinkKey(now.linkNamed(link).orElseThrow())).isOn(LinkAttributes.UP);
  }

  @Test
  void whatWouldCutItIsRefusedWithTheHopAndWhatToType() {
    Said said = session.type("link set peth0 down");
    assertThat(said.exit()).isEqualTo(ExitCode.REFUSED);
    assertThat(said.err())
        .contains("this would cut your own connection from 10.9.9.9", "peth0 would be down")
        .contains("commit confirmed 2m", "safe on", "force");
    assertThat(isUp("peth0")).isTrue();
    assertThat(session.transactions().entries()).isEmpty();
  }

  @Test
  void forceCutsItAndTheLogTells() {
    session.type("force link set peth0 down").ok();
    assertThat(isUp("peth0")).isFalse();
    assertThat(session.transactions().entries().getFirst().forced()).isTrue();
  }

  @Test
  void underAConfirmTimerItIsDoneSinceSomebodyTakesItBack() {
    session.type("begin; link set peth0 down").ok();
    assertThat(session.type("commit").exit()).isEqualTo(ExitCode.REFUSED);
    session.type("commit confirmed 1m").ok();
    assertThat(isUp("peth0")).isFalse();
    session.type("link set xenbr0 down").ok();
    assertThat(session.type("confirm").exit()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void inSafeModeItIsDone() {
    session.type("safe on 1m; brctl delif xenbr0 peth0").ok();
    assertThat(session.transactions().timer()).isPresent();
    session.type("confirm").ok();
  }

  @Test
  void anUndoThatWouldCutItIsRefusedToo() {
    session.type("force link set peth0 down").ok();
    session.type("link set peth0 up").ok();
    assertThat(session.type("undo").exit()).isEqualTo(ExitCode.REFUSED);
    assertThat(isUp("peth0")).isTrue();
    session.type("force undo").ok();
    assertThat(isUp("peth0")).isFalse();
  }

  @Test
  void anEditThatIsStagedSaysItOnceAndTheCheckSaysIt() {
    session.type("begin").ok();
    assertThat(session.type("link set peth0 down").err())
        .contains("committed as it stands, this would cut your own connection");
    assertThat(session.type("link set xenbr0 down").err()).doesNotContain("would cut");
    assertThat(session.type("check").ok()).contains("your own connection", "xenbr0 would be down");
    session.type("abort").ok();
    assertThat(session.type("dry-run link set peth0 down").ok()).contains("your own connection");
    assertThat(session.type("dry-run link set eth1 down").ok())
        .doesNotContain("your own connection");
  }

  /// VLANs join a picture when somebody asks for them.
  @Test
  void filteringThatIsStagedCutsOnlyWhoIsInAnotherVlan() throws IOException {
    Network open = host.drained();
    int bridge = open.linkNamed("xenbr0").orElseThrow();
    open = open.with(new BridgeKey(bridge), BridgeAttributes.VLAN_DEFAULT_PVID, 1L);
    Network filtering = open.with(new BridgeKey(bridge), BridgeAttributes.VLAN_FILTERING, 1L);
    Network read = open;
    for (int port : open.ports(bridge)) {
      read = inDefaultVlan(read, port);
    }
    Access access = Access.of(CONNECTION);
    assertThat(OwnPath.staged(new FixedHost(read), open, open, filtering, access)).isEmpty();
    int uplink = open.linkNamed("peth0").orElseThrow();
    Network apart = read.without(new PortVlanKey(uplink, 1));
    assertThat(OwnPath.staged(new FixedHost(apart), open, open, filtering, access))
        .hasValueSatisfying(told -> assertThat(told).contains("xenbr0 would filter VLANs"));
  }

  private static Network inDefaultVlan(Network net, int port) {
    PortVlanKey key = new PortVlanKey(port, 1);
    return net.with(key, Attributes.none(ObjectKind.PORT_VLAN))
        .with(key, PortVlanAttributes.PVID, true)
        .with(key, PortVlanAttributes.UNTAGGED, true);
  }

  @Test
  void reversePathsAreAskedForOnTheHost() {
    session.type("sysctl net.ipv4.conf.eth0.rp_filter=1").ok();
    Said said = session.type("route add 10.9.0.0/16 via 192.168.1.1");
    assertThat(said.exit()).isEqualTo(ExitCode.REFUSED);
    assertThat(said.err()).contains("rp_filter is 1");
  }

  @Test
  void whatDoesNotTouchItIsMade() {
    session.type("brctl delif test vif3.0; brctl addif virbr0 vif3.0").ok();
    session.type("link set eth0 name lan0; link set eth1 down; undo; undo").ok();
  }

  /// Its uplink has to listen and learn again, for twice 15 s.
  private static final String ANEW =
      "begin; brctl addbr n; link set n up; brctl stp n on; brctl setfd n 15; link set vif0.0"
          + " master n; link set peth0 master n";

  @Test
  void aTimerThatWouldBeOverBeforeTheSessionIsBackIsRefusedWithTheLeastThatIsNot() {
    session.type(ANEW).ok();
    for (String time : List.of("10s", "60s", "69s")) {
      Said said = session.type("commit confirmed " + time);
      assertThat(said.exit()).as(time).isEqualTo(ExitCode.REFUSED);
      assertThat(said.err())
          .as(time)
          .contains("your own connection will stop for 30 s (STP)", "before you can confirm")
          .contains("commit confirmed 70s");
    }
    assertThat(session.transactions().timer()).isEmpty();
    assertThat(session.transactions().entries()).isEmpty();
    session.type("commit confirmed 70s").ok();
    session.type("confirm").ok();
  }

  @Test
  void whatIsRestoredAfterAnotherHandIsJudgedAndArmsATimerAsAnEditDoes() {
    Network whole = host.drained();
    session.type("force link set peth0 down").ok();
    host.outside(_ -> whole);
    Said said = session.type("drift restore");
    assertThat(said.exit()).as(said.err()).isEqualTo(ExitCode.REFUSED);
    assertThat(said.err()).contains("peth0 would be down");
    assertThat(isUp("peth0")).isTrue();
    session.type("safe on 60s").ok();
    assertThat(session.type("drift restore").err()).contains("armed: taken back in 01:00");
  }

  @Test
  void whoSharesATerminalIsToldTogetherAndNobodysConnectionIsCalledTheOperatorsOwn() {
    List<Connection> shared =
        List.of(
            CONNECTION,
            Connection.of("10.9.9.8", "128.153.144.204").orElseThrow(),
            Connection.of("10.9.9.7", "128.153.144.204").orElseThrow());
    Network now = host.drained();
    LinkKey peth0 = new LinkKey(now.linkNamed("peth0").orElseThrow());
    Network cut = now.with(peth0, LinkAttributes.UP, false);
    assertThat(Access.of(shared).breaks(now, cut, Seen.NOTHING))
        .singleElement()
        .asString()
        .startsWith(
            "all 3 connections of this session, from 10.9.9.9, 10.9.9.8 and 10.9.9.7: peth0 would");
    List<Connection> one =
        List.of(CONNECTION, Connection.of("192.168.122.9", "192.168.122.1").orElseThrow());
    assertThat(Access.of(one).breaks(now, cut, Seen.NOTHING))
        .singleElement()
        .asString()
        .startsWith("1 of the 2 connections of this session, from 10.9.9.9: peth0 would be down");
  }

  @Test
  void forceTakesAShorterTimerAndOneThatStopsNothingMayBeShort() {
    session.type(ANEW + "; force commit confirmed 10s").ok();
    session.type("confirm; safe on 5s; brctl stp test on; link set peth0 down; confirm").ok();
  }

  @Test
  void anEditThatJoinsATimerGivesItTheTimeThatTheSessionStops() {
    session.type("safe on 20s; link set eth1 mtu 1400; begin").ok();
    session.type(ANEW.substring("begin; ".length())).ok();
    Said said = session.type("commit");
    assertThat(said.exit()).as(said.err()).isEqualTo(ExitCode.DONE);
    assertThat(said.err())
        .contains("your own connection will stop for 30 s (STP); the confirm timer runs on")
        .contains("taken back in 01:10");
    session.type("confirm").ok();
  }

  /// What the server listens on is a way in as well.
  @Test
  void theAddressThatTheServerListensOnIsKept() {
    Access access = new Access(List.of(CONNECTION), List.of(IpAddress.parse("192.168.1.10")));
    session.close();
    session =
        Session.over(
            access, NamespaceWriter.open(host, new StateFolder(folder), folder, new GuardThread()));
    Said said = session.type("link set eth1 down");
    assertThat(said.exit()).as(said.err()).isEqualTo(ExitCode.REFUSED);
    assertThat(said.err())
        .contains("this would cut the way to log in at 192.168.1.10, where the server listens")
        .contains("eth1 would be down");
    session.type("link set vif4.0 down").ok();
  }
}
