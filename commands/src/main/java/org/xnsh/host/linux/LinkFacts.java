package org.xnsh.host.linux;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import org.xnsh.host.linux.netlink.BridgeIoctl;
import org.xnsh.host.linux.netlink.PrivateSysfs;
import org.xnsh.network.Attributes;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.LinkName;

/// What rtnetlink does not tell of a bridge: whether its address is pinned (sysfs), and the timers
/// that a foreign STP root hides (the bridge ioctl).
final class LinkFacts implements AutoCloseable {

  /// NET_ADDR_SET of include/uapi/linux/netdevice.h: somebody set the address.
  private static final String SET = "3";

  private final Optional<PrivateSysfs> sysfs;
  private final BridgeIoctl ioctl;
  private final KernelTicks ticks;

  private LinkFacts(Optional<PrivateSysfs> sysfs, BridgeIoctl ioctl) {
    this.sysfs = sysfs;
    this.ioctl = ioctl;
    this.ticks = new KernelTicks();
  }

  /// On the namespace thread.
  static LinkFacts open() throws IOException {
    Optional<PrivateSysfs> mounted;
    try {
      mounted = Optional.of(PrivateSysfs.mount());
    } catch (IOException e) {
      mounted = Optional.empty(); // an ordinary user may not; pinning is unknown then
    }
    return new LinkFacts(mounted, BridgeIoctl.open());
  }

  /// Whether pinned addresses can be told from those that follow the ports.
  boolean knowsPinning() {
    return sysfs.isPresent();
  }

  OptionalInt ticksPerSecond() {
    return ticks.measuredPerSecond();
  }

  Attributes link(LinkName name, Attributes link) {
    return sysfs
        .flatMap(s -> s.read(name.text(), "addr_assign_type"))
        .map(type -> link.with(LinkAttributes.MAC_PINNED, type.equals(SET)))
        .orElse(link);
  }

  /// The configured timers under the words without "in force".
  Attributes bridge(LinkName name, Attributes bridge) throws IOException {
    Attributes shown =
        bridge.toBuilder()
            .put(
                BridgeAttributes.FORWARD_DELAY_IN_FORCE,
                bridge.number(BridgeAttributes.FORWARD_DELAY))
            .put(BridgeAttributes.HELLO_TIME_IN_FORCE, bridge.number(BridgeAttributes.HELLO_TIME))
            .put(BridgeAttributes.MAX_AGE_IN_FORCE, bridge.number(BridgeAttributes.MAX_AGE))
            .build();
    boolean isRoot =
        bridge.text(BridgeAttributes.ROOT_ID).equals(bridge.text(BridgeAttributes.BRIDGE_ID));
    Optional<BridgeIoctl.Timers> timers = isRoot ? Optional.empty() : ioctl.timers(name);
    if (timers.isEmpty()) {
      return shown;
    }
    int second = ticks.perSecond();
    return shown.toBuilder()
        .put(BridgeAttributes.FORWARD_DELAY, timers.get().forwardDelay())
        .put(BridgeAttributes.HELLO_TIME, timers.get().helloTime(second))
        .put(BridgeAttributes.MAX_AGE, timers.get().maximumAge(second))
        .build();
  }

  @Override
  public void close() {
    ioctl.close();
  }
}
