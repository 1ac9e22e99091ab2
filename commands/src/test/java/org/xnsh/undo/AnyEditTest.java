package org.xnsh.undo;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xnsh.testing.SideBySide;

/// Any one edit and its undo, one after the other in the same world: each must leave it as it was,
/// and say nothing of anything that stays. There are a few such worlds, so that they wait together.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AnyEditTest {

  private static final List<String> LINES =
      List.of(
          "brctl addbr fresh",
          "brctl delif br0 v1",
          "brctl addif br1 v5",
          "brctl stp br0 on",
          "brctl setfd br0 5",
          "brctl sethello br0 3",
          "brctl setmaxage br0 12",
          "brctl setageing br0 17",
          "brctl setbridgeprio br0 99",
          "brctl setportprio br0 v2 7",
          "brctl hairpin br0 v2 on",
          "link set eth0 down",
          "link set eth1 down",
          "link set br0 down",
          "link set v1 down",
          "link set lo down",
          "link set eth0 mtu 1400",
          "link set eth0 mtu 1000",
          "link set v1 mtu 1400",
          "link set eth0 address 02:00:00:00:77:77",
          "link set v1 address 02:00:00:00:00:01",
          "link set eth0 name uplink0",
          "link set br0 name bridge0",
          "link set eth0 alias outside",
          "link set eth0 arp off",
          "link set eth0 multicast off",
          "link set eth0 allmulticast on",
          "link set eth0 promisc on",
          "link set eth0 group 7 txqueuelen 500",
          "link set eth0 addrgenmode none",
          "link set v1 master br1",
          "link set v1 nomaster",
          "link set v5 down",
          "link set br1 down",
          "link set br2 down",
          "link set br0 type bridge mcast_snooping 0",
          "link set v2 type bridge_slave learning off flood off",
          "link delete br1",
          "link delete br0",
          "address add 10.0.0.4/24 dev eth0",
          "address add 10.50.0.4/24 brd + dev eth0 label eth0:x",
          "address add fd00:9::1/64 dev eth0",
          "address delete 10.0.0.2/24 dev eth0",
          "address delete 10.0.0.3/24 dev eth0",
          "address delete 10.0.5.1 peer 10.0.5.2/32 dev eth0",
          "address delete 10.0.6.1/24 dev eth0",
          "address delete 2001:db8::2/64 dev eth0",
          "address delete 2001:db8::3/64 dev eth0",
          "address delete 2001:db8:0:6::3/64 dev eth0",
          "address delete 2001:db8:0:8::1 peer 2001:db8:0:8::2 dev eth0",
          "address delete 172.16.0.1/24 dev br0",
          "address flush dev eth0",
          "address flush dev br0",
          "route add 10.30.0.0/16 via 10.0.0.1",
          "route delete default via 10.0.0.1",
          "route delete 10.0.0.0/24 dev eth0",
          "route delete 10.20.0.0/16",
          "route delete 10.22.0.0/16",
          "route replace default via 192.168.1.9",
          "route append 10.26.0.0/16 via 192.168.1.9",
          "route delete 10.26.0.0/16 via 192.168.1.1",
          "route prepend 10.26.0.0/16 via 192.168.1.9",
          "route delete blackhole 10.99.0.0/16",
          "route delete 10.27.0.0/16",
          "nexthop delete id 30",
          "ip -6 route del default via 2001:db8::1",
          "ip -6 route add 2001:db8:aa::/48 via 2001:db8::1",
          "ip -6 route del 2001:db8:a::/48",
          "ip -6 route del 2001:db8:9::/48",
          "nexthop add id 40 via 10.0.0.9 dev eth0",
          "nexthop delete id 10",
          "nexthop delete id 12",
          "nexthop delete id 20",
          "nexthop replace id 10 via 10.0.0.9 dev eth0",
          "rule add from 10.1.0.0/16 lookup 100",
          "rule delete from 10.0.0.3 lookup 100",
          "sysctl net.ipv6.conf.eth0.disable_ipv6=1",
          "sysctl net.ipv6.conf.br0.disable_ipv6=1",
          "sysctl net.ipv6.conf.all.disable_ipv6=1",
          "neighbour add 10.0.0.99 lladdr 02:00:00:00:00:99 dev eth0",
          "neighbour delete 10.0.0.9 dev eth0",
          "neighbour replace 10.0.0.9 lladdr 02:00:00:00:00:98 dev eth0",
          "fdb add 02:00:00:00:05:55 dev v2 master static",
          "fdb delete 02:00:00:00:01:99 dev v1 master");

  @TempDir private static Path folder;

  private final List<SharedScene> worlds =
      IntStream.range(0, 3)
          .mapToObj(
              _ -> new SharedScene(() -> Scene.of(folder, World.SCRIPT).to(World.DESTINATIONS)))
          .toList();

  private SideBySide<String> trials;

  @BeforeAll
  void start() {
    trials = SideBySide.of(worlds.size(), LINES, line -> () -> undone(line));
  }

  @AfterAll
  void end() {
    trials.close();
    worlds.forEach(SharedScene::close);
  }

  private void undone(String line) throws Exception {
    SharedScene world = worlds.get(LINES.indexOf(line) % worlds.size());
    synchronized (world) {
      world.with(scene -> scene.isUndone(line));
    }
  }

  static List<String> lines() {
    return LINES;
  }

  @ParameterizedTest
  @MethodSource("lines")
  void isUndone(String line) throws Exception {
    trials.check(line);
  }
}
