package org.xnsh.transaction;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.xnsh.change.Placeholders;
import org.xnsh.change.Refusal;
import org.xnsh.change.Step;
import org.xnsh.host.simulated.Prediction;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.SysctlKey;

/// What the steps that the kernel has done so far should have led to, were nobody else there.
final class Expectation {

  private Optional<Network> predicted;
  private final Set<Integer> links = new HashSet<>();
  private final Deque<Done> done = new ArrayDeque<>();

  private record Done(Step step, Placeholders placeholders) {}

  Expectation(Network before) {
    this.predicted = Optional.of(before);
  }

  /// A step that the kernel did. What it leads to is worked out when it is asked for: mostly what
  /// was wanted explains all that changed.
  void done(Step step, Placeholders placeholders) {
    done.add(new Done(step, placeholders));
  }

  /// The predicted picture. A step that the model would refuse, but the kernel did, ends all
  /// prediction: what is there is taken for expected then, since nothing tells it from another
  /// hand's doing.
  Network picture(Network there) {
    predict();
    return predicted.orElse(there);
  }

  /// The links that a step was about.
  Set<Integer> links() {
    predict();
    return Set.copyOf(links);
  }

  private void predict() {
    while (!done.isEmpty()) {
      Done next = done.remove();
      predict(next.step(), next.placeholders());
    }
  }

  private void predict(Step step, Placeholders placeholders) {
    placeholders.resolve(step.key()).about().ifPresent(links::add);
    master(placeholders.resolve(step.key())).ifPresent(links::add);
    if (isAboutAllLinks(step.key())) {
      predicted.ifPresent(p -> links.addAll(p.links()));
    }
    if (predicted.isEmpty()) {
      return;
    }
    try {
      predicted = Optional.of(Prediction.after(predicted.get(), step, placeholders::resolve));
    } catch (Refusal e) {
      predicted = Optional.empty();
    }
  }

  /// IPv6 goes from every link at once (addrconf_disable_ipv6 in net/ipv6/addrconf.c).
  private static boolean isAboutAllLinks(ObjectKey key) {
    return key instanceof SysctlKey(int link, String path)
        && link == 0
        && path.equals("net/ipv6/conf/all/disable_ipv6");
  }

  /// What happens to a port may happen to its bridge: it follows its ports' address and MTU.
  private OptionalInt master(ObjectKey key) {
    long master =
        predicted
            .filter(_ -> key instanceof LinkKey)
            .map(p -> p.get(key).number(LinkAttributes.MASTER))
            .orElse(0L);
    return master > 0 ? OptionalInt.of((int) master) : OptionalInt.empty();
  }
}
