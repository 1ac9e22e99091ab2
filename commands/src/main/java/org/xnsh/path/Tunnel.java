package org.xnsh.path;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpAddress;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.LinkKey;

/// Links whose packets travel within packets to a far end: these have a way of their own. Of a
/// tunnel without one far end (WireGuard, GRE to many, VXLAN to a group) it is not known.
final class Tunnel {

  /// Where a kind's options tell the two ends (include/uapi/linux/if_tunnel.h, if_link.h).
  private record Ends(List<Integer> local, List<Integer> remote) {}

  private static final Ends IP = new Ends(List.of(2), List.of(3));
  private static final Ends GRE = new Ends(List.of(6), List.of(7));
  private static final Ends VTI = new Ends(List.of(4), List.of(5));

  private static final Map<String, Ends> KINDS =
      Map.ofEntries(
          Map.entry("ipip", IP),
          Map.entry("sit", IP),
          Map.entry("ip6tnl", IP),
          Map.entry("gre", GRE),
          Map.entry("gretap", GRE),
          Map.entry("erspan", GRE),
          Map.entry("ip6gre", GRE),
          Map.entry("ip6gretap", GRE),
          Map.entry("ip6erspan", GRE),
          Map.entry("vti", VTI),
          Map.entry("vti6", VTI),
          Map.entry("vxlan", new Ends(List.of(4, 17), List.of(2, 16))),
          Map.entry("geneve", new Ends(List.of(), List.of(2, 7))));

  private Tunnel() {}

  /// What the outer packets are: from this host to the far end. They travel through the namespace
  /// that the tunnel was made in.
  static Optional<Connection> outer(Network net, int link) {
    Attributes now = net.get(new LinkKey(link));
    Ends ends = KINDS.get(now.text(LinkAttributes.KIND));
    if (ends == null || now.get(LinkAttributes.LOWER_NAMESPACE).isPresent()) {
      return Optional.empty();
    }
    Optional<IpAddress> far = address(net, link, ends.remote()).filter(a -> !isMulticast(a));
    return far.map(f ->
        new Connection(
            f,
            address(net, link, ends.local())
                .filter(l -> l.family() == f.family())
                .orElse(IpAddress.any(f.family()))));
  }

  private static Optional<IpAddress> address(Network net, int link, List<Integer> types) {
    return types.stream()
        .map(t -> KindData.address(net, link, t))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static boolean isMulticast(IpAddress address) {
    int first = address.bytes()[0] & 0xff;
    return switch (address.family()) {
      case IPV4 -> first >> 4 == 14;
      case IPV6 -> first == 0xff;
    };
  }
}
