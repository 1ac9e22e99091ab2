package org.xnsh.command;

import org.junit.jupiter.api.Test;

/// What is set on ports. The bridge that is named counts only where the port cannot be set.
final class BrctlPortSettersAgainstBrctlTest extends BesideBrctl {

  @Test
  void setpathcost() {
    compare.same(
        """
        brctl setpathcost br0 p1 7
        brctl setpathcost br0 p1 0
        brctl setpathcost br0 p1 65535
        brctl setpathcost br0 p1 65536
        brctl setpathcost br0 p1 -1
        brctl setpathcost br0 p1 4294967297
        brctl setpathcost br0 p1 x
        brctl setpathcost br0 p1 010
        brctl setpathcost br1 p1 8
        brctl setpathcost nosuch p1 9
        brctl setpathcost p1 p1 9
        brctl setpathcost q1 p1 9
        brctl setpathcost br0 p5 9
        brctl setpathcost nosuch p5 9
        brctl setpathcost p5 p5 9
        brctl setpathcost br0 nosuch 9
        brctl setpathcost nosuch nosuch 9
        brctl setpathcost p1 nosuch 9
        brctl setpathcost br0 br0 9
        brctl setpathcost br0 lo 9
        brctl setpathcost nosuch p1 0
        brctl setpathcost p1 p1 0
        brctl setpathcost br1 p1 0
        brctl setpathcost br2 p3 5
        """);
  }

  @Test
  void setportprio() {
    compare.same(
        """
        brctl setportprio br0 p1 0
        brctl setportprio br0 p1 63
        brctl setportprio br0 p1 64
        brctl setportprio br0 p1 255
        brctl setportprio br0 p1 256
        brctl setportprio br0 p1 -1
        brctl setportprio br0 p1 65536
        brctl setportprio br0 p1 x
        brctl setportprio br1 p1 8
        brctl setportprio nosuch p1 9
        brctl setportprio p1 p1 10
        brctl setportprio nosuch p1 64
        brctl setportprio br1 p1 64
        brctl setportprio p1 p1 64
        brctl setportprio br0 p5 9
        brctl setportprio p1 p5 9
        brctl setportprio nosuch p5 9
        brctl setportprio br0 nosuch 9
        brctl setportprio br0 br0 9
        """);
  }

  @Test
  void hairpin() {
    compare.same(
        """
        brctl hairpin br0 p1 on
        brctl hairpin br0 p1 on
        brctl hairpin br0 p1 off
        brctl hairpin br0 p1 yes
        brctl hairpin br0 p1 no
        brctl hairpin br0 p1 1
        brctl hairpin br0 p1 0
        brctl hairpin br0 p1 ON
        brctl hairpin br0 p1 2
        brctl hairpin br0 p1 true
        brctl hairpin br0 p1 ''
        brctl hairpin br1 p1 on
        brctl hairpin nosuch p1 on
        brctl hairpin br0 nosuch on
        brctl hairpin nosuch nosuch on
        brctl hairpin nosuch nosuch x
        brctl hairpin br0 p5 on
        brctl hairpin p1 p5 on
        brctl hairpin p1 p1 on
        brctl hairpin br0 br0 on
        brctl hairpin lo lo on
        brctl hairpin br2 p3 on
        """);
  }
}
