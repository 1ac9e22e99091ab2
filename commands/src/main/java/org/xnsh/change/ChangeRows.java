package org.xnsh.change;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.xnsh.change.Change.Added;
import org.xnsh.change.Change.AddressOrder;
import org.xnsh.change.Change.Altered;
import org.xnsh.change.Change.Removed;
import org.xnsh.change.Change.RouteOrder;
import org.xnsh.network.Attribute;
import org.xnsh.network.AttributeTable;
import org.xnsh.network.Attributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;

/// Changes attribute by attribute, for programs.
public final class ChangeRows {

  private static final String ITSELF = "object";

  private ChangeRows() {}

  /// One attribute of one object.
  ///
  /// @param kind `link`, `address` …
  /// @param attribute its name in the table; `object` for the object itself, `order` for a list
  /// @param before empty where there was none
  /// @param after empty where there will be none
  public record Row(String kind, String object, String attribute, String before, String after) {}

  /// @param picture one that knows the names of the links that do not come or go
  public static List<Row> of(Difference difference, Network picture) {
    Network names = ChangeWords.named(difference, picture);
    List<Row> rows = new ArrayList<>();
    for (Change change : difference.changes()) {
      switch (change) {
        case Added c -> {
          rows.add(row(c.key(), c.after(), names, ITSELF, "absent", "present"));
          attributes(c.key(), Attributes.none(c.after().of()), c.after(), names, rows);
        }
        case Removed c -> rows.add(row(c.key(), c.before(), names, ITSELF, "present", "absent"));
        case Altered c -> attributes(c.key(), c.before(), c.after(), names, rows);
        case AddressOrder c ->
            rows.add(
                new Row(
                    "link",
                    names.nameOf(c.link()),
                    "order",
                    order(c.before(), names),
                    order(c.after(), names)));
        case RouteOrder c ->
            rows.add(
                new Row(
                    "route",
                    "" + c.group().destination(),
                    "order",
                    order(c.before(), names),
                    order(c.after(), names)));
      }
    }
    return rows;
  }

  private static String order(List<? extends ObjectKey> keys, Network names) {
    return keys.stream().map(k -> ChangeWords.name(k, names)).collect(Collectors.joining(", "));
  }

  private static Row row(
      ObjectKey key, Attributes of, Network names, String attribute, String before, String after) {
    return new Row(key.kind().word(), ChangeWords.name(key, names, of), attribute, before, after);
  }

  private static void attributes(
      ObjectKey key, Attributes before, Attributes after, Network names, List<Row> rows) {
    Attributes called = before.toString().isEmpty() ? after : before;
    for (Attribute<?> attribute : AttributeTable.of(after.of()).attributes()) {
      boolean differs =
          attribute.standing().isRestored() && !before.get(attribute).equals(after.get(attribute));
      if (differs) {
        rows.add(
            row(
                key,
                called,
                names,
                attribute.name(),
                value(attribute, before, names),
                value(attribute, after, names)));
      }
    }
  }

  private static String value(Attribute<?> attribute, Attributes of, Network names) {
    return of.get(attribute).isPresent() ? ChangeWords.value(attribute, of, names) : "";
  }
}
