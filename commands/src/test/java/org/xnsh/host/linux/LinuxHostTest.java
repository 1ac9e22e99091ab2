package org.xnsh.host.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xnsh.change.Difference;
import org.xnsh.change.Footprint;
import org.xnsh.change.Refusal;
import org.xnsh.change.Step;
import org.xnsh.host.HostDescription.Kind;
import org.xnsh.network.Attribute;
import org.xnsh.network.AttributeTable;
import org.xnsh.network.Attributes;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.IpFamily;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.LinkName;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.testing.TestNamespace;

class LinuxHostTest {

  private TestNamespace namespace;
  private LinuxHost host;

  @BeforeEach
  void open() throws Exception {
    namespace = TestNamespace.create();
    namespace.sh(
        "sysctl -qw net.ipv6.conf.default.accept_dad=0; ip link set lo up;"
            + " ip link add va type veth peer name vb; ip link add xbr type bridge;"
            + " ip link set va master xbr; ip addr add 10.1.0.1/24 dev vb;"
            + " ip link set va up; ip link set vb up; ip link set xbr up;"
            + " ip route add 10.9.0.0/16 via 10.1.0.9");
    host =
        LinuxHost.namespace(Kind.NAMESPACE, namespace.name(), namespace.path(), DomainSource.NONE);
  }

  @AfterEach
  void close() {
    host.close();
    namespace.close();
  }

  private int index(String name) throws Exception {
    return host.drained().linkNamed(name).orElseThrow();
  }

  /// Carrier, timers and port states go on by themselves between two looks.
  private static Network configured(Network network) {
    Network chosen = network;
    for (ObjectKey key : Set.copyOf(network.keys())) {
      Attributes all = network.get(key);
      Attributes some = all;
      for (Attribute<?> attribute : AttributeTable.of(key.kind()).attributes()) {
        some = attribute.standing().isRestored() ? some : some.without(attribute);
      }
      chosen = chosen.with(key, some);
    }
    return chosen;
  }

  private void keptEqualsFresh() throws Exception {
    Network kept = host.drained();
    Network fresh = host.reread(Footprint.NOTHING);
    assertThat(Difference.between(configured(kept), configured(fresh)).changes()).isEmpty();
  }

  @Test
  void aPictureHoldsLinksPortsAddressesAndRoutes() throws Exception {
    Network picture = host.picture();
    assertThat(picture.ports(index("xbr"))).containsExactly(index("va"));
    assertThat(picture.addresses(index("vb"), IpFamily.IPV4)).hasSize(1);
    assertThat(picture.routeGroups())
        .anyMatch(g -> g.destination().toString().equals("10.9.0.0/16"));
    assertThat(picture.get(new LinkKey(index("xbr"))).get(LinkAttributes.MAC_PINNED))
        .contains(false);
  }

  @Test
  void aCreatedBridgeTellsItsIndex() throws Exception {
    Attributes bridge =
        Attributes.none(ObjectKind.LINK)
            .with(LinkAttributes.NAME, new LinkName("new"))
            .with(LinkAttributes.KIND, "bridge");
    OptionalInt index = host.apply(new Step.Create(new LinkKey(-1), bridge));
    assertThat(index).isPresent();
    assertThat(namespace.ip("-o link show new")).startsWith(index.getAsInt() + ": new:");
    assertThat(host.drained().has(new BridgeKey(index.getAsInt()))).isTrue();
    keptEqualsFresh();
  }

  @Test
  void theHandsOfOthersAreHeardOf() throws Exception {
    namespace.ip("link set vb down");
    assertThat(host.drained().routeGroups())
        .noneMatch(g -> g.destination().toString().equals("10.9.0.0/16"));
    keptEqualsFresh();
    namespace.sh(
        "ip link set vb up; ip addr add 10.1.0.2/24 dev vb; ip addr del 10.1.0.1/24 dev vb");
    keptEqualsFresh();
    namespace.sh("ip link del va; ip link add c type veth peer name d; ip link set c alias x");
    keptEqualsFresh();
  }

  @Test
  void aBridgeThatIsDownChangesSilentlyAndTheFootprintSeesIt() throws Exception {
    namespace.ip("link set xbr down");
    int br = index("xbr");
    host.apply(Step.Set.of(new BridgeKey(br), BridgeAttributes.AGEING_TIME, 12_300L));
    Network seen = host.refresh(Footprint.of(new Footprint.OneLink(br)));
    assertThat(seen.get(new BridgeKey(br)).number(BridgeAttributes.AGEING_TIME)).isEqualTo(12_300);
    keptEqualsFresh();
  }

  @Test
  void anAddressThatWasSetPinsABridge() throws Exception {
    namespace.ip("link set xbr address 02:00:00:00:00:01");
    assertThat(host.drained().get(new LinkKey(index("xbr"))).isOn(LinkAttributes.MAC_PINNED))
        .isTrue();
  }

  @Test
  void aRefusalSaysWhyInWords() throws Exception {
    Step move =
        new Step.Set(
            new LinkKey(index("xbr")), LinkAttributes.MASTER, Optional.of((long) index("xbr")));
    assertThatThrownBy(() -> host.apply(move))
        .isInstanceOf(Refusal.class)
        .hasMessageNotContaining("errno");
  }

  @Test
  void learnedEntriesAreSeenWhenAskedFor() throws Exception {
    namespace.sh("bridge fdb add 02:00:00:00:00:99 dev va master static");
    assertThat(host.fdb(index("xbr")))
        .anyMatch(e -> e.mac().toString().equals("02:00:00:00:00:99") && e.fixed());
  }

  @Test
  void theThreadsNamespaceDoesNotLeak() throws Exception {
    assertThat(java.net.NetworkInterface.getByName("xbr")).isNull();
  }
}
