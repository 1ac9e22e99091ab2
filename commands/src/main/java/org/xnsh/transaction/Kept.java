package org.xnsh.transaction;

import java.util.List;

/// What was staged in a session that is over, for another one to take up.
public final class Kept {

  final Begun open;

  Kept(Begun open) {
    this.open = open;
  }

  /// The lines, in their order.
  public List<String> commands() {
    return open.draft().commands();
  }

  /// How long all lines are together.
  public int length() {
    return commands().stream().mapToInt(String::length).sum();
  }
}
