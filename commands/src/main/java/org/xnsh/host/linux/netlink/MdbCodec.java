package org.xnsh.host.linux.netlink;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpAddress;
import org.xnsh.network.IpFamily;
import org.xnsh.network.MacAddress;
import org.xnsh.network.MdbAttributes;
import org.xnsh.network.ObjectKey.MdbKey;
import org.xnsh.network.ObjectKind;

/// RTM_NEWMDB and RTM_DELMDB (include/uapi/linux/if_bridge.h): one entry in an event, all of a
/// bridge in a message of a dump.
final class MdbCodec {

  private static final int FIXED = 8;
  private static final int ENTRY = 28;
  private static final int MDBA_MDB = 1;
  private static final int MDBA_MDB_ENTRY = 1;
  private static final int MDBA_MDB_ENTRY_INFO = 1;
  private static final int EATTR_GROUP_MODE = 3;
  private static final int EATTR_SOURCE = 4;
  private static final int EATTR_RTPROT = 5;
  private static final int MDBA_SET_ENTRY = 1;
  private static final int MDBA_SET_ENTRY_ATTRS = 2;
  private static final int MDBE_ATTR_SOURCE = 1;
  private static final int MDBE_ATTR_GROUP_MODE = 3;
  private static final int MDBE_ATTR_RTPROT = 4;
  private static final int ETH_P_IP = 0x0800;
  private static final int ETH_P_IPV6 = 0x86dd;

  private MdbCodec() {}

  static Report decode(Message message) throws MalformedMessage {
    message.require(FIXED);
    int bridge = message.s32(4);
    List<Entry> entries = new ArrayList<>();
    for (AttributeCursor a = message.attributes(FIXED); a.next(); ) {
      if (a.type() == MDBA_MDB) {
        for (AttributeCursor group = a.nested(); group.next(); ) {
          if (group.type() == MDBA_MDB_ENTRY) {
            group(bridge, group.nested(), entries);
          }
        }
      }
    }
    return message.type() == Rtm.DELMDB
        ? new Report(List.of(), entries.stream().map(Entry::key).toList())
        : new Report(entries, List.of());
  }

  private static void group(int bridge, AttributeCursor a, List<Entry> into)
      throws MalformedMessage {
    while (a.next()) {
      if (a.type() == MDBA_MDB_ENTRY_INFO) {
        into.add(entry(bridge, a));
      }
    }
  }

  /// struct br_mdb_entry and what follows it.
  private static Entry entry(int bridge, AttributeCursor info) throws MalformedMessage {
    Attributes.Builder attributes = Attributes.builder(ObjectKind.MDB);
    attributes.put(MdbAttributes.STATE, (long) info.u8At(4));
    attributes.put(MdbAttributes.FLAGS, (long) info.u8At(5));
    String source = "";
    for (AttributeCursor a = info.nestedAfter(ENTRY); a.next(); ) {
      switch (a.type()) {
        case EATTR_GROUP_MODE -> attributes.put(MdbAttributes.FILTER_MODE, (long) a.u8());
        case EATTR_SOURCE -> source = a.ip().toString();
        case EATTR_RTPROT -> attributes.put(MdbAttributes.PROTOCOL, (long) a.u8());
        default -> {} // timers, and sources learned for the group
      }
    }
    String group =
        switch (info.u8At(24) << 8 | info.u8At(25)) {
          case ETH_P_IP -> IpAddress.of(info.bytesAt(8, 4)).toString();
          case ETH_P_IPV6 -> IpAddress.of(info.bytesAt(8, 16)).toString();
          default -> MacAddress.of(info.bytesAt(8, 6)).toString();
        };
    MdbKey key = new MdbKey(bridge, info.s32At(0), group, source, info.u16At(6));
    return new Entry(key, attributes.build());
  }

  /// @param type RTM_NEWMDB or RTM_DELMDB
  static ByteBuffer encode(int type, int flags, MdbKey key, int bridge, int port, Attributes a) {
    MessageWriter w = MessageWriter.change(type, flags);
    w.u8(Rtm.AF_BRIDGE).zeros(3).u32(bridge);
    int entry = w.begin(MDBA_SET_ENTRY);
    w.u32(port).u8(a.get(MdbAttributes.STATE, 1L).intValue()).u8(0).u16(key.vlan());
    address(w, key.group());
    w.zeros(2).end(entry);
    attributes(w, key, a, type == Rtm.NEWMDB);
    return w.message();
  }

  private static void address(MessageWriter w, String group) {
    Optional<IpAddress> ip = IpAddress.tryParse(group);
    byte[] bytes = ip.map(IpAddress::bytes).orElseGet(() -> MacAddress.parse(group).bytes());
    int protocol = ip.map(i -> i.family() == IpFamily.IPV4 ? ETH_P_IP : ETH_P_IPV6).orElse(0);
    w.bytes(bytes).zeros(16 - bytes.length).be16(protocol);
  }

  private static void attributes(MessageWriter w, MdbKey key, Attributes a, boolean all) {
    Optional<Long> mode = a.get(MdbAttributes.FILTER_MODE);
    Optional<Long> protocol = a.get(MdbAttributes.PROTOCOL);
    boolean some = all && (mode.isPresent() || protocol.isPresent());
    if (key.source().isEmpty() && !some) {
      return;
    }
    int nest = w.beginNested(MDBA_SET_ENTRY_ATTRS);
    if (!key.source().isEmpty()) {
      w.putIp(MDBE_ATTR_SOURCE, IpAddress.parse(key.source()));
    }
    if (all && key.source().isEmpty()) {
      mode.ifPresent(m -> w.putU8(MDBE_ATTR_GROUP_MODE, m));
    }
    if (all) {
      protocol.ifPresent(p -> w.putU8(MDBE_ATTR_RTPROT, p));
    }
    w.end(nest);
  }
}
