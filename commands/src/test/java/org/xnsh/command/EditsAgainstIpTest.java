package org.xnsh.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xnsh.change.Difference;
import org.xnsh.change.Footprint;
import org.xnsh.change.Footprint.FdbOf;
import org.xnsh.change.Footprint.NeighboursOf;
import org.xnsh.host.HostDescription;
import org.xnsh.host.linux.DomainSource;
import org.xnsh.host.linux.LinuxHost;
import org.xnsh.network.AddressAttributes;
import org.xnsh.network.Attribute;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.IpFamily;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.testing.TestNamespace;
import org.xnsh.transaction.EditRefused;

/// The picture that an edit wants against what the kernel holds once the real `ip` or `bridge` has
/// taken the same words.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EditsAgainstIpTest {

  private TestNamespace namespace;
  private LinuxHost host;

  @BeforeAll
  void aBridgeWithAPortAndALinkWithAnAddress() throws IOException {
    namespace = TestNamespace.create();
    namespace.sh(
        """
        ip link set lo up
        ip link add br0 type bridge; ip link add br1 type bridge
        ip link add v0 type veth peer name w0; ip link add v1 type veth peer name w1
        ip link set v0 master br0
        for l in br0 br1 v0 w0 v1 w1; do ip link set $l up; done
        ip addr add 10.0.0.1/24 dev v1
        """);
    host =
        LinuxHost.namespace(
            HostDescription.Kind.NAMESPACE, namespace.name(), namespace.path(), DomainSource.NONE);
  }

  @AfterAll
  void end() {
    if (host != null) {
      host.close();
    }
    if (namespace != null) {
      namespace.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ip link set v0 type bridge_slave hairpin on learning off",
        "ip link set v0 master br1",
        "ip link set w1 mtu 1400 alias far group 7 txqueuelen 500 arp off multicast off",
        "ip link set dev w1 address 02:00:00:00:00:77",
        "ip link set v0 type bridge_slave cost 7 priority 9 hairpin on guard on learning off",
        "ip link set v0 type bridge_slave isolated on flood off mcast_flood off neigh_suppress on",
        "ip link set br0 type bridge ageing_time 1000 priority 100 mcast_snooping 0",
        "ip link set br1 type bridge stp_state 1 mcast_querier 1 group_fwd_mask 8",
        "ip link set br1 mtu 1300",
        "ip link set v0 nomaster",
        "ip link set w0 name far0",
        "ip addr add 10.1.0.5/24 brd + dev v1",
        "ip addr add 10.2.0.5 peer 10.2.0.6/30 dev v1 scope link label v1:p metric 50",
        "ip addr add 10.3.0.5/24 dev v1 noprefixroute",
        "ip addr add fd00:5::1/64 dev v1 nodad noprefixroute",
        "ip addr del 10.1.0.5/24 dev v1",
        "ip route add 10.9.0.0/16 via 10.0.0.254",
        "ip route add 10.9.1.0/24 dev v1 src 10.0.0.1 proto static table 77",
        "ip route append 10.9.0.0/16 via 10.0.0.253",
        "ip route prepend 10.9.0.0/16 via 10.0.0.252",
        "ip route replace 10.9.0.0/16 via 10.0.0.251",
        "ip route add default nexthop via 10.0.0.9 weight 3 nexthop via 10.0.0.8 dev v1",
        "ip route add blackhole 10.8.0.0/16 metric 5",
        "ip route add 10.7.0.0/16 via 10.0.0.9 mtu 1400 advmss 1300",
        "ip -6 route add fd01::/64 via fd00:5::2 dev v1 onlink pref high",
        "ip -6 route add unreachable fd02::/64",
        "ip route del 10.9.0.0/16 via 10.0.0.253",
        "ip nexthop add id 7 via 10.0.0.9 dev v1",
        "ip nexthop add id 8 via 10.0.0.8 dev v1 proto static",
        "ip nexthop add id 9 group 7,3/8",
        "ip route add 10.6.0.0/16 nhid 9",
        "ip rule add from 10.1.0.0/16 table 77",
        "ip rule add fwmark 5/255 iif v1 table 78 priority 90",
        "ip rule del priority 90",
        "ip neigh add 10.0.0.77 lladdr 00:16:3e:00:00:77 dev v1",
        "ip neigh add proxy 10.0.0.78 dev v1",
        "ip neigh del 10.0.0.77 dev v1",
      })
  void theSameWordsWantWhatTheKernelThenHolds(String line) throws IOException, EditRefused {
    Network before = host.reread(entries());
    List<String> words = new ArrayList<>(List.of(line.split(" ")));
    Network wanted = edit(before, words);
    namespace.run(line.split(" "));
    Network after = host.reread(entries());
    Difference difference = Difference.between(before, wanted);
    assertThat(difference.changes()).as("an edit").isNotEmpty();
    for (ObjectKey key : difference.keys()) {
      assertThat(after.has(key)).as(key.text()).isEqualTo(wanted.has(key));
      if (wanted.has(key)) {
        same(key, wanted, after);
      }
    }
    orders(difference, wanted, after);
  }

  /// Where an edit says nothing of an attribute, the kernel decides.
  private static void same(ObjectKey key, Network wanted, Network after) {
    wanted
        .get(key)
        .forEach((attribute, value) -> {
          if (attribute.standing().isRestored() && isVisible(attribute)) {
            assertThat(after.get(key).get(attribute).map(Objects::toString))
                .as(key.text() + " " + attribute.name())
                .hasValue(value.toString());
          }
        });
  }

  /// Nothing in the kernel shows that an MTU was set by hand; deadlines move with the clock.
  private static boolean isVisible(Attribute<?> attribute) {
    return !attribute.equals(BridgeAttributes.MTU_PINNED)
        && !attribute.equals(AddressAttributes.VALID_UNTIL);
  }

  private static void orders(Difference difference, Network wanted, Network after) {
    for (ObjectKey key : difference.keys()) {
      if (key instanceof ObjectKey.RouteKey route) {
        assertThat(after.routes(route.group())).isEqualTo(wanted.routes(route.group()));
      }
    }
  }

  private Footprint entries() {
    Footprint all = Footprint.NOTHING;
    for (int link : host.picture().links()) {
      all = all.and(Footprint.of(new NeighboursOf(link), new FdbOf(link)));
    }
    return all;
  }

  private static Network edit(Network network, List<String> words) throws EditRefused {
    words.removeFirst();
    Optional<IpFamily> only = Optional.empty();
    if (words.getFirst().equals("-6")) {
      only = Optional.of(IpFamily.IPV6);
      words.removeFirst();
    }
    String verb = words.removeFirst() + " " + words.removeFirst();
    return switch (verb) {
      case "link set" -> LinkWords.set(network, words);
      case "addr add" -> AddressEdits.add(network, words, 0);
      case "addr del" -> AddressEdits.delete(network, words);
      case "route add" -> RouteEdits.put(network, words, only, RouteEdits.Where.ADD);
      case "route append" -> RouteEdits.put(network, words, only, RouteEdits.Where.APPEND);
      case "route prepend" -> RouteEdits.put(network, words, only, RouteEdits.Where.PREPEND);
      case "route replace" -> RouteEdits.put(network, words, only, RouteEdits.Where.REPLACE);
      case "route del" -> RouteEdits.delete(network, words, only);
      case "nexthop add" -> NexthopEdits.put(network, words, only, false);
      case "rule add" -> RuleEdits.add(network, words, only);
      case "rule del" -> RuleEdits.delete(network, words, only);
      case "neigh add" -> NeighbourEdits.add(network, words, false);
      case "neigh del" -> NeighbourEdits.delete(network, words);
      default -> throw new AssertionError("no edit for " + verb);
    };
  }
}
