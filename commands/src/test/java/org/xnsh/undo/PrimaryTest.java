package org.xnsh.undo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xnsh.testing.SideBySide;

/// Addresses come back in their places: the place decides which one packets leave with.
final class PrimaryTest {

  private static final List<String> LINES =
      List.of(
          "address delete 10.0.0.1/24 dev eth0",
          "address delete 10.0.0.2/24 dev eth0",
          "address delete 10.0.0.9/24 dev eth0",
          "address delete 10.0.1.1/24 dev eth0",
          "address delete 10.0.3.1/24 dev eth0",
          "address delete 10.0.2.1 peer 10.0.2.2/32 dev eth0",
          "address delete fd00::1/64 dev eth0",
          "address delete fd00::2/64 dev eth0",
          "address delete fd00::3/64 dev eth0",
          "address add 10.0.0.5/24 dev eth0",
          "address add 10.0.4.5/24 dev eth0",
          "address replace 10.0.1.1/24 dev eth0 valid_lft 900 preferred_lft 900",
          "address flush dev eth0");

  @TempDir private static Path folder;
  private static SideBySide<Integer> trials;

  @BeforeAll
  static void start() {
    trials = SideBySide.of(2, List.of(0, 1), promote -> () -> inTheirPlaces(promote));
  }

  @AfterAll
  static void end() {
    trials.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void addressesComeBackInTheirPlaces(int promote) throws Exception {
    trials.check(promote);
  }

  private static void inTheirPlaces(int promote) throws IOException {
    try (Scene scene =
        Scene.of(
            folder,
            """
            sysctl -qw net.ipv6.conf.default.accept_dad=0
            sysctl -qw net.ipv4.conf.all.promote_secondaries=PROMOTE
            ip link add eth0 type veth peer name w0 netns OUTSIDE
            ip -n OUTSIDE link set w0 up; ip link set eth0 up
            ip addr add 10.0.0.1/24 brd + dev eth0 label eth0:a
            ip addr add 10.0.0.2/24 dev eth0 label eth0:b
            ip addr add 10.0.1.1/24 dev eth0 metric 40
            ip addr add 10.0.0.9/24 brd 10.0.0.99 dev eth0
            ip addr add 10.0.2.1 peer 10.0.2.2/32 dev eth0
            ip addr add 10.0.3.1/24 dev eth0 scope link noprefixroute
            ip addr add 10.0.1.2/24 dev eth0
            for n in 1 2 3; do ip -6 addr add fd00::$n/64 dev eth0; done
            ip route add 10.9.0.0/16 via 10.0.0.200 src 10.0.0.1
            ip route add 10.10.0.0/16 via 10.0.0.200 src 10.0.0.2
            ip route add 10.11.0.0/16 dev eth0 src 10.0.1.2
            ip route add 10.12.0.0/16 via 10.0.0.200 table 77 src 10.0.0.9
            until ! ip -6 addr | grep -q tentative; do :; done
            ip -6 route add fd09::/64 via fd00::9 src fd00::1
            ip neigh add 10.0.0.200 lladdr 02:00:00:00:00:02 dev eth0 nud permanent
            """
                .replace("PROMOTE", "" + promote))) {
      scene.to("10.0.0.77", "10.9.0.1", "10.10.0.1", "10.11.0.1", "fd00::77", "fd09::1");
      for (String line : LINES) {
        scene.isUndone(line);
      }
    }
  }
}
