package org.xnsh.change;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
import org.xnsh.change.Footprint.SysctlsOf;
import org.xnsh.change.Footprint.VlansOf;
import org.xnsh.network.Attributes;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.IpFamily;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
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

/// Which areas a step may touch, by itself or by what the kernel does because of it.
public final class Footprints {

  private static final int IPV6_MINIMUM_MTU = 1280;

  private final Network network;
  private final Set<Area> areas = new LinkedHashSet<>();

  private Footprints(Network network) {
    this.network = network;
  }

  /// All that these steps may touch, as things stand before them.
  public static Footprint of(Iterable<Step> steps, Network network) {
    Footprints all = new Footprints(network);
    steps.forEach(all::step);
    return new Footprint(all.areas);
  }

  private void step(Step step) {
    switch (step) {
      case Step.Settle _ -> {}
      case Step.Set s when s.key() instanceof LinkKey k -> link(k, s);
      case Step.Delete s when s.key() instanceof LinkKey k -> deletedLink(k);
      case Step.Set _, Step.Delete _, Step.Create _ -> object(step);
    }
  }

  private void object(Step step) {
    switch (step.key()) {
      case LinkKey k -> {
        existing(k.index());
        if (step instanceof Step.Create s && s.peer().isPresent()) {
          object(s.peer().get());
        }
      }
      case BridgeKey k -> {
        existing(k.index());
        carrier(k.index());
      }
      case PortKey k -> existing(k.index());
      case VifKey _ -> {}
      case PortVlanKey k -> areas.add(new VlansOf(k.index()));
      case AddressKey k -> address(k, step);
      case RouteKey k -> route(k);
      case NexthopKey _ -> {
        areas.add(new AllNexthops());
        allRoutes();
      }
      case RuleKey k -> areas.add(new AllRules(k.family()));
      case NeighbourKey k -> areas.add(new NeighboursOf(k.link()));
      case FdbKey k -> areas.add(new FdbOf(k.link()));
      case MdbKey k -> areas.add(new MdbOf(k.bridge()));
      case SysctlKey k -> sysctl(k);
    }
  }

  /// A placeholder names nothing that could be read.
  private void existing(long index) {
    if (index > 0) {
      areas.add(new OneLink((int) index));
    }
  }

  private void allRoutes() {
    areas.add(new AllRoutes(IpFamily.IPV4));
    areas.add(new AllRoutes(IpFamily.IPV6));
  }

  private void link(LinkKey key, Step.Set step) {
    Attributes link = network.get(key);
    existing(key.index());
    if (key.index() < 0) {
      return;
    }
    long master = link.number(LinkAttributes.MASTER);
    if (step.attribute().equals(LinkAttributes.MASTER)) {
      follower(master, link.number(LinkAttributes.MTU));
      carrier(master);
      step.value()
          .ifPresent(v -> {
            follower((Long) v, link.number(LinkAttributes.MTU));
            firstCarrier((Long) v);
          });
      areas.add(new FdbOf(key.index()));
      if (master > 0) {
        areas.add(new MdbOf((int) master));
      }
      areas.add(new AddressesOf(key.index()));
    } else if (step.attribute().equals(LinkAttributes.UP)) {
      existing(master);
      carrier(master);
      if (link.get(LinkAttributes.LOWER_NAMESPACE).isEmpty()) {
        existing(link.number(LinkAttributes.LOWER));
        carrier(link.number(LinkAttributes.LOWER));
      }
      areas.add(new AddressesOf(key.index()));
      routes(key.index());
      areas.add(new NeighboursOf(key.index()));
    } else if (step.attribute().equals(LinkAttributes.MAC)) {
      follower(master, link.number(LinkAttributes.MTU));
      areas.add(new NeighboursOf(key.index()));
      areas.add(new RoutesOf(key.index()));
    } else if (step.attribute().equals(LinkAttributes.MTU)) {
      long mtu = step.value().map(v -> (Long) v).orElse(0L);
      follower(master, mtu);
      size(key.index(), mtu);
    } else if (step.attribute().equals(LinkAttributes.ARP)) {
      areas.add(new NeighboursOf(key.index()));
    } else if (step.attribute().equals(LinkAttributes.NAME)) {
      existing(master);
      areas.add(new AddressesOf(key.index()));
      areas.add(new RoutesOf(key.index()));
    }
  }

  /// A route by a nexthop object names no link, and goes with the object.
  private void routes(int link) {
    areas.add(new RoutesOf(link));
    areas.add(new AllNexthops());
    if (network.standingOn(link).stream().anyMatch(k -> k instanceof NexthopKey)) {
      allRoutes();
    }
  }

  /// Another link may lose its carrier, and with it its nexthop objects and their routes: the far
  /// end of a pair, a bridge without a port that forwards.
  private void carrier(long link) {
    if (link > 0
        && network.standingOn((int) link).stream().anyMatch(k -> k instanceof NexthopKey)) {
      areas.add(new AllNexthops());
      allRoutes();
    }
  }

  /// A bridge that gets carrier with its first port gets a link-local address with it.
  private void firstCarrier(long bridge) {
    if (bridge > 0 && !network.get(new LinkKey((int) bridge)).isOn(LinkAttributes.CARRIER)) {
      areas.add(new AddressesOf((int) bridge));
      areas.add(new RoutesOf((int) bridge));
    }
  }

  /// A bridge that may take its address and MTU from its ports. With its address it loses its
  /// neighbours, permanent ones too (neigh_changeaddr).
  private void follower(long bridge, long mtu) {
    existing(bridge);
    if (bridge <= 0) {
      return;
    }
    Attributes link = network.get(new LinkKey((int) bridge));
    if (!link.isOn(LinkAttributes.MAC_PINNED)) {
      areas.add(new NeighboursOf((int) bridge));
    }
    if (!network.get(new BridgeKey((int) bridge)).isOn(BridgeAttributes.MTU_PINNED)
        && mtu > 0
        && mtu != link.number(LinkAttributes.MTU)) {
      size((int) bridge, mtu);
    }
  }

  /// IPv6 routes get the new MTU (rt6_mtu_change). Below the least that IPv6 needs (RFC 8200) a
  /// link loses all of IPv6, its settings too.
  private void size(int link, long mtu) {
    areas.add(new RoutesOf(link));
    if (mtu < IPV6_MINIMUM_MTU) {
      areas.add(new AddressesOf(link));
      areas.add(new NeighboursOf(link));
      areas.add(new AllNexthops());
      areas.add(new AllRoutes(IpFamily.IPV6));
      areas.add(new SysctlsOf(link));
    }
  }

  /// With one end of a veth the other goes.
  private void deletedLink(LinkKey key) {
    Optional<LinkKey> far = Pairs.farEnd(network, key);
    goneLink(key);
    far.ifPresent(this::goneLink);
    areas.add(new AllNexthops());
    allRoutes();
  }

  private void goneLink(LinkKey key) {
    existing(key.index());
    Attributes link = network.get(key);
    follower(link.number(LinkAttributes.MASTER), link.number(LinkAttributes.MTU));
    for (int port : network.ports(key.index())) {
      existing(port);
      areas.add(new FdbOf(port));
    }
    areas.add(new AddressesOf(key.index()));
    areas.add(new NeighboursOf(key.index()));
    areas.add(new FdbOf(key.index()));
    areas.add(new SysctlsOf(key.index()));
    if (network.has(new BridgeKey(key.index()))) {
      areas.add(new MdbOf(key.index()));
    }
  }

  /// Routes with a deleted address as their source go on every link (fib_sync_down_addr), and with
  /// the last IPv4 address all neighbours (fib_disable_ip, arp_ifdown).
  private void address(AddressKey key, Step step) {
    areas.add(new AddressesOf(key.link()));
    if (step instanceof Step.Delete) {
      areas.add(new AllRoutes(key.local().family()));
      areas.add(new NeighboursOf(key.link()));
    } else {
      areas.add(new RoutesOf(key.link()));
    }
  }

  private void route(RouteKey key) {
    if (key.via() instanceof Via.Leg leg) {
      areas.add(new RoutesOf(leg.link()));
    } else {
      areas.add(new AllRoutes(key.group().family()));
    }
  }

  private void sysctl(SysctlKey key) {
    areas.add(new OneSysctl(key));
    FollowingSysctls.of(key, network).forEach(k -> areas.add(new OneSysctl(k)));
    if (key.path().endsWith("/disable_ipv6")) {
      (key.link() > 0 ? List.of(key.link()) : network.links())
          .forEach(link -> {
            areas.add(new AddressesOf(link));
            areas.add(new NeighboursOf(link));
          });
      areas.add(new AllRoutes(IpFamily.IPV6));
      areas.add(new AllNexthops());
    }
  }
}
