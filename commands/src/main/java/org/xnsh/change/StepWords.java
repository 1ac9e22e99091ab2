package org.xnsh.change;

import java.util.ArrayList;
import java.util.List;
import org.xnsh.network.Attributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.LinkName;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.SysctlKey;
import org.xnsh.network.SysctlAttributes;

/// Kernel operations in the words of an operator: `set vif3.0 master virbr0`.
public final class StepWords {

  private StepWords() {}

  /// Each names links as they are called when its turn comes: `eth0` may be another link by then.
  ///
  /// @param difference what the steps are for
  /// @param picture one that knows the names of the links that it does not name itself
  public static List<String> of(List<Step> steps, Difference difference, Network picture) {
    Network names = ChangeWords.named(difference, picture);
    List<String> words = new ArrayList<>();
    for (Step step : steps) {
      words.add(of(step, names));
      names = after(step, names);
    }
    return words;
  }

  private static Network after(Step step, Network names) {
    return step instanceof Step.Set s && s.attribute().equals(LinkAttributes.NAME)
        ? names.with(s.key(), names.get(s.key()).withAny(s.attribute(), s.value()))
        : names;
  }

  private static String of(Step step, Network names) {
    return switch (step) {
      case Step.Create s when s.key() instanceof SysctlKey ->
          "set "
              + ChangeWords.name(s.key(), names)
              + " value "
              + s.attributes().text(SysctlAttributes.VALUE);
      case Step.Create s -> "create " + created(s, names);
      case Step.Delete s -> "delete " + ChangeWords.name(s.key(), names);
      case Step.Set s -> {
        Attributes one = Attributes.none(s.attribute().of()).withAny(s.attribute(), s.value());
        yield "set "
            + ChangeWords.name(s.key(), names)
            + " "
            + s.attribute().name()
            + " "
            + ChangeWords.value(s.attribute(), one, names);
      }
      case Step.Settle s -> "wait for " + ChangeWords.name(s.key(), names);
    };
  }

  private static String created(Step.Create step, Network names) {
    return step.key() instanceof LinkKey
        ? step.attributes()
            .get(LinkAttributes.NAME)
            .map(LinkName::text)
            .orElse(ChangeWords.name(step.key(), names))
        : ChangeWords.name(step.key(), names);
  }
}
