package org.xnsh.transaction;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.xnsh.change.Change;
import org.xnsh.change.Change.Added;
import org.xnsh.change.Change.AddressOrder;
import org.xnsh.change.Change.Altered;
import org.xnsh.change.Change.Removed;
import org.xnsh.change.Change.RouteOrder;
import org.xnsh.change.ChangeWords;
import org.xnsh.change.Difference;
import org.xnsh.change.Followed;
import org.xnsh.change.ObjectStanding;
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.VifKey;

/// What an unfinished transaction did, as far as it got: everything that is as it was at one of its
/// moments, and not as before it.
///
/// @param back the way back
/// @param others what it cannot have done, one sentence each; that stays
record HalfDone(Difference back, List<String> others) {

  static HalfDone of(Unfinished unfinished, Network now) {
    Reading reading = new Reading(unfinished, now);
    Difference.between(unfinished.before(), now).changes().forEach(reading::take);
    return new HalfDone(new Difference(reading.done).reversed(), reading.others);
  }

  /// Goes through the changes.
  private static final class Reading {
    private final Network before;
    private final Network now;
    private final List<Network> moments;

    /// Links that a step was about: the kernel clears away from them more than it tells.
    private final Set<Integer> touched = new HashSet<>();

    private final List<Change> done = new ArrayList<>();
    private final List<String> others = new ArrayList<>();

    Reading(Unfinished unfinished, Network now) {
      this.before = unfinished.before();
      this.now = now;
      this.moments = unfinished.moments();
      unfinished.steps().forEach(s -> s.key().about().ifPresent(touched::add));
    }

    void take(Change change) {
      switch (change) {
        case Added c -> {
          if (moments.stream().anyMatch(m -> m.has(c.key()))) {
            done.add(c);
          }
        }
        case Removed c -> removed(c);
        case Altered c -> altered(c);
        // what is lost comes back at the end of its order
        case AddressOrder c -> done.add(c);
        case RouteOrder c -> done.add(c);
      }
    }

    private void removed(Removed c) {
      if (c.key() instanceof VifKey) {
        return;
      }
      boolean ours =
          isGoneInTheMidst(c.key())
              || ObjectStanding.isDerived(c.key(), c.before())
              || touched.stream().anyMatch(link -> before.standingOn(link).contains(c.key()));
      if (ours) {
        done.add(c);
      } else {
        others.add(ChangeWords.name(c.key(), before) + " was taken away by another hand");
      }
    }

    private void altered(Altered c) {
      boolean whole = isGoneInTheMidst(c.key());
      Attributes since = c.after();
      List<Attribute<?>> foreign = new ArrayList<>();
      for (Attribute<?> attribute : c.attributes()) {
        boolean ours = whole || isOfAMoment(c, attribute);
        if (attribute.standing().isRestored() && !ours) {
          since = since.withAny(attribute, c.before().get(attribute));
          if (!Followed.isOne(c.key(), attribute, now)) {
            foreign.add(attribute);
          }
        }
      }
      if (since.differing(c.before()).stream().anyMatch(a -> a.standing().isRestored())) {
        done.add(new Altered(c.key(), c.before(), since));
      }
      if (!foreign.isEmpty()) {
        others.add(
            ChangeWords.name(c.key(), now)
                + " was changed by another hand: "
                + ChangeWords.names(foreign));
      }
    }

    private boolean isGoneInTheMidst(ObjectKey key) {
      return moments.stream().anyMatch(m -> !m.has(key));
    }

    private boolean isOfAMoment(Altered c, Attribute<?> attribute) {
      Optional<?> value = c.after().get(attribute);
      return moments.stream().anyMatch(m -> m.get(c.key()).get(attribute).equals(value));
    }
  }
}
