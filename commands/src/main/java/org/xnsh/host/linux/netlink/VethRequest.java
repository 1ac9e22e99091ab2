package org.xnsh.host.linux.netlink;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.xnsh.change.Step;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.LinkName;
import org.xnsh.network.MacAddress;
import org.xnsh.network.ObjectKey.LinkKey;

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

  /// Both in the socket's namespace.
  static VethRequest of(Step.Create near, Step.Create far) {
    return new VethRequest(end(near), end(far));
  }

  private static End end(Step.Create step) {
    return new End(
        step.attributes().get(LinkAttributes.NAME).orElseThrow(),
        Math.max(0, ((LinkKey) step.key()).index()),
        step.attributes().get(LinkAttributes.MAC),
        -1);
  }

  /// The request, to be given to [NetlinkSocket#change].
  public ByteBuffer message() {
    return LinkEncoder.veth(this);
  }
}
