package org.xnsh.host.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.xnsh.change.Footprint;
import org.xnsh.change.Refusal;
import org.xnsh.change.Step;
import org.xnsh.host.Topologies;
import org.xnsh.host.Topology;
import org.xnsh.network.Attributes;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.IpFamily;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.LinkName;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.SysctlKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.network.SysctlAttributes;

class SimulatedHostTest {

  private final SimulatedHost host = SimulatedHost.of(Topologies.seed());

  private int index(String name) {
    return host.drained().linkNamed(name).orElseThrow();
  }

  private Attributes link(String name) {
    return host.drained().get(new LinkKey(index(name)));
  }

  private static Attributes bridge(String name) {
    return Attributes.none(ObjectKind.LINK)
        .with(LinkAttributes.NAME, new LinkName(name))
        .with(LinkAttributes.KIND, "bridge");
  }

  private static Step master(int port, int bridge) {
    return Step.Set.of(new LinkKey(port), LinkAttributes.MASTER, (long) bridge);
  }

  private Stream<String> defaultRoutes() {
    Network net = host.drained();
    return net.routeGroups().stream()
        .filter(g -> g.family() == IpFamily.IPV4 && g.destination().length() == 0)
        .flatMap(g -> net.routes(g).stream())
        .map(r -> r.via().text());
  }

  @Test
  void theSeedHasItsBridgesPortsAddressesAndDefaultRoute() {
    assertThat(host.picture().bridges().stream().map(host.picture()::nameOf))
        .containsExactlyInAnyOrder("xenbr0", "test", "virbr0");
    assertThat(host.picture().ports(index("test")))
        .containsExactlyInAnyOrder(index("vif0.1"), index("peth1"), index("vif3.0"));
    assertThat(host.picture().addresses(index("eth0"), IpFamily.IPV4)).hasSize(1);
    assertThat(defaultRoutes()).containsExactly("via:128.153.144.1,dev:" + index("eth0"));
  }

  @Test
  void everyTopologyCanBeBuilt() {
    for (Topology topology :
        List.of(Topologies.bare(), Topologies.empty(), Topologies.ports(1500))) {
      assertThat(SimulatedHost.of(topology).picture().links())
          .hasSize(1 + topology.cables().size() + topology.bridges().size());
    }
  }

  @Test
  void aNewBridgeGetsTheNextIndexAndIsSeenWhenSomebodyLooks() throws Exception {
    int before = host.picture().links().getLast();
    int index = host.apply(new Step.Create(new LinkKey(-1), bridge("new"))).orElseThrow();
    assertThat(index).isEqualTo(before + 1);
    assertThat(host.picture().has(new LinkKey(index))).isFalse();
    assertThat(host.drained().has(new BridgeKey(index))).isTrue();
  }

  @Test
  void aLinkThatGoesDownLosesItsDefaultRouteAndDoesNotGetItBack() throws Exception {
    LinkKey eth0 = new LinkKey(index("eth0"));
    host.apply(Step.Set.of(eth0, LinkAttributes.UP, false));
    assertThat(defaultRoutes()).isEmpty();
    host.apply(Step.Set.of(eth0, LinkAttributes.UP, true));
    assertThat(defaultRoutes()).isEmpty();
    assertThat(host.drained().addresses(eth0.index(), IpFamily.IPV4)).hasSize(1);
  }

  @Test
  void aRefusedMoveLeavesThePortDetached() {
    assertThatThrownBy(() -> host.apply(master(index("vif3.0"), index("eth0"))))
        .isInstanceOf(Refusal.class);
    assertThat(link("vif3.0").number(LinkAttributes.MASTER)).isZero();
  }

  @Test
  void aBridgeTakesTheLowestAddressOfItsPorts() throws Exception {
    int fresh = host.apply(new Step.Create(new LinkKey(-1), bridge("new"))).orElseThrow();
    host.apply(master(index("eth1"), fresh));
    assertThat(link("new").get(LinkAttributes.MAC)).isEqualTo(link("eth1").get(LinkAttributes.MAC));
  }

  @Test
  void aFailureIsInjectedOnce() throws Exception {
    Step set = Step.Set.of(new BridgeKey(index("test")), BridgeAttributes.AGEING_TIME, 1_000L);
    host.failAt(2);
    host.apply(set);
    assertThatThrownBy(() -> host.apply(set)).isInstanceOf(Refusal.class);
    host.apply(set);
  }

  @Test
  void anotherHandIsSeenWhenSomebodyLooks() {
    LinkKey eth0 = new LinkKey(index("eth0"));
    host.outside(n -> n.with(eth0, LinkAttributes.ALIAS, "uplink"));
    assertThat(host.picture().get(eth0).get(LinkAttributes.ALIAS)).isEmpty();
    assertThat(host.drained().get(eth0).text(LinkAttributes.ALIAS)).isEqualTo("uplink");
  }

  @Test
  void settingsJoinThePictureWhenTheyAreNamed() {
    SysctlKey forward = new SysctlKey(0, "net/ipv4/ip_forward");
    assertThat(host.picture().has(forward)).isFalse();
    Network seen = host.refresh(Footprint.of(new Footprint.OneSysctl(forward)));
    assertThat(seen.get(forward).text(SysctlAttributes.VALUE)).isEqualTo("0");
  }

  @Test
  void portsThatShareAnAddressHaveOneLocalEntry() {
    assertThat(host.fdb(index("xenbr0")))
        .singleElement()
        .satisfies(e -> assertThat(e.local()).isTrue())
        .satisfies(e -> assertThat(e.link()).isEqualTo(index("vif0.0")));
  }

  @Test
  void aPredictionTellsTheFirstRefusalAndWhatWasDoneBefore() {
    int vif = index("vif3.0");
    Prediction prediction =
        Prediction.of(
            host.picture(),
            List.of(
                new Step.Create(new LinkKey(-1), bridge("new")),
                master(vif, -1),
                master(index("lo"), -1),
                new Step.Delete(new LinkKey(-1), bridge("new"))));
    assertThat(prediction.isPossible()).isFalse();
    assertThat(prediction.refused().map(Prediction.Refused::at)).isEqualTo(Optional.of(2));
    assertThat(prediction.picture().ports(-1)).containsExactly(vif);
  }
}
