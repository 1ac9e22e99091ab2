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
import org.xnsh.change.Footprint;
import org.xnsh.change.Goal;
import org.xnsh.change.Planner;
import org.xnsh.host.simulated.Prediction;
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.PortKey;

/// A transaction in the making: edits that are folded over a picture and touch nothing.
///
/// Each edit sees what the edits before it will have led to, the kernel's side effects included, so
/// that a port can be attached to a bridge that is not there yet. What the draft wants is only what
/// the edits themselves say; the side effects are the kernel's again when it is committed.
///
/// @param comment why, in the operator's words; may be empty
/// @param staged the edits in their order
record Draft(String comment, List<Staged> staged) {

  Draft {
    staged = List.copyOf(staged);
  }

  /// One edit.
  ///
  /// @param command the line as typed
  /// @param footprint what it looks at
  record Staged(String command, Footprint footprint, Edit edit) {}

  /// What the draft comes to on a picture.
  ///
  /// @param base the picture that it was begun on
  /// @param wanted the picture with what the edits say, and nothing else
  /// @param seen the picture that is predicted
  record Folded(Network base, Network wanted, Network seen) {

    static Folded from(Network base) {
      return new Folded(base, base, base);
    }

    /// With one more edit.
    Folded and(Edit edit) throws EditRefused {
      Network target = edit.of(seen);
      Difference said = Difference.between(seen, target);
      if (said.isEmpty()) {
        return this;
      }
      Network next = Prediction.of(seen, Planner.plan(seen, target).steps()).picture();
      return new Folded(base, laid(said, base, wanted), next);
    }
  }

  Draft with(Staged one) {
    List<Staged> more = new ArrayList<>(staged);
    more.add(one);
    return new Draft(comment, more);
  }

  boolean isEmpty() {
    return staged.isEmpty();
  }

  Footprint footprint() {
    return Footprint.of(staged.stream().map(Staged::footprint));
  }

  List<String> commands() {
    return staged.stream().map(Staged::command).toList();
  }

  Folded over(Network base) throws EditRefused {
    Folded folded = Folded.from(base);
    for (Staged one : staged) {
      folded = folded.and(one.edit());
    }
    return folded;
  }

  /// What is said of an object that only the prediction knows (the bridge side of a new bridge) is
  /// kept as far as it is said: the rest is the kernel's.
  private static Network laid(Difference said, Network base, Network wanted) {
    Network target = wanted;
    for (Change change : said.changes()) {
      target = laid(change, base, target);
    }
    return target;
  }

  /// A port that leaves its bridge and joins another is one that moves: what is not said of it then
  /// is the kernel's, and no wish that it had none.
  private static Network laid(Change change, Network base, Network target) {
    return switch (change) {
      case Altered c when !target.has(c.key()) -> target.with(c.key(), only(c));
      case Added c when c.key() instanceof PortKey && base.has(c.key()) ->
          new Goal(new Difference(List.of(change))).over(target.with(c.key(), base.get(c.key())));
      case Added _, Removed _, Altered _, AddressOrder _, RouteOrder _ ->
          new Goal(new Difference(List.of(change))).over(target);
    };
  }

  private static Attributes only(Altered c) {
    Attributes said = Attributes.none(c.after().of());
    for (Attribute<?> attribute : c.attributes()) {
      said = said.withAny(attribute, c.after().get(attribute));
    }
    return said;
  }
}
