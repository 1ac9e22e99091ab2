package org.xnsh.undo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xnsh.testing.SideBySide;
import org.xnsh.testing.Waiting;

/// A link loses its carrier with an edit of another, and its nexthop objects when the kernel comes
/// to it, up to a second later.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CarrierTest {

  private static final String BRIDGE =
      """
      sysctl -qw net.ipv6.conf.default.accept_dad=0
      ip link add br0 type bridge
      ip link add br1 address 02:00:00:00:0b:01 type bridge stp_state 1 forward_delay 200; ip link set br1 up
      ip link add v3 type veth peer name g3; ip link set v3 up; ip link set g3 up
      ip addr add 172.18.0.1/24 dev br1
      ip link add v1 type veth peer name g1; ip link add v2 type veth peer name g2
      for l in v1 v2; do ip link set $l master br0; done
      for l in br0 v1 v2 g1 g2; do ip link set $l up; done
      ip addr add 172.16.0.1/24 dev br0; ip addr add 172.17.0.1/24 dev g1
      until ip nexthop add id 7 via 172.16.0.9 dev br0; do :; done; ip nexthop add id 8 group 7
      ip nexthop add id 9 via 172.17.0.9 dev g1
      ip link add br2 type bridge; ip link add va type veth peer name ga; ip link set va master br2
      for l in br2 va ga; do ip link set $l up; done; ip addr add 172.23.0.1/24 dev br2
      until ip nexthop add id 10 via 172.23.0.9 dev br2; do :; done; ip route add 172.24.0.0/16 nhid 10
      ip route add 172.19.0.0/16 nhid 7; ip route add 172.20.0.0/16 nhid 8
      ip route add 172.21.0.0/16 nhid 9; ip route add 172.22.0.0/16 via 172.16.0.8
      """;

  private static final String FIRST = "brctl addif br1 v3";

  private static final List<String> LOSSES =
      List.of("brctl delif br0 v1 v2", "link set v1 down", "link delete va");

  @TempDir private static Path folder;
  private SideBySide<String> trials;

  @BeforeAll
  void start() {
    List<String> all = new ArrayList<>(LOSSES);
    all.add(FIRST);
    trials =
        SideBySide.of(
            all.size(),
            all,
            line ->
                () -> {
                  try (Scene scene = Scene.of(folder, BRIDGE).to("172.19.0.1", "172.21.0.1")) {
                    if (line.equals(FIRST)) {
                      came(scene);
                    } else {
                      went(scene, line);
                    }
                  }
                });
  }

  @AfterAll
  void end() {
    trials.close();
  }

  static List<String> losses() {
    return LOSSES;
  }

  @ParameterizedTest
  @MethodSource("losses")
  void whatWentWithTheCarrierComesBack(String line) throws Exception {
    trials.check(line);
  }

  private static void went(Scene scene, String line) {
    Map<String, String> before = scene.calm();
    scene.does(line);
    scene.calm();
    assertThat(scene.sh("ip nexthop | wc -l").strip()).as("nexthop objects").isNotEqualTo("4");
    scene.does("undo");
    scene.returnsTo(line, before);
  }

  @Test
  void whatCameWithTheFirstCarrierGoes() throws Exception {
    trials.check(FIRST);
  }

  /// The spanning tree lets the port wait, so that the address comes after the edit; it stays
  /// without carrier.
  private static void came(Scene scene) {
    Map<String, String> before = scene.calm();
    scene.does(FIRST);
    Waiting.until(
        () -> scene.sh("ip -6 addr show dev br1").contains("fe80"),
        () -> "no link-local address came");
    scene.calm();
    scene.does("undo");
    // a topology change has the bridge forget stations sooner, for a while
    Map<String, String> after = scene.calm();
    for (String question : List.of("ip -j addr", "ip -j -6 route show table all")) {
      assertThat(after.get(question)).isEqualTo(before.get(question));
    }
  }
}
