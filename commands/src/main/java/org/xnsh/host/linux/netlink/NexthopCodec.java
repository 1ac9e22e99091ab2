package org.xnsh.host.linux.netlink;

import java.nio.ByteBuffer;
import java.util.function.IntUnaryOperator;
import org.xnsh.network.Attributes;
import org.xnsh.network.NexthopAttributes;
import org.xnsh.network.ObjectKey.NexthopKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.network.RawOptions;

/// RTM_NEWNEXTHOP and RTM_DELNEXTHOP (include/uapi/linux/nexthop.h).
final class NexthopCodec {

  private static final int FIXED = 8;
  private static final int NHA_ID = 1;
  private static final int NHA_GROUP = 2;
  private static final int NHA_GROUP_TYPE = 3;
  private static final int NHA_BLACKHOLE = 4;
  private static final int NHA_OIF = 5;
  private static final int NHA_GATEWAY = 6;
  private static final int NHA_MASTER = 10;
  private static final int NHA_FDB = 11;

  /// What the kernel counts or says of its abilities: NHA_OP_FLAGS, NHA_GROUP_STATS, hardware use.
  private static final int NHA_OP_FLAGS = 14;

  private NexthopCodec() {}

  static Report decode(Message message) throws MalformedMessage {
    message.require(FIXED);
    Attributes.Builder into = Attributes.builder(ObjectKind.NEXTHOP);
    into.put(NexthopAttributes.FAMILY, (long) message.u8(0));
    into.put(NexthopAttributes.PROTOCOL, (long) message.u8(2));
    int flags = message.s32(4);
    on(flags, RouteDecoder.RTNH_F_DEAD, NexthopAttributes.DEAD, into);
    on(flags, RouteDecoder.RTNH_F_ONLINK, NexthopAttributes.ONLINK, into);
    on(flags, RouteDecoder.RTNH_F_LINKDOWN, NexthopAttributes.LINK_DOWN, into);
    long id = 0;
    RawOptions raw = RawOptions.NONE;
    for (AttributeCursor a = message.attributes(FIXED); a.next(); ) {
      switch (a.type()) {
        case NHA_ID -> id = a.u32();
        case NHA_GROUP -> into.put(NexthopAttributes.GROUP, group(a));
        case NHA_GROUP_TYPE -> into.put(NexthopAttributes.GROUP_TYPE, (long) a.u16());
        case NHA_BLACKHOLE -> into.put(NexthopAttributes.BLACKHOLE, true);
        case NHA_OIF -> into.put(NexthopAttributes.DEVICE, a.u32());
        case NHA_GATEWAY -> into.put(NexthopAttributes.GATEWAY, a.ip());
        case NHA_FDB -> into.put(NexthopAttributes.FDB, true);
        case NHA_MASTER -> {}
        default -> raw = a.type() >= NHA_OP_FLAGS ? raw : a.into(raw);
      }
    }
    if (!raw.isEmpty()) {
      into.put(NexthopAttributes.RAW, raw);
    }
    Entry entry = new Entry(new NexthopKey(id), into.build());
    return Report.one(message.type() == Rtm.DELNEXTHOP, entry);
  }

  private static void on(
      int flags, int bit, org.xnsh.network.Attribute<Boolean> of, Attributes.Builder into) {
    if ((flags & bit) != 0) {
      into.put(of, true);
    }
  }

  /// struct nexthop_grp: id, weight less one, and since 6.12 the weight's high byte.
  private static String group(AttributeCursor a) throws MalformedMessage {
    StringBuilder text = new StringBuilder();
    for (int at = 0; at + 8 <= a.size(); at += 8) {
      int weight = (a.u8At(at + 4) | a.u8At(at + 5) << 8) + 1;
      text.append(text.isEmpty() ? "" : "/").append(a.u32At(at)).append(',').append(weight);
    }
    return text.toString();
  }

  static ByteBuffer create(NexthopKey key, Attributes a, IntUnaryOperator actual, int flags) {
    MessageWriter w = MessageWriter.change(Rtm.NEWNEXTHOP, MessageWriter.NLM_F_CREATE | flags);
    w.u8((int) a.number(NexthopAttributes.FAMILY)).u8(0);
    w.u8((int) a.number(NexthopAttributes.PROTOCOL)).u8(0);
    w.u32(a.isOn(NexthopAttributes.ONLINK) ? RouteDecoder.RTNH_F_ONLINK : 0);
    w.putU32(NHA_ID, key.id());
    a.get(NexthopAttributes.GROUP).ifPresent(members -> group(w, members));
    a.get(NexthopAttributes.GROUP_TYPE).ifPresent(t -> w.putU16(NHA_GROUP_TYPE, t));
    if (a.isOn(NexthopAttributes.BLACKHOLE)) {
      w.putFlag(NHA_BLACKHOLE);
    } else {
      a.get(NexthopAttributes.DEVICE)
          .ifPresent(d -> w.putU32(NHA_OIF, actual.applyAsInt(d.intValue())));
    }
    w.putIp(NHA_GATEWAY, a.get(NexthopAttributes.GATEWAY));
    if (a.isOn(NexthopAttributes.FDB)) {
      w.putFlag(NHA_FDB);
    }
    return w.putRaw(a.get(NexthopAttributes.RAW, RawOptions.NONE)).message();
  }

  private static void group(MessageWriter w, String members) {
    int group = w.begin(NHA_GROUP);
    for (String member : members.split("/", -1)) {
      int comma = member.indexOf(',');
      int weight = comma < 0 ? 0 : Integer.parseInt(member.substring(comma + 1)) - 1;
      w.u32(Long.parseLong(comma < 0 ? member : member.substring(0, comma)));
      w.u8(weight).u8(weight >>> 8).u16(0);
    }
    w.end(group);
  }

  static ByteBuffer delete(NexthopKey key) {
    return MessageWriter.change(Rtm.DELNEXTHOP, 0).zeros(8).putU32(NHA_ID, key.id()).message();
  }
}
