package org.xnsh.undo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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

/// A link goes down and comes back: with it all that the kernel took away, most of it without a
/// word.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LinkDownTest {

  private static final String UPLINK =
      """
      ip link add eth0 type veth peer name w0 netns OUTSIDE
      ip -n OUTSIDE link set w0 up
      ip link set eth0 up
      ip addr add 10.0.0.2/24 dev eth0
      """;

  private static final List<String> KINDS =
      List.of(
          "ip nexthop add id 7 via 10.0.0.1 dev eth0; ip route add 10.9.0.0/16 nhid 7",
          "ip nexthop add id 7 via 10.0.0.1 dev eth0; ip nexthop add id 8 group 7;"
              + " ip route add 10.9.0.0/16 nhid 8",
          "ip nexthop add id 7 dev eth0; ip route add 10.9.0.0/16 nhid 7 table 50",
          "ip nexthop add id 7 via fe80::1 dev eth0; ip -6 route add 2001:db8:9::/48 nhid 7;"
              + " ip route add 10.9.0.0/16 nhid 7",
          "sysctl -qw net.ipv6.conf.eth0.keep_addr_on_down=1;"
              + " ip addr add fd00::3/64 dev eth0 nodad; ip -6 route add fd01::/64 via fd00::1",
          "ip link set eth0 address 02:00:00:00:00:77",
          "sysctl -qw net.ipv6.conf.eth0.addr_gen_mode=1; ip addr add fe80::5/64 dev eth0 nodad",
          "ip -6 route del ff00::/8 dev eth0 table local; ip -6 route del fe80::/64 dev eth0",
          "ip route del 10.0.0.0/24 dev eth0; ip route add 10.0.0.0/24 dev eth0 metric 5");

  private static final String ROUTER =
      "sysctl -qw net.ipv6.conf.eth0.accept_dad=0"
          + " net.ipv4.conf.all.forwarding=1 net.ipv6.conf.all.forwarding=1";

  /// Addresses are looked for as on any host: the source of a route is refused for two seconds.
  private static final String WITH_SOURCE =
      """
      ip -6 addr add 2001:db8::2/64 dev eth0
      ip -6 addr add 2001:db8::3/64 dev eth0
      until ! ip -6 addr | grep -q tentative; do :; done
      ip -6 route add default via 2001:db8::1 src 2001:db8::2
      """;

  private static final String TREE =
      """
      sysctl -qw net.ipv6.conf.default.accept_dad=0
      ip link add br0 type bridge stp_state 1 forward_delay 200
      ip link add v1 type veth peer name g1 netns OUTSIDE
      ip link add v2 type veth peer name g2 netns OUTSIDE
      for n in 1 2; do ip -n OUTSIDE link set g$n up; ip link set v$n master br0 up; done
      ip link set br0 up; ip addr add 172.16.0.1/24 dev br0
      bridge fdb add 02:00:00:00:00:99 dev v1 master static
      bridge fdb add 02:00:00:00:00:98 dev br0 self local
      """;

  private static final List<String> OF_A_TREE =
      List.of("link set br0 down", "link set v1 down", "brctl delif br0 v1", "brctl stp br0 off");

  @TempDir private static Path folder;

  private SideBySide<String> trials;

  @BeforeAll
  void start() {
    List<String> names = new ArrayList<>(OF_A_TREE);
    names.addAll(List.of(WITH_SOURCE, ROUTER));
    names.addAll(KINDS);
    trials = SideBySide.of(15, names, name -> () -> trial(name));
  }

  @AfterAll
  void end() {
    trials.close();
  }

  private static void trial(String name) throws IOException {
    boolean tree = OF_A_TREE.contains(name);
    try (Scene scene = Scene.of(folder, tree ? TREE : UPLINK + name)) {
      scene.to("10.9.0.1", "10.0.0.9", "fd01::1", "2001:db8:9::1", "2600::1", "2001:db8::9");
      String line = tree ? name : "link set eth0 down";
      Map<String, String> before = scene.calm();
      scene.isUndone(line);
      scene.does("redo");
      scene.does("undo");
      scene.returnsTo(line + " and redo", before);
      if (name.equals(WITH_SOURCE)) {
        assertThat(scene.sh("ip -6 route")).contains("default via 2001:db8::1", "src 2001:db8::2");
      }
    }
  }

  @Test
  void theDefaultRouteOfIpv6WithItsSourceComesBackAfterDetection() throws Exception {
    trials.check(WITH_SOURCE);
  }

  static List<String> kinds() {
    return KINDS;
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void allThatTheLinkHadComesBack(String kind) throws Exception {
    trials.check(kind);
  }

  @Test
  void allThatALinkOfARouterHadComesBack() throws Exception {
    trials.check(ROUTER);
  }

  static List<String> ofATree() {
    return OF_A_TREE;
  }

  @ParameterizedTest
  @MethodSource("ofATree")
  void aBridgeWithTheSpanningTreeComesBackWithItsPorts(String line) throws Exception {
    trials.check(line);
  }
}
