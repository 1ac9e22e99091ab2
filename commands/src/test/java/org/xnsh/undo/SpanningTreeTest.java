package org.xnsh.undo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.testing.Waiting;

/// Another bridge is the root, and its times are in force: what was configured here is hidden, and
/// comes back all the same.
final class SpanningTreeTest {

  @TempDir private Path folder;
  private Scene scene;

  @BeforeEach
  void aRootOutside() throws IOException {
    scene =
        Scene.of(
            folder,
            """
            sysctl -qw net.ipv6.conf.default.disable_ipv6=1
            ip link add br0 type bridge forward_delay 0 hello_time 150 max_age 1100
            ip link add v1 type veth peer name g1 netns OUTSIDE
            ip -n OUTSIDE link add root type bridge stp_state 1 priority 1 forward_delay 400
            ip -n OUTSIDE link set root type bridge hello_time 100 max_age 900
            ip -n OUTSIDE link set g1 master root up; ip -n OUTSIDE link set root up
            ip link set v1 master br0 up; ip link set br0 up
            """);
  }

  @AfterEach
  void end() {
    scene.close();
  }

  private String timers() {
    return scene.sh("ip -d -o link show br0 | grep -o 'forward_delay.*ageing_time'");
  }

  /// Without a way to the root the bridge is one itself, and its own times are in force.
  private void cutOff() {
    scene.sh("ip link set v1 down");
  }

  private void awaitRoot() {
    Waiting.until(
        () -> timers().contains("forward_delay 400") && timers().contains("max_age 900"),
        () -> "not the root's times: " + timers());
  }

  @Test
  void undoOfStpOnUnderAForeignRootBringsBackTheConfiguredTimes() {
    var before = scene.calm();
    scene.does("brctl stp br0 on");
    awaitRoot();
    scene.does("undo");
    scene.returnsTo("stp on", before);
  }

  @Test
  void undoOfAHiddenDelayBringsBackTheHiddenOne() {
    scene.does("brctl stp br0 on");
    awaitRoot();
    scene.does("brctl setfd br0 9");
    scene.does("brctl setmaxage br0 13");
    scene.does("brctl sethello br0 4");
    for (int i = 0; i < 3; i++) {
      scene.does("undo");
    }
    cutOff();
    assertThat(timers()).contains("forward_delay 200", "hello_time 150", "max_age 1100");
  }

  @Test
  void undoOfStpOffUnderAForeignRootFollowsTheRootAgain() {
    scene.does("brctl setfd br0 7");
    scene.does("brctl stp br0 on");
    awaitRoot();
    scene.does("brctl stp br0 off");
    scene.does("undo");
    awaitRoot();
    cutOff();
    assertThat(timers()).contains("forward_delay 700", "hello_time 150", "max_age 1100");
  }

  @Test
  void undoOfTheDeletionOfABridgeUnderAForeignRootBringsBackItsOwnTimes() {
    scene.does("brctl stp br0 on");
    awaitRoot();
    scene.does("link delete br0");
    scene.does("undo");
    awaitRoot();
    cutOff();
    assertThat(timers()).contains("forward_delay 200", "hello_time 150", "max_age 1100");
  }
}
