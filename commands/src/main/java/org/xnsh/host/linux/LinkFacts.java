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
import org.xnsh.network.MacAddress;

/// What rtnetlink does not tell of a bridge: whether its address is pinned (sysfs), and the timers
/// that a foreign STP root hides (the bridge ioctl).
final class LinkFacts implements AutoCloseable {

  /// NET_ADDR_SET of include/uapi/linux/netdevice.h: somebody set the address.
  private static final String SET = "3";

  private final PrivateSysfs sysfs;
  private final boolean mounted;
  private final BridgeIoctl ioctl;
  private final KernelTicks ticks;

  private LinkFacts(PrivateSysfs sysfs, boolean mounted, BridgeIoctl ioctl) {
    this.sysfs = sysfs;
    this.mounted = mounted;
    this.ioctl = ioctl;
    this.ticks = new KernelTicks();
  }

  /// On the namespace thread.
  static LinkFacts open() throws IOException {
    BridgeIoctl ioctl = BridgeIoctl.open();
    try {
      return new LinkFacts(PrivateSysfs.mount(), true, ioctl);
    } catch (IOException e) {
      // an ordinary user may not, nor a service without CAP_SYS_ADMIN
      return new LinkFacts(PrivateSysfs.found(), false, ioctl);
    }
  }

  /// Whether pinned addresses can be told from those that follow the ports, whatever namespace this
  /// is.
  boolean knowsPinning() {
    return mounted;
  }

  OptionalInt ticksPerSecond() {
    return ticks.measuredPerSecond();
  }

  Attributes link(int index, LinkName name, Attributes link) {
    if (!mounted && !shows(index, name, link)) {
      return link; // pinning is unknown then
    }
    return sysfs
        .read(name.text(), "addr_assign_type")
        .map(type -> link.with(LinkAttributes.MAC_PINNED, type.equals(SET)))
        .orElse(link);
  }

  /// Whether the machine's sysfs means the same link by this name: it shows the namespace of who
  /// mounted it.
  private boolean shows(int index, LinkName name, Attributes link) {
    String mac = link.get(LinkAttributes.MAC).map(MacAddress::toString).orElse("");
    return sysfs.read(name.text(), "ifindex").filter(Integer.toString(index)::equals).isPresent()
        && sysfs.read(name.text(), "address").filter(mac::equals).isPresent();
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
