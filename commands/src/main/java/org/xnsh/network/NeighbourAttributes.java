package org.xnsh.network;

import static org.xnsh.network.Attribute.configured;
import static org.xnsh.network.ObjectKind.NEIGHBOUR;

import java.util.List;

/// How a permanent or proxy neighbour is (include/uapi/linux/neighbour.h). Learned ones are
/// observed and never kept in a picture.
public final class NeighbourAttributes {

  public static final Attribute<MacAddress> MAC =
      configured(NEIGHBOUR, 0, "lladdr", ValueType.MAC, "hardware address; a proxy entry has none");
  public static final Attribute<Long> STATE =
      configured(NEIGHBOUR, 1, "state", ValueType.NUMBER, "NUD_*: 128 permanent, 64 noarp");
  public static final Attribute<Long> FLAGS =
      configured(
          NEIGHBOUR,
          2,
          "flags",
          ValueType.NUMBER,
          "NTF_*: 8 proxy, 16 learned outside, 128 router");
  public static final Attribute<Long> PROTOCOL =
      configured(NEIGHBOUR, 3, "proto", ValueType.NUMBER, "who made it");
  public static final Attribute<RawOptions> RAW =
      configured(
          NEIGHBOUR,
          4,
          "options without a name",
          ValueType.RAW,
          "NDA_* that this version has no word for");

  static final AttributeTable TABLE =
      new AttributeTable(NEIGHBOUR, List.of(MAC, STATE, FLAGS, PROTOCOL, RAW));

  private NeighbourAttributes() {}
}
