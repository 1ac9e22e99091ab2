package org.xnsh.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.host.Topologies;
import org.xnsh.host.Topology;
import org.xnsh.host.simulated.SimulatedHost;
import org.xnsh.network.Attributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.NexthopAttributes;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.NexthopKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.testing.Session;

/// The order of steps, in the words of `check`.
class OrderTest {

  private static final String INTO_BRIDGE =
      "begin; address delete 128.153.144.204/24 dev eth0; brctl addbr br; link set eth0 master br;"
          + " address add 128.153.144.204/24 dev br; link set br up;"
          + " route add default via 128.153.144.1 dev br";

  @TempDir private Path folder;

  private List<String> steps(Topology topology, String ready, String lines) throws IOException {
    try (Session session = Session.on(SimulatedHost.of(topology), folder)) {
      session.type(ready).ok();
      session.type(lines).ok();
      return session
          .type("check")
          .ok()
          .lines()
          .dropWhile(l -> !l.equals("  steps"))
          .skip(1)
          .takeWhile(l -> l.startsWith("    "))
          .map(String::strip)
          .toList();
    }
  }

  @Test
  void aNewBridgeHasTheUplinksAddressAndRouteBeforeTheUplinkLosesThem() throws IOException {
    assertThat(steps(Topologies.bare(), "log", INTO_BRIDGE))
        .containsExactly(
            "create br",
            "set eth0 master br",
            "set br up on",
            "create address 128.153.144.204/24 of br",
            "create route default via 128.153.144.1 dev br",
            "delete address 128.153.144.204/24 of eth0");
  }

  @Test
  void aBridgeThatWasThereIsUpRightAfterTheUplinkJoins() throws IOException {
    assertThat(
            steps(
                Topologies.bare(),
                "brctl addbr br",
                INTO_BRIDGE.replace("brctl addbr br; ", "") + "; link set eth0 alias uplink"))
        .containsExactly(
            "set eth0 master br",
            "set br up on",
            "set eth0 alias uplink",
            "create address 128.153.144.204/24 of br",
            "create route default via 128.153.144.1 dev br",
            "delete address 128.153.144.204/24 of eth0");
  }

  @Test
  void anUplinkThatLeavesHasItsAddressBackBeforeTheBridgeReachesNobody() throws IOException {
    String back =
        "begin; link set eth0 nomaster; address delete 128.153.144.204/24 dev br; address add"
            + " 128.153.144.204/24 dev eth0; route add default via 128.153.144.1 dev eth0";
    assertThat(steps(Topologies.bare(), INTO_BRIDGE + "; commit", back))
        .containsExactly(
            "create address 128.153.144.204/24 of eth0",
            "create route default via 128.153.144.1 dev eth0",
            "set eth0 master none",
            "delete address 128.153.144.204/24 of br");
  }

  @Test
  void anAddressOfSixServesBeforeTheOldOneGoes() throws IOException {
    assertThat(
            steps(
                Topologies.bare(),
                "address add 2001:db8::2/64 dev eth0",
                "begin; brctl addbr br; link set eth0 master br; link set br up; address delete"
                    + " 2001:db8::2/64 dev eth0; address add 2001:db8::2/64 dev br"))
        .containsExactly(
            "create br",
            "set eth0 master br",
            "set br up on",
            "create address 2001:db8::2/64 of br",
            "wait for br",
            "delete address 2001:db8::2/64 of eth0");
  }

  @Test
  void addressesThatGoNowhereElseKeepTheirOrder() throws IOException {
    assertThat(
            steps(
                Topologies.bare(),
                "log",
                "begin; address add 10.1.1.1/24 dev eth1; address delete 192.168.1.10/24 dev eth1"))
        .containsExactly(
            "delete address 192.168.1.10/24 of eth1", "create address 10.1.1.1/24 of eth1");
  }

  @Test
  void aNexthopWaitsForTheCarrierThatItsBridgeGetsWithItsPort() throws IOException {
    SimulatedHost host = SimulatedHost.of(Topologies.bare());
    try (Session session = Session.on(host, folder)) {
      session.type("brctl addbr br; link set br up").ok();
    }
    Network before = host.picture();
    int bridge = before.linkNamed("br").orElseThrow();
    LinkKey port = new LinkKey(before.linkNamed("eth0").orElseThrow());
    NexthopKey nexthop = new NexthopKey(7);
    Network target =
        before
            .with(port, LinkAttributes.MASTER, (long) bridge)
            .with(nexthop, Attributes.none(ObjectKind.NEXTHOP))
            .with(nexthop, NexthopAttributes.DEVICE, (long) bridge);
    assertThat(Planner.plan(before, target).steps())
        .extracting(Step::key)
        .containsSubsequence(port, new LinkKey(bridge), nexthop);
    assertThat(
            Planner.plan(before.with(port, LinkAttributes.MASTER, (long) bridge), target).steps())
        .extracting(Step::key)
        .containsExactly(nexthop);
  }
}
