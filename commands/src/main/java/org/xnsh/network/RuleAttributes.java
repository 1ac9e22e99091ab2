package org.xnsh.network;

import static org.xnsh.network.Attribute.configured;
import static org.xnsh.network.ObjectKind.RULE;

import java.util.List;

/// How a policy rule is (include/uapi/linux/fib_rules.h, FRA_*).
public final class RuleAttributes {

  public static final Attribute<Long> ACTION =
      configured(
          RULE,
          0,
          "action",
          ValueType.NUMBER,
          "1 look up a table, 2 goto, 3 nop, 6 blackhole, 7 unreachable, 8 prohibit");
  public static final Attribute<Long> LOOKUP =
      configured(RULE, 1, "lookup", ValueType.NUMBER, "table that it looks up");
  public static final Attribute<Prefix> SOURCE =
      configured(RULE, 2, "from", ValueType.PREFIX, "source prefix");
  public static final Attribute<Prefix> DESTINATION =
      configured(RULE, 3, "to", ValueType.PREFIX, "destination prefix");
  public static final Attribute<Long> TOS =
      configured(RULE, 4, "tos", ValueType.NUMBER, "type of service");
  public static final Attribute<String> INPUT_LINK =
      configured(RULE, 5, "iif", ValueType.TEXT, "name of the incoming link");
  public static final Attribute<String> OUTPUT_LINK =
      configured(RULE, 6, "oif", ValueType.TEXT, "name of the outgoing link");
  public static final Attribute<Long> MARK =
      configured(RULE, 7, "fwmark", ValueType.NUMBER, "packet mark");
  public static final Attribute<Long> MARK_MASK =
      configured(RULE, 8, "fwmask", ValueType.NUMBER, "bits of the mark that count");
  public static final Attribute<Long> FLAGS =
      configured(RULE, 9, "flags", ValueType.NUMBER, "FIB_RULE_*: 2 inverts");
  public static final Attribute<Long> PROTOCOL =
      configured(RULE, 10, "proto", ValueType.NUMBER, "who made it");
  public static final Attribute<RawOptions> RAW =
      configured(
          RULE,
          11,
          "options without a name",
          ValueType.RAW,
          "FRA_* that this version has no word for");

  static final AttributeTable TABLE =
      new AttributeTable(
          RULE,
          List.of(
              ACTION,
              LOOKUP,
              SOURCE,
              DESTINATION,
              TOS,
              INPUT_LINK,
              OUTPUT_LINK,
              MARK,
              MARK_MASK,
              FLAGS,
              PROTOCOL,
              RAW));

  private RuleAttributes() {}
}
