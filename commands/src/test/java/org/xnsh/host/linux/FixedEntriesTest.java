package org.xnsh.host.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xnsh.change.Footprint;
import org.xnsh.change.Footprint.FdbOf;
import org.xnsh.change.Footprint.MdbOf;
import org.xnsh.host.HostDescription.Kind;
import org.xnsh.network.MacAddress;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.FdbKey;
import org.xnsh.network.ObjectKey.MdbKey;
import org.xnsh.testing.Peers;
import org.xnsh.testing.TestNamespace;

/// Links that are known to have no fixed entries are not asked any more, until another hand gives
/// them one.
final class FixedEntriesTest {

  private static final int UNTIL_ALL_ARE_ASKED = 6;

  private TestNamespace namespace;
  private LinuxHost host;
  private int bridge;
  private int port;

  @BeforeEach
  void open() throws IOException {
    Peers.requireRoot();
    namespace = TestNamespace.create();
    namespace.sh(
        """
        ip link add br0 type bridge
        ip link add va type veth peer name vb
        ip link set va master br0
        for l in va vb br0; do ip link set $l up; done
        """);
    host =
        LinuxHost.namespace(Kind.NAMESPACE, namespace.name(), namespace.path(), DomainSource.NONE);
    bridge = host.picture().linkNamed("br0").orElseThrow();
    port = host.picture().linkNamed("va").orElseThrow();
    for (int i = 0; i < UNTIL_ALL_ARE_ASKED; i++) {
      assertThat(entries()).isEmpty();
    }
  }

  @AfterEach
  void close() {
    host.close();
    namespace.close();
  }

  private Set<String> entries() throws IOException {
    Network read = host.refresh(Footprint.of(new FdbOf(port), new MdbOf(bridge)));
    return read.standingOn(port).stream()
        .filter(k -> k instanceof FdbKey || k instanceof MdbKey)
        .map(k -> k instanceof FdbKey f ? f.mac().toString() : ((MdbKey) k).group())
        .collect(Collectors.toSet());
  }

  @Test
  void staticEntryOfAnotherHandIsSeenAndMissedWhenItIsGone() throws IOException {
    namespace.sh("bridge fdb add 02:00:00:00:00:77 dev va master static");
    assertThat(entries()).containsExactly("02:00:00:00:00:77");
    namespace.sh("bridge fdb replace 02:00:00:00:00:77 dev va master dynamic");
    assertThat(entries()).isEmpty();
    namespace.sh("bridge fdb add 02:00:00:00:00:78 dev va master");
    assertThat(entries()).containsExactly("02:00:00:00:00:78");
    namespace.sh("bridge fdb del 02:00:00:00:00:78 dev va master");
    assertThat(entries()).isEmpty();
  }

  @Test
  void permanentGroupOfAnotherHandIsSeenAndMissedWhenItIsGone() throws IOException {
    namespace.sh("bridge mdb add dev br0 port va grp 239.1.1.1 permanent");
    assertThat(entries()).containsExactly("239.1.1.1");
    namespace.sh("bridge mdb del dev br0 port va grp 239.1.1.1");
    assertThat(entries()).isEmpty();
  }

  @Test
  void entryWithTheAddressThatThePortHadIsSeenOnceThePortHasAnother() throws IOException {
    MacAddress own =
        host.picture()
            .get(new org.xnsh.network.ObjectKey.LinkKey(port))
            .get(org.xnsh.network.LinkAttributes.MAC)
            .orElseThrow();
    namespace.sh("bridge fdb replace " + own + " dev va master static");
    assertThat(entries()).isEmpty();
    namespace.sh("ip link set va address 02:00:00:00:00:99");
    assertThat(entries()).containsExactly(own.toString());
  }

  @Test
  void whatAGuestMakesTheBridgeLearnIsNotHeard() throws IOException {
    namespace.sh("bridge fdb add 02:00:00:00:01:01 dev va master dynamic");
    assertThat(entries()).isEmpty();
  }

  /// The kernel enters the address of what stands on a link with the link (dev_uc_add of
  /// macvlan_open), as if somebody had.
  @Test
  void theAddressOfAMacvlanIsNobodysEntryOnTheLinkBelow() throws IOException {
    namespace.sh(
        "ip link add m0 link vb address 02:00:00:00:00:51 type macvlan; ip link set m0 up;"
            + " bridge fdb add 02:00:00:00:00:52 dev vb self");
    assertThat(namespace.sh("bridge fdb show dev vb")).contains("02:00:00:00:00:51 self");
    host.drained();
    int below = host.picture().linkNamed("vb").orElseThrow();
    Network read = host.refresh(Footprint.of(new FdbOf(below)));
    assertThat(
            read.standingOn(below).stream()
                .filter(FdbKey.class::isInstance)
                .map(k -> ((FdbKey) k).mac()))
        .containsExactly(MacAddress.parse("02:00:00:00:00:52"));
  }
}
