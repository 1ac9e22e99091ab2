package org.xnsh.host.linux.netlink;

import java.nio.ByteBuffer;
import org.xnsh.network.IpAddress;
import org.xnsh.network.MacAddress;

/// Ethernet frames that tell neighbours where somebody is. Pure.
public final class Frames {

  private static final MacAddress BROADCAST = new MacAddress(0xffff_ffff_ffffL);
  private static final int SHORTEST = 60;

  private static final int ETH_P_ARP = 0x0806;
  private static final int ETH_P_RARP = 0x8035;
  private static final int ETH_P_IPV6 = 0x86dd;
  private static final int ETHERNET = 1;
  private static final int ETH_P_IP = 0x0800;
  private static final int ARP_REQUEST = 1;
  private static final int RARP_REQUEST = 3;

  private static final int ICMPV6 = 58;
  private static final int HOP_LIMIT = 255;
  private static final int ADVERTISEMENT = 136;
  private static final int OVERRIDE = 0x2000_0000;
  private static final int TARGET_LINK_LAYER_ADDRESS = 2;
  private static final int ADVERTISEMENT_BYTES = 32;
  private static final IpAddress ALL_NODES = IpAddress.parse("ff02::1");

  private Frames() {}

  /// A request for one's own address, which neighbours take as news (RFC 5227 3: an announcement).
  public static byte[] gratuitousArp(MacAddress mac, IpAddress address) {
    return arp(ETH_P_ARP, ARP_REQUEST, mac, address.bytes(), MacAddress.ZERO, address.bytes());
  }

  /// As QEMU and libxl send when a guest has migrated: switches learn the source address.
  public static byte[] reverseArp(MacAddress mac) {
    return arp(ETH_P_RARP, RARP_REQUEST, mac, new byte[4], mac, new byte[4]);
  }

  private static byte[] arp(
      int protocol, int operation, MacAddress mac, byte[] from, MacAddress asked, byte[] to) {
    return ethernet(BROADCAST, mac, protocol)
        .putShort((short) ETHERNET)
        .putShort((short) ETH_P_IP)
        .put((byte) mac.bytes().length)
        .put((byte) from.length)
        .putShort((short) operation)
        .put(mac.bytes())
        .put(from)
        .put(asked.bytes())
        .put(to)
        .array();
  }

  private static ByteBuffer ethernet(MacAddress to, MacAddress from, int protocol) {
    return ByteBuffer.allocate(SHORTEST)
        .put(to.bytes())
        .put(from.bytes())
        .putShort((short) protocol);
  }

  /// To all nodes, and overriding what they know (RFC 4861 7.2.6).
  public static byte[] advertisement(MacAddress mac, IpAddress address) {
    ByteBuffer message =
        ByteBuffer.allocate(ADVERTISEMENT_BYTES)
            .put((byte) ADVERTISEMENT)
            .put((byte) 0)
            .putShort((short) 0)
            .putInt(OVERRIDE)
            .put(address.bytes())
            .put((byte) TARGET_LINK_LAYER_ADDRESS)
            .put((byte) 1)
            .put(mac.bytes());
    message.putShort(2, checksum(address, message.array()));
    MacAddress group = new MacAddress(0x3333_0000_0001L);
    return ByteBuffer.allocate(14 + 40 + ADVERTISEMENT_BYTES)
        .put(group.bytes())
        .put(mac.bytes())
        .putShort((short) ETH_P_IPV6)
        .putInt(6 << 28)
        .putShort((short) ADVERTISEMENT_BYTES)
        .put((byte) ICMPV6)
        .put((byte) HOP_LIMIT)
        .put(address.bytes())
        .put(ALL_NODES.bytes())
        .put(message.array())
        .array();
  }

  /// Over the message and a pseudo header (RFC 8200 8.1).
  private static short checksum(IpAddress from, byte[] message) {
    ByteBuffer all =
        ByteBuffer.allocate(40 + message.length)
            .put(from.bytes())
            .put(ALL_NODES.bytes())
            .putInt(message.length)
            .putInt(ICMPV6)
            .put(message)
            .flip();
    int sum = 0;
    while (all.hasRemaining()) {
      sum += all.getShort() & 0xffff;
    }
    sum = (sum & 0xffff) + (sum >>> 16);
    sum = (sum & 0xffff) + (sum >>> 16);
    return (short) ~sum;
  }
}
