package org.xnsh.host.linux.netlink;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.xnsh.network.LinkName;

/// The old bridge interface (BRCTL_GET_BRIDGE_INFO, net/bridge/br_ioctl.c): the only one that tells
/// the configured STP timers while a foreign root imposes its own. Used in the namespace of the
/// thread that opened it.
public final class BridgeIoctl implements AutoCloseable {

  private static final int AF_INET = 2;
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final long SIOCDEVPRIVATE = 0x89f0;
  private static final long BRCTL_GET_BRIDGE_INFO = 6;

  /// struct ifreq and struct __bridge_info on a 64-bit machine.
  private static final int IFREQ = 40;

  private static final int IFREQ_DATA = 16;
  private static final int INFO = 128;
  private static final int ROOT = 0;
  private static final int BRIDGE = 8;
  private static final int MAX_AGE = 20;
  private static final int HELLO_TIME = 24;
  private static final int FORWARD_DELAY = 28;
  private static final int BRIDGE_MAX_AGE = 32;
  private static final int BRIDGE_HELLO_TIME = 36;
  private static final int BRIDGE_FORWARD_DELAY = 40;

  private final int descriptor;

  private BridgeIoctl(int descriptor) {
    this.descriptor = descriptor;
  }

  public static BridgeIoctl open() throws IOException {
    int fd = LibC.socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    return new BridgeIoctl((int) Errno.check(fd, "open a socket"));
  }

  /// Timers in hundredths of a second. The kernel gives configured maximum age and hello time in
  /// ticks of its own clock, which it does not tell; they are converted where this very bridge is
  /// its own root, for then both are the same.
  ///
  /// @param isRoot whether no foreign root imposes its timers
  /// @param forwardDelay the configured one
  /// @param maximumAgeTicks the configured one, in ticks of the kernel's clock
  /// @param helloTimeTicks the configured one, in ticks of the kernel's clock
  /// @param maximumAgeInForce what the root imposes
  /// @param helloTimeInForce what the root imposes
  /// @param forwardDelayInForce what the root imposes
  public record Timers(
      boolean isRoot,
      long forwardDelay,
      long maximumAgeTicks,
      long helloTimeTicks,
      long maximumAgeInForce,
      long helloTimeInForce,
      long forwardDelayInForce) {

    public long maximumAge(int ticksPerSecond) {
      return maximumAgeTicks * 100 / ticksPerSecond;
    }

    public long helloTime(int ticksPerSecond) {
      return helloTimeTicks * 100 / ticksPerSecond;
    }
  }

  /// A bridge's timers; nothing where no bridge has this name.
  public Optional<Timers> timers(LinkName bridge) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment info = arena.allocate(INFO, 8);
      MemorySegment call = arena.allocate(JAVA_LONG, 4);
      call.setAtIndex(JAVA_LONG, 0, BRCTL_GET_BRIDGE_INFO);
      call.setAtIndex(JAVA_LONG, 1, info.address());
      MemorySegment request = arena.allocate(IFREQ, 8);
      request.setString(0, bridge.text());
      request.set(JAVA_LONG, IFREQ_DATA, call.address());
      int result = LibC.ioctl(descriptor, SIOCDEVPRIVATE, request);
      if (result == -Errno.ENODEV || result == -Errno.EOPNOTSUPP) {
        return Optional.empty();
      }
      Errno.check(result, "ask for the timers of " + bridge);
      return Optional.of(read(info));
    }
  }

  private static Timers read(MemorySegment info) {
    return new Timers(
        info.get(JAVA_LONG, ROOT) == info.get(JAVA_LONG, BRIDGE),
        info.get(JAVA_INT, BRIDGE_FORWARD_DELAY),
        info.get(JAVA_INT, BRIDGE_MAX_AGE),
        info.get(JAVA_INT, BRIDGE_HELLO_TIME),
        info.get(JAVA_INT, MAX_AGE),
        info.get(JAVA_INT, HELLO_TIME),
        info.get(JAVA_INT, FORWARD_DELAY));
  }

  @Override
  public void close() {
    LibC.close(descriptor);
  }
}
