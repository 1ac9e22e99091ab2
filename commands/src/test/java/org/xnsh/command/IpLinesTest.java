package org.xnsh.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xnsh.command.CommandGrammar.Resolved;
import org.xnsh.grammar.Line;
import org.xnsh.host.Topologies;
import org.xnsh.host.simulated.SimulatedHost;
import org.xnsh.testing.Session;

final class IpLinesTest {

  private final CommandGrammar grammar = new CommandGrammar(StandardCatalog.all());

  private Resolved resolve(String line) {
    return grammar.resolve(line, Line.read(line).pipelines().getFirst().command(), false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "link show",
        "link show dev vif3.0",
        "link set vif3.0 down mtu 1400",
        "link set dev vif3.0 alias 'a guest' master virbr0",
        "link set test type bridge stp_state 1 forward_delay 200",
        "link add br9 type bridge stp_state 1",
        "link add a type veth peer name b",
        "address add 10.0.0.1/24 brd + dev eth0",
        "ip link set vif3.0 down",
        "ip -br link show",
        "ip a",
        "route add default via 10.0.0.254",
        "route show table all",
        "route get 10.0.0.9",
        "nexthop add id 7 via 10.0.0.254 dev eth0",
        "rule add from 10.0.0.0/8 table 7",
        "neighbour add 10.0.0.9 lladdr 00:16:3e:00:00:01 dev eth0",
        "fdb add 00:16:3e:00:00:01 dev vif3.0 master static",
        "fdb show br test",
        "ip -6 route",
        "bridge fdb show"
      })
  void linesAreTakenAsTyped(String line) {
    assertThat(resolve(line)).isInstanceOf(Resolved.Found.class);
  }

  @Test
  void aLineThatMakesNoSenseIsRefusedBeforeAnythingRuns() {
    assertThat(resolve("link set vif3.0 sideways")).isInstanceOf(Resolved.Not.class);
  }

  @ParameterizedTest
  @CsvSource({
    "a,address",
    "ad,address",
    "l,link",
    "li,link",
    "addr,address",
    "r,route",
    "ru,rule",
    "n,neighbour",
    "neigh,neighbour",
    "neighbor,neighbour",
    "nexthop,nexthop"
  })
  void objectsOfIpAreFoundByTheirBeginnings(String typed, String object) {
    assertThat(IpCommands.first(IpVerbs.IP, typed)).contains(IpVerbs.IP.get(object));
  }

  @Test
  void getAsksTheRulesInTheirOrder(@TempDir Path folder) throws IOException {
    try (Session session = Session.on(SimulatedHost.of(Topologies.seed()), folder)) {
      assertThat(session.type("ip route get 192.168.1.7").ok()).contains("192.168.1.0/24");
      assertThat(session.type("ip route get 9.9.9.9").ok()).contains("default");
      session.type("ip route add default via 192.168.1.1 table 100").ok();
      session.type("ip rule add from 192.168.1.0/24 table 100 priority 7").ok();
      session.type("ip rule add to 10.8.0.0/16 prohibit priority 8").ok();
      assertThat(session.type("ip route get 9.9.9.9").ok()).contains("128.153.144.1");
      assertThat(session.type("ip route get 9.9.9.9 from 192.168.1.10").ok()).contains("eth1");
      assertThat(session.type("route get 10.8.0.1").err()).contains("rule 8 (prohibit) says no");
      assertThat(session.type("route get 9.9.9.9 mark 7").exit()).isEqualTo(ExitCode.USAGE);
      assertThat(session.type("route get 9.9.9.9 from fd00::1").exit()).isEqualTo(ExitCode.USAGE);
    }
  }
}
