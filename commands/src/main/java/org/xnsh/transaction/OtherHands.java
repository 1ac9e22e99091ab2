package org.xnsh.transaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.xnsh.change.Change;
import org.xnsh.change.Change.Added;
import org.xnsh.change.Change.AddressOrder;
import org.xnsh.change.Change.Altered;
import org.xnsh.change.Change.Removed;
import org.xnsh.change.Change.RouteOrder;
import org.xnsh.change.Difference;
import org.xnsh.change.Followed;
import org.xnsh.change.ObjectStanding;
import org.xnsh.network.AddressAttributes;
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.SysctlKey;
import org.xnsh.transaction.log.LogRecord.Result;

/// What of a difference another hand can have chosen: nothing that the kernel derives, or does by
/// itself. A flood is bounded: leases that are renewed are only counted, and so is what goes beyond
/// some hundred changes.
///
/// @param changes what is spelled
/// @param counted what is not, one sentence each
record OtherHands(Difference changes, List<String> counted) {

  OtherHands {
    counted = List.copyOf(counted);
  }

  boolean isEmpty() {
    return changes.isEmpty();
  }

  /// @param now the later picture
  static OtherHands of(Difference difference, Network now) {
    List<Change> chosen = new ArrayList<>();
    int renewed = 0;
    for (Change change : difference.changes()) {
      if (isRenewal(change)) {
        renewed++;
      } else {
        chosen(change, now, chosen);
      }
    }
    List<String> counted = new ArrayList<>();
    if (renewed > 0) {
      counted.add(renewed == 1 ? "a lease was renewed" : renewed + " leases were renewed");
    }
    if (chosen.size() > Result.MOST_OUTSIDE) {
      counted.add((chosen.size() - Result.MOST_OUTSIDE) + " more changes, which are not listed");
    }
    return new OtherHands(
        new Difference(chosen.subList(0, Math.min(Result.MOST_OUTSIDE, chosen.size()))), counted);
  }

  private static void chosen(Change change, Network now, List<Change> chosen) {
    switch (change) {
      // a setting comes into the picture when it is first asked for, and goes with its link
      case Added(SysctlKey _, Attributes _) -> {}
      case Removed(SysctlKey _, Attributes _) -> {}
      case Added c -> {
        if (!ObjectStanding.isDerived(c.key(), c.after()) || isVif(c.key())) {
          chosen.add(c);
        }
      }
      case Removed c -> {
        if (!ObjectStanding.isDerived(c.key(), c.before()) || isVif(c.key())) {
          chosen.add(c);
        }
      }
      case Altered c -> {
        Attributes after = c.before();
        for (Attribute<?> attribute : c.attributes()) {
          if (isChosen(c, attribute, now)) {
            after = after.withAny(attribute, c.after().get(attribute));
          }
        }
        if (!after.equals(c.before())) {
          chosen.add(new Altered(c.key(), c.before(), after));
        }
      }
      case AddressOrder c -> {
        if (Set.copyOf(c.before()).equals(Set.copyOf(c.after()))) {
          chosen.add(c);
        }
      }
      case RouteOrder c -> {
        boolean same = Set.copyOf(c.before()).equals(Set.copyOf(c.after()));
        if (same && c.after().stream().noneMatch(r -> ObjectStanding.isDerived(r, now.get(r)))) {
          chosen.add(c);
        }
      }
    }
  }

  /// Whose guest came or went is worth knowing, although nobody can undo it.
  private static boolean isVif(ObjectKey key) {
    return key instanceof ObjectKey.VifKey;
  }

  /// Whether an MTU is pinned no kernel tells, so no other hand is seen there: another process has
  /// only forgotten it.
  ///
  /// @param now the picture that the later side is from
  static boolean isChosen(Altered c, Attribute<?> attribute, Network now) {
    return attribute.standing().isRestored()
        && !Followed.isOne(c.key(), attribute, now)
        && !attribute.equals(BridgeAttributes.MTU_PINNED)
        && !isDeadline(attribute)
        && !isShortened(c, attribute);
  }

  private static boolean isDeadline(Attribute<?> attribute) {
    return attribute.equals(AddressAttributes.VALID_UNTIL)
        || attribute.equals(AddressAttributes.PREFERRED_UNTIL);
  }

  private static boolean isRenewal(Change change) {
    return change instanceof Altered c
        && c.attributes().stream().anyMatch(OtherHands::isDeadline)
        && c.attributes().stream().allMatch(a -> isDeadline(a) || !a.standing().isRestored());
  }

  /// While the topology changes, the kernel shows twice the forward delay for the ageing time
  /// (__br_set_topology_change in net/bridge/br_stp.c).
  private static boolean isShortened(Altered c, Attribute<?> attribute) {
    return attribute.equals(BridgeAttributes.AGEING_TIME)
        && (c.before().number(BridgeAttributes.TOPOLOGY_CHANGE) != 0
            || c.after().number(BridgeAttributes.TOPOLOGY_CHANGE) != 0);
  }
}
