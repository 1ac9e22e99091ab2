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
import org.xnsh.host.HostDescription.Kind;
import org.xnsh.host.linux.DomainSource;
import org.xnsh.host.linux.LinuxHost;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.PortKey;
import org.xnsh.network.PortAttributes;
import org.xnsh.testing.Snapshot;
import org.xnsh.testing.TestNamespace;
import org.xnsh.transaction.log.StateFolder;

class UndoOnLinuxTest {

  @TempDir private Path folder;
  private TestNamespace namespace;
  private LinuxHost host;
  private Transactions transactions;

  @BeforeEach
  void open() throws Exception {
    namespace = TestNamespace.create();
    namespace.sh(
        "ip link add p1 type veth peer name q1; ip link add p2 type veth peer name q2;"
            + " ip link add test type bridge; ip link add other type bridge;"
            + " ip link set p2 master test");
    host =
        LinuxHost.namespace(Kind.NAMESPACE, namespace.name(), namespace.path(), DomainSource.NONE);
    transactions =
        NamespaceWriter.open(host, new StateFolder(folder.resolve("state")), folder.resolve("run"));
  }

  @AfterEach
  void close() {
    transactions.close();
    namespace.close();
  }

  private int index(String name) {
    return transactions.picture().linkNamed(name).orElseThrow();
  }

  private Request request() {
    return new Request("tester", "test", "an edit", Footprint.NOTHING, () -> false, line -> {});
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

  /// The kernel sends no event for an alias.
  @Test
  void whatAnotherHandDidUnheardIsNotDoneAgain() {
    LinkKey p1 = new LinkKey(index("p1"));
    namespace.ip("link set p1 alias wanted");
    assertThat(transactions.edit(request(), n -> n.with(p1, LinkAttributes.ALIAS, "wanted")))
        .isInstanceOf(Outcome.Unchanged.class);
    assertThat(transactions.entries()).isEmpty();
  }

  @Test
  void undoNamesWhatStaysOfAPathCost() {
    PortKey p2 = new PortKey(index("p2"));
    Map<String, String> before = Snapshot.of(namespace);
    transactions.edit(request(), n -> n.with(p2, PortAttributes.COST, 9L));
    assertThat(Snapshot.of(namespace)).isNotEqualTo(before);
    Outcome undone = transactions.undo(request(), OptionalLong.empty(), false);
    assertThat(Snapshot.of(namespace)).isEqualTo(before);
    assertThat(((Outcome.Done) undone).remarks()).anyMatch(r -> r.contains("path cost"));
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
