package org.xnsh.transaction;

import java.util.List;

/// Transactions that tests interrupt: what is typed before, and the one that it is about. They fit
/// the seed's topology.
enum Corpus {
  MOVE_OF_A_PORT(
      List.of("brctl setpathcost test vif3.0 77", "brctl hairpin test vif3.0 on"),
      List.of("link set vif3.0 master virbr0")),
  REBUILD_OF_AN_UPLINK_INTO_A_BRIDGE(
      List.of("ip route add 10.7.0.0/16 via 192.168.1.9"),
      List.of(
          "begin",
          "brctl addbr br9",
          "ip link set br9 up",
          "ip addr del 192.168.1.10/24 dev eth1",
          "brctl addif br9 eth1",
          "ip addr add 192.168.1.10/24 dev br9",
          "ip route add 10.7.0.0/16 via 192.168.1.9",
          "commit")),
  DELETE_WITH_DEPENDANTS(
      List.of(
          "ip link set vif3.0 master virbr0",
          "ip route add 10.6.0.0/16 via 192.168.122.9",
          "ip addr add 10.5.0.1/24 dev virbr0"),
      List.of("ip link del virbr0")),
  LINK_DOWN_WITH_ROUTES_AND_NEXTHOPS(
      List.of(
          "ip route add 10.7.0.0/16 via 192.168.1.9",
          "ip route add 10.7.0.0/16 via 192.168.1.8 metric 5",
          "ip nexthop add id 7 via 192.168.1.7 dev eth1",
          "ip route add 10.8.0.0/16 nhid 7"),
      List.of("ip link set eth1 down"));

  private final String before;
  private final String lines;

  Corpus(List<String> before, List<String> lines) {
    this.before = String.join("\n", before);
    this.lines = String.join("\n", lines);
  }

  List<String> before() {
    return before.lines().toList();
  }

  /// The last one makes the transaction.
  List<String> lines() {
    return lines.lines().toList();
  }
}
