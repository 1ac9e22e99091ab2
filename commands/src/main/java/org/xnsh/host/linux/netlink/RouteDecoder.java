package org.xnsh.host.linux.netlink;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpAddress;
import org.xnsh.network.IpFamily;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.network.Prefix;
import org.xnsh.network.RawOptions;
import org.xnsh.network.RouteAttributes;
import org.xnsh.network.RouteGroup;
import org.xnsh.network.Via;

/// RTM_NEWROUTE and RTM_DELROUTE (include/uapi/linux/rtnetlink.h).
final class RouteDecoder {

  static final int FIXED = 12;
  private static final int RTM_F_CLONED = 0x200;
  private static final int RTM_F_OFFLOAD = 0x4000;
  static final int RTNH_F_DEAD = 1;
  static final int RTNH_F_ONLINK = 4;
  static final int RTNH_F_LINKDOWN = 16;

  private final IpFamily family;
  private final Attributes.Builder into = Attributes.builder(ObjectKind.ROUTE);
  private final List<Via.Weighted> legs = new ArrayList<>(0);
  private RawOptions raw = RawOptions.NONE;
  private RawOptions encapsulation = RawOptions.NONE;
  private @Nullable IpAddress destination;
  private @Nullable IpAddress source;
  private @Nullable IpAddress gateway;
  private long table;
  private long metric;
  private int link;
  private long nexthop;

  /// Flags that all legs have.
  private int legFlags = -1;

  private RouteDecoder(IpFamily family) {
    this.family = family;
  }

  static Report decode(Message message) throws MalformedMessage {
    message.require(FIXED);
    int number = message.u8(0);
    if ((number != Rtm.AF_INET && number != Rtm.AF_INET6) || (message.s32(8) & RTM_F_CLONED) != 0) {
      return Report.NOTHING; // multicast routing, MPLS, and what routing caches
    }
    Entry entry = new RouteDecoder(IpFamily.of(number)).route(message);
    return Report.one(message.type() == Rtm.DELROUTE, entry);
  }

  private Entry route(Message message) throws MalformedMessage {
    int flags = message.s32(8);
    table = message.u8(4);
    into.put(RouteAttributes.PROTOCOL, (long) message.u8(5));
    into.put(RouteAttributes.SCOPE, (long) message.u8(6));
    for (AttributeCursor a = message.attributes(FIXED); a.next(); ) {
      one(a);
    }
    if (!raw.isEmpty()) {
      into.put(RouteAttributes.RAW, raw);
    }
    if ((flags & RTM_F_OFFLOAD) != 0) {
      into.put(RouteAttributes.OFFLOADED, true);
    }
    state(flags);
    RouteGroup group =
        new RouteGroup(
            table,
            prefix(destination, message.u8(1)),
            prefix(source, message.u8(2)),
            message.u8(3),
            metric);
    return new Entry(new RouteKey(group, message.u8(7), via(flags), 0), into.build());
  }

  /// With several legs the flags are theirs; the kernel repeats none of them for the route.
  private void state(int flags) {
    int state = legs.isEmpty() ? flags : legFlags;
    if ((state & RTNH_F_DEAD) != 0) {
      into.put(RouteAttributes.DEAD, true);
    }
    if ((state & RTNH_F_LINKDOWN) != 0) {
      into.put(RouteAttributes.LINK_DOWN, true);
    }
  }

  private Prefix prefix(@Nullable IpAddress address, int length) throws MalformedMessage {
    IpAddress of = address == null ? IpAddress.any(family) : address;
    if (of.family() != family || length > family.bytes() * 8) {
      throw new MalformedMessage("a route with the prefix " + of + "/" + length);
    }
    return new Prefix(of, length);
  }

  private Via via(int flags) {
    if (nexthop != 0) {
      return new Via.Nexthop(nexthop); // legs beside it are its own, told for old programs
    }
    if (!legs.isEmpty()) {
      return new Via.Multipath(legs);
    }
    if (link == 0 && gateway == null) {
      return new Via.Nowhere();
    }
    return new Via.Leg(
        link, Optional.ofNullable(gateway), (flags & RTNH_F_ONLINK) != 0, encapsulation);
  }

  private void one(AttributeCursor a) throws MalformedMessage {
    switch (a.type()) {
      case RouteEncoder.RTA_DST -> destination = a.ip();
      case RouteEncoder.RTA_SRC -> source = a.ip();
      case RouteEncoder.RTA_OIF -> link = a.s32();
      case RouteEncoder.RTA_GATEWAY -> gateway = a.ip();
      case RouteEncoder.RTA_VIA -> gateway = a.ipAt(2);
      case RouteEncoder.RTA_PRIORITY -> metric = a.u32();
      case RouteEncoder.RTA_PREFSRC -> into.put(RouteAttributes.PREFERRED_SOURCE, a.ip());
      case RouteEncoder.RTA_METRICS -> into.put(RouteAttributes.METRICS, raws(a.nested()));
      case RouteEncoder.RTA_MULTIPATH -> multipath(a);
      case RouteEncoder.RTA_CACHEINFO -> expires(a);
      case RouteEncoder.RTA_TABLE -> table = a.u32();
      case RouteEncoder.RTA_PREF -> into.put(RouteAttributes.PREFERENCE, (long) a.u8());
      case RouteEncoder.RTA_ENCAP_TYPE, RouteEncoder.RTA_ENCAP ->
          encapsulation = a.into(encapsulation);
      case RouteEncoder.RTA_TTL_PROPAGATE ->
          into.put(RouteAttributes.TTL_PROPAGATION, (long) a.u8());
      case RouteEncoder.RTA_NH_ID -> nexthop = a.u32();
      case RouteEncoder.RTA_MFC_STATS, RouteEncoder.RTA_PAD -> {}
      default -> raw = a.into(raw);
    }
  }

  private static RawOptions raws(AttributeCursor a) throws MalformedMessage {
    RawOptions raw = RawOptions.NONE;
    while (a.next()) {
      raw = a.into(raw);
    }
    return raw;
  }

  /// struct rta_cacheinfo: rta_expires in hundredths of a second, 0 is never.
  private void expires(AttributeCursor a) throws MalformedMessage {
    int expires = a.s32At(8);
    if (expires != 0) {
      into.put(RouteAttributes.EXPIRES, expires / 100L);
    }
  }

  /// struct rtnexthop, each with attributes of its own behind it.
  private void multipath(AttributeCursor a) throws MalformedMessage {
    for (int at = 0; at + 8 <= a.size(); ) {
      int length = a.u16At(at);
      if (length < 8 || length > a.size() - at) {
        throw new MalformedMessage("a leg of " + length + " bytes in a route");
      }
      int flags = a.u8At(at + 2);
      @Nullable IpAddress via = null;
      RawOptions encap = RawOptions.NONE;
      for (AttributeCursor leg = a.within(at + 8, at + length); leg.next(); ) {
        switch (leg.type()) {
          case RouteEncoder.RTA_GATEWAY -> via = leg.ip();
          case RouteEncoder.RTA_VIA -> via = leg.ipAt(2);
          default -> encap = leg.into(encap);
        }
      }
      boolean onlink = (flags & RTNH_F_ONLINK) != 0;
      Via.Leg leg = new Via.Leg(a.s32At(at + 4), Optional.ofNullable(via), onlink, encap);
      legs.add(new Via.Weighted(leg, a.u8At(at + 3) + 1));
      legFlags &= flags;
      at += Message.aligned(length);
    }
  }
}
