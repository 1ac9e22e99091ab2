package org.xnsh.network;

import static org.xnsh.network.Attribute.configured;
import static org.xnsh.network.Attribute.derived;
import static org.xnsh.network.ObjectKind.ADDRESS;

import java.util.List;

/// How an address is (include/uapi/linux/if_addr.h). Its key holds the address, prefix and peer.
public final class AddressAttributes {

  public static final Attribute<Long> SCOPE =
      configured(ADDRESS, 0, "scope", ValueType.NUMBER, "0 global, 200 site, 253 link, 254 host");
  public static final Attribute<String> LABEL =
      configured(ADDRESS, 1, "label", ValueType.TEXT, "IPv4: the name and an optional :suffix");
  public static final Attribute<IpAddress> BROADCAST =
      configured(ADDRESS, 2, "broadcast", ValueType.IP, "IPv4");
  public static final Attribute<Boolean> NO_DAD =
      configured(
          ADDRESS, 3, "nodad", ValueType.FLAG, "IPv6: used without duplicate address detection");
  public static final Attribute<Boolean> HOME =
      configured(ADDRESS, 4, "home", ValueType.FLAG, "IPv6: home address (RFC 6275)");
  public static final Attribute<Boolean> MANAGE_TEMPORARY =
      configured(ADDRESS, 5, "mngtmpaddr", ValueType.FLAG, "IPv6: template of temporary addresses");
  public static final Attribute<Boolean> NO_PREFIX_ROUTE =
      configured(ADDRESS, 6, "noprefixroute", ValueType.FLAG, "makes no connected route");
  public static final Attribute<Boolean> AUTOJOIN =
      configured(ADDRESS, 7, "autojoin", ValueType.FLAG, "joins its multicast group");
  public static final Attribute<Long> METRIC =
      configured(
          ADDRESS,
          8,
          "metric",
          ValueType.NUMBER,
          "of its connected route; 0 is the kernel's choice");
  public static final Attribute<Long> PROTOCOL =
      configured(
          ADDRESS,
          9,
          "proto",
          ValueType.NUMBER,
          "IFAPROT_*: 0 unspecified, 1 loopback, 2 router advertisement, 3 link-local");
  public static final Attribute<Long> VALID_UNTIL =
      configured(
          ADDRESS,
          10,
          "valid_lft",
          ValueType.DEADLINE,
          "deadline in seconds of the boot clock; absent is for ever");
  public static final Attribute<Long> PREFERRED_UNTIL =
      configured(
          ADDRESS,
          11,
          "preferred_lft",
          ValueType.DEADLINE,
          "deadline in seconds of the boot clock; absent is for ever");
  public static final Attribute<RawOptions> RAW =
      configured(
          ADDRESS,
          12,
          "options without a name",
          ValueType.RAW,
          "IFA_* that this version does not know");
  public static final Attribute<Boolean> SECONDARY =
      derived(
          ADDRESS,
          13,
          "secondary",
          ValueType.FLAG,
          "IPv4: a primary of the same prefix came before");
  public static final Attribute<Boolean> TEMPORARY =
      derived(ADDRESS, 14, "temporary", ValueType.FLAG, "IPv6: made by the kernel for privacy");
  public static final Attribute<Boolean> TENTATIVE =
      derived(ADDRESS, 15, "tentative", ValueType.FLAG, "IPv6: duplicate address detection runs");
  public static final Attribute<Boolean> DUPLICATE =
      derived(ADDRESS, 16, "dadfailed", ValueType.FLAG, "IPv6: somebody else has it");
  public static final Attribute<Boolean> DEPRECATED =
      derived(ADDRESS, 17, "deprecated", ValueType.FLAG, "its preferred time is over");

  static final AttributeTable TABLE =
      new AttributeTable(
          ADDRESS,
          List.of(
              SCOPE,
              LABEL,
              BROADCAST,
              NO_DAD,
              HOME,
              MANAGE_TEMPORARY,
              NO_PREFIX_ROUTE,
              AUTOJOIN,
              METRIC,
              PROTOCOL,
              VALID_UNTIL,
              PREFERRED_UNTIL,
              RAW,
              SECONDARY,
              TEMPORARY,
              TENTATIVE,
              DUPLICATE,
              DEPRECATED));

  private AddressAttributes() {}
}
