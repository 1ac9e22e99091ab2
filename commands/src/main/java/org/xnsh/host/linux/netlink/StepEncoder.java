package org.xnsh.host.linux.netlink;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.xnsh.change.Step;
import org.xnsh.change.Step.Create;
import org.xnsh.change.Step.Delete;
import org.xnsh.change.Step.Settle;
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.Nexthops;
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

/// Steps as requests. Nearly every step is one request; a changed list of alternative names and a
/// changed rule are two, to be sent in order until one is refused. No request at all: settling, and
/// the bridge or port side of a link, which come and go with the link and its master.
///
/// @param picture how things are now: setting one attribute of an address or a route sends the rest
///   with it
/// @param bootClock hundredths of a second since boot
/// @param actual the ifindex that the kernel gave for a placeholder, or the same number
public record StepEncoder(Network picture, long bootClock, IntUnaryOperator actual) {

  /// RTN_UNICAST and RTN_BLACKHOLE.
  private static final int UNICAST = 1;

  private static final int BLACKHOLE = 6;
  private static final int EXCL = MessageWriter.NLM_F_EXCL;
  private static final int CREATE = MessageWriter.NLM_F_CREATE;
  private static final int REPLACE = MessageWriter.NLM_F_REPLACE;

  /// The requests of a step.
  ///
  /// @throws IllegalArgumentException for a step that is no netlink request: one about a sysctl or
  ///   a vif, or one that the kernel has no request for (another kind of link)
  public List<ByteBuffer> encode(Step step) {
    return switch (step) {
      case Create s -> create(s);
      case Delete s -> delete(s.key(), s.attributes());
      case Step.Set s -> set(s.key(), s.attribute(), s.value());
      case Settle _ -> List.of();
    };
  }

  private int index(int link) {
    return link == 0 ? 0 : actual.applyAsInt(link);
  }

  private boolean isBridge(int link) {
    return picture.has(new BridgeKey(link)) || picture.has(new BridgeKey(index(link)));
  }

  private List<ByteBuffer> create(Create step) {
    Attributes a = step.attributes();
    return switch (step.key()) {
      case LinkKey k -> List.of(link(k, step));
      case BridgeKey _, PortKey _ -> List.of();
      case PortVlanKey k -> List.of(vlan(Rtm.SETLINK, k, a));
      case AddressKey k ->
          List.of(AddressCodec.create(k, a, index(k.link()), bootClock, CREATE | EXCL));
      case RouteKey k -> List.of(RouteEncoder.create(meant(k), a, step.place(), this::index));
      case NexthopKey k -> List.of(NexthopCodec.create(k, a, this::index, EXCL));
      case RuleKey k -> List.of(RuleCodec.create(k, a));
      case NeighbourKey k -> List.of(NeighbourCodec.create(k, a, index(k.link())));
      case FdbKey k -> List.of(NeighbourCodec.create(k, a, index(k.link()), isBridge(k.link())));
      case MdbKey k -> List.of(mdb(Rtm.NEWMDB, CREATE | EXCL, k, a));
      case VifKey _, SysctlKey _ -> throw foreign(step.key());
    };
  }

  private static ByteBuffer link(LinkKey key, Create step) {
    if (!step.attributes().text(LinkAttributes.KIND).equals("veth")) {
      return LinkEncoder.create(Math.max(0, key.index()), step.attributes());
    }
    Create far =
        step.peer()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "a veth needs its other end, and that was in another network namespace: make"
                        + " the pair anew with 'ip link add … type veth peer … netns …'"));
    return VethRequest.of(step, far).message();
  }

  private List<ByteBuffer> delete(ObjectKey key, Attributes a) {
    return switch (key) {
      case LinkKey k -> List.of(LinkEncoder.delete(index(k.index())));
      case BridgeKey _, PortKey _ -> List.of();
      case PortVlanKey k -> List.of(vlan(Rtm.DELLINK, k, a));
      case AddressKey k -> List.of(AddressCodec.delete(k, a, index(k.link())));
      case RouteKey k -> List.of(RouteEncoder.delete(told(k), a, this::index));
      case NexthopKey k -> List.of(NexthopCodec.delete(k));
      case RuleKey k -> List.of(RuleCodec.delete(k, a));
      case NeighbourKey k -> List.of(NeighbourCodec.delete(k, index(k.link())));
      case FdbKey k -> List.of(NeighbourCodec.delete(k, a, index(k.link()), isBridge(k.link())));
      case MdbKey k -> List.of(mdb(Rtm.DELMDB, 0, k, a));
      case VifKey _, SysctlKey _ -> throw foreign(key);
    };
  }

  private List<ByteBuffer> set(ObjectKey key, Attribute<?> attribute, Optional<?> value) {
    Attributes now = picture.get(key);
    Attributes after = now.withAny(attribute, value);
    return switch (key) {
      case LinkKey k -> LinkEncoder.set(index(k.index()), attribute, now, after, this::index);
      case BridgeKey k -> List.of(LinkEncoder.setBridge(index(k.index()), attribute, now, after));
      case PortKey k -> List.of(LinkEncoder.setPort(index(k.index()), attribute, after));
      case PortVlanKey k -> List.of(vlan(Rtm.SETLINK, k, after));
      case AddressKey k ->
          List.of(AddressCodec.create(k, after, index(k.link()), bootClock, REPLACE));
      case RouteKey k -> List.of(RouteEncoder.replace(meant(k), after, this::index));
      case NexthopKey k -> List.of(NexthopCodec.create(k, after, this::index, REPLACE));
      case RuleKey k -> List.of(RuleCodec.delete(k, now), RuleCodec.create(k, after));
      case NeighbourKey k -> List.of(NeighbourCodec.create(k, after, index(k.link())));
      case FdbKey k ->
          List.of(NeighbourCodec.create(k, after, index(k.link()), isBridge(k.link())));
      case MdbKey k -> List.of(mdb(Rtm.NEWMDB, CREATE | REPLACE, k, after));
      case VifKey _, SysctlKey _ -> throw foreign(key);
    };
  }

  /// A route by a nexthop object that drops is told as a blackhole, and is an ordinary one that
  /// would lead on if the object did (`fib_dump_info`).
  private RouteKey meant(RouteKey key) {
    return key.via() instanceof Via.Nexthop hop && isTold(key) && Nexthops.drops(picture, hop.id())
        ? new RouteKey(key.group(), UNICAST, key.via(), key.twin())
        : key;
  }

  /// What cannot be told from how it is told is left open.
  private static RouteKey told(RouteKey key) {
    return isTold(key) ? new RouteKey(key.group(), 0, key.via(), key.twin()) : key;
  }

  private static boolean isTold(RouteKey key) {
    return key.via() instanceof Via.Nexthop && key.type() == BLACKHOLE;
  }

  private ByteBuffer vlan(int type, PortVlanKey k, Attributes a) {
    return VlanCodec.encode(type, index(k.index()), k.vlan(), isBridge(k.index()), a);
  }

  private ByteBuffer mdb(int type, int flags, MdbKey k, Attributes a) {
    return MdbCodec.encode(type, flags, k, index(k.bridge()), index(k.port()), a);
  }

  private static IllegalArgumentException foreign(ObjectKey key) {
    return new IllegalArgumentException("not a matter of rtnetlink: " + key.text());
  }
}
