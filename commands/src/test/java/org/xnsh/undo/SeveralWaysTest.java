package org.xnsh.undo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.testing.SideBySide;

/// A route of several ways that loses one after the other.
final class SeveralWaysTest {

  private static final String UPLINKS =
      """
      sysctl -qw net.ipv6.conf.default.accept_dad=0
      for n in 0 1; do
        ip link add eth$n type veth peer name w$n netns OUTSIDE
        ip -n OUTSIDE link set w$n up; ip link set eth$n up
        ip addr add 10.0.$n.2/24 dev eth$n; ip -6 addr add fd00:$n::2/64 dev eth$n
      done
      ip route add 10.20.0.0/16 nexthop via 10.0.0.1 weight 2 nexthop via 10.0.1.1
      until ! ip -6 addr | grep -q tentative; do :; done
      ip -6 route add fd20::/64 nexthop via fd00:0::1 nexthop via fd00:1::1
      """;

  private static final String THREE =
      """
      sysctl -qw net.ipv6.conf.default.disable_ipv6=1
      for n in 0 1 2; do
        ip link add eth$n type veth peer name w$n netns OUTSIDE
        ip -n OUTSIDE link set w$n up; ip link set eth$n up
        ip addr add 10.0.$n.2/24 dev eth$n
      done
      ip route add 10.20.0.0/16 metric 7 src 10.0.1.2 nexthop via 10.0.0.1 weight 2 \\
        nexthop via 10.0.1.1 nexthop via 10.0.2.1 weight 3
      """;

  @TempDir private Path folder;

  @Test
  void theNewestFirstBringsItBackOverOneLinkAndTheOtherOverBoth() throws IOException {
    try (Scene scene = Scene.of(folder, UPLINKS)) {
      Map<String, String> before = scene.calm();
      scene.does("link set eth0 down");
      scene.does("link set eth1 down");
      assertThat(scene.does("undo")).contains("eth0, which is down: undo 1 brings it back too");
      assertThat(scene.sh("ip route show 10.20.0.0/16")).contains("via 10.0.1.1 dev eth1");
      scene.does("undo");
      scene.returnsTo("both", before);
      scene.does("redo");
      scene.does("redo");
      scene.does("undo 1 2");
      scene.returnsTo("both again", before);
    }
  }

  @Test
  void inAnyOrderTheLastUndoBringsItBackWhole() throws Exception {
    List<String> orders = List.of("123", "132", "213", "231", "312", "321");
    try (SideBySide<String> trials =
        SideBySide.of(orders.size(), orders, order -> () -> undoneIn(order))) {
      for (String order : orders) {
        trials.check(order);
      }
    }
  }

  private void undoneIn(String order) throws IOException {
    try (Scene scene = Scene.of(folder, THREE)) {
      Map<String, String> before = scene.calm();
      for (int n = 0; n < 3; n++) {
        scene.does("link set eth" + n + " down");
      }
      for (int n = 0; n < order.length(); n++) {
        scene.does("undo " + order.charAt(n));
      }
      scene.returnsTo(order, before);
    }
  }

  @Test
  void withoutATransactionTheRefusalNamesTheLink() throws IOException {
    try (Scene scene = Scene.of(folder, UPLINKS)) {
      scene.does("route delete 10.20.0.0/16");
      scene.sh("ip link set eth1 down");
      scene.isRefused("undo", "eth1, which is down: link set eth1 up first");
      scene.sh("ip link set eth1 up");
      scene.does("undo");
    }
  }
}
