package org.xnsh.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xnsh.host.Topologies;
import org.xnsh.host.Topology;
import org.xnsh.host.simulated.SimulatedHost;
import org.xnsh.network.IpAddress;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.MacAddress;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.PortKey;
import org.xnsh.network.PortAttributes;
import org.xnsh.testing.Session;

/// Of the seed's host, whose `eth0` reaches its uplink through a pair and a bridge, and of the bare
/// one, whose `eth0` is the uplink.
class LockoutTest {

  private static final Connection ROUTED = connection("10.9.9.9", "128.153.144.204");
  private static final Connection NEIGHBOUR = connection("128.153.144.7", "128.153.144.204");

  @TempDir private Path folder;

  private static Connection connection(String peer, String local) {
    return Connection.of(peer, local).orElseThrow();
  }

  /// What these lines would do to a connection.
  private List<String> breaks(Topology topology, Connection connection, Seen seen, String lines)
      throws IOException {
    SimulatedHost host = SimulatedHost.of(topology);
    try (Session session = Session.on(host, folder)) {
      int split = lines.indexOf(" THEN ");
      if (split > 0) {
        session.type(lines.substring(0, split)).ok();
      }
      Network before = host.drained();
      session.type(split > 0 ? lines.substring(split + " THEN ".length()) : lines).ok();
      return Lockout.breaks(before, host.drained(), connection, seen);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "link set eth0 down | eth0 would be down",
        "brctl delif xenbr0 peth0 | peth0 would leave xenbr0",
        "brctl delif xenbr0 vif0.0 | vif0.0 would leave xenbr0",
        "link set peth0 master test | peth0 would be a port of test",
        "link set peth0 down | peth0 would be down",
        "link set vif0.0 down | vif0.0 would be down",
        "link set xenbr0 down | xenbr0 would be down",
        "link set eth0 master test | eth0 would be a port of test",
        "address delete 128.153.144.204/24 dev eth0 | 128.153.144.204, the address",
        "address flush dev eth0 | 128.153.144.204, the address",
        "route delete default | there would be no route to 10.9.9.9",
        "route add blackhole 10.9.0.0/16 | refused by the blackhole route 10.9.0.0/16",
        "route add unreachable 10.9.9.9 | refused by the unreachable route 10.9.9.9/32",
        "rule add to 10.9.9.9 prohibit | refused by rule",
        "rule add from 128.153.144.204 table 99; route add prohibit default table 99 | prohibit",
        "link set eth0 arp off | eth0 would not answer ARP",
        "route add 10.9.9.0/24 dev virbr0 | virbr0 would lead nowhere",
      })
  void whatCutsItIsToldWithTheHopThatBreaks(String lines, String told) throws IOException {
    assertThat(breaks(Topologies.seed(), ROUTED, Seen.NOTHING, lines))
        .as(lines)
        .anyMatch(b -> b.contains(told));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "brctl delif test vif3.0; brctl addif virbr0 vif3.0",
        "link set vif3.0 master xenbr0",
        "link set vif4.0 down",
        "brctl delbr test THEN link set test down; brctl delbr test",
        "brctl addbr x; link set x up; address add 10.1.1.1/24 dev x",
        "address add 128.153.144.250/24 dev virbr0",
        "link set eth0 name lan0",
        "link set peth0 name wan0",
        "link set xenbr0 name lanbr",
        "brctl stp xenbr0 on",
        "brctl setfd xenbr0 15",
        "link set eth1 down",
        "brctl delif test peth1",
        "route add 10.8.0.0/16 via 192.168.1.1",
        "route add blackhole 10.8.0.0/16",
        "rule add to 10.8.8.8 prohibit",
        "rule add iif eth1 prohibit",
        "rule add fwmark 7 prohibit",
        "route add 10.9.0.0/16 via 128.153.144.1",
        "sysctl net.ipv4.conf.all.rp_filter=1",
        "address add 128.153.144.230/24 dev eth0",
        "link set eth0 mtu 1400",
      })
  void whatDoesNotCutItIsNotRefused(String lines) throws IOException {
    String made = lines.startsWith("brctl delbr test THEN") ? lines.substring(22) : lines;
    assertThat(breaks(Topologies.seed(), ROUTED, Seen.NOTHING, made)).as(made).isEmpty();
  }

  private static final String INTO_BRIDGE =
      "begin; brctl addbr br; link set eth0 master br; address delete 128.153.144.204/24 dev eth0;"
          + " address add 128.153.144.204/24 dev br; link set br up;"
          + " route add default via 128.153.144.1 dev br; ";

  @Test
  void anUplinkMovesIntoABridgeWithItsAddress() throws IOException {
    assertThat(breaks(Topologies.bare(), ROUTED, Seen.NOTHING, INTO_BRIDGE + "commit")).isEmpty();
    assertThat(breaks(Topologies.bare(), NEIGHBOUR, Seen.NOTHING, INTO_BRIDGE + "commit"))
        .isEmpty();
  }

  @Test
  void anUplinkAloneInABridgeHearsNothingMore() throws IOException {
    assertThat(
            breaks(
                Topologies.bare(),
                ROUTED,
                Seen.NOTHING,
                "brctl addbr br; link set br up THEN brctl addif br eth0"))
        .singleElement()
        .asString()
        .contains("eth0 would be a port of br, which gets all that comes in by it");
  }

  @Test
  void aPortThatListensStopsTheSession() throws IOException {
    assertThat(
            breaks(
                Topologies.bare(), ROUTED, Seen.NOTHING, INTO_BRIDGE + "brctl stp br on; commit"))
        .singleElement()
        .asString()
        .contains("eth0 would listen and learn in br for 30 s")
        .contains("the session would stop for 30 s");
    assertThat(
            breaks(
                Topologies.bare(),
                ROUTED,
                Seen.NOTHING,
                INTO_BRIDGE + "brctl stp br on; brctl setfd br 2; commit"))
        .singleElement()
        .asString()
        .contains("stop for 4 s");
  }

  @ParameterizedTest
  @CsvSource({"0,false", "1,true", "2,false"})
  void aWayBackByAnotherLinkCutsWhereReversePathsAreStrict(int mode, boolean cut)
      throws IOException {
    String lines =
        "sysctl net.ipv4.conf.all.rp_filter="
            + mode
            + " THEN route add 10.9.0.0/16 via 192.168.1.1";
    List<String> breaks = breaks(Topologies.seed(), ROUTED, Seen.NOTHING, lines);
    if (cut) {
      assertThat(breaks).singleElement().asString().contains("rp_filter is 1", "come in by eth0");
    } else {
      assertThat(breaks).isEmpty();
    }
  }

  @Test
  void theLinksOwnReversePathSettingCountsToo() throws IOException {
    assertThat(
            breaks(
                Topologies.seed(),
                ROUTED,
                Seen.NOTHING,
                "sysctl net.ipv4.conf.eth0.rp_filter=1 THEN route add 10.9.9.9 via 192.168.1.1"))
        .singleElement()
        .asString()
        .contains("rp_filter is 1");
  }

  @Test
  void oneOfSeveralWaysThatLeadsNowhereCutsTheConnectionsThatTakeIt() throws IOException {
    String lines =
        "route add 10.9.0.0/16 nexthop via 128.153.144.1 nexthop via 192.168.1.1 THEN link set"
            + " vif0.1 down";
    assertThat(breaks(Topologies.seed(), ROUTED, Seen.NOTHING, lines))
        .singleElement()
        .asString()
        .contains("vif0.1 would be down");
  }

  @Test
  void anotherRouterThatDoesNotAnswerIsNone() throws IOException {
    String lines = "route add 10.9.0.0/16 via 128.153.144.99";
    Seen silent = new Seen(Map.of(), Set.of(IpAddress.parse("128.153.144.99")), Map.of());
    assertThat(breaks(Topologies.seed(), ROUTED, Seen.NOTHING, lines)).isEmpty();
    assertThat(breaks(Topologies.seed(), ROUTED, silent, lines))
        .singleElement()
        .asString()
        .contains("128.153.144.99, which does not answer");
  }

  /// A peer behind a guest's vif comes by that, and not by the uplink.
  @Test
  void whereTheNeighbourWasHeardDecides() throws IOException {
    Network seed = SimulatedHost.of(Topologies.seed()).drained();
    MacAddress mac = MacAddress.parse("00:16:3e:10:e4:54");
    Seen heard =
        new Seen(
            Map.of(NEIGHBOUR.peer(), Set.of(mac)),
            Set.of(),
            Map.of(mac, Set.of(seed.linkNamed("vif4.0").orElseThrow())));
    assertThat(breaks(Topologies.seed(), NEIGHBOUR, heard, "link set peth0 down")).isEmpty();
    assertThat(breaks(Topologies.seed(), NEIGHBOUR, heard, "link set vif4.0 nomaster"))
        .singleElement()
        .asString()
        .contains("vif4.0 would leave xenbr0");
  }

  @Test
  void aWayThatIsBrokenAlreadyIsNoReason() throws IOException {
    assertThat(
            breaks(
                Topologies.seed(),
                ROUTED,
                Seen.NOTHING,
                "route delete default THEN link set eth0 down"))
        .isEmpty();
    Connection elsewhere = connection("10.9.9.9", "203.0.113.5");
    assertThat(breaks(Topologies.seed(), elsewhere, Seen.NOTHING, "link set eth0 down")).isEmpty();
    Connection itself = connection("127.0.0.1", "127.0.0.1");
    assertThat(breaks(Topologies.seed(), itself, Seen.NOTHING, "link set eth0 down")).isEmpty();
  }

  @Test
  void sixIsFollowedAsFourIs() throws IOException {
    String ready =
        "address add 2001:db8:1::2/64 dev eth0; route add 2001:db8:9::/48 via 2001:db8:1::1 THEN ";
    Connection routed = connection("2001:db8:9::9", "2001:db8:1::2");
    assertThat(breaks(Topologies.seed(), routed, Seen.NOTHING, ready + "link set vif3.0 down"))
        .isEmpty();
    assertThat(breaks(Topologies.seed(), routed, Seen.NOTHING, ready + "brctl delif xenbr0 peth0"))
        .singleElement()
        .asString()
        .contains("peth0 would leave xenbr0");
    assertThat(
            breaks(
                Topologies.seed(),
                routed,
                Seen.NOTHING,
                ready + "sysctl net.ipv6.conf.eth0.disable_ipv6=1"))
        .anyMatch(b -> b.contains("2001:db8:1::2, the address"));
    assertThat(
            breaks(Topologies.seed(), routed, Seen.NOTHING, ready + "route delete 2001:db8:9::/48"))
        .anyMatch(b -> b.contains("no route to 2001:db8:9::9"));
    assertThat(
            breaks(
                Topologies.seed(),
                routed,
                Seen.NOTHING,
                ready + "route add blackhole 2001:db8:9::9"))
        .anyMatch(b -> b.contains("blackhole"));
  }

  @Test
  void aLinkLocalPeerIsOnItsLink() throws IOException {
    Network seed = SimulatedHost.of(Topologies.seed()).drained();
    String own =
        seed.addresses(seed.linkNamed("eth0").orElseThrow(), org.xnsh.network.IpFamily.IPV6)
            .getFirst()
            .local()
            .address()
            .toString();
    Connection local = connection("fe80::77%eth0", own);
    assertThat(breaks(Topologies.seed(), local, Seen.NOTHING, "link set eth1 down")).isEmpty();
    assertThat(breaks(Topologies.seed(), local, Seen.NOTHING, "link set eth0 name lan0")).isEmpty();
    assertThat(breaks(Topologies.seed(), local, Seen.NOTHING, "link set eth0 down")).isNotEmpty();
  }

  @Test
  void portsThatAreIsolatedDoNotReachEachOther() {
    Network seed = SimulatedHost.of(Topologies.seed()).drained();
    Network isolated = seed;
    for (String port : List.of("vif0.0", "peth0")) {
      int index = seed.linkNamed(port).orElseThrow();
      isolated = isolated.with(new PortKey(index), PortAttributes.ISOLATED, true);
    }
    assertThat(Lockout.breaks(seed, isolated, ROUTED, Seen.NOTHING))
        .singleElement()
        .asString()
        .contains("eth0 would not reach peth0");
  }

  @Test
  void aMappedAddressIsTheOneThatItHolds() {
    assertThat(connection("::ffff:10.9.9.9", "::ffff:128.153.144.204")).isEqualTo(ROUTED);
    assertThat(Connection.of("10.9.9.9", "fe80::1")).isEmpty();
    assertThat(Connection.of("UNKNOWN", "10.0.0.1")).isEmpty();
  }

  /// A VLAN's frames go by the link below it, also where that is a port.
  @Test
  void anUpperIsFollowedToWhatItLiesOn() {
    Network seed = SimulatedHost.of(Topologies.bare()).drained();
    int eth0 = seed.linkNamed("eth0").orElseThrow();
    int upper = 80;
    Network with =
        seed.with(
            new LinkKey(upper),
            seed.get(new LinkKey(eth0)).toBuilder()
                .remove(LinkAttributes.LOWER_NAMESPACE)
                .put(LinkAttributes.NAME, new org.xnsh.network.LinkName("eth0.7"))
                .put(LinkAttributes.KIND, "vlan")
                .put(LinkAttributes.LOWER, (long) eth0)
                .build());
    assertThat(Segment.exits(with, upper)).containsOnlyKeys(Exit.untagged(eth0));
    Network down = with.with(new LinkKey(eth0), LinkAttributes.UP, false);
    assertThat(Segment.exits(down, upper)).isEmpty();
  }
}
