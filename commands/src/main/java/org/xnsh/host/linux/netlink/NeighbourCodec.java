package org.xnsh.host.linux.netlink;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.xnsh.network.Attributes;
import org.xnsh.network.FdbAttributes;
import org.xnsh.network.IpAddress;
import org.xnsh.network.MacAddress;
import org.xnsh.network.NeighbourAttributes;
import org.xnsh.network.ObjectKey.FdbKey;
import org.xnsh.network.ObjectKey.NeighbourKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.network.RawOptions;

/// RTM_NEWNEIGH and RTM_DELNEIGH (include/uapi/linux/neighbour.h): neighbours, proxy ones, and with
/// AF_BRIDGE the forwarding entries of bridges. Learned ones are decoded too: who keeps a picture
/// takes those whose state is permanent or noarp.
final class NeighbourCodec {

  private static final int FIXED = 12;
  private static final int NDA_DST = 1;
  private static final int NDA_LLADDR = 2;
  private static final int NDA_CACHEINFO = 3;
  private static final int NDA_PROBES = 4;
  private static final int NDA_VLAN = 5;
  private static final int NDA_MASTER = 9;
  private static final int NDA_PROTOCOL = 12;
  private static final int NDA_FLAGS_EXT = 15;
  private static final int NTF_SELF = 2;
  private static final int NTF_MASTER = 4;
  private static final int NTF_PROXY = 8;
  private static final long NUD_NOARP = 64;
  private static final long NUD_PERMANENT = 128;

  private NeighbourCodec() {}

  static Report decode(Message message) throws MalformedMessage {
    message.require(FIXED);
    int family = message.u8(0);
    boolean removed = message.type() == Rtm.DELNEIGH;
    if (family == Rtm.AF_BRIDGE) {
      return forwarding(message, removed);
    }
    if (family != Rtm.AF_INET && family != Rtm.AF_INET6) {
      return Report.NOTHING;
    }
    Attributes.Builder into = Attributes.builder(ObjectKind.NEIGHBOUR);
    int flags = message.u8(10);
    into.put(NeighbourAttributes.STATE, (long) message.u16(8));
    into.put(NeighbourAttributes.FLAGS, (long) flags);
    @Nullable IpAddress address = null;
    RawOptions raw = RawOptions.NONE;
    for (AttributeCursor a = message.attributes(FIXED); a.next(); ) {
      switch (a.type()) {
        case NDA_DST -> address = a.ip();
        case NDA_LLADDR -> {
          if (a.isMac()) {
            into.put(NeighbourAttributes.MAC, a.mac());
          } else {
            raw = a.into(raw);
          }
        }
        case NDA_PROTOCOL -> into.put(NeighbourAttributes.PROTOCOL, (long) a.u8());
        case NDA_CACHEINFO, NDA_PROBES, NDA_MASTER -> {}
        default -> raw = a.into(raw);
      }
    }
    if (address == null) {
      throw new MalformedMessage("a neighbour without an address");
    }
    if (!raw.isEmpty()) {
      into.put(NeighbourAttributes.RAW, raw);
    }
    boolean proxy = (flags & NTF_PROXY) != 0;
    NeighbourKey key = new NeighbourKey(message.s32(4), address, proxy);
    return Report.one(removed, new Entry(key, into.build()));
  }

  /// The flags hold NTF_SELF or NTF_MASTER as a request would need them: a bridge's own entry is
  /// made through the bridge itself, though the kernel shows the bridge as its master.
  private static Report forwarding(Message message, boolean removed) throws MalformedMessage {
    Attributes.Builder into = Attributes.builder(ObjectKind.FDB);
    int link = message.s32(4);
    int flags = message.u8(10);
    boolean self = (flags & NTF_SELF) != 0;
    into.put(FdbAttributes.STATE, (long) message.u16(8));
    @Nullable MacAddress mac = null;
    int vlan = 0;
    int master = 0;
    RawOptions raw = RawOptions.NONE;
    for (AttributeCursor a = message.attributes(FIXED); a.next(); ) {
      switch (a.type()) {
        case NDA_LLADDR -> mac = a.isMac() ? a.mac() : null;
        case NDA_VLAN -> vlan = a.u16();
        case NDA_MASTER -> master = a.s32();
        // struct nda_cacheinfo: confirmed, used, updated, each in hundredths of a second
        case NDA_CACHEINFO -> into.put(FdbAttributes.AGE, a.u32At(8));
        // FLAGS_EXT says whether a learned entry is on a locked port
        case NDA_PROBES, NDA_FLAGS_EXT -> {}
        default -> raw = a.into(raw);
      }
    }
    if (mac == null) {
      return Report.NOTHING; // of a link that is no Ethernet
    }
    boolean own = self || master == link;
    into.put(FdbAttributes.FLAGS, (long) (flags | (own ? NTF_SELF : NTF_MASTER)));
    if (!raw.isEmpty()) {
      into.put(FdbAttributes.RAW, raw);
    }
    return Report.one(removed, new Entry(new FdbKey(link, mac, vlan, self), into.build()));
  }

  /// Replaces what is there: it may have been learned, which a picture does not hold.
  static ByteBuffer create(NeighbourKey key, Attributes a, int link) {
    int flags = MessageWriter.NLM_F_CREATE | MessageWriter.NLM_F_REPLACE;
    MessageWriter w = MessageWriter.change(Rtm.NEWNEIGH, flags);
    long noted = a.number(NeighbourAttributes.FLAGS) & ~(long) NTF_PROXY;
    long state = a.get(NeighbourAttributes.STATE, key.proxy() ? 0L : NUD_PERMANENT);
    fixed(w, key, link, state, noted | (key.proxy() ? NTF_PROXY : 0));
    a.get(NeighbourAttributes.MAC).ifPresent(mac -> w.putBytes(NDA_LLADDR, mac.bytes()));
    a.get(NeighbourAttributes.PROTOCOL).ifPresent(p -> w.putU8(NDA_PROTOCOL, p));
    return w.putRaw(a.get(NeighbourAttributes.RAW, RawOptions.NONE)).message();
  }

  static ByteBuffer delete(NeighbourKey key, int link) {
    MessageWriter w = MessageWriter.change(Rtm.DELNEIGH, 0);
    fixed(w, key, link, 0, key.proxy() ? NTF_PROXY : 0);
    return w.message();
  }

  private static void fixed(MessageWriter w, NeighbourKey key, int link, long state, long flags) {
    w.u8(key.address().family().number()).zeros(3).u32(link);
    w.u16((int) state).u8((int) flags).u8(0).putIp(NDA_DST, key.address());
  }

  static ByteBuffer create(FdbKey key, Attributes a, int link, boolean isBridge) {
    int flags = MessageWriter.NLM_F_CREATE | MessageWriter.NLM_F_REPLACE;
    MessageWriter w = MessageWriter.change(Rtm.NEWNEIGH, flags);
    fixed(w, key, a, link, isBridge);
    return w.putRaw(a.get(FdbAttributes.RAW, RawOptions.NONE)).message();
  }

  static ByteBuffer delete(FdbKey key, Attributes a, int link, boolean isBridge) {
    MessageWriter w = MessageWriter.change(Rtm.DELNEIGH, 0);
    fixed(w, key, a, link, isBridge);
    return w.message();
  }

  private static void fixed(MessageWriter w, FdbKey key, Attributes a, int link, boolean isBridge) {
    long where = key.self() || isBridge ? NTF_SELF : NTF_MASTER;
    long rest = a.number(FdbAttributes.FLAGS) & ~(long) (NTF_SELF | NTF_MASTER);
    long state = a.get(FdbAttributes.STATE, isBridge ? NUD_PERMANENT : NUD_NOARP);
    w.u8(Rtm.AF_BRIDGE).zeros(3).u32(link).u16((int) state).u8((int) (where | rest)).u8(0);
    w.putBytes(NDA_LLADDR, key.mac().bytes());
    if (key.vlan() != 0) {
      w.putU16(NDA_VLAN, key.vlan());
    }
  }
}
