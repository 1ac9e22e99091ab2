package org.xnsh.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xnsh.command.BrctlPair.Answer;

/// Every brctl subcommand that edits, taken back: `ip` and `bridge` then say what they said before.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BrctlUndoTest {

  private BrctlPair pair;

  @BeforeAll
  void open(@TempDir Path folder) throws IOException {
    pair = BrctlPair.of(folder);
    pair.awaitCarrier();
    pair.both(
        """
        ip addr add 10.2.0.1/24 dev br2; ip addr add 10.0.0.1/24 dev br0
        ip route add 10.9.0.0/16 via 10.0.0.9
        ip link set p1 type bridge_slave cost 77 priority 9 hairpin on learning off
        bridge fdb add 02:00:00:00:00:78 dev p3 master static
        ip link set br2 type bridge forward_delay 700 ageing_time 1000 mcast_snooping 0
        ip link set br1 type bridge forward_delay 0
        """);
  }

  @AfterAll
  void close() {
    pair.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "addbr fresh",
        "addbr br%d",
        "delbr br2",
        "addif br0 p6",
        "addif br0 p5 p4",
        "addif br2 p6 p4",
        "delif br0 p1",
        "delif br0 p2 p1",
        "delif br2 p3",
        "hairpin br0 p1 off",
        "hairpin br0 p2 on",
        "setageing br0 12.34",
        "setageing br2 0",
        "setbridgeprio br0 4097",
        "setfd br0 4.29",
        "setfd br2 0",
        "sethello br0 3.21",
        "setmaxage br0 7",
        "setpathcost br0 p1 7",
        "setpathcost br0 p2 65535",
        "setportprio br0 p1 0",
        "setportprio br2 p3 63",
        "stp br0 on",
        "stp br1 on",
      })
  void undoBringsEverythingBack(String words) {
    Map<String, String> before = pair.ourState();
    assertThat(pair.ours("brctl " + words).exit()).isZero();
    assertThat(pair.ourState()).as("after " + words).isNotEqualTo(before);
    assertThat(pair.ours("undo").exit()).isZero();
    assertThat(new BrctlComparison(pair).oursSince(before)).isEmpty();
  }

  /// In ticks of 4 ms it is 4.288 s, and 4.28 is shown.
  @Test
  void whatRoundsToWhatIsInForceIsNoEditToUndo() {
    Map<String, String> before = pair.ourState();
    assertThat(pair.ours("brctl setfd br0 9").exit()).isZero();
    assertThat(pair.ours("brctl setfd br0 4.29").exit()).isZero();
    Map<String, String> rounded = pair.ourState();
    String log = pair.ours("log").out();
    assertThat(pair.ours("brctl setfd br0 4.29").exit()).isZero();
    assertThat(pair.ours("log").out()).isEqualTo(log);
    assertThat(pair.ourState()).isEqualTo(rounded);
    assertThat(pair.ours("undo").exit()).isZero();
    assertThat(pair.ours("undo").exit()).isZero();
    assertThat(new BrctlComparison(pair).oursSince(before)).isEmpty();
  }

  @Test
  void aBridgeWithoutPortsComesBackWithAnotherAddressAndUndoSaysSo() {
    assertThat(pair.ours("brctl delbr br3").exit()).isZero();
    Answer undone = pair.ours("undo");
    assertThat(undone.exit()).isZero();
    assertThat(undone.err()).contains("br3 gets another random address");
    assertThat(pair.ours("brctl show br3").exit()).isZero();
  }
}
