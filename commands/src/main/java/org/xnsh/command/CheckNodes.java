package org.xnsh.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xnsh.command.View.Node;
import org.xnsh.transaction.Check;

/// What an edit would come to, as a tree.
final class CheckNodes {

  private CheckNodes() {}

  static List<Node> of(Check check) {
    List<Node> nodes = new ArrayList<>();
    group("changes", check.changes()).ifPresent(nodes::add);
    group("the kernel besides", check.sideEffects()).ifPresent(nodes::add);
    group("traffic", check.outages()).ifPresent(nodes::add);
    group("your own connection", check.cut()).ifPresent(nodes::add);
    group("not undone exactly", check.inexact()).ifPresent(nodes::add);
    group("steps", check.steps()).ifPresent(nodes::add);
    nodes.add(
        check
            .failure()
            .map(f -> Node.leaf("would fail", f))
            .orElseGet(() -> Node.leaf("would fail", "nothing")));
    return nodes;
  }

  private static Optional<Node> group(String name, List<String> lines) {
    return lines.isEmpty() ? Optional.empty() : Optional.of(Node.list(name, lines));
  }
}
