package org.xnsh.host.linux;

import java.util.LinkedHashSet;
import java.util.Set;
import org.xnsh.change.Footprint.AddressesOf;
import org.xnsh.change.Footprint.AllNexthops;
import org.xnsh.change.Footprint.AllRoutes;
import org.xnsh.change.Footprint.AllRules;
import org.xnsh.change.Footprint.Area;
import org.xnsh.change.Footprint.OneLink;
import org.xnsh.change.Footprint.RoutesOf;
import org.xnsh.host.linux.netlink.Entry;
import org.xnsh.host.linux.netlink.LinkNotice;
import org.xnsh.host.linux.netlink.MalformedMessage;
import org.xnsh.host.linux.netlink.Message;
import org.xnsh.host.linux.netlink.Report;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpFamily;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
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

/// What events say is no longer true. Events name what changed; the kernel is silent about what
/// went with it (the IPv4 routes of a link that went down, of an address that was deleted).
final class Stale {

  private final Set<Area> areas = new LinkedHashSet<>();

  Set<Area> areas() {
    return areas;
  }

  /// Whether an event says nothing that these areas, which are read after it, will not show: a link
  /// that stays as it is in all that others hang on, or a port.
  static boolean isCovered(Message event, Set<Area> areas, Network picture)
      throws MalformedMessage {
    LinkNotice notice = LinkNotice.of(event).orElse(null);
    if (notice == null || !areas.contains(new OneLink(notice.link()))) {
      return false;
    }
    Attributes before = picture.get(new LinkKey(notice.link()));
    if (notice.isOfBridge()) {
      long master = before.number(LinkAttributes.MASTER);
      return master == 0 || areas.contains(new OneLink((int) master));
    }
    boolean had = before.isOn(LinkAttributes.UP) && before.isOn(LinkAttributes.CARRIER);
    return !notice.isDeletion()
        && notice.isUp() == before.isOn(LinkAttributes.UP)
        && notice.isLowerUp() == had;
  }

  void hear(Report report, Network picture) {
    for (Entry entry : report.present()) {
      present(entry, picture);
    }
    boolean linkStays = report.present().stream().anyMatch(e -> e.key() instanceof LinkKey);
    for (ObjectKey key : report.absent()) {
      if (!linkStays) { // else a side that the link does not have: the link is read anyway
        absent(key, picture);
      }
    }
  }

  /// What goes on a link with its carrier, or when it goes down, and says so in no event of its
  /// own.
  ///
  /// @param picture as it was before
  static Set<Area> follow(LinkKey link, Network picture, Attributes now) {
    Attributes before = picture.get(link);
    boolean flips =
        before.isOn(LinkAttributes.UP) != now.isOn(LinkAttributes.UP)
            || before.isOn(LinkAttributes.CARRIER) != now.isOn(LinkAttributes.CARRIER);
    Set<Area> areas = new LinkedHashSet<>();
    if (flips && picture.has(link)) {
      areas.add(new AddressesOf(link.index()));
      areas.add(new RoutesOf(link.index()));
      areas.add(new AllNexthops());
      if (picture.standingOn(link.index()).stream().anyMatch(s -> s instanceof NexthopKey)) {
        areas.add(new AllRoutes(IpFamily.IPV4));
        areas.add(new AllRoutes(IpFamily.IPV6));
      }
    }
    return areas;
  }

  private void present(Entry entry, Network picture) {
    switch (entry.key()) {
      case LinkKey k -> {
        areas.add(new OneLink(k.index()));
        areas.addAll(follow(k, picture, entry.attributes()));
      }
      case PortKey k -> port(k, picture);
      case AddressKey k -> areas.add(new AddressesOf(k.link()));
      case RouteKey k -> route(k);
      case NexthopKey _ -> areas.add(new AllNexthops());
      case RuleKey k -> areas.add(new AllRules(k.family()));
      // not kept, or told of with its link
      case BridgeKey _,
          PortVlanKey _,
          VifKey _,
          NeighbourKey _,
          FdbKey _,
          MdbKey _,
          SysctlKey _ -> {}
    }
  }

  private void absent(ObjectKey key, Network picture) {
    switch (key) {
      case LinkKey k -> {
        areas.add(new OneLink(k.index()));
        areas.add(new AllNexthops());
        areas.add(new AllRoutes(IpFamily.IPV4));
        areas.add(new AllRoutes(IpFamily.IPV6));
      }
      case PortKey k -> port(k, picture);
      case AddressKey k -> {
        areas.add(new AddressesOf(k.link()));
        // Routes with this source address go on every link (fib_sync_down_addr), without a word.
        areas.add(new AllRoutes(k.local().family()));
      }
      case RouteKey k -> route(k);
      case NexthopKey _ -> {
        areas.add(new AllNexthops());
        areas.add(new AllRoutes(IpFamily.IPV4));
        areas.add(new AllRoutes(IpFamily.IPV6));
      }
      case RuleKey k -> areas.add(new AllRules(k.family()));
      // not kept, or told of with its link
      case BridgeKey _,
          PortVlanKey _,
          VifKey _,
          NeighbourKey _,
          FdbKey _,
          MdbKey _,
          SysctlKey _ -> {}
    }
  }

  /// What a bridge tells of a port (br_ifinfo_notify): its state, or that it left. The bridge's
  /// root and topology change with it.
  private void port(PortKey key, Network picture) {
    areas.add(new OneLink(key.index()));
    long master = picture.get(new LinkKey(key.index())).number(LinkAttributes.MASTER);
    if (master != 0) {
      areas.add(new OneLink((int) master));
    }
  }

  private void route(RouteKey key) {
    if (key.via() instanceof Via.Leg leg) {
      areas.add(new RoutesOf(leg.link()));
    } else {
      areas.add(new AllRoutes(key.group().family()));
    }
  }
}
