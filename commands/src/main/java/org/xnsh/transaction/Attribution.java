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
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;

/// Whose the changes in a transaction's window are: the transaction's, which an undo takes back, or
/// another hand's (dhclient, udev, libxl), which it leaves alone.
///
/// Ours is what was wanted and what the prediction tells of the steps. Where the prediction says
/// that nothing happens to an attribute that somebody chose, and something did, it was another
/// hand. An object that is gone is ours where a step touched the link that it stood on: the kernel
/// clears away more than it tells, and a wrong guess here would lose it for good.
///
/// @param ours changes of the transaction, side effects included: objects that came or went, and
///   attributes that somebody chose
/// @param outside changes of others
record Attribution(Difference ours, Difference outside) {

  /// @param wanted what the transaction went for
  /// @param expected what the steps lead to
  static Attribution of(Network before, Network after, Wanted wanted, Expectation expected) {
    List<Change> ours = new ArrayList<>();
    List<Change> outside = new ArrayList<>();
    Judge judge = new Judge(before, after, wanted, expected);
    for (Change change : Difference.between(before, after).changes()) {
      switch (change) {
        case Added c when judge.isOurs(c) && judge.isAddressedByOthers(c) -> {
          Attributes made =
              c.after().without(LinkAttributes.MAC).with(LinkAttributes.MAC_PINNED, false);
          ours.add(new Added(c.key(), made));
          outside.add(new Altered(c.key(), made, c.after()));
        }
        case Added c -> (judge.isOurs(c) ? ours : outside).add(c);
        case Removed c -> (judge.isOurs(c) ? ours : outside).add(c);
        case Altered c -> split(c, judge, ours, outside);
        case AddressOrder _, RouteOrder _ -> {
          boolean met =
              outside.stream().flatMap(Change::keys).anyMatch(change.keys().toList()::contains);
          (met ? outside : ours).add(change);
        }
      }
    }
    return new Attribution(new Difference(ours), new Difference(outside));
  }

  private static void split(Altered c, Judge judge, List<Change> ours, List<Change> outside) {
    Attributes between = c.after();
    for (Attribute<?> attribute : c.attributes()) {
      if (!judge.isOurs(c, attribute)) {
        between = between.withAny(attribute, c.before().get(attribute));
      }
    }
    if (between.differing(c.before()).stream().anyMatch(a -> a.standing().isRestored())) {
      ours.add(new Altered(c.key(), c.before(), between));
    }
    if (!between.equals(c.after())) {
      outside.add(new Altered(c.key(), between, c.after()));
    }
  }
}
