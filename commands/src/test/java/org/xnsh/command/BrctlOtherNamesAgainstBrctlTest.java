package org.xnsh.command;

import org.junit.jupiter.api.Test;

/// Alternative names of links.
final class BrctlOtherNamesAgainstBrctlTest extends BesideBrctl {

  @Test
  void alternativeNamesAreTakenWhereBrctlTakesThem() {
    compare.same(
        """
        !ip link property add dev p5 altname port-five
        !ip link property add dev p5 altname a-port-with-a-long-name
        !ip link property add dev p1 altname port-one
        !ip link property add dev br0 altname bridge-nought
        !ip link property add dev br1 altname bridge-one
        !ip link property add dev br2 altname bridge-two
        !ip link property add dev br1 altname a-bridge-with-a-long-name
        brctl addif br1 port-five
        brctl addif br1 port-five
        brctl show
        brctl delif br1 port-five
        brctl addif br1 a-port-with-a-long-name
        brctl delif br0 a-port-with-a-long-name
        brctl show a-bridge-with-a-long-name br0
        brctl showmacs a-bridge-with-a-long-name
        brctl showstp a-bridge-with-a-long-name
        brctl setfd a-bridge-with-a-long-name 5
        brctl stp a-bridge-with-a-long-name on
        brctl setpathcost br0 a-port-with-a-long-name 7
        brctl setportprio br0 a-port-with-a-long-name 7
        brctl hairpin br0 a-port-with-a-long-name on
        brctl delbr a-bridge-with-a-long-name
        brctl addif bridge-one p5
        brctl delif bridge-one p5
        brctl addif a-bridge-with-a-long-name p5
        brctl delif a-bridge-with-a-long-name p5
        brctl show bridge-one
        brctl show bridge-one br1
        brctl showmacs bridge-nought
        brctl showstp bridge-nought
        brctl setfd bridge-one 5
        brctl setageing bridge-one 50
        brctl sethello bridge-one 3
        brctl setmaxage bridge-one 7
        brctl setbridgeprio bridge-one 5
        brctl stp bridge-one on
        brctl setpathcost br0 port-one 7
        brctl setportprio br0 port-one 7
        brctl setpathcost bridge-nought port-one 8
        brctl setportprio bridge-nought p1 8
        brctl hairpin br0 port-one on
        brctl hairpin bridge-nought p2 on
        brctl addbr port-five
        brctl addbr bridge-one
        brctl delbr bridge-two
        brctl delbr bridge-one
        brctl delbr port-five
        """);
  }
}
