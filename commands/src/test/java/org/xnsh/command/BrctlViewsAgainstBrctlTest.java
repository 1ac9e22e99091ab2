package org.xnsh.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What brctl shows; timers lie between those of two runs of the real one.
final class BrctlViewsAgainstBrctlTest extends BesideBrctl {

  private static final List<String> BRIDGES = List.of("br0", "br1", "br2", "br3");

  @Test
  void show() {
    compare.same(
        """
        brctl show
        brctl show br0
        brctl show br0 br1 br2 br3
        brctl show br2 br0 br2
        brctl show nosuch
        brctl show p1
        brctl show lo
        brctl show br0 p1 nosuch br1
        brctl show ''
        brctl show .
        !ip link set p1 name zport; ip link set br0 name Bridge
        brctl show
        brctl stp Bridge on
        brctl setbridgeprio Bridge 10
        brctl show
        """);
  }

  @Test
  void showWithoutBridges() {
    compare.same(
        """
        !ip link del br0; ip link del br1; ip link del br2; ip link del br3
        brctl show
        """);
  }

  @Test
  void viewsOfWhatIsNoBridge() {
    compare.same(
        """
        brctl showmacs p1
        brctl showmacs nosuch
        brctl showmacs ''
        brctl showstp p1
        brctl showstp nosuch
        brctl showstp ''
        brctl showstp lo
        brctl showstp .
        """);
  }

  @Test
  void showmacs() {
    pair.both(
        """
        bridge fdb add 02:00:00:00:00:91 dev p2 master dynamic
        bridge fdb add 02:00:00:00:00:92 dev p2 master extern_learn
        bridge fdb add 02:00:00:00:00:93 dev p1 master permanent
        bridge fdb add 02:00:00:00:00:09 dev br0 self
        """);
    for (String bridge : BRIDGES) {
      compare.between("brctl showmacs " + bridge);
    }
    pair.both("ip link set p1 name zport; ip link set p2 nomaster; ip link set p6 master br0");
    compare.between("brctl showmacs br0");
  }

  /// While the topology changes, an entry counts for the forward delay only; the kernel keeps it
  /// until it clears the table.
  @Test
  void entriesThatAreOverAreNotShown() {
    pair.both(
        """
        brctl setfd br0 2; brctl stp br0 on; ip link set p2 down
        bridge fdb add 02:00:00:00:00:91 dev p1 master dynamic
        ip link set p2 up
        """);
    pair.await("grep -q 1 /sys/class/net/br0/bridge/topology_change");
    pair.both("bridge fdb show br br0 | grep -q 02:00:00:00:00:91");
    assertThat(pair.ours("brctl showmacs br0").out()).doesNotContain("02:00:00:00:00:91");
    compare.between("brctl showmacs br0");
    compare.same("brctl showmacs br0");
  }

  @Test
  void showstp() {
    for (String bridge : BRIDGES) {
      compare.between("brctl showstp " + bridge);
    }
    compare.same(
        """
        brctl hairpin br0 p2 on
        brctl setpathcost br0 p1 12345
        brctl setfd br0 2.5
        brctl setageing br0 12345.67
        brctl stp br0 on
        brctl stp br2 on
        """);
    for (String bridge : BRIDGES) {
      compare.between("brctl showstp " + bridge);
    }
  }

  @Test
  void showstpOfPortsInEveryState() {
    for (int state = 0; state <= 4; state++) {
      pair.both("bridge link set dev p1 state " + state);
      compare.between("brctl showstp br0");
      compare.same("brctl showstp br0");
    }
  }

  @Test
  void showstpBelowAForeignRoot() {
    pair.both(
        """
        brctl setfd br0 2; brctl sethello br0 1; brctl setbridgeprio br0 1
        brctl stp br0 on; brctl stp br1 on; brctl addif br1 q2; brctl setpathcost br1 q2 7
        """);
    pair.await("grep -q 1 /sys/class/net/br1/bridge/root_port");
    compare.between("brctl showstp br1");
    compare.between("brctl showstp br0");
    pair.both("brctl setfd br1 9; brctl setbridgeprio br1 0");
    compare.between("brctl showstp br1");
    compare.between("brctl showstp br0");
  }
}
