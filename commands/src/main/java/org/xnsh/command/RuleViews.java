package org.xnsh.command;

import java.util.ArrayList;
import java.util.List;
import org.xnsh.command.View.Cell;
import org.xnsh.command.View.Column;
import org.xnsh.command.View.Table;
import org.xnsh.command.View.Tone;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpFamily;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.RuleKey;
import org.xnsh.network.Prefix;
import org.xnsh.network.RuleAttributes;

/// Policy rules as a table, in the order in which the kernel asks them.
final class RuleViews {

  private static final int INVERTED = 2;

  private static final List<Column> COLUMNS =
      List.of(
          Column.of("Family"),
          Column.number("Priority"),
          Column.of("From"),
          Column.of("To"),
          Column.of("In"),
          Column.of("Out"),
          Column.of("Mark"),
          Column.of("Action"),
          Column.of("Protocol"));

  private RuleViews() {}

  static View rules(Network network, List<IpFamily> families) {
    List<List<Cell>> rows = new ArrayList<>();
    for (IpFamily family : families) {
      network.rules(family).forEach(k -> rows.add(rule(network, k)));
    }
    return new Table(COLUMNS, rows);
  }

  private static List<Cell> rule(Network network, RuleKey key) {
    Attributes is = network.get(key);
    boolean inverted = (is.number(RuleAttributes.FLAGS) & INVERTED) != 0;
    return List.of(
        Cell.of(key.family() == IpFamily.IPV4 ? "ipv4" : "ipv6", Tone.FAINT),
        Cell.number(key.priority()),
        Cell.of(
            (inverted ? "not " : "")
                + is.get(RuleAttributes.SOURCE).map(Prefix::toString).orElse("all")),
        Cell.of(is.get(RuleAttributes.DESTINATION).map(Prefix::toString).orElse("")),
        Cell.of(is.text(RuleAttributes.INPUT_LINK)),
        Cell.of(is.text(RuleAttributes.OUTPUT_LINK)),
        Cell.of(mark(is)),
        Cell.of(action(is)),
        Cell.of(Numbered.protocolText(is.number(RuleAttributes.PROTOCOL))));
  }

  private static String mark(Attributes is) {
    return is.get(RuleAttributes.MARK)
        .map(m ->
            "0x"
                + Long.toHexString(m)
                + is.get(RuleAttributes.MARK_MASK)
                    .filter(mask -> mask != 0xffff_ffffL)
                    .map(mask -> "/0x" + Long.toHexString(mask))
                    .orElse(""))
        .orElse("");
  }

  /// FR_ACT_* of include/uapi/linux/fib_rules.h.
  private static String action(Attributes is) {
    return switch ((int) is.number(RuleAttributes.ACTION)) {
      case 1 -> "lookup " + Numbered.tableText(is.number(RuleAttributes.LOOKUP));
      case 2 -> "goto";
      case 3 -> "nop";
      case 6 -> "blackhole";
      case 7 -> "unreachable";
      case 8 -> "prohibit";
      default -> "action " + is.number(RuleAttributes.ACTION);
    };
  }
}
