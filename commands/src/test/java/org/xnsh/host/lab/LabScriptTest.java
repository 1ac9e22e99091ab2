package org.xnsh.host.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.xnsh.host.Topologies;
import org.xnsh.host.Topology.Place;

class LabScriptTest {

  private static Map<Place, List<String>> script(String topology) {
    return LabScript.of(Topologies.named(topology).orElseThrow());
  }

  @Test
  void dom0ComesFirstSoThatCablesReachTheGuests() {
    assertThat(script("seed").keySet()).first().isEqualTo(Place.DOM0);
  }

  @Test
  void aPortIsAttachedAfterItsBridgeAndInTheTopologysOrder() {
    List<String> dom0 = script("seed").get(Place.DOM0);
    assertThat(dom0)
        .containsSubsequence(
            "link add test type bridge",
            "link set vif0.1 master test",
            "link set peth1 master test",
            "link set vif3.0 master test");
  }

  @Test
  void theDefaultRouteComesAfterTheAddressThatReachesIt() {
    assertThat(script("seed").get(Place.DOM0))
        .containsSubsequence(
            "addr add 128.153.144.204/24 brd + dev eth0",
            "route add default via 128.153.144.1 dev eth0");
  }

  @Test
  void aBareLabHasNoBridge() {
    assertThat(script("bare").get(Place.DOM0)).noneMatch(l -> l.contains("type bridge"));
  }
}
