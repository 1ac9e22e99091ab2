package org.xnsh.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.host.HostDescription.Kind;
import org.xnsh.host.Topologies;
import org.xnsh.host.lab.LabDomains;
import org.xnsh.host.linux.LinuxHost;
import org.xnsh.network.Network;
import org.xnsh.testing.Session;
import org.xnsh.testing.TestNamespace;

/// What `show health` finds on a kernel when things are as operators break them.
final class HealthTest {

  @TempDir private static Path folder;
  private static TestNamespace namespace;
  private static Session session;

  @BeforeAll
  static void open() throws IOException {
    namespace = TestNamespace.create();
    namespace.sh(
        """
        ip link set lo up
        for b in test xenbr0; do ip link add $b type bridge; ip link set $b up; done
        ip link add peth1 type veth peer name out1; ip link set out1 up
        for v in vif3.0 vif4.0; do
          ip link add $v address fe:ff:ff:ff:ff:ff type veth peer name g$v; ip link set g$v up
        done
        for l in peth1 vif3.0; do ip link set $l up master test; done
        ip link set vif4.0 up master xenbr0
        """);
    session =
        Session.on(
            LinuxHost.namespace(
                Kind.NAMESPACE,
                namespace.name(),
                namespace.path(),
                new LabDomains(Topologies.named("seed").orElseThrow())),
            folder);
  }

  @AfterAll
  static void close() {
    if (session != null) {
      session.close();
    }
    if (namespace != null) {
      namespace.close();
    }
  }

  private static String findings() {
    String health = session.type("show health").ok();
    return health.substring(health.indexOf("findings"));
  }

  @Test
  void aHostInOrderHasNoFinding() {
    assertThat(findings().strip()).matches("findings +none");
  }

  @Test
  void whatAnOlderKernelLacksIsNamedWithWhatIsDoneInstead() {
    assertThat(KernelLimits.of("6.18.44-fc", Network.EMPTY)).isEmpty();
    assertThat(KernelLimits.of("5.10.0-28-amd64", Network.EMPTY))
        .satisfiesExactly(
            namespaces -> assertThat(namespaces).contains("5.14", "--state DIR"),
            addresses -> assertThat(addresses).contains("5.18"),
            names -> assertThat(names).contains("6.2", "goes down for a moment"));
    assertThat(session.type("show health").ok()).containsPattern("kernel +Linux [4-9]\\.");
  }

  /// Each line breaks one thing; the next one mends it.
  @Test
  void eachThingThatIsBrokenIsNamedAndGoneWhenMended() {
    Map<String, String> breaks =
        Map.ofEntries(
            Map.entry("link set test down", "test +is down: its 2 ports are cut off"),
            Map.entry("link set vif3.0 down", "vif3.0 \\(test\\) +is down, though a port of test"),
            Map.entry("link set out1 down", "peth1 +is an uplink of test and has no carrier"),
            Map.entry("link set vif3.0 mtu 1400", "test +has ports of unequal MTU.*1400 at vif3.0"),
            Map.entry(
                "address add 192.168.1.10/24 dev peth1",
                "peth1 +is a port of test, so its address 192.168.1.10/24 cannot be used"),
            Map.entry(
                "link set peth1 address 00:16:3e:10:e4:53",
                "test +has the address 00:16:3e:10:e4:53 at several ports: peth1, vif3.0"),
            Map.entry(
                "brctl delif test vif3.0",
                "vif3.0 \\(test\\) +is in no bridge and no route leads to it"),
            Map.entry(
                "link set vif3.0 master xenbr0",
                "vif3.0 \\(test\\) +is in xenbr0; its configuration says test"));
    breaks.forEach((line, finding) -> {
      session.type(line).ok();
      assertThat(findings()).as(line).containsPattern(finding);
      session.type("undo").ok();
      assertThat(findings().strip()).as("after the undo of " + line).matches("findings +none");
    });
  }

  @Test
  void aPortThatStpHoldsIsNamed() {
    session.type("brctl stp test on; link set vif3.0 down; link set vif3.0 up").ok();
    assertThat(findings()).containsPattern("vif3.0 .test. +is (listening|learning) in test");
    session.type("undo; undo; undo").ok();
    // a delay that runs goes on without STP; a port that comes up then forwards at once
    namespace.sh("ip link set vif3.0 down; ip link set vif3.0 up");
    assertThat(findings().strip()).matches("findings +none");
  }

  @Test
  void aRoutedVifNeedsForwarding() {
    session.type("brctl delif test vif3.0 && route add 10.0.0.2 dev vif3.0").ok();
    assertThat(findings()).containsPattern("vif3.0 .*is routed, but net.ipv4.ip_forward is 0");
    session.type("echo 1 > /proc/sys/net/ipv4/ip_forward").ok();
    assertThat(findings()).doesNotContain("is routed");
    session.type("undo; undo; undo").ok();
    assertThat(findings().strip()).matches("findings +none");
  }

  @Test
  void aDefaultRouteThroughAPortAndEqualAddressesAreNamed() {
    session.type("address add 10.5.0.1/24 dev peth1 && address add 10.5.0.1/24 dev test").ok();
    session.type("route add default via 10.5.0.9 dev peth1").ok();
    assertThat(findings())
        .containsPattern("peth1 +the default route leaves by it, but it is a port")
        .containsPattern("(peth1 test|test peth1) +have the same address 10.5.0.1");
    session.type("undo; undo; undo").ok();
  }
}
