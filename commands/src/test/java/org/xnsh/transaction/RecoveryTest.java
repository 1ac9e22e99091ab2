package org.xnsh.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.change.Change;
import org.xnsh.change.Difference;
import org.xnsh.change.Footprint;
import org.xnsh.change.Footprint.FdbOf;
import org.xnsh.change.Footprint.SysctlsOf;
import org.xnsh.host.Topologies;
import org.xnsh.host.simulated.SimulatedHost;
import org.xnsh.network.Attributes;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.FdbAttributes;
import org.xnsh.network.IpFamily;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.LinkName;
import org.xnsh.network.MacAddress;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.FdbKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.PortKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.network.PortAttributes;
import org.xnsh.network.Prefix;
import org.xnsh.testing.Pictures;
import org.xnsh.transaction.log.Entry;
import org.xnsh.transaction.log.StateFolder;

/// A process that dies in the middle of a transaction, at every moment of it.
class RecoveryTest {

  @TempDir private Path folder;
  private SimulatedHost host;
  private Footprint looked = Footprint.NOTHING;
  private final List<String> notices = new ArrayList<>();

  @BeforeEach
  void open() {
    host = SimulatedHost.of(Topologies.seed());
    PortKey port = new PortKey(index("vif3.0"));
    host.outside(n ->
        n.with(port, n.get(port).with(PortAttributes.COST, 77L).with(PortAttributes.HAIRPIN, true))
            .with(
                new FdbKey(port.index(), MacAddress.parse("02:00:00:00:00:99"), 0, false),
                Attributes.none(ObjectKind.FDB).with(FdbAttributes.STATE, 0x40L)));
    looked = Footprint.of(new FdbOf(port.index()));
    // settings join the picture when somebody asks for them
    host.refresh(Footprint.of(new SysctlsOf(index("xenbr0")), new SysctlsOf(index("virbr0"))));
  }

  private int index(String name) {
    return host.picture().linkNamed(name).orElseThrow();
  }

  private LinkKey link(String name) {
    return new LinkKey(index(name));
  }

  private Transactions open(org.xnsh.host.Host of) {
    return NamespaceWriter.open(of, new StateFolder(folder.resolve("state")), folder);
  }

  private Request request() {
    return new Request("tester", "test", "an edit", looked, () -> false, notices::add);
  }

  /// Dies at every moment of the edit, each time anew, and comes back each time.
  private void isTakenBackFromEveryMoment(Edit edit) {
    isTakenBackFromEachMoment(dying -> dying.edit(request(), edit));
  }

  private void isTakenBackFromEachMoment(Function<Transactions, Outcome> edit) {
    Network before = Pictures.still(host.drained());
    int moments = 0;
    while (dies(edit, moments)) {
      recover();
      assertSame(before, "moment " + moments);
      moments++;
    }
    assertThat(moments).as("moments at which it could die").isPositive();
    assertThat(Pictures.still(host.drained())).isNotEqualTo(before);
  }

  private boolean dies(Function<Transactions, Outcome> edit, int moment) {
    Transactions dying = open(CrashingHost.throwing(host, moment));
    Throwable end =
        catchThrowable(() -> {
          Outcome outcome = edit.apply(dying);
          assertThat(outcome).isInstanceOf(Outcome.Done.class);
        });
    assertThat(end == null || end instanceof CompletionException).as("%s", end).isTrue();
    assertThat(end == null || end.getCause() instanceof CrashingHost.Crash)
        .as("%s", end == null ? "" : end.getCause())
        .isTrue();
    return end != null;
  }

  /// The next one who edits, even if it is nothing that has to change.
  private void recover() {
    notices.clear();
    Transactions next = open(host);
    assertThat(next.edit(request(), n -> n)).isInstanceOf(Outcome.Unchanged.class);
    next.close();
  }

  private void assertSame(Network before, String when) {
    Difference difference = Difference.between(before, Pictures.still(host.drained()));
    assertThat(difference.changes().stream().filter(c -> !isKernelsOwnOrder(c)))
        .as("%s: %s; told: %s", when, words(difference), notices)
        .isEmpty();
    assertThat(notices).as(when).singleElement().asString().endsWith("has been taken back");
  }

  /// Nobody can ask for an IPv6 route with metric 0: those of the kernel's own addresses stand in
  /// the order in which links came up.
  private static boolean isKernelsOwnOrder(Change change) {
    return change instanceof Change.RouteOrder order
        && order.group().family() == IpFamily.IPV6
        && order.group().metric() == 0;
  }

  private static List<String> words(Difference difference) {
    return difference.changes().stream()
        .map(c ->
            c instanceof Change.Altered a ? a.key().text() + " " + a.attributes() : c.toString())
        .toList();
  }

  @Test
  void aPortThatLeftComesBackWithItsOptionsAndEntries() {
    LinkKey vif = link("vif3.0");
    isTakenBackFromEveryMoment(n -> n.with(vif, n.get(vif).without(LinkAttributes.MASTER)));
  }

  @Test
  void aPortThatIsBetweenTwoBridgesComesBack() {
    LinkKey vif = link("vif3.0");
    long other = index("virbr0");
    isTakenBackFromEveryMoment(n -> n.with(vif, LinkAttributes.MASTER, other));
  }

  @Test
  void routesThatWentWithALinkThatWentDownComeBack() {
    LinkKey eth0 = link("eth0");
    isTakenBackFromEveryMoment(n -> n.with(eth0, LinkAttributes.UP, false));
  }

  @Test
  void routesThatWentWithAnAddressComeBack() {
    int eth0 = index("eth0");
    AddressKey address = host.picture().addresses(eth0, IpFamily.IPV4).getFirst();
    isTakenBackFromEveryMoment(n -> n.without(address));
  }

  @Test
  void aForwardDelayThatTheSpanningTreeRaisedComesBack() {
    BridgeKey bridge = new BridgeKey(index("test"));
    host.outside(n -> n.with(bridge, BridgeAttributes.FORWARD_DELAY, 0L));
    isTakenBackFromEveryMoment(n -> n.with(bridge, BridgeAttributes.STP_STATE, 1L));
  }

  @Test
  void aBridgeWithPortsComesBackWhereItWas() {
    int bridge = index("xenbr0");
    isTakenBackFromEveryMoment(
        n -> n.withoutAll(n.standingOn(bridge)).without(new LinkKey(bridge)));
  }

  @Test
  void aBridgeWithAddressAndRoutesComesBack() {
    int bridge = index("virbr0");
    isTakenBackFromEveryMoment(
        n -> n.withoutAll(n.standingOn(bridge)).without(new LinkKey(bridge)));
  }

  @Test
  void aNewBridgeWithPortAndAddressIsGoneAgain() {
    LinkKey vif = link("vif4.0");
    LinkKey fresh = new LinkKey(-1);
    Attributes bridge =
        Attributes.none(ObjectKind.LINK)
            .with(LinkAttributes.NAME, new LinkName("fresh"))
            .with(LinkAttributes.KIND, "bridge")
            .with(LinkAttributes.UP, true);
    AddressKey address = new AddressKey(-1, Prefix.parse("10.77.0.1/24"), Optional.empty());
    isTakenBackFromEveryMoment(n ->
        n.with(fresh, bridge)
            .with(address, Attributes.none(ObjectKind.ADDRESS))
            .with(vif, LinkAttributes.MASTER, -1L));
  }

  @Test
  void anExactUndoThatDiedIsTakenBack() {
    LinkKey bridge = link("test");
    Transactions first = open(host);
    first.edit(
        request(),
        n ->
            n.with(
                bridge,
                n.get(bridge)
                    .with(LinkAttributes.MAC, MacAddress.parse("02:00:00:00:77:77"))
                    .with(LinkAttributes.MAC_PINNED, true)));
    first.close();
    host.refresh(Footprint.of(new SysctlsOf(bridge.index())));
    isTakenBackFromEachMoment(dying -> dying.undo(request(), OptionalLong.of(1), true));
  }

  @Test
  void manyEditsAtOnceComeBack() {
    LinkKey eth0 = link("eth0");
    LinkKey vif = link("vif3.0");
    BridgeKey bridge = new BridgeKey(index("xenbr0"));
    isTakenBackFromEveryMoment(n ->
        n.with(eth0, LinkAttributes.MTU, 1400L)
            .with(eth0, LinkAttributes.NAME, new LinkName("lan"))
            .with(vif, LinkAttributes.UP, false)
            .with(new PortKey(vif.index()), PortAttributes.PRIORITY, 7L)
            .with(bridge, BridgeAttributes.AGEING_TIME, 100L));
  }

  @Test
  void anUndoThatDiedIsTakenBackAndCanBeDoneAgain() {
    LinkKey vif = link("vif3.0");
    Transactions first = open(host);
    assertThat(first.edit(request(), n -> n.with(vif, n.get(vif).without(LinkAttributes.MASTER))))
        .isInstanceOf(Outcome.Done.class);
    first.close();
    Network edited = Pictures.still(host.drained());
    int moments = 0;
    for (boolean died = true; died; moments++) {
      Transactions dying = open(CrashingHost.throwing(host, moments));
      Throwable end = catchThrowable(() -> dying.undo(request(), OptionalLong.empty(), false));
      died = end != null;
      if (died) {
        recover();
        assertSame(edited, "moment " + moments);
      }
    }
    assertThat(moments).isGreaterThan(2);
    assertThat(host.drained().get(new PortKey(vif.index())).number(PortAttributes.COST))
        .isEqualTo(77);
  }

  @Test
  void whatAnotherHandDidSinceStaysAndIsTold() {
    LinkKey eth0 = link("eth0");
    LinkKey vif = link("vif3.0");
    Network before = host.drained();
    assertThat(
            dies(
                w ->
                    w.edit(
                        request(),
                        n ->
                            n.with(vif, n.get(vif).without(LinkAttributes.MASTER))
                                .with(eth0, LinkAttributes.MTU, 1400L)),
                2))
        .isTrue();
    host.outside(
        n -> n.with(eth0, LinkAttributes.MTU, 1300L).with(vif, LinkAttributes.ALIAS, "of another"));
    recover();
    Network now = host.drained();
    assertThat(now.get(eth0).number(LinkAttributes.MTU)).isEqualTo(1300);
    assertThat(now.get(vif).text(LinkAttributes.ALIAS)).isEqualTo("of another");
    assertThat(now.get(vif).number(LinkAttributes.MASTER))
        .isEqualTo(before.get(vif).number(LinkAttributes.MASTER));
    assertThat(now.get(new PortKey(vif.index())).number(PortAttributes.COST)).isEqualTo(77);
    assertThat(notices).singleElement().asString().contains("eth0", "mtu").contains("alias");
  }

  @Test
  void theLogTellsOfTheRecovery() {
    LinkKey vif = link("vif3.0");
    dies(w -> w.edit(request(), n -> n.with(vif, LinkAttributes.UP, false)), 1);
    Transactions next = open(host);
    assertThat(next.entry(1).orElseThrow().state()).isEqualTo(Entry.State.INTENDED);
    next.edit(request(), n -> n);
    Entry entry = next.entry(1).orElseThrow();
    assertThat(entry.state()).isEqualTo(Entry.State.ROLLED_BACK);
    assertThat(entry.remarks()).anyMatch(r -> r.contains("ended in the middle of it"));
    notices.clear();
    next.edit(request(), n -> n);
    assertThat(notices).as("it is taken back once").isEmpty();
  }
}
