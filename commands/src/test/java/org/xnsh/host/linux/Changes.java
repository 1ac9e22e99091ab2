package org.xnsh.host.linux;

import java.util.List;
import java.util.Random;

/// Changes that other hands make with `ip` and `brctl`, all of which the kernel tells of. In
/// capitals what is drawn anew each time: L a link, B a bridge, N a small number.
final class Changes {

  private Changes() {}

  static final List<String> ALL =
      List.of(
          "ip link set L up",
          "ip link set L up",
          "ip link set L down",
          "ip link set B up",
          "ip link set B down",
          "brctl addif B L",
          "brctl addif B L",
          "ip link set L nomaster",
          "ip link set L mtu 14N0",
          "ip link set B mtu 13N0",
          "ip link set L address 02:00:00:00:00:0N",
          "ip addr add 10.0.N.1/24 dev L",
          "ip addr add 10.0.1.N/24 dev L",
          "ip addr add 10.0.1.N/24 dev B",
          "ip addr del 10.0.1.N/24 dev L",
          "ip addr add fd00::N/64 dev L nodad",
          "ip addr del fd00::N/64 dev L",
          "ip addr flush dev L",
          "ip route add 10.9.N.0/24 dev L",
          "ip route append 10.9.N.0/24 via 10.0.1.1",
          "ip route append 10.9.N.0/24 dev L",
          "ip route prepend 10.9.N.0/24 dev L src 10.0.1.1",
          "ip route replace 10.9.N.0/24 dev L",
          "ip route del 10.9.N.0/24",
          "ip route add 10.8.N.0/24 nexthop via 10.0.1.7 nexthop via 10.0.2.7",
          "ip route add blackhole 10.7.N.0/24 table 7N",
          "ip -6 route add fd01:N::/64 dev L metric N",
          "ip -6 route append fd01:N::/64 via fd00::7",
          "ip -6 route append fd01:N::/64 via fd00::8",
          "ip -6 route del fd01:N::/64",
          "ip nexthop add id N via 10.0.1.9 dev L",
          "ip nexthop del id N",
          "ip route add 10.6.N.0/24 nhid N",
          "ip rule add from 10.0.N.0/24 lookup 7N prio 10N",
          "ip rule del prio 10N",
          "ip -6 rule add from fd00:N::/64 lookup 7N",
          "ip link add x0 type veth peer name x1",
          "ip link set x0 master B",
          "ip link set x0 up; ip link set x1 up",
          "ip link del x0",
          "ip link set b0 up; ip link set b0 type bridge forward_delay N00",
          "ip link set b1 up; brctl stp b1 on",
          "ip link set v1 down; ip link set v1 name w1",
          "ip link set w1 down; ip link set w1 name v1");

  static String drawn(Random random, String change) {
    return change
        .replace("L", List.of("v0", "v1", "v2", "p2").get(random.nextInt(4)))
        .replace("B", random.nextBoolean() ? "b0" : "b1")
        .replace("N", "" + (1 + random.nextInt(5)));
  }
}
