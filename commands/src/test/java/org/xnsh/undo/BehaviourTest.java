package org.xnsh.undo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// After an edit and its undo a bridge follows a port with a lower address or a smaller MTU that
/// joins later, if and only if it would have before. Nothing shows whether it does but that.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BehaviourTest {

  private static final String BRIDGE =
      """
      sysctl -qw net.ipv6.conf.default.disable_ipv6=1
      ip link add br0 type bridge
      ip link add br1 type bridge
      ip link add p1 type veth peer name q1; ip link add p2 type veth peer name q2
      ip link add low type veth peer name far
      ip link set p1 address 02:00:00:00:00:50; ip link set p2 address 02:00:00:00:00:60
      ip link set low address 02:00:00:00:00:01 mtu 1400
      ip link add p3 type veth peer name q3; ip link set p3 master br1
      ip link set p1 master br0; ip link set p2 master br0
      for l in br0 br1 p1 p2 p3 q1 q2 q3; do ip link set $l up; done
      """;

  @TempDir private Path folder;

  private final SharedScene following = new SharedScene(() -> Scene.of(folder, BRIDGE));
  private final SharedScene settled = new SharedScene(() -> Scene.of(folder, BRIDGE));
  private final SharedScene pinned =
      new SharedScene(() -> {
        Scene scene = Scene.of(folder, BRIDGE);
        scene.does("link set br0 address 02:00:00:00:00:aa mtu 1450");
        return scene;
      });

  @AfterAll
  void end() {
    following.close();
    settled.close();
    pinned.close();
  }

  /// And without it again.
  private static String afterTheNextPort(Scene scene) {
    return scene.sh(
        """
        ip link set low master br0
        cat /sys/class/net/br0/address 2>/dev/null; ip -o link show br0
        ip link set low nomaster
        """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "brctl delif br0 p1",
        "brctl delif br0 p1 p2",
        "link set p1 master br1",
        "link delete br0",
        "link set br0 down",
        "brctl stp br0 on",
        "link set p1 address 02:00:00:00:00:40",
        "link set p1 mtu 1300",
        "link set br0 name other",
      })
  void aBridgeThatFollowsItsPortsStillDoes(String line) throws IOException {
    following.with(scene -> {
      scene.isUndone(line);
      assertThat(afterTheNextPort(scene)).contains("02:00:00:00:00:01", "mtu 1400");
    });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "brctl delif br0 p1 p2",
        "link set p1 master br1",
        "link delete br0",
        "link set br0 mtu 1300",
        "link set br0 address 02:00:00:00:00:bb",
      })
  void oneThatDoesNotStillDoesNot(String line) throws IOException {
    pinned.with(scene -> {
      scene.isUndone(line);
      assertThat(afterTheNextPort(scene)).contains("02:00:00:00:00:aa", "mtu 1450");
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"link set br0 mtu 1300", "link set br0 address 02:00:00:00:00:bb"})
  void anUndoThatLeavesItPinnedSaysSo(String line) throws IOException {
    settled.with(scene ->
        assertThat(scene.isUndone(line)).containsPattern("keeps its (MTU|address) from now on"));
  }
}
