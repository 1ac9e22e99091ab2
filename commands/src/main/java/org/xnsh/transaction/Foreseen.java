package org.xnsh.transaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xnsh.change.Change;
import org.xnsh.change.Change.Added;
import org.xnsh.change.Difference;
import org.xnsh.change.Goal;
import org.xnsh.change.PlanOptions;
import org.xnsh.change.Planner;
import org.xnsh.change.Step;
import org.xnsh.host.simulated.Prediction;
import org.xnsh.network.Attributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.SysctlKey;
import org.xnsh.network.SysctlAttributes;

/// Where a transaction will lead, side effects and all: planned, predicted and planned again as
/// [Applying] does on a host.
///
/// @param before the picture that it was planned for
/// @param picture after all steps, or after the refused one
/// @param steps of all rounds
/// @param refused the step that the kernel would refuse; its place is among all steps
record Foreseen(
    Network before, Network picture, List<Step> steps, Optional<Prediction.Refused> refused) {

  private static final int ROUNDS = 4;

  /// The link's, whatever the default says (addrconf_notify).
  private static final String OWN_SIZE = "net/ipv6/conf/*/mtu";

  Foreseen {
    steps = List.copyOf(steps);
  }

  /// @param first steps that are done before all others
  static Foreseen of(Network before, List<Step> first, Difference wanted, PlanOptions options) {
    Goal goal = new Goal(wanted);
    List<Step> all = new ArrayList<>();
    Network now = before;
    List<Step> round = first.isEmpty() ? plan(now, goal, options) : first;
    for (int i = 0; i < ROUNDS && !round.isEmpty(); i++) {
      int done = all.size();
      all.addAll(round);
      Prediction prediction = Prediction.of(now, round);
      now = settled(before, prediction.picture(), wanted);
      if (prediction.refused().isPresent()) {
        Prediction.Refused refused = prediction.refused().get();
        return new Foreseen(
            before,
            now,
            all,
            Optional.of(
                new Prediction.Refused(done + refused.at(), refused.step(), refused.why())));
      }
      round = plan(now, goal, options);
    }
    return new Foreseen(before, now, all, Optional.empty());
  }

  /// Where what must be rebuilt first goes and then comes back, as [Attempt] does it.
  static Foreseen of(Network before, Wish wish) {
    if (wish.rebuilding().isEmpty()) {
      return of(before, List.of(), wish.difference(), wish.options());
    }
    Difference away = Difference.between(before, wish.rebuilding().away(before));
    Foreseen gone = of(before, List.of(), away, PlanOptions.EDIT);
    if (gone.refused().isPresent()) {
      return gone;
    }
    Difference lost = Difference.between(before, gone.picture());
    Network target =
        new Goal(wish.difference()).over(new Goal(lost.reversed()).over(gone.picture()));
    Foreseen back =
        of(gone.picture(), List.of(), Difference.between(gone.picture(), target), wish.options());
    List<Step> steps = new ArrayList<>(gone.steps());
    steps.addAll(back.steps());
    return new Foreseen(
        before,
        back.picture(),
        steps,
        back.refused()
            .map(r -> new Prediction.Refused(gone.steps().size() + r.at(), r.step(), r.why())));
  }

  /// With the settings that links which came have got: what nobody knows is taken for as wanted.
  private static Network settled(Network before, Network now, Difference wanted) {
    Network settled = now;
    for (Change change : wanted.changes()) {
      if (change instanceof Added(SysctlKey k, Attributes after)
          && !before.has(new LinkKey(k.link()))
          && now.has(new LinkKey(k.link()))
          && !now.has(k)) {
        settled =
            settled.with(
                k,
                Prediction.setting(now, k)
                    .filter(_ -> !k.path().equals(OWN_SIZE))
                    .map(v -> after.with(SysctlAttributes.VALUE, v))
                    .orElse(after));
      }
    }
    return settled;
  }

  private static List<Step> plan(Network now, Goal goal, PlanOptions options) {
    return Planner.plan(now, goal.over(now), options).steps();
  }
}
