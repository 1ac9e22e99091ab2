package org.xnsh.host.simulated;

import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.xnsh.change.Refusal;
import org.xnsh.change.Step;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.SysctlKey;

/// What the steps of a plan will lead to. Links that the plan makes keep their placeholders, as in
/// the plan itself: `Placeholders.resolve` turns them into what the kernel chose.
///
/// @param picture after all steps, or after the refused one
/// @param refused the first step that the kernel would refuse
public record Prediction(Network picture, Optional<Refused> refused) {

  /// @param at its place in the plan, from 0
  public record Refused(int at, Step step, Refusal why) {}

  public static Prediction of(Network before, List<Step> steps) {
    Network picture = before;
    int at = 0;
    for (Step step : steps) {
      try {
        picture = after(picture, step);
      } catch (Refusal why) {
        return new Prediction(
            KernelModel.afterRefusal(picture, step), Optional.of(new Refused(at, step, why)));
      }
      at++;
    }
    return new Prediction(picture, Optional.empty());
  }

  /// The picture after one step; a new link is called by the placeholder that the step has for it.
  public static Network after(Network before, Step step) throws Refusal {
    return KernelModel.apply(before, step, i -> i).network();
  }

  /// The picture after one step that a kernel has done.
  ///
  /// @param numbered the ifindex that a new link got for a placeholder
  public static Network after(Network before, Step step, IntUnaryOperator numbered) throws Refusal {
    return KernelModel.apply(before, step, numbered).network();
  }

  /// A setting as far as a picture lets it be known: a link's own is what new links are given.
  public static Optional<String> setting(Network picture, SysctlKey key) {
    return SysctlModel.value(picture, key);
  }

  public boolean isPossible() {
    return refused.isEmpty();
  }
}
