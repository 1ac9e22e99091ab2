package org.xnsh.host.simulated;

import java.util.Optional;
import org.xnsh.change.Step;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.PortKey;

/// Edits of pictures as an operator wants them, drawn as steps are drawn: what the step says and
/// nothing that comes of it.
public final class RandomEdits {

  private final Dice dice;
  private final Theme theme;

  public RandomEdits(long seed) {
    this.dice = new Dice(seed);
    this.theme = Theme.values()[dice.below(Theme.values().length)];
  }

  /// Whether this is to happen now.
  public boolean in(int times) {
    return dice.in(times);
  }

  /// What these edits are mostly about.
  public String theme() {
    return theme.name();
  }

  /// Mostly what the theme is about.
  public Step drawn(Network picture) {
    Theme about = dice.in(3) ? dice.one(Theme.values()) : theme;
    Step step = about.draw(dice, picture);
    return step instanceof Step.Settle ? drawn(picture) : step;
  }

  /// The picture that this step is the wish of; the same where it cannot be wished.
  public static Network wanted(Network before, Step step) {
    return switch (step) {
      case Step.Settle _ -> before;
      case Step.Create s -> created(before, s);
      case Step.Delete s when s.key() instanceof LinkKey k -> gone(before, k);
      case Step.Delete s -> before.has(s.key()) ? before.without(s.key()) : before;
      case Step.Set s -> set(before, s);
    };
  }

  private static Network created(Network before, Step.Create step) {
    if (before.has(step.key()) || isNamed(before, step)) {
      return before;
    }
    Network made = before.with(step.key(), step.attributes());
    Optional<Step.Create> peer = step.peer();
    if (peer.isEmpty()) {
      return made;
    }
    boolean apart =
        !before.has(peer.get().key())
            && !isNamed(made, peer.get())
            && step.key() instanceof LinkKey near
            && peer.get().key() instanceof LinkKey far
            && near.index() != far.index();
    if (!apart) {
      return before;
    }
    LinkKey near = (LinkKey) step.key();
    LinkKey far = (LinkKey) peer.get().key();
    return made.with(far, peer.get().attributes())
        .with(near, LinkAttributes.LOWER, (long) far.index())
        .with(far, LinkAttributes.LOWER, (long) near.index());
  }

  private static boolean isNamed(Network network, Step.Create step) {
    return step.key() instanceof LinkKey
        && step.attributes()
            .get(LinkAttributes.NAME)
            .map(n -> network.linkNamed(n.text()).isPresent())
            .orElse(false);
  }

  private static Network gone(Network before, LinkKey link) {
    if (!before.has(link) || link.index() == 1) {
      return before;
    }
    Network after = before;
    for (int port : before.ports(link.index())) {
      after = after.with(new LinkKey(port), LinkAttributes.MASTER, 0L).without(new PortKey(port));
    }
    after = without(after, link);
    int far = (int) before.get(link).number(LinkAttributes.LOWER);
    return far > 0 && after.has(new LinkKey(far)) ? without(after, new LinkKey(far)) : after;
  }

  private static Network without(Network network, LinkKey link) {
    return network.withoutAll(network.standingOn(link.index())).without(link);
  }

  private static Network set(Network before, Step.Set step) {
    ObjectKey key = step.key();
    boolean isSetting = key instanceof ObjectKey.SysctlKey;
    return before.has(key) || isSetting
        ? before.with(key, before.get(key).withAny(step.attribute(), step.value()))
        : before;
  }
}
