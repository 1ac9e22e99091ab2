package org.xnsh.host.simulated;

import java.util.Optional;
import org.xnsh.change.Step;
import org.xnsh.network.Network;

/// Draws a step about one kind of object, as things stand; nothing where there is no such object.
@FunctionalInterface
interface Drawing {
  Optional<? extends Step> draw(Dice dice, Network net);
}
