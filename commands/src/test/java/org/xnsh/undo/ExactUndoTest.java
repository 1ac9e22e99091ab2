package org.xnsh.undo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `undo N exact` leaves nothing of a value that the kernel cannot be told to forget.
final class ExactUndoTest {

  @TempDir private Path folder;
  private Scene scene;

  @BeforeEach
  void build() throws IOException {
    scene = Scene.of(folder, World.SCRIPT).to(World.DESTINATIONS);
    scene.sh(
        "ip link add low address 02:00:00:00:00:01 type veth peer name lowpeer;"
            + " ip link add narrow mtu 1400 address 06:00:00:00:00:01 type veth peer name narrowpeer mtu 1400");
  }

  @AfterEach
  void end() {
    scene.close();
  }

  private String mac(String link) {
    return scene.sh("cat /sys/class/net/" + link + "/address").strip();
  }

  private String mtu(String link) {
    return scene.sh("cat /sys/class/net/" + link + "/mtu").strip();
  }

  private void undoneExactly(String edit) {
    Map<String, String> before = scene.calm();
    scene.does(edit);
    String said = scene.does("undo 1 exact");
    assertThat(said).doesNotContain("from now on");
    scene.returnsTo(edit, before);
  }

  @Test
  void theBridgeFollowsAPortWithALowerAddressAgain() {
    undoneExactly("link set br0 address 02:00:00:00:77:77");
    scene.sh("ip link set low master br0");
    assertThat(mac("br0")).isEqualTo("02:00:00:00:00:01");
  }

  @Test
  void theBridgeFollowsANarrowerPortAgain() {
    undoneExactly("link set br0 mtu 1450");
    scene.sh("ip link set narrow master br0");
    assertThat(mtu("br0")).isEqualTo("1400");
  }

  @Test
  void thePortLeavesAndComesBackWithItsNumberAndOptions() {
    undoneExactly("brctl setpathcost br0 v2 9");
  }

  @Test
  void afterAnUndoThatLeftSomethingTheExactOneCleansUp() {
    Map<String, String> before = scene.calm();
    scene.does("link set br0 address 02:00:00:00:77:77");
    assertThat(scene.does("undo")).contains("keeps its address").contains("undo 1 exact");
    scene.does("undo 1 exact");
    scene.returnsTo("the exact undo", before);
    scene.sh("ip link set low master br0");
    assertThat(mac("br0")).isEqualTo("02:00:00:00:00:01");
  }

  @Test
  void anExactUndoCanBeUndone() {
    scene.does("link set br0 address 02:00:00:00:77:77");
    Map<String, String> pinned = scene.calm();
    scene.does("undo 1 exact");
    scene.does("redo");
    scene.returnsTo("the redo", pinned);
    assertThat(mac("br0")).isEqualTo("02:00:00:00:77:77");
  }

  @Test
  void aLaterProcessRestoresAnMtuToo() throws IOException {
    Map<String, String> before = scene.calm();
    scene.does("link set br0 mtu 1450");
    scene.reopen();
    scene.does("undo");
    scene.returnsTo("the undo", before);
    scene.does("undo 1 exact");
    scene.returnsTo("the exact undo", before);
    scene.sh("ip link set narrow master br0");
    assertThat(mtu("br0")).isEqualTo("1400");
  }
}
