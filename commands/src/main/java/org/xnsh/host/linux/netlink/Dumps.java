package org.xnsh.host.linux.netlink;

import java.nio.ByteBuffer;
import org.xnsh.network.IpFamily;

/// Requests for facts, with the filters that strict checking lets the kernel apply.
public final class Dumps {

  private static final int IFLA_IFNAME = 3;
  private static final int IFLA_MASTER = 10;
  private static final int IFLA_EXT_MASK = 29;
  private static final int IFLA_ALT_IFNAME = 53;
  private static final int RTEXT_FILTER_BRVLAN = 2;
  private static final int RTEXT_FILTER_SKIP_STATS = 8;
  private static final int NDA_IFINDEX = 8;
  private static final int NDA_MASTER = 9;
  private static final int NTF_PROXY = 8;
  private static final int RTA_OIF = 4;
  private static final int RTA_TABLE = 15;
  private static final int NHA_ID = 1;
  private static final int NHA_OIF = 5;
  private static final int RT_TABLE_COMPAT = 252;

  private Dumps() {}

  /// Every link, with its bridge and port side.
  public static ByteBuffer links() {
    return linkDump().message();
  }

  /// The links that have this master.
  public static ByteBuffer portsOf(int master) {
    return linkDump().putU32(IFLA_MASTER, master).message();
  }

  /// One link by ifindex; the answer is ENODEV where there is none.
  public static ByteBuffer link(int index) {
    return oneLink(index).message();
  }

  /// One link by its name or an alternative one.
  public static ByteBuffer link(String name) {
    int bytes = name.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    return oneLink(0).putText(bytes <= 15 ? IFLA_IFNAME : IFLA_ALT_IFNAME, name).message();
  }

  private static MessageWriter linkDump() {
    return MessageWriter.dump(Rtm.GETLINK).zeros(16).putU32(IFLA_EXT_MASK, RTEXT_FILTER_SKIP_STATS);
  }

  private static MessageWriter oneLink(int index) {
    return MessageWriter.get(Rtm.GETLINK)
        .zeros(4)
        .u32(index)
        .zeros(8)
        .putU32(IFLA_EXT_MASK, RTEXT_FILTER_SKIP_STATS);
  }

  /// The VLANs of every bridge and port; the kernel cannot filter these.
  public static ByteBuffer vlans() {
    return MessageWriter.dump(Rtm.GETLINK)
        .u8(Rtm.AF_BRIDGE)
        .zeros(15)
        .putU32(IFLA_EXT_MASK, RTEXT_FILTER_BRVLAN)
        .message();
  }

  /// The addresses of all links, in the kernel's order.
  public static ByteBuffer addresses(IpFamily family) {
    return addressesOf(0, family);
  }

  /// The addresses of one link, in the kernel's order.
  public static ByteBuffer addressesOf(int link, IpFamily family) {
    return MessageWriter.dump(Rtm.GETADDR).u8(family.number()).zeros(3).u32(link).message();
  }

  /// The routes of all tables, in the kernel's order; no cached ones.
  public static ByteBuffer routes(IpFamily family) {
    return routeDump(family, 0).message();
  }

  /// The routes of all tables that leave by a link. Routes by a nexthop object are among them for
  /// IPv4 and IPv6 alike.
  public static ByteBuffer routesOf(int link, IpFamily family) {
    return routeDump(family, 0).putU32(RTA_OIF, link).message();
  }

  /// The routes of one table. A table that was never used is ENOENT.
  public static ByteBuffer routesOfTable(long table, IpFamily family) {
    int small = table < 256 ? (int) table : RT_TABLE_COMPAT;
    return routeDump(family, small).putU32(RTA_TABLE, table).message();
  }

  private static MessageWriter routeDump(IpFamily family, int table) {
    return MessageWriter.dump(Rtm.GETROUTE).u8(family.number()).zeros(3).u8(table).zeros(7);
  }

  /// All nexthop objects.
  public static ByteBuffer nexthops() {
    return MessageWriter.dump(Rtm.GETNEXTHOP).zeros(8).message();
  }

  /// The nexthop objects that leave by a link; groups are not among them.
  public static ByteBuffer nexthopsOf(int link) {
    return MessageWriter.dump(Rtm.GETNEXTHOP).zeros(8).putU32(NHA_OIF, link).message();
  }

  /// One nexthop object; the answer is ENOENT where there is none.
  public static ByteBuffer nexthop(long id) {
    return MessageWriter.get(Rtm.GETNEXTHOP).zeros(8).putU32(NHA_ID, id).message();
  }

  /// All rules of a family, in the kernel's order.
  public static ByteBuffer rules(IpFamily family) {
    return MessageWriter.dump(Rtm.GETRULE).u8(family.number()).zeros(11).message();
  }

  /// All neighbours, learned ones included; proxy ones must be asked for apart.
  public static ByteBuffer neighbours(boolean proxy) {
    return neighbourDump(Rtm.AF_UNSPEC, 0, proxy).message();
  }

  /// The neighbours of one link, learned ones included.
  public static ByteBuffer neighboursOf(int link, boolean proxy) {
    return neighbourDump(Rtm.AF_UNSPEC, 0, proxy).putU32(NDA_IFINDEX, link).message();
  }

  /// The FDB entries of a bridge and of all its ports, learned ones included.
  public static ByteBuffer fdbOfBridge(int bridge) {
    return neighbourDump(Rtm.AF_BRIDGE, 0, false).putU32(NDA_MASTER, bridge).message();
  }

  /// The FDB entries of one port, or a bridge's own, learned ones included.
  public static ByteBuffer fdbOf(int link) {
    return neighbourDump(Rtm.AF_BRIDGE, link, false).message();
  }

  /// The FDB entries of all bridges and ports, learned ones included.
  public static ByteBuffer fdbOfAll() {
    return neighbourDump(Rtm.AF_BRIDGE, 0, false).message();
  }

  private static MessageWriter neighbourDump(int family, int link, boolean proxy) {
    return MessageWriter.dump(Rtm.GETNEIGH)
        .u8(family)
        .zeros(3)
        .u32(link)
        .u16(0)
        .u8(proxy ? NTF_PROXY : 0)
        .u8(0);
  }

  /// The MDB entries of all bridges, temporary ones included; the kernel cannot filter these.
  public static ByteBuffer mdb() {
    return MessageWriter.dump(Rtm.GETMDB).u8(Rtm.AF_BRIDGE).zeros(7).message();
  }
}
