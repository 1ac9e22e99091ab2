package org.xnsh.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.xnsh.change.Change.Added;
import org.xnsh.change.Change.AddressOrder;
import org.xnsh.change.Change.Altered;
import org.xnsh.change.Change.Removed;
import org.xnsh.change.Change.RouteOrder;
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.VifKey;

/// The way back from what a transaction left, against what is there now, attribute by attribute:
/// where now is what it left, the old value comes back; where now is the old value, there is
/// nothing to do; all else is a conflict.
///
/// @param back what is to be done
/// @param conflicts what somebody changed since, one sentence each
public record Undo(Difference back, List<String> conflicts) {

  public Undo {
    conflicts = List.copyOf(conflicts);
  }

  /// @param recorded what the transaction changed
  public static Undo of(Difference recorded, Network now) {
    List<Change> back = new ArrayList<>();
    List<String> conflicts = new ArrayList<>();
    for (Change change : recorded.changes().reversed()) {
      switch (change) {
        case Added c -> added(c, recorded, now, back, conflicts);
        case Removed c -> removed(c, now, back, conflicts);
        case Altered c -> altered(c, now, back, conflicts);
        case AddressOrder c -> back.add(c.reversed());
        case RouteOrder c -> back.add(c.reversed());
      }
    }
    return new Undo(new Difference(back), conflicts);
  }

  private static void added(
      Added c, Difference recorded, Network now, List<Change> back, List<String> conflicts) {
    Optional<Attributes> there = now.find(c.key());
    if (there.isEmpty() || c.key() instanceof VifKey) {
      return;
    }
    if (ObjectStanding.isDerived(c.key(), c.after())) {
      back.add(c.reversed());
      return;
    }
    List<Attribute<?>> others =
        configured(c.key(), now, c.after()).stream().filter(a -> !isPin(a)).toList();
    if (c.key() instanceof LinkKey k && hasLaterPorts(k.index(), recorded, now)) {
      conflicts.add(ChangeWords.name(c.key(), now) + " has ports now");
    } else if (!others.isEmpty()) {
      conflicts.add(
          ChangeWords.name(c.key(), now) + " was changed since: " + ChangeWords.names(others));
    } else {
      back.add(c.reversed());
    }
  }

  /// Ports that the transaction itself attached leave before their bridge goes.
  private static boolean hasLaterPorts(int bridge, Difference recorded, Network now) {
    Set<ObjectKey> own = recorded.keys();
    return now.ports(bridge).stream().anyMatch(port -> !own.contains(new LinkKey(port)));
  }

  private static void removed(Removed c, Network now, List<Change> back, List<String> conflicts) {
    if (c.key() instanceof VifKey) {
      return;
    }
    Optional<Attributes> there = now.find(c.key());
    boolean taken = isTaken(c, now);
    if (taken) {
      conflicts.add(
          "another link has the name " + c.before().get(LinkAttributes.NAME).orElseThrow());
    } else if (there.isPresent()
        && !ObjectStanding.isDerived(c.key(), c.before())
        && !configured(c.key(), now, c.before()).isEmpty()) {
      conflicts.add(ChangeWords.name(c.key(), now) + " was made anew since, and otherwise");
    } else {
      back.add(c.reversed());
    }
  }

  private static boolean isTaken(Removed c, Network now) {
    return c.key() instanceof LinkKey k
        && c.before()
            .get(LinkAttributes.NAME)
            .map(n -> now.linkNamed(n.text()))
            .filter(i -> i.isPresent() && i.getAsInt() != k.index())
            .isPresent();
  }

  private static void altered(Altered c, Network now, List<Change> back, List<String> conflicts) {
    List<Attribute<?>> ours =
        c.attributes().stream().filter(a -> a.standing().isRestored()).toList();
    if (ours.isEmpty()) {
      return;
    }
    Optional<Attributes> there = now.find(c.key());
    if (there.isEmpty()) {
      conflicts.add(ChangeWords.name(c.key(), now) + " is gone");
      return;
    }
    List<Attribute<?>> foreign =
        ours.stream()
            .filter(a -> !there.get().get(a).equals(c.after().get(a)))
            .filter(a -> !there.get().get(a).equals(c.before().get(a)))
            .filter(a -> !Followed.isOne(c.key(), a, now))
            .toList();
    if (!foreign.isEmpty()) {
      conflicts.add(
          ChangeWords.name(c.key(), now) + " was changed since: " + ChangeWords.names(foreign));
    } else {
      back.add(c.reversed());
    }
  }

  /// What an undone edit left of itself goes with the bridge; a value that was set by hand and
  /// stands is told by its own attribute.
  private static boolean isPin(Attribute<?> attribute) {
    return attribute.equals(LinkAttributes.MAC_PINNED)
        || attribute.equals(BridgeAttributes.MTU_PINNED);
  }

  private static List<Attribute<?>> configured(ObjectKey key, Network now, Attributes left) {
    return now.get(key).differing(left).stream()
        .filter(a -> a.standing().isRestored() && !Followed.isOne(key, a, now))
        .toList();
  }
}
