package org.xnsh.change;

import java.util.List;
import org.xnsh.network.Network;

/// Steps in the order in which they are possible.
///
/// @param steps what a host does, one after the other; links that are not there yet have a
///   placeholder, a negative ifindex: see [Placeholders]
/// @param foreseen the picture that the planner expects after them, as far as it knows the kernel;
///   a host's own prediction knows more
public record Plan(List<Step> steps, Network foreseen) {
  public Plan {
    steps = List.copyOf(steps);
  }

  public boolean isEmpty() {
    return steps.isEmpty();
  }
}
