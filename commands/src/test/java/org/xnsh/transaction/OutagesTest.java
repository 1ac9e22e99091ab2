package org.xnsh.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xnsh.host.Topologies;
import org.xnsh.host.simulated.SimulatedHost;
import org.xnsh.testing.Session;
import org.xnsh.transaction.log.StateFolder;

/// What check and dry-run say of traffic that stops: whose, how long and why.
class OutagesTest {

  @TempDir private Path folder;
  private final SimulatedHost host = SimulatedHost.of(Topologies.seed());
  private Session session;

  @BeforeEach
  void open() {
    session =
        Session.with(
            NamespaceWriter.open(host, new StateFolder(folder), folder, new GuardThread()));
  }

  @AfterEach
  void close() {
    session.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "link set vif3.0 master xenbr0 | vif3.0 +1 to 2 ms: it moves to xenbr0",
        "link set eth0 down | eth0 +until it is up again: it goes down",
        "brctl delif test vif3.0 | vif3.0 +until it is in a bridge again: it leaves test",
        "address delete 128.153.144.204/24 dev eth0 | 128.153.144.204/24 +until it is given again",
        "route delete default | default +until there is a route again: no other leads there",
        "link set vif3.0 mtu 1400 | traffic +nothing stops",
        "brctl stp xenbr0 on | traffic +nothing stops",
        "brctl addbr x | traffic +nothing stops",
        "route add 10.8.0.0/16 via 192.168.1.1 | traffic +nothing stops",
      })
  void aDryRunTellsHowLongTrafficStops(String line, String told) {
    assertThat(session.type("dry-run " + line).ok()).as(line).containsPattern(told);
  }

  @Test
  void aRouteThatLeadsNowhereIsNoneToBeMissedAndStandsInForNone() {
    session.type("route add blackhole 10.8.0.0/16; route add blackhole default metric 900").ok();
    assertThat(session.type("dry-run route delete blackhole 10.8.0.0/16").ok())
        .containsPattern("traffic +nothing stops");
    assertThat(session.type("dry-run route delete default via 128.153.144.1").ok())
        .containsPattern("default +until there is a route again");
  }

  @Test
  void aPortThatListensIsToldWithItsSeconds() {
    session.type("brctl stp virbr0 on; brctl setfd virbr0 15").ok();
    assertThat(session.type("dry-run link set vif3.0 master virbr0").ok())
        .containsPattern("vif3.0 +30 s: it listens and learns in virbr0 for 30 s");
    session.type("brctl setfd virbr0 2").ok();
    assertThat(session.type("dry-run link set vif3.0 master virbr0").ok())
        .containsPattern("vif3.0 +4 s: it listens");
  }

  @Test
  void anAddressThatMovesInOneBatchStopsNothingThatCouldBeFelt() {
    session.type("begin; brctl addbr br; link set br up; link set eth1 master br").ok();
    assertThat(session.type("check").ok())
        .containsPattern("addresses of eth1 +until they are on br: it gets all that comes in");
    session
        .type("address delete 192.168.1.10/24 dev eth1; address add 192.168.1.10/24 dev br; check")
        .ok();
    assertThat(session.type("check").ok())
        .containsPattern("192.168.1.10/24 +less than a millisecond: it moves to br")
        .doesNotContain("addresses of eth1");
  }

  @Test
  void inJsonTheSecondsAreNumbers() {
    assertThat(session.typeForJson("dry-run link set vif3.0 master xenbr0").ok())
        .contains("\"ends_by_itself\": true", "\"seconds\": 0.002", "it moves to xenbr0");
    assertThat(session.typeForJson("dry-run link set eth0 down").ok())
        .contains("\"ends_by_itself\": false")
        .doesNotContain("\"seconds\"");
  }

  @Test
  void anExactUndoMakesTheBridgeAnewAndSaysSo() {
    session.type("link set xenbr0 mtu 1400").ok();
    assertThat(session.type("undo 1 exact dry-run").ok())
        .containsPattern("xenbr0 +some milliseconds: it is deleted and made again");
    assertThat(session.type("undo 1 dry-run").ok()).containsPattern("traffic +nothing stops");
  }
}
