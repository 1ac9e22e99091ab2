package org.xnsh.path;

import java.util.Optional;
import org.xnsh.network.IpAddress;

/// The connection that an operator's session comes by.
///
/// @param peer the far end
/// @param local the address of this host that it came to
/// @param link the link that a link-local peer is on, by name
public record Connection(IpAddress peer, IpAddress local, Optional<String> link) {

  public Connection(IpAddress peer, IpAddress local) {
    this(peer, local, Optional.empty());
  }

  /// From the text of two addresses, `fe80::1%eth0` included; nothing where one is none.
  public static Optional<Connection> of(String peer, String local) {
    int zone = peer.indexOf('%');
    Optional<String> link = zone < 0 ? Optional.empty() : Optional.of(peer.substring(zone + 1));
    Optional<IpAddress> far = address(peer);
    Optional<IpAddress> near = address(local);
    return far.isPresent() && near.isPresent() && far.get().family() == near.get().family()
        ? Optional.of(new Connection(far.get(), near.get(), link))
        : Optional.empty();
  }

  /// An IPv4 peer of a socket that takes both families shows as `::ffff:10.0.0.7`.
  private static Optional<IpAddress> address(String text) {
    int zone = text.indexOf('%');
    return IpAddress.tryParse(zone < 0 ? text : text.substring(0, zone)).map(Connection::plain);
  }

  /// The IPv4 address that an IPv6 one holds, or the same.
  private static IpAddress plain(IpAddress address) {
    String mapped = "0".repeat(20) + "ffff";
    return address.hex().startsWith(mapped) && address.hex().length() == 32
        ? IpAddress.of(java.util.Arrays.copyOfRange(address.bytes(), 12, 16))
        : address;
  }
}
