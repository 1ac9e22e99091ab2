package org.xnsh.command;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xnsh.command.View.Node;
import org.xnsh.transaction.Check;
import org.xnsh.transaction.Outage;

/// What an edit would come to, as a tree.
final class CheckNodes {

  private CheckNodes() {}

  static List<Node> of(Check check) {
    List<Node> nodes = new ArrayList<>();
    group("changes", check.changes()).ifPresent(nodes::add);
    group("the kernel besides", check.sideEffects()).ifPresent(nodes::add);
    traffic(check).ifPresent(nodes::add);
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

  /// In words, and for JSON with the seconds after which it goes on by itself.
  private static Optional<Node> traffic(Check check) {
    if (check.outages().isEmpty()) {
      return check.steps().isEmpty()
          ? Optional.empty()
          : Optional.of(Node.leaf("traffic", "nothing stops"));
    }
    return Optional.of(
        Node.group("traffic", check.outages().stream().map(CheckNodes::outage).toList()));
  }

  private static Node outage(Outage outage) {
    List<Node> data = new ArrayList<>();
    data.add(raw("ends by itself", Boolean.toString(outage.time().isPresent())));
    outage.time().ifPresent(t -> data.add(raw("seconds", seconds(t))));
    return new Node(outage.object(), View.Cell.of(outage.words()), data, View.Below.DATA);
  }

  private static Node raw(String name, String text) {
    return new Node(name, new View.Cell(text, View.Tone.PLAIN, true), List.of());
  }

  private static String seconds(Duration time) {
    return BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString();
  }

  private static Optional<Node> group(String name, List<String> lines) {
    return lines.isEmpty() ? Optional.empty() : Optional.of(Node.list(name, lines));
  }
}
