package org.xnsh.undo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// `undo N exact` leaves nothing of a value that the kernel cannot be told to forget.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ExactUndoTest {

  @TempDir private Path folder;

  private final SharedScene shared =
      new SharedScene(() ->
          Scene.of(
                  folder,
                  World.SCRIPT
                      + """
                      ip link add low address 02:00:00:00:00:01 type veth peer name lowpeer
                      ip link add narrow mtu 1400 address 06:00:00:00:00:01 type veth peer name wide
                      """)
              .to(World.DESTINATIONS));

  @AfterAll
  void end() {
    shared.close();
  }

  /// The address or MTU that br0 has once this link has joined, which then leaves again.
  private static String withPort(Scene scene, String link, String what) {
    String script =
        """
        ip link set LINK master br0; cat /sys/class/net/br0/WHAT; ip link set LINK nomaster
        """;
    return scene.sh(script.replace("LINK", link).replace("WHAT", what)).strip();
  }

  private static String exact(Scene scene) {
    return "undo " + scene.newest() + " exact";
  }

  private static void undoneExactly(Scene scene, String edit) {
    Map<String, String> before = scene.calm();
    scene.does(edit);
    String said = scene.does(exact(scene));
    assertThat(said).doesNotContain("from now on");
    scene.returnsTo(edit, before);
  }

  @Test
  void theBridgeFollowsAPortWithALowerAddressAgain() throws IOException {
    shared.with(scene -> {
      undoneExactly(scene, "link set br0 address 02:00:00:00:77:77");
      assertThat(withPort(scene, "low", "address")).isEqualTo("02:00:00:00:00:01");
    });
  }

  @Test
  void theBridgeFollowsANarrowerPortAgain() throws IOException {
    shared.with(scene -> {
      undoneExactly(scene, "link set br0 mtu 1450");
      assertThat(withPort(scene, "narrow", "mtu")).isEqualTo("1400");
    });
  }

  @Test
  void thePortLeavesAndComesBackWithItsNumberAndOptions() throws IOException {
    shared.with(scene -> undoneExactly(scene, "brctl setpathcost br0 v2 9"));
  }

  @Test
  void afterAnUndoThatLeftSomethingTheExactOneCleansUp() throws IOException {
    shared.with(scene -> {
      Map<String, String> before = scene.calm();
      scene.does("link set br0 address 02:00:00:00:77:77");
      String exact = exact(scene);
      assertThat(scene.does("undo")).contains("keeps its address").contains(exact);
      scene.does(exact);
      scene.returnsTo("the exact undo", before);
      assertThat(withPort(scene, "low", "address")).isEqualTo("02:00:00:00:00:01");
    });
  }

  @Test
  void anExactUndoCanBeUndone() throws IOException {
    shared.with(scene -> {
      scene.does("link set br0 address 02:00:00:00:77:77");
      String exact = exact(scene);
      Map<String, String> pinned = scene.calm();
      scene.does(exact);
      scene.does("redo");
      scene.returnsTo("the redo", pinned);
      assertThat(withPort(scene, "low", "address")).isEqualTo("02:00:00:00:77:77");
      scene.does(exact(scene));
    });
  }

  @Test
  void aLaterProcessRestoresAnMtuToo() throws IOException {
    shared.with(scene -> {
      Map<String, String> before = scene.calm();
      scene.does("link set br0 mtu 1450");
      String exact = exact(scene);
      scene.reopen();
      scene.does("undo");
      scene.returnsTo("the undo", before);
      scene.does(exact);
      scene.returnsTo("the exact undo", before);
      assertThat(withPort(scene, "narrow", "mtu")).isEqualTo("1400");
    });
  }
}
