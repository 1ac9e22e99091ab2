package org.xnsh.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xnsh.host.Host;
import org.xnsh.host.Topologies;
import org.xnsh.host.Topology;
import org.xnsh.host.simulated.SimulatedHost;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.RouteKey;

class NetworkModeTest {

  private static Network picture(Topology topology) throws IOException {
    try (Host host = SimulatedHost.of(topology)) {
      return host.picture();
    }
  }

  private static int link(Network network, String name) {
    return network.linkNamed(name).orElseThrow();
  }

  private static Network moved(Network network, String port, String bridge) {
    LinkKey key = new LinkKey(link(network, port));
    long master = bridge.isEmpty() ? 0 : link(network, bridge);
    return network.with(key, network.get(key).with(LinkAttributes.MASTER, master));
  }

  /// As a vif script leaves it: an address of dom0's end and a route to the guest.
  private static Network routed(Network network, String vif, String own, String guest) {
    int link = link(network, vif);
    Prefix everything = Prefix.everything(IpFamily.IPV4);
    RouteGroup group = new RouteGroup(RouteGroup.MAIN, Prefix.parse(guest), everything, 0, 0);
    return network
        .with(
            new AddressKey(link, Prefix.parse(own), Optional.empty()),
            Attributes.none(ObjectKind.ADDRESS))
        .with(
            new RouteKey(group, 1, Via.leg(link, Optional.empty()), 0),
            Attributes.none(ObjectKind.ROUTE));
  }

  @Test
  void vifsBesideAnUplinkAreBridged() throws IOException {
    assertThat(NetworkMode.of(picture(Topologies.seed()))).isEqualTo(NetworkMode.BRIDGE);
  }

  @Test
  void aBridgeWithoutAnUplinkSaysNothing() throws IOException {
    Network seed = picture(Topologies.seed());
    Network inner = moved(moved(seed, "vif3.0", "virbr0"), "vif4.0", "virbr0");
    assertThat(NetworkMode.of(inner)).isEqualTo(NetworkMode.NONE);
    assertThat(NetworkMode.of(moved(seed, "vif3.0", "virbr0"))).isEqualTo(NetworkMode.BRIDGE);
  }

  @Test
  void detachedVifsAndHostsWithoutGuestsHaveNoMode() throws IOException {
    assertThat(NetworkMode.of(picture(Topologies.bare()))).isEqualTo(NetworkMode.NONE);
    assertThat(NetworkMode.of(Network.EMPTY)).isEqualTo(NetworkMode.NONE);
  }

  @Test
  void aVifWithDom0sAddressIsRouted() throws IOException {
    Network bare = picture(Topologies.bare());
    Network routed = routed(bare, "vif3.0", "128.153.144.204/32", "128.153.144.96/32");
    assertThat(NetworkMode.of(routed)).isEqualTo(NetworkMode.ROUTE);
  }

  @Test
  void aVifWithAGatewayOfItsOwnIsBehindNat() throws IOException {
    Network bare = picture(Topologies.bare());
    assertThat(NetworkMode.of(routed(bare, "vif3.0", "10.0.3.128/32", "10.0.3.1/32")))
        .isEqualTo(NetworkMode.NAT);
  }

  @Test
  void vifsThatDifferAreMixed() throws IOException {
    Network seed = moved(picture(Topologies.seed()), "vif3.0", "");
    assertThat(NetworkMode.of(routed(seed, "vif3.0", "10.0.3.128/32", "10.0.3.1/32")))
        .isEqualTo(NetworkMode.MIXED);
  }
}
