package org.xnsh.host.linux.netlink;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.xnsh.network.LinkName;
import org.xnsh.network.MacAddress;

/// A pair of links, each the other's far end, as a lab has them for a guest's vif.
///
/// @param near the end in the namespace of the socket
/// @param far the other end
public record VethRequest(End near, End far) {

  /// @param index the ifindex to have, or 0 for any
  /// @param mac the hardware address, or nothing for a random one
  /// @param namespace descriptor of the namespace to be in ([Namespace#descriptor]), or -1 for the
  ///   socket's
  public record End(LinkName name, int index, Optional<MacAddress> mac, int namespace) {

    public static End here(LinkName name, MacAddress mac) {
      return new End(name, 0, Optional.of(mac), -1);
    }

    public static End in(Namespace namespace, LinkName name, MacAddress mac) {
      return new End(name, 0, Optional.of(mac), namespace.descriptor());
    }
  }

  /// The request, to be given to [NetlinkSocket#change].
  public ByteBuffer message() {
    return LinkEncoder.veth(this);
  }
}
