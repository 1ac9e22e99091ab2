package org.xnsh.host.linux.netlink;

import static org.xnsh.network.LinkAttributes.ADDRESS_GENERATION;
import static org.xnsh.network.LinkAttributes.ALIAS;
import static org.xnsh.network.LinkAttributes.ALTERNATIVE_NAMES;
import static org.xnsh.network.LinkAttributes.BROADCAST;
import static org.xnsh.network.LinkAttributes.CARRIER;
import static org.xnsh.network.LinkAttributes.GROUP;
import static org.xnsh.network.LinkAttributes.GRO_IPV4_MAXIMUM_SIZE;
import static org.xnsh.network.LinkAttributes.GRO_MAXIMUM_SIZE;
import static org.xnsh.network.LinkAttributes.GSO_IPV4_MAXIMUM_SIZE;
import static org.xnsh.network.LinkAttributes.GSO_MAXIMUM_SEGMENTS;
import static org.xnsh.network.LinkAttributes.GSO_MAXIMUM_SIZE;
import static org.xnsh.network.LinkAttributes.HARDWARE_TYPE;
import static org.xnsh.network.LinkAttributes.KIND;
import static org.xnsh.network.LinkAttributes.KIND_DATA;
import static org.xnsh.network.LinkAttributes.LINK_MODE;
import static org.xnsh.network.LinkAttributes.LOWER;
import static org.xnsh.network.LinkAttributes.LOWER_NAMESPACE;
import static org.xnsh.network.LinkAttributes.MAC;
import static org.xnsh.network.LinkAttributes.MASTER;
import static org.xnsh.network.LinkAttributes.MAXIMUM_MTU;
import static org.xnsh.network.LinkAttributes.MINIMUM_MTU;
import static org.xnsh.network.LinkAttributes.MTU;
import static org.xnsh.network.LinkAttributes.NAME;
import static org.xnsh.network.LinkAttributes.OPERATIONAL_STATE;
import static org.xnsh.network.LinkAttributes.PARENT_BUS;
import static org.xnsh.network.LinkAttributes.PARENT_DEVICE;
import static org.xnsh.network.LinkAttributes.PROMISCUITY;
import static org.xnsh.network.LinkAttributes.PROTOCOL_DOWN;
import static org.xnsh.network.LinkAttributes.QUEUEING;
import static org.xnsh.network.LinkAttributes.QUEUE_LENGTH;
import static org.xnsh.network.LinkAttributes.TSO_MAXIMUM_SIZE;

import java.util.ArrayList;
import java.util.List;
import org.xnsh.network.Attributes;
import org.xnsh.network.LinkName;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.PortKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.network.RawOptions;

/// RTM_NEWLINK and RTM_DELLINK: a link, and what it is as a bridge or as a port of one.
final class LinkDecoder {

  static final int FIXED = 16;
  private static final int IFLA_AF_SPEC = 26;
  private static final int IFLA_PROTINFO = 12;
  private static final int IFLA_INET6_ADDR_GEN_MODE = 8;

  private final int index;
  private final Attributes.Builder link = Attributes.builder(ObjectKind.LINK);
  private final List<Entry> sides = new ArrayList<>(1);
  private boolean isBridge;
  private boolean isPort;

  private LinkDecoder(int index) {
    this.index = index;
  }

  static Report decode(Message message) throws MalformedMessage {
    message.require(FIXED);
    int family = message.u8(0);
    if (family == Rtm.AF_BRIDGE) {
      return bridgeSide(message);
    }
    if (family != Rtm.AF_UNSPEC) {
      return Report.NOTHING; // AF_INET6: the link's IPv6 side, by inet6_ifinfo_notify
    }
    int index = message.s32(4);
    if (message.type() == Rtm.DELLINK) {
      return new Report(
          List.of(), List.of(new LinkKey(index), new BridgeKey(index), new PortKey(index)));
    }
    return new LinkDecoder(index).whole(message);
  }

  /// What bridges tell of their ports: IFLA_PROTINFO holds the port, IFLA_AF_SPEC the VLANs. The
  /// rest of the message is less than a link.
  private static Report bridgeSide(Message message) throws MalformedMessage {
    int index = message.s32(4);
    if (message.type() == Rtm.DELLINK) {
      return Report.absent(new PortKey(index));
    }
    List<Entry> entries = new ArrayList<>(1);
    for (AttributeCursor a = message.attributes(FIXED); a.next(); ) {
      switch (a.type()) {
        case IFLA_PROTINFO -> {
          Attributes.Builder port = Attributes.builder(ObjectKind.PORT);
          PortFields.TABLE.read(a.nested(), port);
          entries.add(new Entry(new PortKey(index), port.build()));
        }
        case IFLA_AF_SPEC -> VlanCodec.read(index, a.nested(), entries);
        default -> {}
      }
    }
    return entries.isEmpty() ? Report.NOTHING : new Report(entries, List.of());
  }

  private Report whole(Message message) throws MalformedMessage {
    LinkFlags.read(message.s32(8), link);
    link.put(HARDWARE_TYPE, (long) message.u16(2));
    link.put(KIND, "");
    for (AttributeCursor a = message.attributes(FIXED); a.next(); ) {
      one(a);
    }
    List<Entry> present = new ArrayList<>(1 + sides.size());
    present.add(new Entry(new LinkKey(index), link.build()));
    present.addAll(sides);
    List<ObjectKey> absent = new ArrayList<>(2);
    if (!isBridge) {
      absent.add(new BridgeKey(index));
    }
    if (!isPort) {
      absent.add(new PortKey(index));
    }
    return new Report(present, absent);
  }

  private void one(AttributeCursor a) throws MalformedMessage {
    switch (a.type()) {
      case 1 -> {
        if (a.isMac()) {
          link.put(MAC, a.mac());
        }
      }
      case 2 -> {
        if (a.isMac()) {
          link.put(BROADCAST, a.mac());
        }
      }
      case 3 -> link.put(NAME, name(a));
      case 4 -> link.put(MTU, a.u32());
      case 5 -> link.put(LOWER, a.u32());
      case 6 -> link.put(QUEUEING, a.text());
      case 10 -> link.put(MASTER, a.u32());
      case 13 -> link.put(QUEUE_LENGTH, a.u32());
      case 16 -> link.put(OPERATIONAL_STATE, (long) a.u8());
      case 17 -> link.put(LINK_MODE, (long) a.u8());
      case LinkEncoder.IFLA_LINKINFO -> kind(a.nested());
      case 20 -> link.put(ALIAS, a.text());
      case IFLA_AF_SPEC -> families(a.nested());
      case 27 -> link.put(GROUP, a.u32());
      case 30 -> link.put(PROMISCUITY, a.u32());
      case 33 -> link.put(CARRIER, a.u8() != 0);
      case 37 -> link.put(LOWER_NAMESPACE, a.u32());
      case 39 -> link.put(PROTOCOL_DOWN, a.u8() != 0);
      case 40 -> link.put(GSO_MAXIMUM_SEGMENTS, a.u32());
      case 41 -> link.put(GSO_MAXIMUM_SIZE, a.u32());
      case 50 -> link.put(MINIMUM_MTU, a.u32());
      case 51 -> link.put(MAXIMUM_MTU, a.u32());
      case 52 -> link.put(ALTERNATIVE_NAMES, names(a.nested()));
      case 56 -> link.put(PARENT_DEVICE, a.text());
      case 57 -> link.put(PARENT_BUS, a.text());
      case 58 -> link.put(GRO_MAXIMUM_SIZE, a.u32());
      case 59 -> link.put(TSO_MAXIMUM_SIZE, a.u32());
      case 63 -> link.put(GSO_IPV4_MAXIMUM_SIZE, a.u32());
      case 64 -> link.put(GRO_IPV4_MAXIMUM_SIZE, a.u32());
      default -> {}
    }
  }

  private static LinkName name(AttributeCursor a) throws MalformedMessage {
    String text = a.text();
    return LinkName.told(text)
        .orElseThrow(() -> new MalformedMessage("a link with the name '" + text + "'"));
  }

  private static List<String> names(AttributeCursor a) throws MalformedMessage {
    List<String> names = new ArrayList<>(2);
    while (a.next()) {
      if (a.type() == LinkEncoder.IFLA_ALT_IFNAME) {
        names.add(a.text());
      }
    }
    return List.copyOf(names);
  }

  /// IFLA_INFO_KIND and IFLA_INFO_SLAVE_KIND come before the data that they name.
  private void kind(AttributeCursor a) throws MalformedMessage {
    while (a.next()) {
      switch (a.type()) {
        case 1 -> {
          String kind = a.text();
          isBridge = kind.equals("bridge");
          link.put(KIND, kind);
        }
        case 2 -> kindData(a.nested());
        case 4 -> isPort = a.text().equals("bridge");
        case 5 -> {
          if (isPort) {
            Attributes.Builder port = Attributes.builder(ObjectKind.PORT);
            PortFields.TABLE.read(a.nested(), port);
            sides.add(new Entry(new PortKey(index), port.build()));
          }
        }
        default -> {}
      }
    }
  }

  private void kindData(AttributeCursor a) throws MalformedMessage {
    if (isBridge) {
      Attributes.Builder bridge = Attributes.builder(ObjectKind.BRIDGE);
      BridgeFields.read(a, bridge);
      sides.add(new Entry(new BridgeKey(index), bridge.build()));
      return;
    }
    RawOptions raw = RawOptions.NONE;
    while (a.next()) {
      raw = a.into(raw);
    }
    if (!raw.isEmpty()) {
      link.put(KIND_DATA, raw);
    }
  }

  private void families(AttributeCursor a) throws MalformedMessage {
    while (a.next()) {
      if (a.type() == Rtm.AF_INET6) {
        for (AttributeCursor six = a.nested(); six.next(); ) {
          if (six.type() == IFLA_INET6_ADDR_GEN_MODE) {
            link.put(ADDRESS_GENERATION, (long) six.u8());
          }
        }
      }
    }
  }
}
