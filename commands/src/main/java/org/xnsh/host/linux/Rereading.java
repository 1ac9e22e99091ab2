package org.xnsh.host.linux;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.xnsh.change.Footprint.Area;
import org.xnsh.change.Footprint.OneLink;
import org.xnsh.change.Footprint.PortsOf;
import org.xnsh.network.Attributes;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;

/// Areas of a kept picture that are read again, with what follows from how they are now.
record Rereading(AreaReader reader) {

  /// Links first: what stands on one that is gone is gone with it.
  Network read(Network kept, Set<Area> areas) throws IOException {
    Network picture = kept;
    Set<Area> rest = new LinkedHashSet<>();
    List<Integer> otherIds = new ArrayList<>();
    for (Area area : areas) {
      if (area instanceof OneLink link) {
        Network read = reader.read(picture, area);
        if (hasOtherIds(picture, read, new BridgeKey(link.index()))) {
          otherIds.add(link.index());
        }
        LinkKey key = new LinkKey(link.index());
        if (read.has(key)) {
          rest.addAll(Stale.follow(key, picture, read.get(key)));
        }
        picture = read;
      } else {
        rest.add(area);
      }
    }
    for (int bridge : otherIds) {
      Set<Integer> ports = picture.ports(bridge);
      if (!areas.containsAll(ports.stream().map(OneLink::new).toList())) {
        rest.add(new PortsOf(bridge));
      }
    }
    for (Area area : rest) {
      picture = reader.read(picture, area);
    }
    return picture;
  }

  /// A bridge that gets another id, or another root, writes them into all its ports without an
  /// event (br_stp_change_bridge_id, br_stp_recalculate_bridge_id).
  private static boolean hasOtherIds(Network before, Network after, BridgeKey bridge) {
    Attributes was = before.get(bridge);
    Attributes is = after.get(bridge);
    return !was.get(BridgeAttributes.BRIDGE_ID).equals(is.get(BridgeAttributes.BRIDGE_ID))
        || !was.get(BridgeAttributes.ROOT_ID).equals(is.get(BridgeAttributes.ROOT_ID))
        || !was.get(BridgeAttributes.ROOT_PATH_COST)
            .equals(is.get(BridgeAttributes.ROOT_PATH_COST));
  }
}
