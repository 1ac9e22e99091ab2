package org.xnsh.command;

import java.util.List;

/// All commands of a session, in the order in which help lists them.
public record Catalog(List<Command> commands) {
  public Catalog {
    commands = List.copyOf(commands);
  }
}
