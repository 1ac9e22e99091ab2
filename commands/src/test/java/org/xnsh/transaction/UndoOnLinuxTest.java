package org.xnsh.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.change.Footprint;
import org.xnsh.change.Footprint.FdbOf;
import org.xnsh.change.Footprint.NeighboursOf;
import org.xnsh.host.HostDescription.Kind;
import org.xnsh.host.linux.DomainSource;
import org.xnsh.host.linux.LinuxHost;
import org.xnsh.network.Attributes;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.IpFamily;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.LinkName;
import org.xnsh.network.MacAddress;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.PortKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.network.PortAttributes;
import org.xnsh.testing.Snapshot;
import org.xnsh.testing.TestNamespace;

class UndoOnLinuxTest {

  @TempDir private Path folder;
  private TestNamespace namespace;
  private LinuxHost host;
  private Transactions transactions;

  @BeforeEach
  void open() throws Exception {
    namespace = TestNamespace.create();
    namespace.sh(
        "sysctl -qw net.ipv6.conf.default.accept_dad=0; ip link set lo up;"
            + " ip link add p1 type veth peer name q1; ip link add p2 type veth peer name q2;"
            + " ip link add test type bridge; ip link add other type bridge;"
            + " ip link set p1 master test; ip link set p2 master test;"
            + " ip link add p3 type veth peer name q3; ip link set p3 master other;"
            + " for l in p1 q1 p2 q2 p3 q3 test other; do ip link set $l up; done;"
            + " ip addr add 10.1.0.1/24 dev test; ip addr add 10.1.0.2/24 dev test;"
            + " ip route add 10.9.0.0/16 via 10.1.0.9;"
            + " ip -6 addr add 2001:db8::1/64 dev test; ip -6 addr add 2001:db8::2/64 dev test;"
            + " ip link set p1 type bridge_slave cost 77 hairpin on;"
            + " bridge fdb add 02:00:00:00:00:99 dev p1 master static");
    host =
        LinuxHost.namespace(Kind.NAMESPACE, namespace.name(), namespace.path(), DomainSource.NONE);
    transactions =
        NamespaceWriter.open(host, new StateFolder(folder.resolve("state")), folder.resolve("run"));
    awaitLinkLocalAddresses();
    settle();
  }

  /// The kernel looks for carrier once a second; before that a link has no address of its own.
  private void awaitLinkLocalAddresses() {
    long end = System.nanoTime() + 10_000_000_000L;
    while (namespace.ip("-6 -o addr show scope link").lines().count() < 8) {
      assertThat(System.nanoTime()).as("the links have no carrier").isLessThan(end);
      java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
    }
  }

  @AfterEach
  void close() {
    transactions.close();
    namespace.close();
  }

  /// Link-local routes and carrier come some time after the commands.
  private void settle() {
    String before = "";
    String now = Snapshot.of(namespace).toString();
    long end = System.nanoTime() + 5_000_000_000L;
    int calm = 0;
    while (calm < 4 && System.nanoTime() < end) {
      java.util.concurrent.locks.LockSupport.parkNanos(150_000_000);
      before = now;
      now = Snapshot.of(namespace).toString();
      calm = now.equals(before) ? calm + 1 : 0;
    }
  }

  private int index(String name) {
    return transactions.picture().linkNamed(name).orElseThrow();
  }

  private Request request() {
    return new Request("tester", "test", "an edit", Footprint.NOTHING, () -> false, line -> {});
  }

  /// Makes the edit, which must change something, takes it back and compares.
  private Outcome isUndone(Edit edit, Footprint footprint) {
    Map<String, String> before = Snapshot.of(namespace);
    Outcome done = transactions.edit(request().withFootprint(footprint), edit);
    assertThat(done).isInstanceOf(Outcome.Done.class);
    assertThat(Snapshot.of(namespace)).isNotEqualTo(before);
    Outcome undone = transactions.undo(request(), OptionalLong.empty(), false);
    assertThat(undone).isInstanceOf(Outcome.Done.class);
    settle();
    assertThat(Snapshot.of(namespace)).isEqualTo(before);
    return undone;
  }

  private Outcome isUndone(Edit edit) {
    return isUndone(edit, Footprint.NOTHING);
  }

  @Test
  void aNewBridge() {
    Attributes bridge =
        Attributes.none(ObjectKind.LINK)
            .with(LinkAttributes.NAME, new LinkName("fresh"))
            .with(LinkAttributes.KIND, "bridge");
    isUndone(n -> n.with(new LinkKey(-1), bridge));
  }

  @Test
  void aPortThatLeftComesBackWithCostHairpinAndStaticEntries() {
    int p1 = index("p1");
    isUndone(
        n -> n.with(new LinkKey(p1), n.get(new LinkKey(p1)).without(LinkAttributes.MASTER)),
        Footprint.of(new FdbOf(p1)));
  }

  @Test
  void aPortThatMovedComesBack() {
    int p1 = index("p1");
    isUndone(
        n -> n.with(new LinkKey(p1), LinkAttributes.MASTER, (long) index("other")),
        Footprint.of(new FdbOf(p1)));
  }

  @Test
  void theFirstPortOfABridgeIsWarnedOf() {
    namespace.ip("link add lonely type bridge");
    int p1 = index("p1");
    long lonely = index("lonely");
    List<String> notices = new ArrayList<>();
    Request request =
        new Request("tester", "test", "an edit", Footprint.NOTHING, () -> false, notices::add);
    transactions.edit(request, n -> n.with(new LinkKey(p1), LinkAttributes.MASTER, lonely));
    assertThat(notices).anyMatch(l -> l.contains("lonely") && l.contains("address"));
  }

  @Test
  void aBridgeThatWentDownGetsItsRoutesAndAddressesBack() {
    namespace.sh("ip neigh add 10.1.0.77 lladdr 02:00:00:00:00:77 dev test nud permanent");
    int test = index("test");
    isUndone(
        n -> n.with(new LinkKey(test), LinkAttributes.UP, false),
        Footprint.of(new NeighboursOf(test)));
  }

  @Test
  void aDeletedPrimaryComesBackInItsPlaceWithItsSecondary() {
    primaryIsUndone(0);
  }

  @Test
  void aDeletedPrimaryComesBackWhereSecondariesArePromoted() {
    primaryIsUndone(1);
  }

  private void primaryIsUndone(int promote) {
    namespace.sh("sysctl -qw net.ipv4.conf.test.promote_secondaries=" + promote);
    int test = index("test");
    AddressKey primary = transactions.picture().addresses(test, IpFamily.IPV4).getFirst();
    isUndone(n -> n.without(primary));
  }

  @Test
  void theSpanningTreeAndTheDelayThatItRaised() {
    namespace.sh("ip link set test type bridge forward_delay 0");
    BridgeKey test = new BridgeKey(index("test"));
    isUndone(n -> n.with(test, BridgeAttributes.STP_STATE, 1L));
  }

  @Test
  void aDeletedBridgeWithPortsAddressesAndRoutes() {
    int test = index("test");
    isUndone(
        n -> n.withoutAll(n.standingOn(test)).without(new LinkKey(test)),
        Footprint.of(new FdbOf(index("p1"))));
  }

  @Test
  void undoNamesWhatStaysOfAPathCost() {
    PortKey p2 = new PortKey(index("p2"));
    Outcome undone = isUndone(n -> n.with(p2, PortAttributes.COST, 9L));
    assertThat(((Outcome.Done) undone).remarks()).anyMatch(r -> r.contains("path cost"));
  }

  @Test
  void undoNamesWhatStaysOfABridgesAddress() {
    LinkKey other = new LinkKey(index("other"));
    MacAddress was = transactions.picture().get(other).get(LinkAttributes.MAC).orElseThrow();
    Edit pin =
        n ->
            n.with(
                other,
                n.get(other)
                    .with(LinkAttributes.MAC, MacAddress.parse("02:00:00:00:00:55"))
                    .with(LinkAttributes.MAC_PINNED, true));
    assertThat(transactions.edit(request(), pin)).isInstanceOf(Outcome.Done.class);
    Outcome undone = transactions.undo(request(), OptionalLong.empty(), false);
    assertThat(((Outcome.Done) undone).remarks()).anyMatch(r -> r.contains("keeps its address"));
    assertThat(transactions.picture().get(other).get(LinkAttributes.MAC)).contains(was);
  }

  @Test
  void bareUndoWalksBackAndRedoForward() {
    LinkKey q1 = new LinkKey(index("q1"));
    Edit first = n -> n.with(q1, LinkAttributes.MTU, 1400L);
    Edit second = n -> n.with(q1, LinkAttributes.MTU, 1300L);
    transactions.edit(request(), first);
    transactions.edit(request(), second);
    transactions.undo(request(), OptionalLong.empty(), false);
    assertThat(mtu(q1)).isEqualTo(1400);
    transactions.undo(request(), OptionalLong.empty(), false);
    assertThat(mtu(q1)).isEqualTo(1500);
    assertThat(transactions.undo(request(), OptionalLong.empty(), false))
        .isInstanceOf(Outcome.Refused.class);
    transactions.redo(request());
    assertThat(mtu(q1)).isEqualTo(1400);
    transactions.redo(request());
    assertThat(mtu(q1)).isEqualTo(1300);
    assertThat(transactions.redo(request())).isInstanceOf(Outcome.Refused.class);
  }

  private long mtu(LinkKey key) {
    Network now = transactions.picture();
    return now.get(key).number(LinkAttributes.MTU);
  }

  @Test
  void whatAnotherHandChangedSinceIsAConflictByName() {
    LinkKey q1 = new LinkKey(index("q1"));
    transactions.edit(request(), n -> n.with(q1, LinkAttributes.MTU, 1400L));
    namespace.ip("link set q1 mtu 1280");
    Outcome undone = transactions.undo(request(), OptionalLong.empty(), false);
    assertThat(undone).isInstanceOf(Outcome.Refused.class);
    assertThat(((Outcome.Refused) undone).why().getMessage()).contains("q1").contains("mtu");
    assertThat(namespace.ip("link show q1")).contains("mtu 1280");
  }

  @Test
  void aFailureHalfWayIsTakenBack() {
    Map<String, String> before = Snapshot.of(namespace);
    LinkKey q1 = new LinkKey(index("q1"));
    LinkKey q2 = new LinkKey(index("q2"));
    Outcome outcome =
        transactions.edit(
            request(),
            n -> n.with(q1, LinkAttributes.MTU, 1400L).with(q2, LinkAttributes.MTU, 1_000_000L));
    assertThat(outcome).isInstanceOf(Outcome.RolledBack.class);
    assertThat(Snapshot.of(namespace)).isEqualTo(before);
  }
}
