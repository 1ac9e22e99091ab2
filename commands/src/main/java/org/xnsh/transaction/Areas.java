package org.xnsh.transaction;

import java.util.LinkedHashSet;
import java.util.Set;
import org.xnsh.change.Change;
import org.xnsh.change.Difference;
import org.xnsh.change.Footprint;
import org.xnsh.change.Footprint.AddressesOf;
import org.xnsh.change.Footprint.AllNexthops;
import org.xnsh.change.Footprint.AllRoutes;
import org.xnsh.change.Footprint.AllRules;
import org.xnsh.change.Footprint.Area;
import org.xnsh.change.Footprint.FdbOf;
import org.xnsh.change.Footprint.MdbOf;
import org.xnsh.change.Footprint.NeighboursOf;
import org.xnsh.change.Footprint.OneLink;
import org.xnsh.change.Footprint.OneSysctl;
import org.xnsh.change.Footprint.RoutesOf;
import org.xnsh.change.Footprint.VlansOf;
import org.xnsh.network.Attributes;
import org.xnsh.network.ObjectKey;
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
import org.xnsh.network.Via;

/// Where the objects of a difference can be read.
final class Areas {

  private Areas() {}

  static Footprint of(Difference difference) {
    Set<Area> areas = new LinkedHashSet<>();
    for (ObjectKey key : difference.keys()) {
      switch (key) {
        case LinkKey k -> link(areas, k.index());
        case BridgeKey k -> link(areas, k.index());
        case PortKey k -> link(areas, k.index());
        case VifKey _ -> {}
        case PortVlanKey k -> areas.add(new VlansOf(k.index()));
        case AddressKey k -> areas.add(new AddressesOf(k.link()));
        case RouteKey k ->
            areas.add(
                k.via() instanceof Via.Leg leg
                    ? new RoutesOf(leg.link())
                    : new AllRoutes(k.group().family()));
        case NexthopKey _ -> areas.add(new AllNexthops());
        case RuleKey k -> areas.add(new AllRules(k.family()));
        case NeighbourKey k -> areas.add(new NeighboursOf(k.link()));
        case FdbKey k -> areas.add(new FdbOf(k.link()));
        case MdbKey k -> areas.add(new MdbOf(k.bridge()));
        case SysctlKey k -> areas.add(new OneSysctl(k));
      }
    }
    return new Footprint(areas);
  }

  /// Where the settings can be read that links which come will be given.
  static Footprint givenToNew(Difference difference) {
    Set<Area> areas = new LinkedHashSet<>();
    for (Change change : difference.changes()) {
      if (change instanceof Change.Added(SysctlKey k, Attributes _) && k.link() != 0) {
        areas.add(new OneSysctl(new SysctlKey(0, k.path().replace("*", "default"))));
      }
    }
    return new Footprint(areas);
  }

  private static void link(Set<Area> areas, int index) {
    if (index > 0) {
      areas.add(new OneLink(index));
    }
  }
}
