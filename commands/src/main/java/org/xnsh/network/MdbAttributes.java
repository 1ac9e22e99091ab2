package org.xnsh.network;

import static org.xnsh.network.Attribute.configured;
import static org.xnsh.network.Attribute.derived;
import static org.xnsh.network.ObjectKind.MDB;

import java.util.List;

/// How a multicast group entry is (include/uapi/linux/if_bridge.h, MDBA_*).
public final class MdbAttributes {

  public static final Attribute<Long> STATE =
      configured(
          MDB,
          0,
          "state",
          ValueType.NUMBER,
          "1 permanent; temporary ones are observed and not kept");
  public static final Attribute<Long> FLAGS =
      derived(MDB, 1, "flags", ValueType.NUMBER, "MDB_FLAGS_*");
  public static final Attribute<Long> PROTOCOL =
      configured(MDB, 2, "proto", ValueType.NUMBER, "who made it");
  public static final Attribute<Long> FILTER_MODE =
      configured(MDB, 3, "filter_mode", ValueType.NUMBER, "1 exclude, 2 include sources");

  static final AttributeTable TABLE =
      new AttributeTable(MDB, List.of(STATE, FLAGS, PROTOCOL, FILTER_MODE));

  private MdbAttributes() {}
}
