package org.xnsh.transaction;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xnsh.change.Change;
import org.xnsh.change.ChangeWords;
import org.xnsh.change.Difference;
import org.xnsh.change.Goal;
import org.xnsh.change.PlanOptions;
import org.xnsh.change.StepWords;
import org.xnsh.network.Network;

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
    List<Outage> outages,
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

  /// Looks at the ways by which the operator comes.
  @FunctionalInterface
  interface Looking {
    OwnPath at(Foreseen foreseen) throws IOException;
  }

  static Check of(Network before, Network wanted, Looking looking) throws IOException {
    Difference difference = Difference.between(before, wanted);
    return of(Foreseen.of(before, List.of(), difference, PlanOptions.EDIT), difference, looking);
  }

  static Check of(Network before, Wish wish, Looking looking) throws IOException {
    Difference difference = Difference.between(before, new Goal(wish.difference()).over(before));
    return of(Foreseen.of(before, wish), difference, looking);
  }

  private static Check of(Foreseen foreseen, Difference difference, Looking looking)
      throws IOException {
    Network before = foreseen.before();
    Network after = foreseen.picture();
    List<String> steps = StepWords.of(foreseen.steps(), difference, before);
    List<String> inexact = new ArrayList<>(Irreplaceable.of(foreseen.steps(), before));
    inexact.addAll(Inexact.warnings(before, difference));
    return new Check(
        ChangeWords.of(difference, before),
        steps,
        ChangeWords.of(besides(before, difference, after), after),
        Outages.of(foreseen),
        looking.at(foreseen).breaks(),
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
}
