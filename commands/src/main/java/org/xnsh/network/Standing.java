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

/// Which links an object cannot be without.
final class Standing {

  private Standing() {}

  static List<Integer> links(ObjectKey key, Attributes attributes) {
    return switch (key) {
      case LinkKey _, RuleKey _ -> List.of();
      case BridgeKey k -> List.of(k.index());
      case PortKey k -> List.of(k.index());
      case PortVlanKey k -> List.of(k.index());
      case VifKey k -> List.of(k.index());
      case AddressKey k -> List.of(k.link());
      case RouteKey k -> k.via().links().distinct().toList();
      case NexthopKey _ ->
          attributes
              .get(NexthopAttributes.DEVICE)
              .map(d -> List.of(d.intValue()))
              .orElse(List.of());
      case NeighbourKey k -> k.link() == 0 ? List.of() : List.of(k.link());
      case FdbKey k -> List.of(k.link());
      case MdbKey k -> List.of(k.bridge(), k.port()).stream().distinct().toList();
      case SysctlKey k -> k.link() == 0 ? List.of() : List.of(k.link());
    };
  }
}
