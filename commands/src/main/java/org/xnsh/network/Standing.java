package org.xnsh.network;

import java.util.List;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.FdbKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.MdbKey;
import org.xnsh.network.ObjectKey.NeighbourKey;
import org.xnsh.network.ObjectKey.NexthopKey;
import org.xnsh.network.ObjectKey.PortKey;
import org.xnsh.network.ObjectKey.PortVlanKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.ObjectKey.RuleKey;
import org.xnsh.network.ObjectKey.SysctlKey;
import org.xnsh.network.ObjectKey.VifKey;

/// Which links an object cannot be without, and whether it is the namespace's rather than a link's.
final class Standing {

  /// No link has this ifindex: here stands what belongs to the namespace.
  static final int NAMESPACE = 0;

  private Standing() {}

  static List<Integer> links(ObjectKey key, Attributes attributes) {
    return switch (key) {
      case LinkKey _ -> List.of();
      case RuleKey _ -> List.of(NAMESPACE);
      case BridgeKey k -> List.of(k.index());
      case PortKey k -> List.of(k.index());
      case PortVlanKey k -> List.of(k.index());
      case VifKey k -> List.of(k.index());
      case AddressKey k -> List.of(k.link());
      case RouteKey k -> k.via().links().distinct().toList();
      case NexthopKey _ ->
          attributes
              .get(NexthopAttributes.DEVICE)
              .map(d -> List.of(NAMESPACE, d.intValue()))
              .orElse(List.of(NAMESPACE));
      case NeighbourKey k -> k.link() == 0 ? List.of() : List.of(k.link());
      case FdbKey k -> List.of(k.link());
      case MdbKey k -> List.of(k.bridge(), k.port()).stream().distinct().toList();
      case SysctlKey k -> k.link() == 0 ? List.of() : List.of(k.link());
    };
  }
}
