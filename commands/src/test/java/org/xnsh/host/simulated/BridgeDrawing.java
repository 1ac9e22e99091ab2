package org.xnsh.host.simulated;

import java.util.List;
import java.util.Optional;
import org.xnsh.change.Step;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.MacAddress;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.PortKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.network.PortAttributes;

/// Steps about bridges and their ports.
final class BridgeDrawing {

  private static final Choices SPANNING_TREE =
      new Choices(ObjectKind.BRIDGE)
          .of(BridgeAttributes.STP_STATE, 0L, 1L, 2L)
          .of(BridgeAttributes.FORWARD_DELAY, 0L, 100L, 200L, 1500L, 3000L, 3100L)
          .of(BridgeAttributes.HELLO_TIME, 50L, 100L, 200L, 1000L, 1100L)
          .of(BridgeAttributes.MAX_AGE, 500L, 600L, 4000L, 4100L)
          .of(BridgeAttributes.PRIORITY, 0L, 1L, 4096L, 65535L);

  private static final Choices OPTIONS =
      new Choices(ObjectKind.BRIDGE)
          .of(BridgeAttributes.FORWARD_DELAY, 0L, 100L, 1500L, 3100L)
          .of(BridgeAttributes.AGEING_TIME, 0L, 100L, 30000L)
          .of(BridgeAttributes.GROUP_FORWARD_MASK, 0L, 1L, 8L, 65528L)
          .of(
              BridgeAttributes.GROUP_ADDRESS,
              MacAddress.parse("01:80:c2:00:00:00"),
              MacAddress.parse("01:80:c2:00:00:02"),
              MacAddress.parse("01:80:c2:00:00:0e"),
              MacAddress.parse("02:80:c2:00:00:0e"))
          .of(BridgeAttributes.BOOLEAN_OPTIONS, 0L, 1L, 8L)
          .of(BridgeAttributes.MULTICAST_ROUTER, 0L, 1L, 2L, 3L)
          .of(BridgeAttributes.MULTICAST_HASH_MAXIMUM, 16L, 4096L)
          .of(BridgeAttributes.MULTICAST_IGMP_VERSION, 1L, 2L, 3L, 4L)
          .of(BridgeAttributes.MULTICAST_MLD_VERSION, 0L, 1L, 2L, 3L)
          .of(BridgeAttributes.FDB_MAXIMUM_LEARNED, 0L, 100L)
          .numbers(
              List.of(
                  BridgeAttributes.MULTICAST_LAST_MEMBER_COUNT,
                  BridgeAttributes.MULTICAST_STARTUP_QUERY_COUNT),
              0L,
              2L,
              5L)
          .numbers(
              List.of(
                  BridgeAttributes.MULTICAST_LAST_MEMBER_INTERVAL,
                  BridgeAttributes.MULTICAST_MEMBERSHIP_INTERVAL,
                  BridgeAttributes.MULTICAST_QUERIER_INTERVAL,
                  BridgeAttributes.MULTICAST_QUERY_INTERVAL,
                  BridgeAttributes.MULTICAST_QUERY_RESPONSE_INTERVAL,
                  BridgeAttributes.MULTICAST_STARTUP_QUERY_INTERVAL),
              50L,
              100L,
              3125L,
              26000L)
          .numbers(
              List.of(
                  BridgeAttributes.MULTICAST_SNOOPING,
                  BridgeAttributes.MULTICAST_QUERY_USE_ADDRESS,
                  BridgeAttributes.MULTICAST_QUERIER,
                  BridgeAttributes.MULTICAST_STATISTICS,
                  BridgeAttributes.NETFILTER_IPTABLES,
                  BridgeAttributes.NETFILTER_IP6TABLES,
                  BridgeAttributes.NETFILTER_ARPTABLES),
              0L,
              1L);

  private static final Choices PORT =
      new Choices(ObjectKind.PORT)
          .of(PortAttributes.PRIORITY, 0L, 32L, 63L, 64L)
          .of(PortAttributes.COST, 0L, 7L, 65535L, 65536L)
          .of(PortAttributes.MULTICAST_ROUTER, 0L, 1L, 2L, 4L)
          .of(PortAttributes.GROUP_FORWARD_MASK, 0L, 1L, 2L, 65528L)
          .of(PortAttributes.BACKUP_NEXTHOP, 0L, 9L)
          .of(PortAttributes.MULTICAST_MAXIMUM_GROUPS, 0L, 10L)
          .of(PortAttributes.MULTICAST_EHT_HOSTS_LIMIT, 0L, 100L, 512L)
          .flags(
              List.of(
                  PortAttributes.HAIRPIN,
                  PortAttributes.GUARD,
                  PortAttributes.ROOT_BLOCK,
                  PortAttributes.FAST_LEAVE,
                  PortAttributes.LEARNING,
                  PortAttributes.FLOOD,
                  PortAttributes.PROXY_ARP,
                  PortAttributes.PROXY_ARP_WIFI,
                  PortAttributes.MULTICAST_TO_UNICAST,
                  PortAttributes.MULTICAST_FLOOD,
                  PortAttributes.BROADCAST_FLOOD,
                  PortAttributes.NEIGHBOUR_SUPPRESSION,
                  PortAttributes.VLAN_NEIGHBOUR_SUPPRESSION,
                  PortAttributes.ISOLATED,
                  PortAttributes.LOCKED,
                  PortAttributes.MAC_AUTHENTICATION_BYPASS,
                  PortAttributes.VLAN_TUNNEL));

  private BridgeDrawing() {}

  static Optional<Step> option(Dice dice, Network net) {
    return dice.maybe(LinkDrawing.bridges(net)).map(b -> OPTIONS.set(dice, new BridgeKey(b)));
  }

  static Optional<Step> spanningTree(Dice dice, Network net) {
    return dice.maybe(LinkDrawing.bridges(net)).map(b -> SPANNING_TREE.set(dice, new BridgeKey(b)));
  }

  static List<Integer> ports(Network net) {
    return net.bridges().stream().flatMap(b -> net.ports(b).stream()).sorted().toList();
  }

  /// Seldom one of a link that is no port.
  static Optional<Step> port(Dice dice, Network net) {
    return dice.maybe(dice.in(20) ? LinkDrawing.links(net) : ports(net))
        .map(p -> PORT.set(dice, new PortKey(p)));
  }

  static Optional<Step> backup(Dice dice, Network net) {
    List<Integer> ports = ports(net);
    List<Integer> others = dice.in(6) ? LinkDrawing.links(net) : ports;
    return dice.maybe(ports)
        .map(p ->
            Step.Set.of(
                new PortKey(p),
                PortAttributes.BACKUP_PORT,
                dice.in(3) ? 0L : (long) dice.one(others)));
  }
}
