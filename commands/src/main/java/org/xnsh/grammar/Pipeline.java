package org.xnsh.grammar;

import java.util.List;

/// A command and the filters that its output passes.
public record Pipeline(Connector connector, Stage command, List<Stage> filters) {
  public Pipeline {
    filters = List.copyOf(filters);
  }
}
