package org.xnsh.undo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A bridge goes, or a port leaves it, with every option other than the kernel's choice.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BridgeTest {

  private static final String BRIDGE =
      """
      sysctl -qw net.ipv6.conf.default.accept_dad=0
      ip link add br0 type bridge forward_delay 300 hello_time 300 max_age 1500 ageing_time 700
      ip link set br0 type bridge priority 77 group_fwd_mask 8 group_address 01:80:c2:00:00:05
      ip link set br0 type bridge no_linklocal_learn 1 fdb_max_learned 50 2>/dev/null || true
      ip link set br0 type bridge mcast_snooping 1 mcast_router 2 mcast_querier 1
      ip link set br0 type bridge mcast_query_use_ifaddr 1 mcast_hash_max 512
      ip link set br0 type bridge mcast_last_member_count 3 mcast_startup_query_count 4
      ip link set br0 type bridge mcast_last_member_interval 200 mcast_membership_interval 20000
      ip link set br0 type bridge mcast_querier_interval 20000 mcast_query_interval 11000
      ip link set br0 type bridge mcast_query_response_interval 900
      ip link set br0 type bridge mcast_startup_query_interval 2800 mcast_stats_enabled 1
      ip link set br0 type bridge mcast_igmp_version 3 mcast_mld_version 2
      ip link set br0 type bridge nf_call_iptables 1 2>/dev/null || true
      for n in 1 2 3 4; do ip link add v$n type veth peer name g$n netns OUTSIDE; done
      for n in 4 2 1 3; do ip link set v$n master br0 up; ip -n OUTSIDE link set g$n up; done
      ip link set v2 nomaster; ip link set v2 master br0
      ip link set br0 up txqueuelen 77 group 5 alias 'of all guests' multicast on
      ip link property add dev br0 altname bridge-of-guests altname another
      sysctl -qw net.ipv4.conf.br0.proxy_arp=1 net.ipv4.conf.br0.rp_filter=2
      sysctl -qw net.ipv6.conf.br0.accept_ra=0 net.ipv4.neigh.br0.gc_stale_time=99
      bridge link set dev v1 cost 9 priority 5 hairpin on guard on root_block on fastleave on
      bridge link set dev v1 learning off flood off mcast_flood off bcast_flood off
      bridge link set dev v1 mcast_to_unicast on neigh_suppress on isolated on mcast_router 2
      bridge link set dev v1 locked on 2>/dev/null || true
      bridge link set dev v1 backup_port v3
      bridge fdb add 02:00:00:00:01:99 dev v1 master static
      bridge fdb add 02:00:00:00:01:98 dev v1 master static sticky
      bridge fdb add 02:00:00:00:01:97 dev v1 master
      bridge fdb add 02:00:00:00:00:96 dev br0 self
      bridge mdb add dev br0 port v1 grp 239.1.2.3 permanent
      bridge mdb add dev br0 port v2 grp ff0e::99 permanent
      ip addr add 172.16.0.1/24 dev br0; ip addr add 172.16.0.2/24 dev br0
      ip -6 addr add fd00::1/64 dev br0; ip -6 addr add fd00::2/64 dev br0
      ip route add 172.18.0.0/16 via 172.16.0.9 src 172.16.0.2
      ip nexthop add id 7 via 172.16.0.9 dev br0; ip route add 172.19.0.0/16 nhid 7
      ip route add 172.20.0.0/16 nexthop via 172.16.0.9 nexthop via 172.16.0.8
      until ! ip -6 addr | grep -q tentative; do :; done
      ip -6 route add default via fd00::9 src fd00::1
      ip -6 route add fd09::/64 nexthop via fd00::9 nexthop via fd00::8
      ip route add default via 172.16.0.9 table 99; ip rule add iif br0 lookup 99
      ip neigh add 172.16.0.9 lladdr 02:00:00:00:00:19 dev br0 nud permanent
      ip neigh add proxy 172.16.0.50 dev br0
      """;

  @TempDir private Path folder;

  private final SharedScene shared = new SharedScene(() -> given(""));

  private Scene given(String also) throws IOException {
    return Scene.of(folder, BRIDGE + also).to("172.18.0.1", "172.19.0.1", "fd00::9", "2600::1");
  }

  @AfterAll
  void end() {
    shared.close();
  }

  private static String settings(Scene scene) {
    return scene.sh(
        "cd /proc/sys/net; grep -r . ipv4/conf/br0 ipv6/conf/br0 ipv4/neigh/br0 ipv6/neigh/br0"
            + " 2>/dev/null | grep -v stable_secret | sort");
  }

  @Test
  void aDeletedBridgeComesBackWithAllThatStoodOnIt() throws IOException {
    shared.with(scene -> {
      String settings = settings(scene);
      assertThat(scene.isUndone("link delete br0")).doesNotContain("exact");
      assertThat(settings(scene)).isEqualTo(settings);
    });
  }

  @Test
  void aDeletedBridgeOfAnAddressOfItsOwnComesBackWithIt() throws IOException {
    try (Scene scene =
        given("ip link set br0 address 02:00:00:00:00:aa; ip link set br0 mtu 1300")) {
      scene.isUndone("link delete br0");
    }
  }

  @Test
  void aDeletedBridgeThatRanTheSpanningTreeComesBackWithItsDelays() throws IOException {
    try (Scene scene = given("ip link set br0 type bridge stp_state 1")) {
      scene.isUndone("link delete br0");
      scene.does("link set br0 down");
      scene.isUndone("brctl delbr br0");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "brctl delif br0 v1",
        "brctl delif br0 v1 v2 v3",
        "link set v4 nomaster",
        "link set v1 down",
        "link set v1 type bridge_slave learning on flood on neigh_suppress off isolated off",
        "link set br0 type bridge mcast_igmp_version 2 mcast_query_interval 12000",
        "link set br0 type bridge group_fwd_mask 0 ageing_time 0 priority 3",
        "link set br0 down",
        "link set br0 name other0",
        "fdb delete 02:00:00:00:01:98 dev v1 master",
      })
  void aPortOrAnOptionComesBack(String line) throws IOException {
    shared.with(scene -> scene.isUndone(line));
  }
}
