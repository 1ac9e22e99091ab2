package org.xnsh.host.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.xnsh.change.Refusal;
import org.xnsh.host.linux.netlink.Decoder;
import org.xnsh.host.linux.netlink.Dumps;
import org.xnsh.host.linux.netlink.Entry;
import org.xnsh.host.linux.netlink.NetlinkSocket;
import org.xnsh.network.ObjectKey.PortVlanKey;

/// Where the VLANs of one port are asked for. A dump of all ports' costs what the host holds, and a
/// kernel without VLAN filtering has none at all.
final class Vlans {

  private static final Path RELEASE = Path.of("/proc/sys/kernel/osrelease");
  private static final int ENODEV = 19;
  private static final int EINVAL = 22;
  private static final int EOPNOTSUPP = 95;

  private final NetlinkSocket socket;
  private Way way = Way.ONE;

  private enum Way {
    /// RTM_GETVLAN, since 5.6.
    ONE,
    /// What kernels before that have: the whole table.
    ALL,
    /// A kernel that has the request, but was built without VLAN filtering.
    NONE
  }

  Vlans(NetlinkSocket socket) {
    this.socket = socket;
  }

  List<Entry> of(int link) throws IOException {
    return switch (way) {
      case ONE -> one(link);
      case ALL -> all(link);
      case NONE -> List.of();
    };
  }

  private List<Entry> one(int link) throws IOException {
    try {
      return new Decoder(BootClock::now).read(socket, Dumps.vlansOf(link));
    } catch (Refusal e) {
      return switch (e.errno()) {
        case ENODEV, EINVAL -> List.of(); // gone, or neither bridge nor port
        case EOPNOTSUPP -> {
          way = hasTheRequest(Files.readString(RELEASE)) ? Way.NONE : Way.ALL;
          yield of(link);
        }
        default -> throw new IOException("the kernel does not answer: " + e.getMessage(), e);
      };
    }
  }

  private List<Entry> all(int link) throws IOException {
    try {
      return new Decoder(BootClock::now)
          .read(socket, Dumps.vlans()).stream()
              .filter(e -> e.key() instanceof PortVlanKey k && k.index() == link)
              .toList();
    } catch (Refusal e) {
      return List.of();
    }
  }

  /// @param release `6.1.0-18-amd64`
  static boolean hasTheRequest(String release) {
    String[] numbers = release.split("[^0-9]", 3);
    int major = Integer.parseInt(numbers[0]);
    return major > 5 || major == 5 && Integer.parseInt(numbers[1]) >= 6;
  }
}
