package org.xnsh.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.change.Footprint;
import org.xnsh.change.Step;
import org.xnsh.change.StepText;
import org.xnsh.host.Host;
import org.xnsh.host.HostDescription.Kind;
import org.xnsh.host.Topologies;
import org.xnsh.host.linux.DomainSource;
import org.xnsh.host.linux.LinuxHost;
import org.xnsh.host.simulated.SimulatedHost;
import org.xnsh.network.Attributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.LinkName;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.testing.TestNamespace;
import org.xnsh.transaction.log.StateFolder;

class VethPairTest {

  @TempDir private Path folder;
  private TestNamespace namespace;

  @BeforeEach
  void open() {
    namespace = TestNamespace.create();
  }

  @AfterEach
  void close() {
    namespace.close();
  }

  private Transactions transactions() throws Exception {
    return on(
        LinuxHost.namespace(Kind.NAMESPACE, namespace.name(), namespace.path(), DomainSource.NONE));
  }

  private Transactions on(Host host) throws Exception {
    return NamespaceWriter.open(
        host, new StateFolder(folder.resolve("state")), folder.resolve("run"));
  }

  private static Request request(List<String> notices) {
    return new Request("tester", "test", "an edit", Footprint.NOTHING, () -> false, notices::add);
  }

  private static Request request() {
    return request(new ArrayList<>());
  }

  private static Attributes end(String name, int far) {
    return Attributes.builder(ObjectKind.LINK)
        .put(LinkAttributes.NAME, new LinkName(name))
        .put(LinkAttributes.KIND, "veth")
        .put(LinkAttributes.LOWER, (long) far)
        .build();
  }

  /// As an edit asks for them: both ends are placeholders and name each other.
  private static Network withPair(Network network) {
    return network.with(new LinkKey(-1), end("vetha", -2)).with(new LinkKey(-2), end("vethb", -1));
  }

  private static Network without(Network network, String... names) {
    Network rest = network;
    for (String name : names) {
      int link = rest.linkNamed(name).orElseThrow();
      rest = rest.withoutAll(rest.standingOn(link)).without(new LinkKey(link));
    }
    return rest;
  }

  private String links() {
    return namespace.run("ip", "-j", "link");
  }

  @Test
  void aPairIsMadeByOneStepAndItsUndoLeavesNothing() throws Exception {
    String before = links();
    try (Transactions transactions = transactions()) {
      assertThat(transactions.edit(request(), VethPairTest::withPair))
          .isInstanceOf(Outcome.Done.class);
      assertThat(namespace.ip("-o link show vetha")).contains("vetha@vethb");
      assertThat(transactions.undo(request(), OptionalLong.empty(), false))
          .isInstanceOf(Outcome.Done.class);
      assertThat(links()).isEqualTo(before);
      assertThat(transactions.redo(request())).isInstanceOf(Outcome.Done.class);
      assertThat(namespace.ip("-o link show vethb")).contains("vethb@vetha");
    }
  }

  @Test
  void aDeletedPairComesBackWithBothNumbersAddressesAndStates() throws Exception {
    namespace.sh(
        "sysctl -qw net.ipv6.conf.default.disable_ipv6=1; ip link add xbr type bridge;"
            + " ip link add vetha type veth peer name vethb; ip link set vetha master xbr;"
            + " ip link set vetha mtu 1400; ip link set vethb mtu 1300; ip link set vethb up;"
            + " ip link set vethb alias far; ip addr add 10.1.0.1/24 dev vethb");
    String before = links();
    String addresses = namespace.run("ip", "-j", "addr");
    try (Transactions transactions = transactions()) {
      assertThat(transactions.edit(request(), n -> without(n, "vetha", "vethb")))
          .isInstanceOf(Outcome.Done.class);
      assertThat(links()).doesNotContain("vetha").doesNotContain("vethb");
      assertThat(transactions.undo(request(), OptionalLong.empty(), false))
          .isInstanceOf(Outcome.Done.class);
      assertThat(links()).isEqualTo(before);
      assertThat(namespace.run("ip", "-j", "addr")).isEqualTo(addresses);
    }
  }

  @Test
  void aPairWhoseOtherEndIsElsewhereIsWarnedOfAndNotMadeAgain() throws Exception {
    try (TestNamespace guest = TestNamespace.create()) {
      namespace.sh("ip link add vetha type veth peer name vethb");
      namespace.ip("link set vethb netns " + guest.name());
      try (Transactions transactions = transactions()) {
        List<String> notices = new ArrayList<>();
        assertThat(transactions.edit(request(notices), n -> without(n, "vetha")))
            .isInstanceOf(Outcome.Done.class);
        assertThat(notices).anyMatch(n -> n.contains("vetha") && n.contains("other end"));
        Outcome undone = transactions.undo(request(), OptionalLong.empty(), false);
        assertThat(undone).isInstanceOf(Outcome.RolledBack.class);
        assertThat(((Outcome.RolledBack) undone).cause()).contains("another network namespace");
        assertThat(links()).doesNotContain("vetha");
      }
    }
  }

  @Test
  void aSimulatedPairComesAndGoesAlike() throws Exception {
    SimulatedHost host = SimulatedHost.of(Topologies.bare());
    int links = host.drained().links().size();
    try (Transactions transactions = on(host)) {
      transactions.edit(request(), VethPairTest::withPair);
      Network with = host.drained();
      int near = with.linkNamed("vetha").orElseThrow();
      assertThat(with.linkNamed("vethb")).hasValue(near - 1);
      assertThat(with.get(new LinkKey(near)).number(LinkAttributes.LOWER)).isEqualTo(near - 1);
      transactions.edit(request(), n -> without(n, "vetha", "vethb"));
      assertThat(host.drained().links()).hasSize(links);
      transactions.undo(request(), OptionalLong.empty(), false);
      assertThat(host.drained().linkNamed("vetha")).hasValue(near);
      assertThat(host.drained().linkNamed("vethb")).hasValue(near - 1);
    }
  }

  @Test
  void theLogKeepsBothEndsOfAStep() {
    Step step =
        new Step.Create(new LinkKey(-1), end("vetha", -2)).with(new LinkKey(-2), end("peer", -1));
    assertThat(StepText.parse(StepText.write(step))).isEqualTo(step);
  }
}
