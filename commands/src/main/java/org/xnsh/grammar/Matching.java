package org.xnsh.grammar;

import java.util.List;

/// What came of laying a line's words over all usages.
public sealed interface Matching {

  /// @param usage the index of the usage
  record Match(int usage, Arguments arguments) implements Matching {}

  /// @param usages the indexes of the usages that fitted up to the problem
  record Mismatch(Problem problem, List<Integer> usages) implements Matching {
    public Mismatch {
      usages = List.copyOf(usages);
    }
  }
}
