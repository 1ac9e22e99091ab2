package org.xnsh.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What else is set on bridges.
final class BrctlBridgeSettersAgainstBrctlTest extends BesideBrctl {

  @Test
  void setbridgeprio() {
    compare.same(
        """
        brctl setbridgeprio br0 4096
        brctl setbridgeprio br0 99999
        brctl setbridgeprio br0 65535
        brctl setbridgeprio br0 65536
        brctl setbridgeprio br0 -1
        brctl setbridgeprio br0 0
        brctl setbridgeprio br0 010
        brctl setbridgeprio br0 0x1f
        brctl setbridgeprio br0 4294967296
        brctl setbridgeprio br0 99999999999999999999999
        brctl setbridgeprio br0 -99999999999999999999999
        brctl setbridgeprio br0 x
        brctl setbridgeprio br0 ''
        brctl setbridgeprio br0 32768
        brctl setbridgeprio nosuch 1
        brctl setbridgeprio p1 1
        brctl setbridgeprio br2 1
        """);
  }

  @Test
  void stp() {
    compare.same(
        """
        brctl stp br1 on
        brctl stp br1 on
        brctl stp br1 off
        brctl stp br1 yes
        brctl stp br1 no
        brctl stp br1 1
        brctl stp br1 0
        brctl stp br1 On
        brctl stp br1 x
        brctl stp br1 ''
        brctl stp nosuch on
        brctl stp p1 on
        brctl stp lo off
        brctl stp nosuch x
        brctl stp br1 on
        brctl stp br2 on
        brctl stp br2 off
        brctl stp br0 on
        brctl show
        """);
  }

  @Test
  void timersThatAForeignRootHides() {
    compare.same(
        """
        brctl setfd br0 2
        brctl setbridgeprio br0 1
        brctl stp br0 on
        brctl stp br1 on
        brctl addif br1 q2
        """);
    pair.await("grep -q 1 /sys/class/net/br1/bridge/root_port");
    compare.same(
        """
        brctl setfd br1 9
        brctl setfd br1 31
        brctl sethello br1 3
        brctl setmaxage br1 9
        brctl setpathcost br1 q2 100
        brctl setportprio br1 q2 3
        brctl setbridgeprio br1 0
        """);
    pair.await("grep -q 0 /sys/class/net/br1/bridge/root_port");
    assertThat(compare.statesAfter("the election")).isEmpty();
  }
}
