package org.xnsh.transaction;

import java.util.ArrayList;
import java.util.List;
import org.xnsh.change.Change;
import org.xnsh.change.Change.Added;
import org.xnsh.change.Change.AddressOrder;
import org.xnsh.change.Change.Altered;
import org.xnsh.change.Change.Removed;
import org.xnsh.change.Change.RouteOrder;
import org.xnsh.change.Difference;
import org.xnsh.change.Placeholders;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.RouteKey;

/// A difference whose placeholders are the ifindexes that the kernel chose.
final class ResolvedChanges {

  private ResolvedChanges() {}

  static Difference of(Difference difference, Placeholders known) {
    List<Change> changes = new ArrayList<>();
    for (Change change : difference.changes()) {
      changes.add(
          switch (change) {
            case Added c -> new Added(known.resolve(c.key()), known.resolve(c.after()));
            case Removed c -> new Removed(known.resolve(c.key()), known.resolve(c.before()));
            case Altered c ->
                new Altered(
                    known.resolve(c.key()), known.resolve(c.before()), known.resolve(c.after()));
            case AddressOrder c ->
                new AddressOrder(
                    known.resolve(c.link()),
                    c.family(),
                    c.before().stream().map(k -> (AddressKey) known.resolve(k)).toList(),
                    c.after().stream().map(k -> (AddressKey) known.resolve(k)).toList());
            case RouteOrder c ->
                new RouteOrder(
                    ((RouteKey) known.resolve(first(c))).group(),
                    c.before().stream().map(k -> (RouteKey) known.resolve(k)).toList(),
                    c.after().stream().map(k -> (RouteKey) known.resolve(k)).toList());
          });
    }
    return new Difference(changes);
  }

  private static RouteKey first(RouteOrder order) {
    return order.before().isEmpty() ? order.after().getFirst() : order.before().getFirst();
  }
}
