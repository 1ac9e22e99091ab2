package org.xnsh.host.linux;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.xnsh.change.Footprint.AddressesOf;
import org.xnsh.change.Footprint.AllLinks;
import org.xnsh.change.Footprint.Area;
import org.xnsh.change.Footprint.FdbOf;
import org.xnsh.change.Footprint.OneLink;
import org.xnsh.change.Footprint.PortsOf;
import org.xnsh.network.Attributes;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.BridgeKey;

/// Reads many areas into a picture, links first: what stands on one that is gone is gone with it.
///
/// A request for one thing costs about as much as a dump of some. Where areas of a kind are many,
/// one dump answers for all of them.
record Refresh(AreaReader reader, Network picture) {

  /// So many are always asked for one by one.
  private static final int FEW = 8;

  /// From this part of all links on a dump is cheaper.
  private static final int PART = 4;

  Network read(Collection<Area> areas) throws IOException {
    List<Area> rest = new ArrayList<>();
    List<Integer> links = new ArrayList<>();
    List<Integer> addressed = new ArrayList<>();
    List<Integer> forwarding = new ArrayList<>();
    for (Area area : areas) {
      switch (area) {
        case OneLink a -> links.add(a.index());
        case AddressesOf a -> addressed.add(a.link());
        case FdbOf a -> forwarding.add(a.link());
        default -> rest.add(area);
      }
    }
    Network read = links(links, rest);
    read =
        isMany(addressed)
            ? reader.addressesOf(read, addressed)
            : each(read, addressed, AddressesOf::new);
    read = isMany(forwarding) ? reader.fdbOf(read, forwarding) : each(read, forwarding, FdbOf::new);
    for (Area area : rest) {
      read = reader.read(read, area);
    }
    return read;
  }

  private boolean isMany(List<Integer> links) {
    return links.size() > FEW && links.size() * PART >= picture.linkCount();
  }

  private interface AreaOf {
    Area of(int link);
  }

  private Network each(Network start, List<Integer> links, AreaOf area) throws IOException {
    Network read = start;
    for (int link : links) {
      read = reader.read(read, area.of(link));
    }
    return read;
  }

  private Network links(List<Integer> links, List<Area> rest) throws IOException {
    if (isMany(links)) {
      rest.removeIf(PortsOf.class::isInstance);
      return reader.read(picture, new AllLinks());
    }
    Network read = picture;
    for (int link : links) {
      Network with = reader.read(read, new OneLink(link));
      Area ports = new PortsOf(link);
      if (hasOtherIds(read, with, new BridgeKey(link)) && !rest.contains(ports)) {
        rest.add(ports);
      }
      read = with;
    }
    return read;
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
