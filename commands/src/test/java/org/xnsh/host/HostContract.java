package org.xnsh.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xnsh.change.Footprint;
import org.xnsh.change.Footprint.FdbOf;
import org.xnsh.change.Footprint.NeighboursOf;
import org.xnsh.change.Footprint.OneLink;
import org.xnsh.change.Footprint.OneSysctl;
import org.xnsh.change.Footprint.SysctlsOf;
import org.xnsh.change.Refusal;
import org.xnsh.change.Step;
import org.xnsh.network.IpFamily;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.MacAddress;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.SysctlKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.network.SysctlAttributes;
import org.xnsh.testing.Waiting;

/// What [Host] promises to whoever looks, held against every host. All begin with [SmallWorld].
abstract class HostContract {

  private static final SysctlKey FORWARDING = new SysctlKey(0, "net/ipv4/ip_forward");

  private Subject subject;
  Host host;

  /// A host of its own for each test, and another hand beside it.
  interface Subject {
    Host host();

    /// Changes the host past the one who asks it.
    void aliasByAnotherHand(String link, String alias);

    void removedByAnotherHand(String link);

    /// Takes away what the host stood on.
    void end();
  }

  abstract Subject begin(Topology topology) throws IOException;

  abstract HostDescription.Kind kind();

  @BeforeEach
  void begin() throws IOException {
    subject = begin(SmallWorld.TOPOLOGY);
    host = subject.host();
  }

  @AfterEach
  void end() {
    host.close();
    subject.end();
  }

  int index(String name) {
    return host.picture().linkNamed(name).orElseThrow();
  }

  private static String alias(Network picture, int link) {
    return picture.get(new LinkKey(link)).text(LinkAttributes.ALIAS);
  }

  private static boolean has(Network picture, ObjectKind... kinds) {
    return picture.keys().stream().anyMatch(k -> List.of(kinds).contains(k.kind()));
  }

  @Test
  void aHostDescribesWhatItIsAndThatItCanBeEdited() throws IOException {
    HostDescription description = host.description();
    assertThat(description.kind()).isEqualTo(kind());
    assertThat(description.name()).isNotBlank();
    assertThat(description.hindrance()).isEmpty();
    assertThat(description.canEdit()).isTrue();
    assertThat(description.scope().cookie()).isPositive();
    assertThat(description.scope().boot()).isNotBlank();
    assertThat(host.description()).isEqualTo(description);
  }

  @Test
  void twoHostsAreOfTwoScopes() throws IOException {
    Subject other = begin(SmallWorld.TOPOLOGY);
    assertThat(other.host().description().scope()).isNotEqualTo(host.description().scope());
    other.host().close();
    other.end();
  }

  @Test
  void aPictureHoldsBridgesTheirPortsAddressesInOrderAndRoutes() {
    Network picture = host.picture();
    assertThat(picture.ports(index("west"))).containsExactlyInAnyOrder(index("va"), index("vb"));
    assertThat(picture.ports(index("east"))).containsExactly(index("vc"));
    assertThat(picture.addresses(index("pa"), IpFamily.IPV4).stream().map(AddressKey::local))
        .map(Object::toString)
        .containsExactly("10.0.1.2/24", "10.0.1.3/24");
    assertThat(picture.has(SmallWorld.routeKey("0.0.0.0/0", index("pa"), "10.0.1.1"))).isTrue();
    assertThat(has(picture, ObjectKind.RULE)).isTrue();
  }

  @Test
  void neighboursForwardingEntriesAndSettingsAreNotInIt() {
    assertThat(
            has(
                host.picture(),
                ObjectKind.NEIGHBOUR,
                ObjectKind.FDB,
                ObjectKind.MDB,
                ObjectKind.PORT_VLAN,
                ObjectKind.SYSCTL))
        .isFalse();
  }

  @Test
  void whatAnotherHandDidIsSeenWhenDrainedAndNotBefore() throws IOException {
    int pd = index("pd");
    int vd = index("vd");
    subject.aliasByAnotherHand("pd", "far");
    assertThat(alias(host.picture(), pd)).isEmpty();
    Network drained = host.drained();
    assertThat(alias(drained, pd)).isEqualTo("far");
    assertThat(host.picture()).isSameAs(drained);
    subject.removedByAnotherHand("pd");
    assertThat(host.picture().has(new LinkKey(pd))).isTrue();
    assertThat(host.drained().links()).doesNotContain(pd, vd);
  }

  @Test
  void theAreasThatAreNamedJoinThePicture() throws IOException, Refusal {
    int va = index("va");
    int pa = index("pa");
    host.apply(SmallWorld.forwarding(va));
    host.apply(SmallWorld.neighbour(pa));
    host.apply(SmallWorld.proxy(pa));
    Network seen =
        host.refresh(
            Footprint.of(
                new FdbOf(va), new NeighboursOf(pa), new OneSysctl(FORWARDING), new SysctlsOf(pa)));
    assertThat(seen.has(SmallWorld.forwarding(va).key())).isTrue();
    assertThat(seen.has(SmallWorld.neighbour(pa).key())).isTrue();
    assertThat(seen.has(SmallWorld.proxy(pa).key())).isTrue();
    assertThat(seen.get(FORWARDING).text(SysctlAttributes.VALUE)).isEqualTo("0");
    assertThat(seen.has(new SysctlKey(pa, "net/ipv4/conf/*/proxy_arp"))).isTrue();
    assertThat(host.picture()).isSameAs(seen);
    assertThat(host.drained().has(FORWARDING)).isTrue();
  }

  @Test
  void anAreaThatIsNamedIsReadAgainWholly() throws IOException, Refusal {
    int va = index("va");
    host.apply(SmallWorld.forwarding(va));
    host.refresh(Footprint.of(new FdbOf(va)));
    host.apply(
        new Step.Delete(SmallWorld.forwarding(va).key(), SmallWorld.forwarding(va).attributes()));
    assertThat(host.picture().has(SmallWorld.forwarding(va).key())).isTrue();
    assertThat(host.refresh(Footprint.of(new FdbOf(va))).has(SmallWorld.forwarding(va).key()))
        .isFalse();
  }

  @Test
  void aLinkThatDoesNotExistIsReadAsAbsent() throws IOException {
    Network seen = host.refresh(Footprint.of(new OneLink(9999)));
    assertThat(seen.has(new LinkKey(9999))).isFalse();
    assertThat(seen.links())
        .containsExactlyInAnyOrderElementsOf(host.reread(Footprint.NOTHING).links());
  }

  @Test
  void everythingCanBeReadAnewTogetherWithFurtherAreas() throws IOException {
    subject.aliasByAnotherHand("pd", "far");
    Network read = host.reread(Footprint.of(new OneSysctl(FORWARDING)));
    assertThat(alias(read, index("pd"))).isEqualTo("far");
    assertThat(read.has(FORWARDING)).isTrue();
    assertThat(host.picture()).isSameAs(read);
  }

  @Test
  void theForwardingEntriesOfABridgeAreItsPortsOwnAndThoseSetByHand() throws IOException, Refusal {
    int va = index("va");
    host.apply(SmallWorld.forwarding(va));
    List<FdbEntry> entries = host.fdb(index("west"));
    assertThat(entries)
        .anyMatch(e -> e.link() == va && e.local() && e.mac().equals(mac(va)))
        .anyMatch(
            e -> e.link() == va && e.fixed() && !e.local() && e.mac().toString().endsWith("99"))
        .noneMatch(e -> e.link() == index("vc"));
    assertThat(has(host.picture(), ObjectKind.FDB)).isFalse();
  }

  private MacAddress mac(int link) {
    return host.picture().get(new LinkKey(link)).get(LinkAttributes.MAC).orElseThrow();
  }

  @Test
  void neighboursAreToldPermanentAndProxyOnes() throws IOException, Refusal {
    int pa = index("pa");
    host.apply(SmallWorld.neighbour(pa));
    host.apply(SmallWorld.proxy(pa));
    assertThat(host.neighbours())
        .anyMatch(n ->
            n.link() == pa
                && n.address().toString().equals("10.0.1.77")
                && n.state() == 128
                && n.mac().isPresent())
        .anyMatch(n ->
            n.link() == pa && n.address().toString().equals("10.0.1.88") && (n.flags() & 8) != 0);
    assertThat(has(host.picture(), ObjectKind.NEIGHBOUR)).isFalse();
  }

  @Test
  void theClockOnlyGoesForward() {
    long last = host.bootClock();
    assertThat(last).isPositive();
    for (int i = 0; i < 1000; i++) {
      long now = host.bootClock();
      assertThat(now).isGreaterThanOrEqualTo(last);
      last = now;
    }
  }

  @Test
  void nothingIsDumpedAgainWithoutAnOverrun() throws IOException {
    subject.aliasByAnotherHand("pd", "far");
    host.drained();
    host.refresh(Footprint.of(new OneLink(index("pd"))));
    host.reread(Footprint.NOTHING);
    assertThat(host.resyncs()).isZero();
  }

  @Test
  void aClosedHostShowsItsLastPictureAndKeepsNobodyWaiting() {
    Network last = host.picture();
    host.close();
    host.close();
    assertThat(host.picture()).isSameAs(last);
    for (int i = 0; i < 100; i++) {
      CompletableFuture<Boolean> answered =
          CompletableFuture.supplyAsync(() -> {
            try {
              return host.drained() != null;
            } catch (IOException e) {
              return e.toString().contains("closed");
            }
          });
      assertThat(answered).succeedsWithin(Waiting.SECONDS, TimeUnit.SECONDS).isEqualTo(true);
    }
  }
}
