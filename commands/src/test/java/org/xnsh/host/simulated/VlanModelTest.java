package org.xnsh.host.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.IntPredicate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.xnsh.change.Refusal;
import org.xnsh.change.Step;
import org.xnsh.host.Topologies;
import org.xnsh.host.linux.netlink.Errno;
import org.xnsh.network.Attributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.PortVlanKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.network.PortVlanAttributes;

/// The rules of net/bridge/br_vlan.c and br_netlink.c as they are written there: no kernel without
/// VLAN filtering can be asked, and the sequences of [KernelComparisonTest] leave VLANs out for
/// that.
class VlanModelTest {

  private final SimulatedHost host = SimulatedHost.of(Topologies.seed());
  private final int port = host.picture().linkNamed("vif3.0").orElseThrow();
  private final int free = host.picture().linkNamed("eth0").orElseThrow();
  private final int bridge = host.picture().linkNamed("test").orElseThrow();

  private static Attributes flags(boolean pvid) {
    return Attributes.none(ObjectKind.PORT_VLAN)
        .with(PortVlanAttributes.PVID, pvid)
        .with(PortVlanAttributes.UNTAGGED, pvid);
  }

  private void add(int link, int vlan, boolean pvid) throws Exception {
    host.apply(new Step.Create(new PortVlanKey(link, vlan), flags(pvid)));
  }

  private boolean isPvid(int vlan) {
    return host.drained().get(new PortVlanKey(port, vlan)).isOn(PortVlanAttributes.PVID);
  }

  private static void refused(int errno, ThrowingCallable step) {
    assertThatThrownBy(step)
        .isInstanceOfSatisfying(Refusal.class, e -> assertThat(e.errno()).isEqualTo(errno));
  }

  @Test
  void onlyAPortOrABridgeHasVlans() throws Exception {
    add(port, 7, false);
    add(bridge, 7, false);
    refused(Errno.EOPNOTSUPP, () -> add(free, 7, false));
    refused(Errno.ENODEV, () -> add(9999, 7, false));
  }

  @Test
  void theFirstAndTheLastNumberAreNone() throws Exception {
    add(port, 1, false);
    add(port, 4094, false);
    refused(Errno.EINVAL, () -> add(port, 0, false));
    refused(Errno.EINVAL, () -> add(port, 4095, false));
  }

  @Test
  void aNewPvidTakesItFromTheOldAndTheSameAgainIsNoError() throws Exception {
    add(port, 7, true);
    add(port, 8, true);
    assertThat(isPvid(7)).isFalse();
    assertThat(isPvid(8)).isTrue();
    add(port, 8, true);
    add(port, 8, false);
    assertThat(isPvid(8)).isFalse();
  }

  @Test
  void whatIsNotThereCannotBeTakenAway() throws Exception {
    refused(
        Errno.ENOENT, () -> host.apply(new Step.Delete(new PortVlanKey(port, 7), flags(false))));
  }

  @Test
  void aPortThatLeavesLosesItsVlansAndTheOthersKeepTheirs() throws Exception {
    int other =
        host.picture().ports(bridge).stream().filter(p -> p != port).findFirst().orElseThrow();
    add(port, 7, true);
    add(other, 7, true);
    host.apply(Step.Set.of(new LinkKey(port), LinkAttributes.MASTER, 0L));
    IntPredicate has = link -> host.drained().has(new PortVlanKey(link, 7));
    assertThat(has.test(port)).isFalse();
    assertThat(has.test(other)).isTrue();
  }
}
