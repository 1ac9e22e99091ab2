package org.xnsh.host.linux.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.change.Step.Create;
import org.xnsh.network.Attributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.LinkName;
import org.xnsh.network.MacAddress;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.testing.Peers;
import org.xnsh.testing.TestNamespace;
import org.xnsh.testing.Waiting;

/// The calls beside requests: namespaces, events, locks, old ioctls, a sysfs of one's own.
class NativeCallsTest {

  @Test
  void twoNamespacesHaveDifferentCookies() throws Exception {
    long[] inside = new long[2];
    try (TestNamespace ns = TestNamespace.create()) {
      KernelSession.in(
          ns.path(),
          s -> {
            inside[0] = Namespace.cookie();
            inside[1] = Namespace.inode();
          });
      assertThat(inside[1]).isEqualTo(Files.getAttribute(ns.path(), "unix:ino"));
    }
    assertThat(inside[0]).isNotZero().isNotEqualTo(Namespace.cookie());
  }

  @Test
  void aFileLockIsHeldAgainstTheSameProcessAndGivenBack(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("lock");
    try (AdvisoryLock held = AdvisoryLock.acquire(file)) {
      assertThat(held).isNotNull();
      Files.readString(file);
      assertThat(AdvisoryLock.tryAcquire(file)).isEmpty();
    }
    Optional<AdvisoryLock> again = AdvisoryLock.tryAcquire(file);
    assertThat(again).isPresent();
    again.orElseThrow().close();
  }

  @Test
  void eventsComeAndAnOverrunIsTold() throws Exception {
    try (TestNamespace ns = TestNamespace.create()) {
      KernelSession.in(
          ns.path(),
          s -> {
            try (EventSocket events = EventSocket.open(EnumSet.of(EventSocket.Group.LINK), 4096)) {
              assertThat(events.await(Duration.ZERO)).isFalse();
              ns.ip("link set lo up");
              assertThat(events.await(Duration.ofSeconds(Waiting.SECONDS))).isTrue();
              assertThat(events.drain(m -> {})).isEqualTo(EventSocket.Drained.ALL);
              ns.sh("for i in 1 2 3 4 5 6 7 8 9; do ip link set lo down; ip link set lo up; done");
              assertThat(events.drain(m -> {})).isEqualTo(EventSocket.Drained.OVERRUN);
              assertThat(events.drain(m -> {})).isEqualTo(EventSocket.Drained.ALL);
            }
          });
    }
  }

  @Test
  void theOldInterfaceTellsConfiguredTimersAndSysfsWhetherAMacIsPinned() throws Exception {
    try (TestNamespace ns = TestNamespace.create()) {
      ns.sh("ip link add br0 type bridge forward_delay 900 max_age 1500");
      KernelSession.in(
          ns.path(),
          s -> {
            try (BridgeIoctl ioctl = BridgeIoctl.open()) {
              BridgeIoctl.Timers timers = ioctl.timers(new LinkName("br0")).orElseThrow();
              assertThat(timers.isRoot()).isTrue();
              assertThat(timers.forwardDelay()).isEqualTo(900);
              assertThat(timers.maximumAgeInForce()).isEqualTo(1500);
              assertThat(ioctl.timers(new LinkName("lo"))).isEmpty();
            }
            PrivateSysfs sysfs = PrivateSysfs.mount();
            assertThat(sysfs.read("br0", "addr_assign_type")).contains("1");
            ns.ip("link set br0 address 02:00:00:00:00:01");
            assertThat(sysfs.read("br0", "addr_assign_type")).contains("3");
            assertThat(sysfs.read("eth9", "addr_assign_type")).isEmpty();
          });
      assertThat(Path.of("/sys/class/net/br0")).doesNotExist();
    }
  }

  @Test
  void aPairOfLinksReachesIntoAnotherNamespace() throws Exception {
    try (TestNamespace near = TestNamespace.create();
        TestNamespace far = TestNamespace.create();
        Namespace other = Namespace.open(far.path())) {
      MacAddress mac = MacAddress.parse("00:16:3e:00:00:01");
      VethRequest pair =
          new VethRequest(
              VethRequest.End.here(new LinkName("vif1.0"), MacAddress.VIF_BACKEND),
              VethRequest.End.in(other, new LinkName("eth0"), mac));
      KernelSession.in(
          near.path(), s -> assertThat(s.socket.change(pair.message()).isDone()).isTrue());
      assertThat(far.ip("link show eth0")).contains(mac.toString());
      assertThat(near.ip("link show vif1.0")).contains("fe:ff:ff:ff:ff:ff");
    }
  }

  @Test
  void aRefusalSaysWhatToDo() throws Exception {
    Peers.requireRoot();
    try (TestNamespace ns = TestNamespace.create()) {
      KernelSession.in(
          ns.path(),
          s -> {
            Create step =
                new Create(
                    new LinkKey(-1),
                    Attributes.builder(ObjectKind.LINK)
                        .put(LinkAttributes.NAME, new LinkName("lo"))
                        .put(LinkAttributes.KIND, "bridge")
                        .build());
            Ack ack = s.send(step);
            assertThat(ack.errno()).isEqualTo(Errno.EEXIST);
            assertThat(Refusals.of(step, ack)).hasMessageContaining("choose another name");
          });
    }
  }
}
