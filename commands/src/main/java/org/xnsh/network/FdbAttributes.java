package org.xnsh.network;

import static org.xnsh.network.Attribute.configured;
import static org.xnsh.network.ObjectKind.FDB;

import java.util.List;

/// How a forwarding entry is (include/uapi/linux/neighbour.h). Learned entries are observed and
/// never kept in a picture.
public final class FdbAttributes {

  public static final Attribute<Long> STATE =
      configured(
          FDB,
          0,
          "state",
          ValueType.NUMBER,
          "NUD_*: 128 local (permanent), 64 static, 2 reachable");
  public static final Attribute<Long> FLAGS =
      configured(FDB, 1, "flags", ValueType.NUMBER, "NTF_*: 2 self, 4 master, 64 sticky");
  public static final Attribute<RawOptions> RAW =
      configured(
          FDB,
          2,
          "options without a name",
          ValueType.RAW,
          "NDA_* that this version has no word for");

  public static final Attribute<Long> AGE =
      Attribute.observed(
          FDB, 3, "age", ValueType.NUMBER, "hundredths of a second since it was seen");

  static final AttributeTable TABLE = new AttributeTable(FDB, List.of(STATE, FLAGS, RAW, AGE));

  private FdbAttributes() {}
}
