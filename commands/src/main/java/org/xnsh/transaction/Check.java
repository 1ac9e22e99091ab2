package org.xnsh.transaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xnsh.change.Change;
import org.xnsh.change.ChangeWords;
import org.xnsh.change.Difference;
import org.xnsh.change.Goal;
import org.xnsh.change.PlanOptions;
import org.xnsh.change.StepWords;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.path.Connection;
import org.xnsh.path.Lockout;
import org.xnsh.path.Seen;

/// What an edit would come to, found without touching anything.
///
/// @param changes what it wants, in words
/// @param steps what the kernel would be asked for, in order
/// @param sideEffects what the kernel would do besides, in words
/// @param outages where traffic would stop, and how long
/// @param cut what would cut the operator's own connection
/// @param inexact what an undo would not bring back
/// @param failure the step that the kernel would refuse, and why
public record Check(
    List<String> changes,
    List<String> steps,
    List<String> sideEffects,
    List<String> outages,
    List<String> cut,
    List<String> inexact,
    Optional<String> failure) {

  public Check {
    changes = List.copyOf(changes);
    steps = List.copyOf(steps);
    sideEffects = List.copyOf(sideEffects);
    outages = List.copyOf(outages);
    cut = List.copyOf(cut);
    inexact = List.copyOf(inexact);
  }

  static Check of(Network before, Network wanted) {
    return of(before, wanted, Optional.empty(), Seen.NOTHING);
  }

  static Check of(Network before, Network wanted, Optional<Connection> connection, Seen seen) {
    Difference difference = Difference.between(before, wanted);
    Foreseen foreseen = Foreseen.of(before, List.of(), difference, PlanOptions.EDIT);
    Network after = foreseen.picture();
    List<String> steps = StepWords.of(foreseen.steps(), difference, before);
    List<String> inexact = new ArrayList<>(Irreplaceable.of(foreseen.steps(), before));
    inexact.addAll(Inexact.warnings(before, difference));
    return new Check(
        ChangeWords.of(difference, before),
        steps,
        ChangeWords.of(besides(before, difference, after), after),
        outages(before, after),
        connection.map(c -> Lockout.breaks(before, after, c, seen)).orElse(List.of()),
        inexact,
        foreseen.refused().map(r -> steps.get(r.at()) + ": " + r.why().getMessage()));
  }

  /// What differs at the end and nobody asked for.
  private static Difference besides(Network before, Difference wanted, Network after) {
    return new Difference(
        Difference.between(new Goal(wanted).over(before), after).changes().stream()
            // what a new object begins with goes without saying
            .filter(c -> !(c instanceof Change.Altered a) || before.has(a.key()))
            .toList());
  }

  private static List<String> outages(Network before, Network after) {
    List<String> lines = new ArrayList<>();
    for (Change change : Difference.between(before, after).changes()) {
      if (change instanceof Change.Altered c && c.key() instanceof LinkKey k) {
        outage(before, after, k, c).ifPresent(lines::add);
      }
    }
    return lines;
  }

  private static Optional<String> outage(
      Network before, Network after, LinkKey link, Change.Altered c) {
    String name = before.nameOf(link.index());
    if (c.before().isOn(LinkAttributes.UP) && !c.after().isOn(LinkAttributes.UP)) {
      return Optional.of(name + " goes down: nothing passes through it until it is up again");
    }
    long master = c.after().number(LinkAttributes.MASTER);
    if (master == c.before().number(LinkAttributes.MASTER)) {
      return Optional.empty();
    }
    if (master == 0) {
      return Optional.of(name + " leaves its bridge: its guest or uplink is cut off");
    }
    BridgeKey bridge = new BridgeKey((int) master);
    long delay = after.get(bridge).number(BridgeAttributes.FORWARD_DELAY);
    boolean listens = after.get(bridge).number(BridgeAttributes.STP_STATE) != 0;
    return listens
        ? Optional.of(
            name
                + " listens and learns in "
                + after.nameOf(bridge.index())
                + " for "
                + 2 * delay / 100
                + " s before it forwards")
        : Optional.of(name + " moves to " + after.nameOf(bridge.index()) + ": no stop to be felt");
  }
}
