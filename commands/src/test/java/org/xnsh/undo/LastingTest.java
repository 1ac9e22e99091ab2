package org.xnsh.undo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What no undo brings back is named before the edit and after the undo, and it is all that stays.
final class LastingTest {

  private static final String MAC = "([0-9a-f]{2}:){5}[0-9a-f]{2}";

  @TempDir private Path folder;
  private Scene scene;

  @BeforeEach
  void anEmptyBridgeAndALinkThatWasNeverUp() throws IOException {
    scene =
        Scene.of(
            folder,
            """
            sysctl -qw net.ipv6.conf.default.accept_dad=0
            ip link add none type bridge forward_delay 0
            ip link set none up
            ip link add fresh0 type veth peer name fresh1
            """);
  }

  @AfterEach
  void end() {
    scene.close();
  }

  @Test
  void anEmptyBridgeComesBackWithAnotherRandomAddress() {
    String said = scene.isUndoneBut("link delete none", "none", MAC);
    assertThat(said).contains("none gets another random address");
    assertThat(scene.sh("cat /proc/net/dev")).contains("none");
  }

  @Test
  void thisIsSaidBeforeToo() {
    scene.does("link delete none");
    assertThat(scene.notices()).anyMatch(n -> n.contains("none gets another random address"));
  }

  @Test
  void anEmptyBridgeLosesItsCarrierWithTheSpanningTree() {
    String said =
        scene.isUndoneBut(
            "brctl stp none on",
            "none",
            "\"NO-CARRIER\",|,\"LOWER_UP\"|\"operstate\":\"[A-Z]*\"|\"linkdown\"");
    assertThat(said).contains("none has no carrier from now on");
  }

  @Test
  void aLinkKeepsTheQueueingDisciplineThatItGotWhenItFirstCameUp() {
    String said = scene.isUndoneBut("link set fresh0 up", "fresh0", "\"qdisc\":\"no(op|queue)\"");
    assertThat(said).contains("fresh0 keeps the queueing discipline");
  }
}
