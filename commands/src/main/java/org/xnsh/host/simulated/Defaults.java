package org.xnsh.host.simulated;

import org.xnsh.network.Attributes;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.LinkName;
import org.xnsh.network.MacAddress;
import org.xnsh.network.ObjectKind;
import org.xnsh.network.PortAttributes;

/// How new objects are: `br_dev_setup`, `br_multicast_init`, `new_nbp`, `veth_setup`.
final class Defaults {

  private static final MacAddress BROADCAST = MacAddress.parse("ff:ff:ff:ff:ff:ff");

  private Defaults() {}

  /// A locally administered address in the place of a random one; another for every ifindex.
  static MacAddress mac(int index) {
    return new MacAddress(0x0200_0000_0000L | (index * 0x9E3779B1L & 0xff_ffff_ffffL));
  }

  /// A bridge has carrier until it first looks at its ports, as it does when it gets an address.
  static Attributes bridgeLink(LinkName name, MacAddress mac, boolean pinned) {
    return link(name, "bridge", mac).toBuilder()
        .put(LinkAttributes.MAC_PINNED, pinned)
        .put(LinkAttributes.CARRIER, !pinned)
        .build();
  }

  /// An Ethernet link that is down.
  static Attributes link(LinkName name, String kind, MacAddress mac) {
    return Attributes.builder(ObjectKind.LINK)
        .put(LinkAttributes.NAME, name)
        .put(LinkAttributes.KIND, kind)
        .put(LinkAttributes.HARDWARE_TYPE, 1L)
        .put(LinkAttributes.MAC, mac)
        .put(LinkAttributes.BROADCAST, BROADCAST)
        .put(LinkAttributes.MTU, 1500L)
        .put(LinkAttributes.MINIMUM_MTU, 68L)
        .put(LinkAttributes.MAXIMUM_MTU, 65535L)
        .put(LinkAttributes.UP, false)
        .put(LinkAttributes.ARP, true)
        .put(LinkAttributes.MULTICAST, true)
        .put(LinkAttributes.ALL_MULTICAST, false)
        .put(LinkAttributes.PROMISCUOUS, false)
        .put(LinkAttributes.DYNAMIC, false)
        .put(LinkAttributes.GROUP, 0L)
        .put(LinkAttributes.QUEUE_LENGTH, 1000L)
        .put(LinkAttributes.PROTOCOL_DOWN, false)
        .put(LinkAttributes.ADDRESS_GENERATION, 0L)
        .put(LinkAttributes.GSO_MAXIMUM_SIZE, 65536L)
        .put(LinkAttributes.GSO_MAXIMUM_SEGMENTS, 65535L)
        .put(LinkAttributes.GRO_MAXIMUM_SIZE, 65536L)
        .put(LinkAttributes.GSO_IPV4_MAXIMUM_SIZE, 65536L)
        .put(LinkAttributes.GRO_IPV4_MAXIMUM_SIZE, 65536L)
        .put(LinkAttributes.CARRIER, false)
        .put(LinkAttributes.OPERATIONAL_STATE, 2L)
        .put(LinkAttributes.LINK_MODE, 0L)
        .put(LinkAttributes.PROMISCUITY, 0L)
        .put(LinkAttributes.QUEUEING, "noop")
        .build();
  }

  static Attributes loopback() {
    return link(new LinkName("lo"), "", MacAddress.ZERO).toBuilder()
        .put(LinkAttributes.HARDWARE_TYPE, 772L)
        .put(LinkAttributes.BROADCAST, MacAddress.ZERO)
        .put(LinkAttributes.MTU, 65536L)
        .put(LinkAttributes.MINIMUM_MTU, 0L)
        .put(LinkAttributes.MAXIMUM_MTU, 0L)
        .put(LinkAttributes.MULTICAST, false)
        .build();
  }

  static Attributes bridge() {
    return Attributes.builder(ObjectKind.BRIDGE)
        .put(BridgeAttributes.FORWARD_DELAY, 1500L)
        .put(BridgeAttributes.HELLO_TIME, 200L)
        .put(BridgeAttributes.MAX_AGE, 2000L)
        .put(BridgeAttributes.AGEING_TIME, 30000L)
        .put(BridgeAttributes.STP_STATE, 0L)
        .put(BridgeAttributes.PRIORITY, 32768L)
        .put(BridgeAttributes.VLAN_FILTERING, 0L)
        .put(BridgeAttributes.GROUP_FORWARD_MASK, 0L)
        .put(BridgeAttributes.GROUP_ADDRESS, MacAddress.parse("01:80:c2:00:00:00"))
        .put(BridgeAttributes.BOOLEAN_OPTIONS, 0L)
        .put(BridgeAttributes.MULTICAST_ROUTER, 1L)
        .put(BridgeAttributes.MULTICAST_SNOOPING, 1L)
        .put(BridgeAttributes.MULTICAST_QUERY_USE_ADDRESS, 0L)
        .put(BridgeAttributes.MULTICAST_QUERIER, 0L)
        .put(BridgeAttributes.MULTICAST_HASH_ELASTICITY, 16L)
        .put(BridgeAttributes.MULTICAST_HASH_MAXIMUM, 4096L)
        .put(BridgeAttributes.MULTICAST_LAST_MEMBER_COUNT, 2L)
        .put(BridgeAttributes.MULTICAST_STARTUP_QUERY_COUNT, 2L)
        .put(BridgeAttributes.MULTICAST_LAST_MEMBER_INTERVAL, 100L)
        .put(BridgeAttributes.MULTICAST_MEMBERSHIP_INTERVAL, 26000L)
        .put(BridgeAttributes.MULTICAST_QUERIER_INTERVAL, 25500L)
        .put(BridgeAttributes.MULTICAST_QUERY_INTERVAL, 12500L)
        .put(BridgeAttributes.MULTICAST_QUERY_RESPONSE_INTERVAL, 1000L)
        .put(BridgeAttributes.MULTICAST_STARTUP_QUERY_INTERVAL, 3125L)
        .put(BridgeAttributes.MULTICAST_STATISTICS, 0L)
        .put(BridgeAttributes.MULTICAST_IGMP_VERSION, 2L)
        .put(BridgeAttributes.MULTICAST_MLD_VERSION, 1L)
        .put(BridgeAttributes.NETFILTER_IPTABLES, 0L)
        .put(BridgeAttributes.NETFILTER_IP6TABLES, 0L)
        .put(BridgeAttributes.NETFILTER_ARPTABLES, 0L)
        .put(BridgeAttributes.FDB_MAXIMUM_LEARNED, 0L)
        .put(BridgeAttributes.MTU_PINNED, false)
        .put(BridgeAttributes.ROOT_PORT, 0L)
        .put(BridgeAttributes.ROOT_PATH_COST, 0L)
        .put(BridgeAttributes.TOPOLOGY_CHANGE, 0L)
        .put(BridgeAttributes.TOPOLOGY_CHANGE_DETECTED, 0L)
        .build();
  }

  /// A port that has just been attached; a veth counts as 10 Gbit/s, whence cost 2.
  static Attributes port(long number) {
    return Attributes.builder(ObjectKind.PORT)
        .put(PortAttributes.STATE, 0L)
        .put(PortAttributes.PRIORITY, 32L)
        .put(PortAttributes.COST, 2L)
        .put(PortAttributes.HAIRPIN, false)
        .put(PortAttributes.GUARD, false)
        .put(PortAttributes.ROOT_BLOCK, false)
        .put(PortAttributes.FAST_LEAVE, false)
        .put(PortAttributes.LEARNING, true)
        .put(PortAttributes.FLOOD, true)
        .put(PortAttributes.PROXY_ARP, false)
        .put(PortAttributes.PROXY_ARP_WIFI, false)
        .put(PortAttributes.MULTICAST_ROUTER, 1L)
        .put(PortAttributes.MULTICAST_TO_UNICAST, false)
        .put(PortAttributes.MULTICAST_FLOOD, true)
        .put(PortAttributes.BROADCAST_FLOOD, true)
        .put(PortAttributes.GROUP_FORWARD_MASK, 0L)
        .put(PortAttributes.NEIGHBOUR_SUPPRESSION, false)
        .put(PortAttributes.VLAN_NEIGHBOUR_SUPPRESSION, false)
        .put(PortAttributes.ISOLATED, false)
        .put(PortAttributes.LOCKED, false)
        .put(PortAttributes.MAC_AUTHENTICATION_BYPASS, false)
        .put(PortAttributes.VLAN_TUNNEL, false)
        .put(PortAttributes.MULTICAST_EHT_HOSTS_LIMIT, 512L)
        .put(PortAttributes.MULTICAST_MAXIMUM_GROUPS, 0L)
        .put(PortAttributes.NUMBER, number)
        .put(PortAttributes.DESIGNATED_COST, 0L)
        .put(PortAttributes.TOPOLOGY_CHANGE_ACKNOWLEDGED, 0L)
        .put(PortAttributes.CONFIGURATION_PENDING, 0L)
        .build();
  }
}
