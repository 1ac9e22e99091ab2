package org.xnsh.network;

import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Which object, as opposed to how it is. Keys live as long as the kernel object: links are named
/// by ifindex, everything on a link by the link's ifindex and what the kernel itself tells it by.
///
/// Keys of links and their sides compare by hand: they are looked up more often than all others,
/// what a record brings is linked only when it is first called, and the sides of one link would all
/// have the same hash.
public sealed interface ObjectKey {

  ObjectKind kind();

  /// One text form for the log; [KeyText#parse] gives an equal key back.
  default String text() {
    return KeyText.write(this);
  }

  /// The link whose object it is: of an FDB entry its port, of an MDB entry its bridge. Routes,
  /// nexthop objects, rules and the namespace's settings are no link's.
  default OptionalInt about() {
    return switch (this) {
      case LinkKey k -> OptionalInt.of(k.index());
      case BridgeKey k -> OptionalInt.of(k.index());
      case PortKey k -> OptionalInt.of(k.index());
      case VifKey k -> OptionalInt.of(k.index());
      case PortVlanKey k -> OptionalInt.of(k.index());
      case AddressKey k -> OptionalInt.of(k.link());
      case NeighbourKey k -> OptionalInt.of(k.link());
      case FdbKey k -> OptionalInt.of(k.link());
      case MdbKey k -> OptionalInt.of(k.bridge());
      case SysctlKey k -> k.link() > 0 ? OptionalInt.of(k.link()) : OptionalInt.empty();
      case RouteKey _, NexthopKey _, RuleKey _ -> OptionalInt.empty();
    };
  }

  /// Whether it joins a picture only when somebody names it: that it is there by now is no change.
  default boolean isReadWhenNamed() {
    return switch (this) {
      case NeighbourKey _, FdbKey _, MdbKey _, PortVlanKey _, SysctlKey _ -> true;
      case LinkKey _, BridgeKey _, PortKey _, VifKey _, AddressKey _ -> false;
      case RouteKey _, NexthopKey _, RuleKey _ -> false;
    };
  }

  /// @param index the ifindex
  record LinkKey(int index) implements ObjectKey {
    @Override
    public ObjectKind kind() {
      return ObjectKind.LINK;
    }

    @Override
    public int hashCode() {
      return index * 4;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof LinkKey that && index == that.index;
    }
  }

  /// @param index the bridge's ifindex
  record BridgeKey(int index) implements ObjectKey {
    @Override
    public ObjectKind kind() {
      return ObjectKind.BRIDGE;
    }

    @Override
    public int hashCode() {
      return index * 4 + 1;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof BridgeKey that && index == that.index;
    }
  }

  /// @param index the port's ifindex; which bridge it is in is the link's master
  record PortKey(int index) implements ObjectKey {
    @Override
    public ObjectKind kind() {
      return ObjectKind.PORT;
    }

    @Override
    public int hashCode() {
      return index * 4 + 2;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof PortKey that && index == that.index;
    }
  }

  /// @param index ifindex of a port, or of a bridge for its own entry
  record PortVlanKey(int index, int vlan) implements ObjectKey {
    @Override
    public ObjectKind kind() {
      return ObjectKind.PORT_VLAN;
    }
  }

  /// @param index the vif's ifindex
  record VifKey(int index) implements ObjectKey {
    @Override
    public ObjectKind kind() {
      return ObjectKind.VIF;
    }

    @Override
    public int hashCode() {
      return index * 4 + 3;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof VifKey that && index == that.index;
    }
  }

  /// @param local the address with the prefix that it was given
  /// @param peer the far end, where the address is a point-to-point one
  record AddressKey(int link, Prefix local, Optional<IpAddress> peer) implements ObjectKey {
    @Override
    public ObjectKind kind() {
      return ObjectKind.ADDRESS;
    }
  }

  /// @param group what the route competes with: equal routes are in one group, in the kernel's
  ///   order
  /// @param type RTN_*: 1 unicast, 2 local, 3 broadcast, 6 blackhole, 7 unreachable, 8 prohibit
  /// @param via where to
  /// @param twin 0, or counts routes of a group that are alike in all of this
  record RouteKey(RouteGroup group, int type, Via via, int twin) implements ObjectKey {
    @Override
    public ObjectKind kind() {
      return ObjectKind.ROUTE;
    }
  }

  /// @param id the nexthop object's id
  record NexthopKey(long id) implements ObjectKey {
    @Override
    public ObjectKind kind() {
      return ObjectKind.NEXTHOP;
    }
  }

  /// @param twin 0, or counts rules of equal priority in the kernel's order
  record RuleKey(IpFamily family, long priority, int twin) implements ObjectKey {
    @Override
    public ObjectKind kind() {
      return ObjectKind.RULE;
    }
  }

  record NeighbourKey(int link, IpAddress address, boolean proxy) implements ObjectKey {
    @Override
    public ObjectKind kind() {
      return ObjectKind.NEIGHBOUR;
    }
  }

  /// @param link ifindex of the port (or of the bridge, for its own entries)
  /// @param vlan 0 without VLAN filtering
  /// @param self whether the entry is the device's own and not its master's
  record FdbKey(int link, MacAddress mac, int vlan, boolean self) implements ObjectKey {
    @Override
    public ObjectKind kind() {
      return ObjectKind.FDB;
    }
  }

  /// @param group an IP group, or a MAC group, as text
  /// @param source the one source that it counts for, or empty
  record MdbKey(int bridge, int port, String group, String source, int vlan) implements ObjectKey {
    @Override
    public ObjectKind kind() {
      return ObjectKind.MDB;
    }
  }

  /// @param link 0, or the ifindex whose current name stands for `*` in the path
  /// @param path below /proc/sys: `net/ipv4/ip_forward`, `net/ipv4/conf/*/proxy_arp`
  record SysctlKey(int link, String path) implements ObjectKey {
    @Override
    public ObjectKind kind() {
      return ObjectKind.SYSCTL;
    }
  }
}
