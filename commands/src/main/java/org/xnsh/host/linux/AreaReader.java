package org.xnsh.host.linux;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.xnsh.change.Footprint.AddressesOf;
import org.xnsh.change.Footprint.AllLinks;
import org.xnsh.change.Footprint.AllNexthops;
import org.xnsh.change.Footprint.AllRoutes;
import org.xnsh.change.Footprint.AllRules;
import org.xnsh.change.Footprint.Area;
import org.xnsh.change.Footprint.FdbOf;
import org.xnsh.change.Footprint.MdbOf;
import org.xnsh.change.Footprint.NeighboursOf;
import org.xnsh.change.Footprint.OneLink;
import org.xnsh.change.Footprint.OneSysctl;
import org.xnsh.change.Footprint.PortsOf;
import org.xnsh.change.Footprint.RoutesOf;
import org.xnsh.change.Footprint.SysctlsOf;
import org.xnsh.change.Footprint.VlansOf;
import org.xnsh.host.linux.netlink.Dumps;
import org.xnsh.host.linux.netlink.Entry;
import org.xnsh.network.BridgeAttributes;
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
import org.xnsh.network.Via;

/// Reads areas of a namespace and puts them into a picture in place of what it held of them.
final class AreaReader {

  private final Answers answers;
  private final LinkMerge links;
  private final EntryReader entries;

  AreaReader(Answers answers, LinkMerge links, EntryReader entries) {
    this.answers = answers;
    this.links = links;
    this.entries = entries;
  }

  Network read(Network picture, Area area) throws IOException {
    return switch (area) {
      case OneLink a -> oneLink(picture, a.index());
      case PortsOf a -> portsOf(picture, a.master());
      case AllLinks _ -> allLinks(picture);
      case AddressesOf a -> addresses(picture, a.link());
      case RoutesOf a -> routesOf(picture, a.link());
      case AllRoutes a -> allRoutes(picture, a.family());
      case AllNexthops _ ->
          Replaced.by(
              picture, ofNamespace(picture, NexthopKey.class), answers.to(Dumps.nexthops()));
      case AllRules a -> rules(picture, a.family());
      case NeighboursOf a -> neighbours(picture, a.link());
      case FdbOf a -> fdb(picture, a.link());
      case MdbOf a -> mdb(picture, a.bridge());
      case VlansOf a -> vlans(picture, a.link());
      case OneSysctl a -> sysctl(picture, a.key());
      case SysctlsOf a ->
          Replaced.by(
              picture, on(picture, a.link(), SysctlKey.class), Sysctls.ofLink(a.link(), picture));
    };
  }

  private Network oneLink(Network picture, int index) throws IOException {
    return links.replace(picture, List.of(index), answers.to(Dumps.link(index)));
  }

  private Network portsOf(Network picture, int master) throws IOException {
    List<Entry> now = answers.to(Dumps.portsOf(master));
    Network merged = links.replace(picture, List.of(), now);
    Set<ObjectKey> there = Replaced.keys(now);
    for (int port : Set.copyOf(picture.ports(master))) {
      if (!there.contains(new LinkKey(port))) {
        merged = oneLink(merged, port);
      }
    }
    return merged;
  }

  private Network allLinks(Network picture) throws IOException {
    return links.replace(picture, picture.links(), answers.to(Dumps.links()));
  }

  private Network addresses(Network picture, int link) throws IOException {
    List<Entry> now = new ArrayList<>(answers.addresses(link, IpFamily.IPV4));
    now.addAll(answers.addresses(link, IpFamily.IPV6));
    return Replaced.addresses(picture, on(picture, link, AddressKey.class), now);
  }

  /// Routes by a nexthop object name no link of their own, and where equal routes leave by other
  /// links the order can only be seen in a whole dump.
  private Network routesOf(Network picture, int link) throws IOException {
    Network merged = picture;
    for (IpFamily family : IpFamily.values()) {
      List<Entry> now = answers.to(Dumps.routesOf(link, family));
      boolean alone =
          now.stream().allMatch(e -> isAlone(picture, (RouteKey) e.key(), link))
              && on(picture, link, RouteKey.class).stream()
                  .allMatch(k -> isAlone(picture, (RouteKey) k, link));
      merged =
          alone
              ? Replaced.routes(
                  merged,
                  on(picture, link, RouteKey.class).stream()
                      .filter(k -> ((RouteKey) k).group().family() == family)
                      .toList(),
                  now)
              : allRoutes(merged, family);
    }
    return merged;
  }

  private static boolean isAlone(Network picture, RouteKey key, int link) {
    return !(key.via() instanceof Via.Nexthop)
        && picture.routes(key.group()).stream()
            .allMatch(k -> k.via().links().anyMatch(l -> l == link));
  }

  private Network allRoutes(Network picture, IpFamily family) throws IOException {
    List<ObjectKey> before =
        picture.routeGroups().stream()
            .filter(g -> g.family() == family)
            .flatMap(g -> picture.routes(g).stream())
            .map(k -> (ObjectKey) k)
            .toList();
    return Replaced.routes(picture, before, answers.to(Dumps.routes(family)));
  }

  private Network rules(Network picture, IpFamily family) throws IOException {
    List<ObjectKey> before =
        ofNamespace(picture, RuleKey.class).stream()
            .filter(k -> ((RuleKey) k).family() == family)
            .toList();
    return Replaced.by(picture, before, answers.to(Dumps.rules(family)));
  }

  private Network neighbours(Network picture, int link) throws IOException {
    List<Entry> now = new ArrayList<>(answers.neighbours(link, false));
    now.addAll(answers.neighbours(link, true));
    return Replaced.by(picture, on(picture, link, NeighbourKey.class), Fixed.neighbours(now));
  }

  private Network fdb(Network picture, int link) throws IOException {
    List<Entry> now = entries.forwarding(picture, link);
    return Replaced.by(picture, on(picture, link, FdbKey.class), now);
  }

  private Network mdb(Network picture, int bridge) throws IOException {
    List<ObjectKey> before =
        on(picture, bridge, MdbKey.class).stream()
            .filter(k -> ((MdbKey) k).bridge() == bridge)
            .toList();
    return Replaced.by(picture, before, entries.multicast(bridge));
  }

  private Network vlans(Network picture, int link) throws IOException {
    List<Entry> now = mayHaveVlans(picture, link) ? answers.vlans(link) : List.of();
    return Replaced.by(picture, on(picture, link, PortVlanKey.class), now);
  }

  /// Only ports and bridges have VLANs, and only where the kernel was built with them: it tells of
  /// a default one then (br_fill_info, CONFIG_BRIDGE_VLAN_FILTERING).
  private static boolean mayHaveVlans(Network picture, int link) {
    int master = (int) picture.get(new LinkKey(link)).number(LinkAttributes.MASTER);
    BridgeKey bridge = new BridgeKey(picture.has(new PortKey(link)) ? master : link);
    return picture.get(bridge).get(BridgeAttributes.VLAN_DEFAULT_PVID).isPresent();
  }

  private static Network sysctl(Network picture, SysctlKey key) throws IOException {
    return Replaced.by(
        picture, List.of(key), Sysctls.read(key, picture).map(List::of).orElse(List.of()));
  }

  /// Everything but what only footprints name.
  Network whole(Network picture) throws IOException {
    Network merged = allLinks(picture);
    for (IpFamily family : IpFamily.values()) {
      List<ObjectKey> before =
          merged.keys().stream()
              .filter(k -> k instanceof AddressKey)
              .filter(k -> ((AddressKey) k).local().family() == family)
              .toList();
      merged = Replaced.addresses(merged, before, answers.to(Dumps.addresses(family)));
      merged = allRoutes(merged, family);
      merged = rules(merged, family);
    }
    return Replaced.by(merged, ofNamespace(merged, NexthopKey.class), answers.to(Dumps.nexthops()));
  }

  private static List<ObjectKey> ofNamespace(Network picture, Class<? extends ObjectKey> kind) {
    return picture.ofNamespace().stream().filter(kind::isInstance).toList();
  }

  private static List<ObjectKey> on(Network picture, int link, Class<? extends ObjectKey> kind) {
    return picture.standingOn(link).stream().filter(kind::isInstance).toList();
  }
}
