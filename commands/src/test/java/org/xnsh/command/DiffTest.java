package org.xnsh.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xnsh.change.Change;
import org.xnsh.change.ChangeWords;
import org.xnsh.change.Difference;
import org.xnsh.host.Topologies;
import org.xnsh.host.simulated.SimulatedHost;
import org.xnsh.network.Network;
import org.xnsh.testing.Session;

/// What `diff` says of staged edits: in words, for programs, and as lines to run.
class DiffTest {

  @TempDir private Path folder;

  private List<String> after(String name, String lines) throws IOException {
    SimulatedHost host = SimulatedHost.of(Topologies.seed());
    try (Session session = Session.on(host, folder.resolve(name))) {
      Network before = host.drained();
      session.type(lines).ok();
      Network now = host.drained();
      Difference difference = Difference.between(before, now);
      return Stream.concat(
              ChangeWords.of(difference, now).stream(),
              difference.changes().stream()
                  .filter(c -> c instanceof Change.RouteOrder o && o.group().table() == 254)
                  .map(Change::toString))
          // a new bridge draws its address
          .map(l -> l.replaceAll("([0-9a-f]{2}:){5}[0-9a-f]{2}", "MAC"))
          .toList();
    }
  }

  private String diff(String edits) throws IOException {
    SimulatedHost host = SimulatedHost.of(Topologies.seed());
    try (Session session = Session.on(host, folder.resolve("staged"))) {
      session.type("begin; " + edits).ok();
      return session.type("diff commands").ok();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "brctl addbr x; brctl stp x on; brctl setfd x 9; brctl delif test vif3.0; brctl addif x"
            + " vif3.0; brctl setpathcost x vif3.0 7; link set x up",
        "link set eth0 name lan0; link set lan0 mtu 1400 alias 'to the lab' txqueuelen 500",
        "link add v1 type veth peer name v2; link set v1 up; link set v2 master virbr0 up",
        "address delete 128.153.144.204/24 dev eth0; address add 128.153.144.204/24 dev virbr0;"
            + " address add 2001:db8::7/64 dev virbr0 nodad noprefixroute",
        "address add 10.5.5.1/24 dev eth1 label eth1:a scope link metric 7",
        "route add 10.5.0.0/16 via 128.153.144.9 metric 70 table 99; route add blackhole"
            + " 10.6.0.0/16; route add 10.7.0.0/16 nexthop via 128.153.144.8 weight 2 nexthop via"
            + " 192.168.1.8",
        "route delete default; route append default via 128.153.144.2 dev eth0 proto static",
        "route append default via 128.153.144.2 dev eth0",
        "rule add from 10.9.0.0/16 fwmark 7 table 99 priority 50; rule add not to 10.1.1.1 prohibit",
        "nexthop add id 7 via 128.153.144.3 dev eth0; route add 10.8.0.0/16 nhid 7",
        "neighbour add 128.153.144.44 lladdr 02:00:00:00:00:01 dev eth0",
        "fdb add 02:00:00:00:00:02 dev vif3.0 master static",
        "sysctl net.ipv4.conf.eth0.proxy_arp=1; sysctl net.ipv4.ip_forward=1",
        "brctl delbr virbr0x || link set virbr0 down; link delete virbr0",
        "link set vif3.0 type bridge_slave hairpin on cost 9; link set test type bridge"
            + " mcast_snooping 0 ageing_time 100",
      })
  void theCommandsMakeTheSameDifference(String edits) throws IOException {
    String commands = diff(edits);
    assertThat(commands).isNotEmpty().doesNotContain("# no command");
    assertThat(after("again", commands)).isEqualTo(after("first", edits)).isNotEmpty();
  }

  @Test
  void whatNoLineCanSayIsAComment() throws IOException {
    assertThat(
            diff(
                "rule add iif eth0 table 99; address add 10.1.1.1/24 dev eth1 valid_lft 600 preferred_lft 300"))
        .contains("rule add")
        .contains("# no command: create address 10.1.1.1/24 of eth1");
  }

  @Test
  void forProgramsEachAttributeIsARow() throws IOException {
    try (Session session = Session.on(SimulatedHost.of(Topologies.seed()), folder)) {
      session.type("begin; link set vif3.0 master virbr0; brctl addbr x").ok();
      assertThat(session.typeForJson("diff").ok().replaceAll("\\s+", ""))
          .contains("\"kind\":\"link\"", "\"object\":\"vif3.0\"", "\"attribute\":\"master\"")
          .contains("\"before\":\"test\"", "\"after\":\"virbr0\"")
          .contains("\"attribute\":\"object\",\"before\":\"absent\",\"after\":\"present\"");
      assertThat(session.type("diff").ok()).contains("vif3.0: master test → virbr0");
      session.type("abort").ok();
      assertThat(session.type("diff").ok()).isEmpty();
    }
  }
}
