package org.xnsh.transaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.xnsh.change.Change;
import org.xnsh.change.Change.Added;
import org.xnsh.change.Difference;
import org.xnsh.change.Footprint;
import org.xnsh.change.Footprints;
import org.xnsh.change.Goal;
import org.xnsh.change.Placeholders;
import org.xnsh.change.Refusal;
import org.xnsh.change.Step;
import org.xnsh.change.StepText;
import org.xnsh.host.simulated.Prediction;
import org.xnsh.network.Attributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.LinkName;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.transaction.log.LogRecord.Intent;

/// What is known of a transaction whose process died.
///
/// @param before the picture that it began with
/// @param planned what it went for
/// @param steps what it would do first; later rounds only go on towards what was planned
record Unfinished(Network before, Difference planned, List<Step> steps) {

  /// @param now fresh where the image has anything
  static Unfinished of(Intent intent, Network now) {
    Placeholders made = made(intent, now);
    Difference planned = ResolvedChanges.of(intent.planned(), made);
    Network without = now;
    for (Change change : planned.changes()) {
      if (change instanceof Added c) {
        without = gone(without, c.key());
      }
    }
    List<Step> steps = steps(intent).stream().map(made::resolve).toList();
    Footprint footprint = Footprints.of(steps, Image.over(without, intent.image()));
    return new Unfinished(Image.over(without, intent.image(), footprint), planned, steps);
  }

  /// Steps of another version may not be legible; what was planned is known all the same.
  private static List<Step> steps(Intent intent) {
    try {
      return StepText.parse(intent.steps());
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }

  /// A link that was to be made got an ifindex that nobody wrote down. It is known by its name,
  /// which no link had when the transaction began.
  private static Placeholders made(Intent intent, Network now) {
    Placeholders made = Placeholders.NONE;
    for (Change change : intent.planned().changes()) {
      if (change instanceof Added(LinkKey(int index), Attributes wanted) && index < 0) {
        OptionalInt there =
            wanted
                .get(LinkAttributes.NAME)
                .map(LinkName::text)
                .map(now::linkNamed)
                .orElse(OptionalInt.empty());
        if (there.isPresent() && isSameKind(wanted, now.get(new LinkKey(there.getAsInt())))) {
          made = made.with(index, there.getAsInt());
        }
      }
    }
    return made;
  }

  private static boolean isSameKind(Attributes one, Attributes other) {
    return one.text(LinkAttributes.KIND).equals(other.text(LinkAttributes.KIND));
  }

  private static Network gone(Network network, ObjectKey key) {
    return key instanceof LinkKey k ? network.withoutLink(k.index()) : network.without(key);
  }

  /// Every picture that the transaction may have stopped at.
  List<Network> moments() {
    List<Network> moments = new ArrayList<>(List.of(before));
    for (Step step : steps) {
      next(moments.getLast(), step).ifPresent(moments::add);
    }
    moments.add(new Goal(planned).over(before));
    moments.add(new Goal(planned).over(moments.get(moments.size() - 2)));
    return moments;
  }

  /// Where the model refuses what a kernel was to do, the rest is still worth knowing.
  private static Optional<Network> next(Network before, Step step) {
    try {
      return Optional.of(Prediction.after(before, step));
    } catch (Refusal e) {
      return Optional.empty();
    }
  }
}
