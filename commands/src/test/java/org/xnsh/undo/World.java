package org.xnsh.undo;

/// A host with something of everything: two uplinks, bridges with ports, addresses of both families
/// with their flags and order, routes of every shape, nexthop objects, rules and entries.
final class World {

  private World() {}

  /// Where to ask for the way.
  static final String[] DESTINATIONS = {
    "10.0.0.77",
    "10.9.1.1",
    "10.20.0.1",
    "10.21.0.1",
    "10.22.0.1",
    "172.16.0.9",
    "172.18.0.1",
    "8.8.8.8",
    "2001:db8::77",
    "2001:db8:1::9",
    "2001:db8:9::1",
    "2001:db8:f::1",
    "2600::1"
  };

  static final String SCRIPT =
      """
      sysctl -qw net.ipv6.conf.default.accept_dad=0 net.ipv6.conf.default.accept_ra=0
      ip netns exec OUTSIDE sysctl -qw net.ipv6.conf.default.accept_dad=0 net.ipv6.conf.default.forwarding=0
      ip link add eth0 type veth peer name w0 netns OUTSIDE
      ip link add eth1 type veth peer name w1 netns OUTSIDE
      ip link add br0 type bridge
      ip link add br1 type bridge
      ip link add br2 type bridge stp_state 0 forward_delay 0
      for n in 1 2 3 4 5 6; do ip link add v$n type veth peer name g$n netns OUTSIDE; done
      for n in 3 1 2; do ip link set v$n master br0; done
      ip link set v4 master br1
      for l in eth0 eth1 br0 br1 br2 v1 v2 v3 v4 v5; do ip link set $l up; done
      for l in w0 w1 g1 g2 g3 g4 g5; do ip -n OUTSIDE link set $l up; done
      ip addr add 10.0.0.2/24 brd + dev eth0
      ip addr add 10.0.0.3/24 brd + dev eth0 label eth0:one
      ip addr add 10.0.5.1 peer 10.0.5.2/32 dev eth0
      ip addr add 10.0.6.1/24 dev eth0 metric 77 noprefixroute
      ip addr add 10.0.7.1/24 dev eth0 scope link metric 99
      ip -6 addr add 2001:db8::2/64 dev eth0
      ip -6 addr add 2001:db8::3/64 dev eth0 home nodad
      ip -6 addr add 2001:db8:0:5::3/64 dev eth0 noprefixroute
      ip -6 addr add 2001:db8:0:6::3/64 dev eth0 mngtmpaddr valid_lft 9000 preferred_lft 8000
      ip -6 addr add 2001:db8:0:7::3/64 dev eth0 metric 300 preferred_lft 0
      ip -6 addr add 2001:db8:0:8::1 peer 2001:db8:0:8::2 dev eth0
      ip addr add 192.168.1.10/24 dev eth1
      ip -6 addr add fd00:1::10/64 dev eth1
      ip addr add 172.16.0.1/24 brd + dev br0
      ip addr add 172.16.0.2/24 brd + dev br0
      ip -6 addr add 2001:db8:1::1/64 dev br0
      ip -6 addr add 2001:db8:1::2/64 dev br0
      ip route add default via 10.0.0.1 src 10.0.0.3
      ip route add default via 192.168.1.1 metric 50
      ip route append 10.26.0.0/16 via 10.0.0.1
      ip route append 10.26.0.0/16 via 192.168.1.1
      ip route append 10.26.0.0/16 via 10.0.0.9
      ip route add 10.9.0.0/16 via 10.0.0.1 proto static mtu 1400 advmss 1300
      ip route add 10.20.0.0/16 nexthop via 10.0.0.1 weight 2 nexthop via 192.168.1.1
      ip route add 10.21.0.0/16 nexthop via 10.0.0.1 nexthop via 10.0.0.9
      ip route add 10.23.0.0/16 dev eth0 scope link
      ip route add 10.24.0.0/16 via 10.0.0.7 metric 5
      ip route add 10.24.0.0/16 via 10.0.0.8 metric 5 tos 0x10
      ip route add blackhole 10.99.0.0/16
      ip route add 10.31.0.0/16 via inet6 fe80::9 dev eth0
      ip route add 10.32.0.0/16 via 10.55.0.1 onlink dev eth0 table 50 proto static metric 9
      ip route add 10.33.0.0/16 dev eth0 mtu lock 1300 initcwnd 20 rto_min 50
      ip addr add 10.0.8.3/24 dev eth0 valid_lft 9000 preferred_lft 8000
      ip -6 neigh add fe80::1 lladdr 02:00:00:00:00:01 dev eth0 router nud permanent
      ip route add default via 10.0.0.1 table 100
      ip route add 10.77.0.0/16 dev eth0 src 10.0.0.3 table 100
      ip route add 172.18.0.0/16 via 172.16.0.9 src 172.16.0.2
      ip route add 172.19.0.0/16 nexthop via 172.16.0.9 nexthop via 10.0.0.1
      ip nexthop add id 10 via 10.0.0.1 dev eth0
      ip nexthop add id 11 via 192.168.1.1 dev eth1 proto static
      ip nexthop add id 12 group 10,3/11
      ip nexthop add id 13 via 172.16.0.9 dev br0
      ip nexthop add id 14 dev eth0
      ip -6 nexthop add id 20 via 2001:db8::1 dev eth0
      ip -6 nexthop add id 21 via fd00:1::1 dev eth1
      ip nexthop add id 22 group 20/21
      ip nexthop add id 30 blackhole
      ip route add 10.22.0.0/16 nhid 12
      ip route add prohibit 10.98.0.0/16 src 10.0.0.2
      ip route add 10.27.0.0/16 nhid 30
      ip route add 10.25.0.0/16 nhid 10
      ip route add 172.20.0.0/16 nhid 13
      until ! ip -6 addr | grep -q tentative; do :; done
      ip -6 route add default via 2001:db8::1 src 2001:db8::2
      ip -6 route add default via fd00:1::1 metric 2048
      ip -6 route add 2001:db8:9::/48 via 2001:db8::1 mtu 1400 pref high
      ip -6 route add 2001:db8:a::/48 nexthop via 2001:db8::1 nexthop via fd00:1::1
      ip -6 route add 2001:db8:b::/48 nexthop via 2001:db8::1 nexthop via 2001:db8::9
      ip -6 route add 2001:db8:c::/48 nhid 22
      ip -6 route add 2001:db8:d::/48 nhid 20
      ip -6 route add 2001:db8:e::/48 via fe80::1 dev eth0 table 100
      ip -6 route add 2001:db8:f::/48 via 2001:db8:1::9 src 2001:db8:1::1
      ip -6 route add unreachable 2001:db8:99::/48
      ip rule add from 10.0.0.3 lookup 100
      ip rule add iif eth1 fwmark 7 lookup 100 priority 500
      ip -6 rule add from 2001:db8::3 lookup 100
      ip neigh add 10.0.0.1 lladdr 02:00:00:00:00:01 dev eth0 nud permanent
      ip neigh add 10.0.0.9 lladdr 02:00:00:00:00:09 dev eth0 nud permanent
      ip neigh add proxy 10.0.0.50 dev eth0
      ip -6 neigh add 2001:db8::1 lladdr 02:00:00:00:00:01 dev eth0 nud permanent
      ip -6 neigh add proxy 2001:db8::50 dev eth0
      ip neigh add 172.16.0.9 lladdr 02:00:00:00:00:19 dev br0 nud permanent
      ip link set v1 type bridge_slave cost 77 hairpin on
      bridge fdb add 02:00:00:00:01:99 dev v1 master static
      bridge fdb add 02:00:00:00:01:98 dev v1 master
      bridge fdb add 02:00:00:00:02:99 dev br0 self
      bridge mdb add dev br0 port v2 grp 239.1.2.3 permanent
      """;
}
