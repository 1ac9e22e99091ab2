package org.xnsh.host.linux.netlink;

import java.nio.ByteBuffer;
import java.util.function.IntUnaryOperator;
import org.xnsh.change.Step.Place;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpAddress;
import org.xnsh.network.IpFamily;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.Prefix;
import org.xnsh.network.RawOptions;
import org.xnsh.network.RouteAttributes;
import org.xnsh.network.Via;

/// Routes as requests.
final class RouteEncoder {

  static final int RTA_DST = 1;
  static final int RTA_SRC = 2;
  static final int RTA_OIF = 4;
  static final int RTA_GATEWAY = 5;
  static final int RTA_PRIORITY = 6;
  static final int RTA_PREFSRC = 7;
  static final int RTA_METRICS = 8;
  static final int RTA_MULTIPATH = 9;
  static final int RTA_CACHEINFO = 12;
  static final int RTA_TABLE = 15;
  static final int RTA_MFC_STATS = 17;
  static final int RTA_VIA = 18;
  static final int RTA_PREF = 20;
  static final int RTA_ENCAP_TYPE = 21;
  static final int RTA_ENCAP = 22;
  static final int RTA_EXPIRES = 23;
  static final int RTA_PAD = 24;
  static final int RTA_TTL_PROPAGATE = 26;
  static final int RTA_NH_ID = 30;
  private static final long RTPROT_BOOT = 3;
  private static final long SCOPE_LINK = 253;
  private static final long SCOPE_HOST = 254;

  private final RouteKey key;
  private final Attributes attributes;
  private final IntUnaryOperator actual;
  private final MessageWriter w;

  private RouteEncoder(
      RouteKey key, Attributes attributes, IntUnaryOperator actual, MessageWriter w) {
    this.key = key;
    this.attributes = attributes;
    this.actual = actual;
    this.w = w;
  }

  /// IPv6 has no first place: a route goes behind its equals whatever is asked.
  static ByteBuffer create(RouteKey key, Attributes a, Place place, IntUnaryOperator actual) {
    int flags =
        switch (place) {
          case ALONE -> MessageWriter.NLM_F_EXCL;
          case FIRST -> 0;
          case LAST -> MessageWriter.NLM_F_APPEND;
        };
    MessageWriter w = MessageWriter.change(Rtm.NEWROUTE, MessageWriter.NLM_F_CREATE | flags);
    return new RouteEncoder(key, a, actual, w).message();
  }

  /// Replaces the first of its equals.
  static ByteBuffer replace(RouteKey key, Attributes a, IntUnaryOperator actual) {
    MessageWriter w = MessageWriter.change(Rtm.NEWROUTE, MessageWriter.NLM_F_REPLACE);
    return new RouteEncoder(key, a, actual, w).message();
  }

  /// Everything is named, so that of several equals the right one goes.
  static ByteBuffer delete(RouteKey key, Attributes a, IntUnaryOperator actual) {
    return new RouteEncoder(key, a, actual, MessageWriter.change(Rtm.DELROUTE, 0)).message();
  }

  private ByteBuffer message() {
    IpFamily family = key.group().family();
    Prefix destination = key.group().destination();
    Prefix source = key.group().source();
    boolean onlink = key.via() instanceof Via.Leg leg && leg.onlink();
    w.u8(family.number()).u8(destination.length()).u8(source.length()).u8(key.group().tos());
    w.u8(key.group().table() < 256 ? (int) key.group().table() : 0);
    w.u8(attributes.get(RouteAttributes.PROTOCOL, RTPROT_BOOT).intValue());
    w.u8(attributes.get(RouteAttributes.SCOPE, scope(family)).intValue());
    w.u8(key.type()).u32(onlink ? RouteDecoder.RTNH_F_ONLINK : 0);
    w.putU32(RTA_TABLE, key.group().table());
    prefix(RTA_DST, destination);
    prefix(RTA_SRC, source);
    if (key.group().metric() != 0) {
      w.putU32(RTA_PRIORITY, key.group().metric());
    }
    w.putIp(RTA_PREFSRC, attributes.get(RouteAttributes.PREFERRED_SOURCE));
    attributes
        .get(RouteAttributes.METRICS)
        .ifPresent(metrics -> {
          int nest = w.beginNested(RTA_METRICS);
          w.putRaw(metrics).end(nest);
        });
    attributes.get(RouteAttributes.PREFERENCE).ifPresent(p -> w.putU8(RTA_PREF, p));
    attributes.get(RouteAttributes.EXPIRES).ifPresent(e -> w.putU32(RTA_EXPIRES, e));
    via();
    return w.putRaw(attributes.get(RouteAttributes.RAW, RawOptions.NONE)).message();
  }

  private void prefix(int type, Prefix prefix) {
    if (prefix.length() != 0) {
      w.putIp(type, prefix.address());
    }
  }

  /// What `ip` takes where no scope is given (iproute.c); IPv6 knows none.
  private long scope(IpFamily family) {
    if (family == IpFamily.IPV6) {
      return 0;
    }
    return switch (key.type()) {
      case 2 -> SCOPE_HOST;
      case 3, 4, 5 -> SCOPE_LINK;
      default -> key.via() instanceof Via.Leg leg && leg.gateway().isEmpty() ? SCOPE_LINK : 0;
    };
  }

  private void via() {
    switch (key.via()) {
      case Via.Nowhere _ -> {}
      case Via.Nexthop nexthop -> w.putU32(RTA_NH_ID, nexthop.id());
      case Via.Leg leg -> {
        if (leg.link() != 0) {
          w.putU32(RTA_OIF, actual.applyAsInt(leg.link()));
        }
        leg.gateway().ifPresent(this::gateway);
        w.putRaw(leg.encapsulation());
      }
      case Via.Multipath paths -> {
        int all = w.begin(RTA_MULTIPATH);
        paths.legs().forEach(this::leg);
        w.end(all);
      }
    }
  }

  private void gateway(IpAddress gateway) {
    if (gateway.family() == key.group().family()) {
      w.putIp(RTA_GATEWAY, gateway);
      return;
    }
    int via = w.begin(RTA_VIA);
    w.u16(gateway.family().number()).bytes(gateway.bytes()).end(via);
  }

  /// struct rtnexthop has its length where an attribute has it; flags, hops and ifindex follow.
  private void leg(Via.Weighted weighted) {
    Via.Leg leg = weighted.leg();
    int flags = leg.onlink() ? RouteDecoder.RTNH_F_ONLINK : 0;
    int start = w.begin(flags | (weighted.weight() - 1) << 8);
    w.u32(actual.applyAsInt(leg.link()));
    leg.gateway().ifPresent(this::gateway);
    w.putRaw(leg.encapsulation()).end(start);
  }
}
