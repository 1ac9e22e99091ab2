package org.xnsh.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xnsh.path.Drawing.CONNECTIONS;
import static org.xnsh.path.Drawing.MAIN;
import static org.xnsh.path.Drawing.entry;
import static org.xnsh.path.Drawing.hex;
import static org.xnsh.path.Drawing.with;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.xnsh.network.Attributes;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.IpAddress;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.MacAddress;
import org.xnsh.network.NeighbourAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.NeighbourKey;
import org.xnsh.network.ObjectKey.PortVlanKey;
import org.xnsh.network.ObjectKey.SysctlKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.network.Prefix;
import org.xnsh.network.SysctlAttributes;

/// Ways over kinds of links that the kernels of tests do not have: VLANs, bonds, VRFs, tunnels. Of
/// each, an edit that cuts it, and one beside it that does not, in both families.
class GuardedWaysTest {

  private static final int ETH0 = 2;
  private static final int ETH1 = 3;
  private static final int MINE = 10;
  private static final int OTHER = 11;
  private static final String VLAN_7 = "0700";

  private static void cut(Network before, Network after, String told) {
    for (Connection one : CONNECTIONS) {
      assertThat(Lockout.breaks(before, after, one, Seen.NOTHING))
          .as("%s", one)
          .anyMatch(b -> b.contains(told));
    }
  }

  private static void kept(Network before, Network after) {
    for (Connection one : CONNECTIONS) {
      assertThat(Lockout.breaks(before, after, one, Seen.NOTHING)).as("%s", one).isEmpty();
    }
  }

  private static Drawing uplinks() {
    return new Drawing().rules().link(ETH0, "eth0", "").link(ETH1, "eth1", "");
  }

  private static Network down(Network net, int link) {
    return with(net, link, LinkAttributes.UP, false);
  }

  private static Network master(Network net, int link, long master) {
    return with(net, link, LinkAttributes.MASTER, master);
  }

  @Test
  void aVlanLinkIsFollowedToTheLinkBelow() {
    Network net =
        uplinks()
            .upper(MINE, "eth0.7", "vlan", ETH0, 1, VLAN_7)
            .upper(OTHER, "eth0.8", "vlan", ETH0, 1, "0800")
            .reachedBy(MINE, MAIN)
            .drawn();
    cut(net, down(net, ETH0), "eth0 would be down");
    cut(net, down(net, MINE), "eth0.7 would be down");
    kept(net, down(net, OTHER));
    kept(net, down(net, ETH1));
    kept(net, net.withoutLink(OTHER));
  }

  /// The same frames on the wire, made in another way: `br.7` over a bridge, or a bridge over
  /// `eth0.7`. With another tag they lead elsewhere.
  @Test
  void theTagOnTheWireDecides() {
    Network over =
        uplinks()
            .bridge(MINE, "br")
            .in(ETH0, MINE)
            .upper(OTHER, "br.7", "vlan", MINE, 1, VLAN_7)
            .reachedBy(OTHER, MAIN)
            .drawn();
    Drawing under =
        uplinks()
            .upper(OTHER, "eth0.7", "vlan", ETH0, 1, VLAN_7)
            .bridge(MINE, "br")
            .in(OTHER, MINE)
            .reachedBy(MINE, MAIN);
    Network another =
        uplinks()
            .upper(OTHER, "eth0.8", "vlan", ETH0, 1, "0800")
            .bridge(MINE, "br")
            .in(OTHER, MINE)
            .reachedBy(MINE, MAIN)
            .drawn();
    kept(over, under.drawn());
    cut(over, another, "on the way to");
    cut(under.drawn(), down(under.drawn(), ETH0), "eth0 would be down");
  }

  private static Drawing filtering() {
    Drawing drawing =
        uplinks()
            .link(12, "vif1.0", "")
            .bridge(MINE, "br")
            .in(ETH0, MINE)
            .in(12, MINE)
            .reachedBy(MINE, MAIN);
    return drawing.vlan(MINE, 1, true, true).vlan(ETH0, 1, true, true).vlan(12, 1, true, true);
  }

  private static Network filtered(Network net) {
    return net.with(new BridgeKey(MINE), BridgeAttributes.VLAN_FILTERING, 1L);
  }

  @Test
  void aBridgeThatFiltersVlansLetsThroughWhatItsPortsAreIn() {
    Network net = filtered(filtering().drawn());
    cut(net, net.without(new PortVlanKey(ETH0, 1)), "eth0 would not be in VLAN 1");
    cut(net, net.without(new PortVlanKey(MINE, 1)), "br would not be in VLAN 1");
    cut(net, net.with(new PortVlanKey(ETH0, 1), entry(true, false)), "eth0 would tag frames");
    cut(net, net.with(new PortVlanKey(ETH0, 1), entry(false, true)), "eth0 would tag frames");
    Network own = net.without(new PortVlanKey(MINE, 1));
    own = own.with(new PortVlanKey(MINE, 9), entry(true, true));
    cut(net, own, "br would not be in VLAN 1");
    kept(net, net.without(new PortVlanKey(12, 1)));
    kept(net, net.with(new PortVlanKey(ETH0, 20), entry(false, false)));
    kept(net, net.with(new PortVlanKey(12, 20), entry(false, true)));
  }

  @Test
  void filteringThatIsTurnedOnCutsOnlyWhoIsInAnotherVlan() {
    Network open = filtering().drawn();
    kept(open, filtered(open));
    Network apart = open.without(new PortVlanKey(ETH0, 1));
    cut(apart, filtered(apart), "br would filter VLANs");
    Network strange = open.with(new BridgeKey(MINE), BridgeAttributes.VLAN_PROTOCOL, 0x88a8L);
    kept(strange, filtered(strange).without(new PortVlanKey(ETH0, 1)));
  }

  @Test
  void aVlanOfABridgeThatFiltersNeedsItOnTheBridgeAndOnThePort() {
    Network net =
        filtered(
            uplinks()
                .bridge(MINE, "br")
                .in(ETH0, MINE)
                .upper(OTHER, "br.7", "vlan", MINE, 1, VLAN_7)
                .vlan(MINE, 7, false, false)
                .vlan(ETH0, 7, false, false)
                .vlan(ETH0, 1, true, true)
                .reachedBy(OTHER, MAIN)
                .drawn());
    cut(net, net.without(new PortVlanKey(MINE, 7)), "br would not be in VLAN 7");
    cut(net, net.without(new PortVlanKey(ETH0, 7)), "eth0 would not be in VLAN 7");
    kept(net, net.without(new PortVlanKey(ETH0, 1)));
  }

  /// What the kernel gives by itself is not missed.
  @Test
  void aPortThatJoinsGetsTheDefaultVlan() {
    Network net = filtered(filtering().drawn());
    Network left = master(net.without(new PortVlanKey(ETH0, 1)), ETH0, 0);
    Network joined = master(left, ETH0, MINE);
    assertThat(PortVlans.of(PortVlans.foreseen(left, joined), ETH0)).containsOnlyKeys(1);
    Network other = joined.with(new BridgeKey(MINE), BridgeAttributes.VLAN_DEFAULT_PVID, 9L);
    assertThat(PortVlans.of(PortVlans.foreseen(joined, other), 12)).containsOnlyKeys(9);
    kept(net, net.with(new BridgeKey(MINE), BridgeAttributes.VLAN_DEFAULT_PVID, 9L));
    cut(
        net,
        net.with(new BridgeKey(MINE), BridgeAttributes.VLAN_DEFAULT_PVID, 0L),
        "would not be in VLAN 1");
  }

  @Test
  void aBondLivesAsLongAsOnePortDoes() {
    Drawing drawing = uplinks().link(MINE, "bond0", "bond").in(ETH0, MINE).in(ETH1, MINE);
    Network net = drawing.reachedBy(MINE, MAIN).drawn();
    kept(net, down(net, ETH0));
    kept(net, master(net, ETH1, 0));
    kept(net, with(net, ETH1, LinkAttributes.CARRIER, false));
    cut(net, down(down(net, ETH0), ETH1), "bond0 would have no live port");
    cut(net, master(master(net, ETH0, 0), ETH1, 0), "bond0 would have no port");
    cut(net, down(net, MINE), "bond0 would be down");
  }

  /// Mode 1 is active-backup; 3 is miimon.
  @Test
  void aBondThatLooksAtNothingGoesOnWithItsActivePort() {
    Drawing blind = uplinks().link(MINE, "bond0", "bond").in(ETH0, MINE).in(ETH1, MINE);
    blind.data(MINE, 1, "01", 2, "02000000", 3, "00000000");
    Network net = blind.reachedBy(MINE, MAIN).drawn();
    cut(net, down(net, ETH0), "bond0 would go on with eth0, its active port, which is dead");
    kept(net, down(net, ETH1));
    kept(net, master(net, ETH0, 0));
    Network looking = blind.data(MINE, 1, "01", 2, "02000000", 3, "64000000").drawn();
    kept(looking, down(looking, ETH0));
  }

  @Test
  void aVrfHasItsOwnTableAndItsOwnSockets() {
    Network net =
        uplinks()
            .domains()
            .upper(MINE, "blue", "vrf", 0, 1, "0a000000")
            .upper(OTHER, "red", "vrf", 0, 1, "0b000000")
            .in(ETH0, MINE)
            .reachedBy(ETH0, 10)
            .route("0.0.0.0/0", ETH1, Optional.of("10.1.0.254"), MAIN)
            .route("::/0", ETH1, Optional.of("2001:db8:1::fe"), MAIN)
            .drawn();
    cut(net, master(net, ETH0, 0), "would be in no VRF and no more in VRF blue");
    cut(net, master(net, ETH0, OTHER), "would be in VRF red and no more in VRF blue");
    cut(net, down(net, MINE), "blue would be down");
    cut(net, down(net, ETH0), "eth0 would be down");
    Network without =
        net.without(Drawing.routeKey("0.0.0.0/0", ETH0, Optional.of("10.0.0.254"), 10))
            .without(Drawing.routeKey("::/0", ETH0, Optional.of("2001:db8::fe"), 10));
    cut(net, without, "no route to");
    kept(net, down(net, OTHER));
    kept(net, down(net, ETH1));
    kept(net, net.without(Drawing.routeKey("::/0", ETH1, Optional.of("2001:db8:1::fe"), MAIN)));
  }

  @Test
  void aLinkThatJoinsAVrfLeavesTheSessionBehind() {
    Network net =
        uplinks()
            .domains()
            .upper(MINE, "blue", "vrf", 0, 1, "0a000000")
            .reachedBy(ETH0, MAIN)
            .drawn();
    cut(net, master(net, ETH0, MINE), "would be in VRF blue and no more in no VRF");
    kept(net, master(net, ETH1, MINE));
    kept(net, down(net, MINE));
  }

  private static Drawing tunnels() {
    Drawing drawing = uplinks().address(ETH0, "192.0.2.1/24").address(ETH0, "2001:db8:ff::1/64");
    return drawing
        .route("192.0.2.0/24", ETH0, Optional.empty(), MAIN)
        .route("198.51.100.0/24", ETH0, Optional.of("192.0.2.254"), MAIN)
        .route("2001:db8:ff::/64", ETH0, Optional.empty(), MAIN)
        .route("2001:db8:fe::/64", ETH0, Optional.of("2001:db8:ff::fe"), MAIN);
  }

  private static void outer(Network net) {
    cut(net, down(net, ETH0), "eth0 would be down");
    cut(net, down(net, ETH0), "tun is a tunnel, and ");
    cut(net, down(net, MINE), "tun would be down");
    cut(
        net,
        net.without(Drawing.routeKey("198.51.100.0/24", ETH0, Optional.of("192.0.2.254"), MAIN))
            .without(
                Drawing.routeKey("2001:db8:fe::/64", ETH0, Optional.of("2001:db8:ff::fe"), MAIN)),
        "its own packets to ");
    kept(net, down(net, ETH1));
  }

  @Test
  void aTunnelNeedsTheWayOfItsOuterPackets() {
    Network gre =
        tunnels()
            .upper(MINE, "tun", "gre", 0, 6, hex("192.0.2.1"), 7, hex("198.51.100.7"))
            .reachedBy(MINE, MAIN)
            .drawn();
    outer(gre);
    cut(
        gre,
        gre.without(new AddressKey(ETH0, Prefix.parse("192.0.2.1/24"), Optional.empty())),
        "192.0.2.1, the address that it comes to, would be gone");
    Network six =
        tunnels()
            .upper(MINE, "tun", "ip6tnl", 0, 3, hex("2001:db8:fe::7"))
            .reachedBy(MINE, MAIN)
            .drawn();
    outer(six);
    Network vxlan =
        tunnels()
            .upper(MINE, "tun", "vxlan", 0, 2, hex("198.51.100.7"))
            .reachedBy(MINE, MAIN)
            .drawn();
    outer(vxlan);
  }

  /// Of a tunnel to many nothing is known, and nothing is a break but its own end.
  @Test
  void aTunnelWithoutAKnownFarEndIsNotFollowed() {
    Network net = tunnels().link(MINE, "wg0", "wireguard").reachedBy(MINE, MAIN).drawn();
    kept(net, down(net, ETH0));
    cut(net, down(net, MINE), "wg0 would be down");
    Network group =
        tunnels().upper(MINE, "tun", "vxlan", 0, 2, hex("239.0.0.1")).reachedBy(MINE, MAIN).drawn();
    kept(group, down(group, ETH1));
  }

  @Test
  void aMacvlanIsFollowedToTheLinkBelow() {
    Network net =
        uplinks()
            .upper(MINE, "mac0", "macvlan", ETH0)
            .upper(OTHER, "mac1", "macvlan", ETH1)
            .reachedBy(MINE, MAIN)
            .drawn();
    cut(net, down(net, ETH0), "eth0 would be down");
    cut(net, net.withoutLink(ETH0), "eth0 would be gone");
    kept(net, down(net, OTHER));
    kept(net, down(net, ETH1));
  }

  private static final MacAddress ROUTER = MacAddress.parse("02:00:00:00:00:fe");
  private static final MacAddress WRONG = MacAddress.parse("02:00:00:00:00:99");

  private static Network permanent(Network net, int link, String address, MacAddress mac) {
    return net.with(
        new NeighbourKey(link, IpAddress.parse(address), false),
        Attributes.none(ObjectKind.NEIGHBOUR)
            .with(NeighbourAttributes.MAC, mac)
            .with(NeighbourAttributes.STATE, 128L));
  }

  @Test
  void aPermanentNeighbourThatIsSomebodyElseCuts() {
    Network net = uplinks().reachedBy(ETH0, MAIN).drawn();
    Map<String, Connection> routers =
        Map.of("10.0.0.254", CONNECTIONS.getFirst(), "2001:db8::fe", CONNECTIONS.getLast());
    routers.forEach((router, connection) -> {
      Seen seen = new Seen(Map.of(IpAddress.parse(router), Set.of(ROUTER)), Set.of(), Map.of());
      assertThat(Lockout.breaks(net, permanent(net, ETH0, router, WRONG), connection, seen))
          .singleElement()
          .asString()
          .contains("packets to " + router + " would go to " + WRONG, "answers as " + ROUTER);
      assertThat(Lockout.breaks(net, permanent(net, ETH0, router, ROUTER), connection, seen))
          .isEmpty();
      assertThat(Lockout.breaks(net, permanent(net, ETH1, router, WRONG), connection, seen))
          .isEmpty();
      assertThat(Lockout.breaks(net, permanent(net, ETH0, router, WRONG), connection, Seen.NOTHING))
          .isEmpty();
    });
    kept(net, permanent(net, ETH0, "10.0.0.77", WRONG));
  }

  @Test
  void aLinkWithoutArpFindsNobodyButWhoIsPermanent() {
    Network net = uplinks().reachedBy(ETH0, MAIN).drawn();
    Network off = with(net, ETH0, LinkAttributes.ARP, false);
    cut(net, off, "eth0 would not ask where");
    kept(net, with(net, ETH1, LinkAttributes.ARP, false));
    assertThat(
            Lockout.breaks(
                net,
                permanent(off, ETH0, "2001:db8::fe", ROUTER),
                CONNECTIONS.getLast(),
                Seen.NOTHING))
        .isEmpty();
    assertThat(
            Lockout.breaks(
                net,
                permanent(off, ETH0, "10.0.0.254", ROUTER),
                CONNECTIONS.getFirst(),
                Seen.NOTHING))
        .singleElement()
        .asString()
        .contains("eth0 would not answer ARP");
  }

  @Test
  void anMtuTooSmallForAnyHostCutsAndASmallerOneDoesNot() {
    Network net = uplinks().bridge(MINE, "br").in(ETH0, MINE).reachedBy(MINE, MAIN).drawn();
    cut(net, with(net, ETH0, LinkAttributes.MTU, 500L), "eth0 would pass packets of at most 500");
    cut(net, with(net, MINE, LinkAttributes.MTU, 68L), "br would pass packets of at most 68");
    kept(net, with(net, ETH1, LinkAttributes.MTU, 68L));
    kept(net, with(net, ETH0, LinkAttributes.MTU, 1280L));
    Network thousand = with(net, ETH0, LinkAttributes.MTU, 1000L);
    assertThat(Lockout.breaks(net, thousand, CONNECTIONS.getFirst(), Seen.NOTHING)).isEmpty();
    assertThat(Lockout.breaks(net, thousand, CONNECTIONS.getLast(), Seen.NOTHING))
        .singleElement()
        .asString()
        .contains("needs 1280");
  }

  private static Network setting(Network net, int link, String path, String value) {
    return net.with(
        new SysctlKey(link, path),
        Attributes.none(ObjectKind.SYSCTL).with(SysctlAttributes.VALUE, value));
  }

  @Test
  void settingsThatDropPacketsCutWhereTheyCount() {
    Network net = uplinks().reachedBy(ETH0, MAIN).drawn();
    Connection six = CONNECTIONS.getLast();
    Connection four = CONNECTIONS.getFirst();
    String one = "net/ipv6/conf/*/disable_ipv6";
    String all = "net/ipv6/conf/all/disable_ipv6";
    for (Network off : List.of(setting(net, ETH0, one, "1"), setting(net, 0, all, "1"))) {
      assertThat(Lockout.breaks(net, off, six, Seen.NOTHING))
          .contains("IPv6 would be off on eth0 (disable_ipv6)");
      assertThat(Lockout.breaks(net, off, four, Seen.NOTHING)).isEmpty();
    }
    kept(net, setting(net, ETH1, one, "1"));
    kept(net, setting(net, 0, "net/ipv4/ip_forward", "0"));
    kept(net, setting(net, 0, "net/ipv6/conf/all/forwarding", "1"));
    kept(net, setting(net, 0, "net/ipv4/conf/all/rp_filter", "1"));
    Network away =
        uplinks()
            .reachedBy(ETH0, MAIN)
            .address(ETH1, "10.1.0.1/24")
            .route("10.9.0.0/16", ETH1, Optional.of("10.1.0.254"), MAIN)
            .drawn();
    assertThat(
            Lockout.breaks(
                away, setting(away, 0, "net/ipv4/conf/all/rp_filter", "1"), four, Seen.NOTHING))
        .singleElement()
        .asString()
        .contains("come in by eth0", "rp_filter is 1");
    assertThat(
            Lockout.breaks(
                away, setting(away, 0, "net/ipv4/conf/all/rp_filter", "2"), four, Seen.NOTHING))
        .isEmpty();
  }

  @Test
  void whatOpenVswitchDoesInsideIsNotFollowedButItsOwnLinkIs() {
    Network net =
        uplinks()
            .link(20, "ovs-system", "openvswitch")
            .link(MINE, "br-ex", "openvswitch")
            .in(MINE, 20)
            .in(ETH0, 20)
            .reachedBy(MINE, MAIN)
            .drawn();
    cut(net, down(net, MINE), "br-ex would be down");
    kept(net, down(net, ETH0));
  }

  @Test
  void anAddressThatIsListenedOnIsADoor() {
    Network net =
        uplinks()
            .reachedBy(ETH0, MAIN)
            .address(ETH1, "10.1.0.1/24")
            .link(5, "lo", "")
            .address(5, "127.0.0.1/8")
            .drawn();
    IpAddress door = IpAddress.parse("10.1.0.1");
    assertThat(Door.told(net, down(net, ETH1), door)).contains("eth1 would be down");
    assertThat(
            Door.told(
                net,
                net.without(new AddressKey(ETH1, Prefix.parse("10.1.0.1/24"), Optional.empty())),
                door))
        .contains("10.1.0.1 would be gone");
    assertThat(Door.told(net, down(net, ETH0), door)).isEmpty();
    Access access = new Access(List.of(CONNECTIONS.getFirst()), List.of(door));
    assertThat(access.breaks(net, down(net, ETH1), Seen.NOTHING))
        .containsExactly(
            "the way to log in at 10.1.0.1, where the server listens: eth1 would be down");
    assertThat(access.breaks(net, down(net, ETH0), Seen.NOTHING))
        .singleElement()
        .asString()
        .contains("your own connection from 10.9.9.9: ", "eth0 would be down");
  }
}
