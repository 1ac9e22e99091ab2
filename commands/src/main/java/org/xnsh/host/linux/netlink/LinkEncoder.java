package org.xnsh.host.linux.netlink;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.MacAddress;
import org.xnsh.network.RawOptions;

/// Links, and their sides as bridge and port, as requests.
///
/// All changes of a link go by RTM_NEWLINK without NLM_F_CREATE: RTM_SETLINK passes over
/// IFLA_LINKINFO, where a bridge's options are.
final class LinkEncoder {

  static final int IFLA_ADDRESS = 1;
  static final int IFLA_IFNAME = 3;
  static final int IFLA_MTU = 4;
  static final int IFLA_MASTER = 10;
  static final int IFLA_PROTINFO = 12;
  static final int IFLA_TXQLEN = 13;
  static final int IFLA_LINKMODE = 17;
  static final int IFLA_LINKINFO = 18;
  static final int IFLA_IFALIAS = 20;
  static final int IFLA_AF_SPEC = 26;
  static final int IFLA_GROUP = 27;
  static final int IFLA_NET_NS_FD = 28;
  static final int IFLA_PROTO_DOWN = 39;
  static final int IFLA_GSO_MAX_SEGS = 40;
  static final int IFLA_GSO_MAX_SIZE = 41;
  static final int IFLA_PROP_LIST = 52;
  static final int IFLA_ALT_IFNAME = 53;
  static final int IFLA_GRO_MAX_SIZE = 58;
  static final int IFLA_GSO_IPV4_MAX_SIZE = 63;
  static final int IFLA_GRO_IPV4_MAX_SIZE = 64;
  static final int IFLA_INFO_KIND = 1;
  static final int IFLA_INFO_DATA = 2;
  private static final int IFLA_INET6_ADDR_GEN_MODE = 8;
  private static final int VETH_INFO_PEER = 1;
  private static final int EXCLUSIVELY = MessageWriter.NLM_F_CREATE | MessageWriter.NLM_F_EXCL;

  private LinkEncoder() {}

  /// @param index the ifindex to have, or 0 for any
  static ByteBuffer create(int index, Attributes a) {
    MessageWriter w = MessageWriter.change(Rtm.NEWLINK, EXCLUSIVELY);
    w.zeros(4).u32(index).zeros(8);
    w.putText(IFLA_IFNAME, a.get(LinkAttributes.NAME).orElseThrow().text());
    // the kernel refuses the zero address, which an empty bridge has by itself
    a.get(LinkAttributes.MAC)
        .filter(mac -> !mac.equals(MacAddress.ZERO))
        .ifPresent(mac -> w.putBytes(IFLA_ADDRESS, mac.bytes()));
    a.get(LinkAttributes.MTU).ifPresent(v -> w.putU32(IFLA_MTU, v));
    a.get(LinkAttributes.QUEUE_LENGTH).ifPresent(v -> w.putU32(IFLA_TXQLEN, v));
    a.get(LinkAttributes.GROUP).ifPresent(v -> w.putU32(IFLA_GROUP, v));
    int info = w.beginNested(IFLA_LINKINFO);
    w.putText(IFLA_INFO_KIND, a.text(LinkAttributes.KIND));
    RawOptions data = a.get(LinkAttributes.KIND_DATA, RawOptions.NONE);
    if (!data.isEmpty()) {
      int nest = w.beginNested(IFLA_INFO_DATA);
      w.putRaw(data).end(nest);
    }
    return w.end(info).message();
  }

  static ByteBuffer delete(int index) {
    return change(Rtm.DELLINK, index, 0, 0).message();
  }

  static List<ByteBuffer> set(
      int index,
      Attribute<?> attribute,
      Attributes now,
      Attributes after,
      IntUnaryOperator actual) {
    if (attribute.equals(LinkAttributes.ALTERNATIVE_NAMES)) {
      return names(
          index,
          now.get(LinkAttributes.ALTERNATIVE_NAMES, List.of()),
          after.get(LinkAttributes.ALTERNATIVE_NAMES, List.of()));
    }
    Optional<LinkFlags.Flag> flag = LinkFlags.of(attribute);
    if (flag.isPresent()) {
      @SuppressWarnings("unchecked") // LinkFlags names only these
      boolean on = after.isOn((Attribute<Boolean>) attribute);
      int bit = flag.get().bit();
      int bits = on != flag.get().inverted() ? bit : 0;
      return List.of(change(Rtm.NEWLINK, index, bits, bit).message());
    }
    MessageWriter w = change(Rtm.NEWLINK, index, 0, 0);
    if (attribute.equals(LinkAttributes.MASTER)) {
      int master = (int) after.number(LinkAttributes.MASTER);
      w.putU32(IFLA_MASTER, master == 0 ? 0 : actual.applyAsInt(master));
    } else {
      plain(w, attribute, after);
    }
    return List.of(w.message());
  }

  private static void plain(MessageWriter w, Attribute<?> attribute, Attributes a) {
    if (attribute.equals(LinkAttributes.NAME)) {
      w.putText(IFLA_IFNAME, a.get(LinkAttributes.NAME).orElseThrow().text());
    } else if (attribute.equals(LinkAttributes.MAC)) {
      w.putBytes(IFLA_ADDRESS, a.get(LinkAttributes.MAC).orElseThrow().bytes());
    } else if (attribute.equals(LinkAttributes.ALIAS)) {
      // without a NUL: an empty payload takes the alias away
      w.putBytes(
          IFLA_IFALIAS,
          a.text(LinkAttributes.ALIAS).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    } else if (attribute.equals(LinkAttributes.PROTOCOL_DOWN)) {
      w.putU8(IFLA_PROTO_DOWN, a.isOn(LinkAttributes.PROTOCOL_DOWN) ? 1 : 0);
    } else if (attribute.equals(LinkAttributes.LINK_MODE)) {
      w.putU8(IFLA_LINKMODE, a.number(LinkAttributes.LINK_MODE));
    } else if (attribute.equals(LinkAttributes.ADDRESS_GENERATION)) {
      int families = w.beginNested(IFLA_AF_SPEC);
      int six = w.beginNested(Rtm.AF_INET6);
      w.putU8(IFLA_INET6_ADDR_GEN_MODE, a.number(LinkAttributes.ADDRESS_GENERATION));
      w.end(six).end(families);
    } else {
      number(w, attribute, a);
    }
  }

  private record NumberField(int type, Attribute<Long> attribute) {}

  private static final List<NumberField> NUMBERS =
      List.of(
          new NumberField(IFLA_MTU, LinkAttributes.MTU),
          new NumberField(IFLA_TXQLEN, LinkAttributes.QUEUE_LENGTH),
          new NumberField(IFLA_GROUP, LinkAttributes.GROUP),
          new NumberField(IFLA_GSO_MAX_SEGS, LinkAttributes.GSO_MAXIMUM_SEGMENTS),
          new NumberField(IFLA_GSO_MAX_SIZE, LinkAttributes.GSO_MAXIMUM_SIZE),
          new NumberField(IFLA_GRO_MAX_SIZE, LinkAttributes.GRO_MAXIMUM_SIZE),
          new NumberField(IFLA_GSO_IPV4_MAX_SIZE, LinkAttributes.GSO_IPV4_MAXIMUM_SIZE),
          new NumberField(IFLA_GRO_IPV4_MAX_SIZE, LinkAttributes.GRO_IPV4_MAXIMUM_SIZE));

  private static void number(MessageWriter w, Attribute<?> attribute, Attributes a) {
    NumberField number =
        NUMBERS.stream()
            .filter(n -> n.attribute().equals(attribute))
            .findFirst()
            .orElseThrow(() ->
                new IllegalArgumentException("the kernel has no request that sets " + attribute));
    w.putU32(number.type(), a.number(number.attribute()));
  }

  private static List<ByteBuffer> names(int index, List<String> now, List<String> after) {
    List<ByteBuffer> requests = new ArrayList<>(2);
    List<String> gone = now.stream().filter(n -> !after.contains(n)).toList();
    List<String> added = after.stream().filter(n -> !now.contains(n)).toList();
    if (!gone.isEmpty()) {
      requests.add(names(Rtm.DELLINKPROP, 0, index, gone));
    }
    if (!added.isEmpty()) {
      requests.add(names(Rtm.NEWLINKPROP, EXCLUSIVELY | MessageWriter.NLM_F_APPEND, index, added));
    }
    return requests;
  }

  private static ByteBuffer names(int type, int flags, int index, List<String> names) {
    MessageWriter w = MessageWriter.change(type, flags);
    w.zeros(4).u32(index).zeros(8);
    int list = w.beginNested(IFLA_PROP_LIST);
    names.forEach(name -> w.putText(IFLA_ALT_IFNAME, name));
    return w.end(list).message();
  }

  static ByteBuffer setBridge(int index, Attribute<?> attribute, Attributes now, Attributes after) {
    MessageWriter w = change(Rtm.NEWLINK, index, 0, 0);
    int info = w.beginNested(IFLA_LINKINFO);
    w.putText(IFLA_INFO_KIND, "bridge");
    int data = w.beginNested(IFLA_INFO_DATA);
    if (attribute.equals(BridgeAttributes.BOOLEAN_OPTIONS)) {
      BridgeFields.writeBooleans(
          w,
          now.number(BridgeAttributes.BOOLEAN_OPTIONS),
          after.number(BridgeAttributes.BOOLEAN_OPTIONS));
    } else {
      BridgeFields.TABLE.write(w, attribute, after);
    }
    return w.end(data).end(info).message();
  }

  static ByteBuffer setPort(int index, Attribute<?> attribute, Attributes after) {
    MessageWriter w = MessageWriter.change(Rtm.SETLINK, 0);
    w.u8(Rtm.AF_BRIDGE).zeros(3).u32(index).zeros(8);
    int port = w.beginNested(IFLA_PROTINFO);
    PortFields.TABLE.write(w, attribute, after);
    return w.end(port).message();
  }

  /// struct ifinfomsg.
  private static MessageWriter change(int type, int index, int flags, int mask) {
    return MessageWriter.change(type, 0).zeros(4).u32(index).u32(flags).u32(mask);
  }

  static ByteBuffer veth(VethRequest request) {
    MessageWriter w = MessageWriter.change(Rtm.NEWLINK, EXCLUSIVELY);
    end(w, request.near());
    int info = w.beginNested(IFLA_LINKINFO);
    w.putText(IFLA_INFO_KIND, "veth");
    int data = w.beginNested(IFLA_INFO_DATA);
    int peer = w.begin(VETH_INFO_PEER);
    end(w, request.far());
    return w.end(peer).end(data).end(info).message();
  }

  private static void end(MessageWriter w, VethRequest.End end) {
    w.zeros(4).u32(end.index()).zeros(8).putText(IFLA_IFNAME, end.name().text());
    end.mac().ifPresent(mac -> w.putBytes(IFLA_ADDRESS, mac.bytes()));
    if (end.namespace() >= 0) {
      w.putU32(IFLA_NET_NS_FD, end.namespace());
    }
  }
}
