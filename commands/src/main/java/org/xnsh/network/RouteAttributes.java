package org.xnsh.network;

import static org.xnsh.network.Attribute.configured;
import static org.xnsh.network.Attribute.derived;
import static org.xnsh.network.ObjectKind.ROUTE;

import java.util.List;

/// How a route is beyond its key (include/uapi/linux/rtnetlink.h, RTA_*).
public final class RouteAttributes {

  public static final Attribute<Long> PROTOCOL =
      configured(
          ROUTE,
          0,
          "proto",
          ValueType.NUMBER,
          "who made it: 2 kernel, 3 boot, 4 static, 9 router advertisement, 16 dhcp");
  public static final Attribute<Long> SCOPE =
      configured(ROUTE, 1, "scope", ValueType.NUMBER, "0 global, 253 link, 254 host");
  public static final Attribute<IpAddress> PREFERRED_SOURCE =
      configured(ROUTE, 2, "src", ValueType.IP, "source address of packets that take it");
  public static final Attribute<RawOptions> METRICS =
      configured(ROUTE, 3, "metrics", ValueType.RAW, "RTAX_*: mtu, advmss, initcwnd …");
  public static final Attribute<Long> PREFERENCE =
      configured(
          ROUTE, 4, "pref", ValueType.NUMBER, "IPv6 router preference: 0 medium, 1 high, 3 low");
  public static final Attribute<Long> EXPIRES =
      derived(ROUTE, 5, "expires", ValueType.NUMBER, "IPv6: seconds until it goes");
  public static final Attribute<Long> TTL_PROPAGATION =
      configured(ROUTE, 6, "ttl-propagate", ValueType.NUMBER, "MPLS: 0 or 1");
  public static final Attribute<RawOptions> RAW =
      configured(
          ROUTE,
          7,
          "options without a name",
          ValueType.RAW,
          "RTA_* that this version does not know");
  public static final Attribute<Boolean> DEAD =
      derived(ROUTE, 8, "dead", ValueType.FLAG, "its link is gone down");
  public static final Attribute<Boolean> LINK_DOWN =
      derived(ROUTE, 9, "linkdown", ValueType.FLAG, "its link has no carrier");
  public static final Attribute<Boolean> OFFLOADED =
      derived(ROUTE, 10, "offload", ValueType.FLAG, "in hardware");

  static final AttributeTable TABLE =
      new AttributeTable(
          ROUTE,
          List.of(
              PROTOCOL,
              SCOPE,
              PREFERRED_SOURCE,
              METRICS,
              PREFERENCE,
              EXPIRES,
              TTL_PROPAGATION,
              RAW,
              DEAD,
              LINK_DOWN,
              OFFLOADED));

  private RouteAttributes() {}
}
