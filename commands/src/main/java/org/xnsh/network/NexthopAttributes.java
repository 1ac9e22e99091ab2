package org.xnsh.network;

import static org.xnsh.network.Attribute.configured;
import static org.xnsh.network.Attribute.derived;
import static org.xnsh.network.ObjectKind.NEXTHOP;

import java.util.List;

/// How a nexthop object is (include/uapi/linux/nexthop.h, NHA_*).
public final class NexthopAttributes {

  public static final Attribute<Long> FAMILY =
      configured(NEXTHOP, 0, "family", ValueType.NUMBER, "AF_INET, AF_INET6 or 0 for a group");
  public static final Attribute<Long> DEVICE =
      configured(NEXTHOP, 1, "dev", ValueType.NUMBER, "ifindex that it leaves by");
  public static final Attribute<IpAddress> GATEWAY =
      configured(NEXTHOP, 2, "via", ValueType.IP, "next router");
  public static final Attribute<Boolean> BLACKHOLE =
      configured(NEXTHOP, 3, "blackhole", ValueType.FLAG, "drops what it gets");
  public static final Attribute<Boolean> ONLINK =
      configured(NEXTHOP, 4, "onlink", ValueType.FLAG, "the gateway counts as reachable");
  public static final Attribute<String> GROUP =
      configured(NEXTHOP, 5, "group", ValueType.TEXT, "members with weights: id,weight/id,weight");
  public static final Attribute<Long> GROUP_TYPE =
      configured(NEXTHOP, 6, "type", ValueType.NUMBER, "0 multipath, 1 resilient");
  public static final Attribute<Long> PROTOCOL =
      configured(NEXTHOP, 7, "proto", ValueType.NUMBER, "who made it");
  public static final Attribute<Boolean> FDB =
      configured(NEXTHOP, 8, "fdb", ValueType.FLAG, "for bridge FDB entries");
  public static final Attribute<RawOptions> RAW =
      configured(
          NEXTHOP,
          9,
          "options without a name",
          ValueType.RAW,
          "NHA_* that this version does not know");
  public static final Attribute<Boolean> DEAD =
      derived(NEXTHOP, 10, "dead", ValueType.FLAG, "its link is down");
  public static final Attribute<Boolean> LINK_DOWN =
      derived(NEXTHOP, 11, "linkdown", ValueType.FLAG, "its link has no carrier");

  static final AttributeTable TABLE =
      new AttributeTable(
          NEXTHOP,
          List.of(
              FAMILY,
              DEVICE,
              GATEWAY,
              BLACKHOLE,
              ONLINK,
              GROUP,
              GROUP_TYPE,
              PROTOCOL,
              FDB,
              RAW,
              DEAD,
              LINK_DOWN));

  private NexthopAttributes() {}
}
