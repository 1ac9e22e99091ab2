package org.xnsh.undo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.testing.SideBySide;
import org.xnsh.testing.Waiting;

/// Another bridge is the root, and its times are in force: what was configured here is hidden, and
/// comes back all the same.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SpanningTreeTest {

  private static final String WORLD =
      """
      sysctl -qw net.ipv6.conf.default.disable_ipv6=1
      ip link add br0 type bridge forward_delay 0 hello_time 150 max_age 1100
      ip link add v1 type veth peer name g1 netns OUTSIDE
      ip -n OUTSIDE link add root type bridge stp_state 1 priority 1 forward_delay 400
      ip -n OUTSIDE link set root type bridge hello_time 100 max_age 900
      ip -n OUTSIDE link set g1 master root up; ip -n OUTSIDE link set root up
      ip link set v1 master br0 up; ip link set br0 up
      """;

  private enum What {
    STP_ON,
    HIDDEN_DELAY,
    STP_OFF,
    DELETION
  }

  @TempDir private static Path folder;
  private SideBySide<What> trials;

  @BeforeAll
  void start() {
    List<What> all = List.of(What.values());
    trials = SideBySide.of(all.size(), all, what -> () -> trial(what));
  }

  @AfterAll
  void end() {
    trials.close();
  }

  private static void trial(What what) throws IOException {
    try (Scene scene = Scene.of(folder, WORLD)) {
      switch (what) {
        case STP_ON -> stpOn(scene);
        case HIDDEN_DELAY -> hiddenDelay(scene);
        case STP_OFF -> stpOff(scene);
        case DELETION -> deletion(scene);
      }
    }
  }

  private static String timers(Scene scene) {
    return scene.sh("ip -d -o link show br0 | grep -o 'forward_delay.*ageing_time'");
  }

  /// Without a way to the root the bridge is one itself, and its own times are in force.
  private static String cutOff(Scene scene) {
    scene.sh("ip link set v1 down");
    return timers(scene);
  }

  private static void awaitRoot(Scene scene) {
    Waiting.until(
        () -> timers(scene).contains("forward_delay 400") && timers(scene).contains("max_age 900"),
        () -> "not the root's times: " + timers(scene));
  }

  @Test
  void undoOfStpOnUnderAForeignRootBringsBackTheConfiguredTimes() throws Exception {
    trials.check(What.STP_ON);
  }

  private static void stpOn(Scene scene) {
    var before = scene.calm();
    scene.does("brctl stp br0 on");
    awaitRoot(scene);
    scene.does("undo");
    scene.returnsTo("stp on", before);
  }

  @Test
  void undoOfAHiddenDelayBringsBackTheHiddenOne() throws Exception {
    trials.check(What.HIDDEN_DELAY);
  }

  private static void hiddenDelay(Scene scene) {
    scene.does("brctl stp br0 on");
    awaitRoot(scene);
    scene.does("brctl setfd br0 9");
    scene.does("brctl setmaxage br0 13");
    scene.does("brctl sethello br0 4");
    for (int i = 0; i < 3; i++) {
      scene.does("undo");
    }
    assertThat(cutOff(scene)).contains("forward_delay 200", "hello_time 150", "max_age 1100");
  }

  @Test
  void undoOfStpOffUnderAForeignRootFollowsTheRootAgain() throws Exception {
    trials.check(What.STP_OFF);
  }

  private static void stpOff(Scene scene) {
    scene.does("brctl setfd br0 7");
    scene.does("brctl stp br0 on");
    awaitRoot(scene);
    scene.does("brctl stp br0 off");
    scene.does("undo");
    awaitRoot(scene);
    assertThat(cutOff(scene)).contains("forward_delay 700", "hello_time 150", "max_age 1100");
  }

  @Test
  void undoOfTheDeletionOfABridgeUnderAForeignRootBringsBackItsOwnTimes() throws Exception {
    trials.check(What.DELETION);
  }

  private static void deletion(Scene scene) {
    scene.does("brctl stp br0 on");
    awaitRoot(scene);
    scene.does("link delete br0");
    scene.does("undo");
    awaitRoot(scene);
    assertThat(cutOff(scene)).contains("forward_delay 200", "hello_time 150", "max_age 1100");
  }
}
