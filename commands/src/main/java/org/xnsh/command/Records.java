package org.xnsh.command;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.xnsh.command.View.Cell;
import org.xnsh.command.View.Node;

/// A view as a list of records. A record of a tree is a leaf; its text has the names above it in
/// front, so that `match vif3.0` finds all that stands under it.
final class Records {

  private Records() {}

  static long count(View view) {
    return switch (view) {
      case View.Signal _ -> 0;
      case View.Text text -> text.lines().size();
      case View.Exact exact -> exact.text().lines().count();
      case View.Table table -> table.rows().size();
      case View.Tree tree -> leaves(tree.nodes());
      case View.Sequence sequence -> sequence.views().stream().mapToLong(Records::count).sum();
    };
  }

  private static long leaves(List<Node> nodes) {
    return nodes.stream().mapToLong(n -> isLeaf(n) ? 1 : leaves(n.nodes())).sum();
  }

  static View kept(View view, Predicate<String> keeps) {
    return switch (view) {
      case View.Signal signal -> signal;
      case View.Text text -> new View.Text(text.lines().stream().filter(keeps).toList());
      case View.Exact exact -> new View.Text(exact.text().lines().filter(keeps).toList());
      case View.Table table ->
          new View.Table(
              table.columns(), table.rows().stream().filter(r -> keeps.test(text(r))).toList());
      case View.Tree tree -> new View.Tree(tree.title(), nodes(tree.nodes(), "", keeps));
      case View.Sequence sequence ->
          new View.Sequence(sequence.views().stream().map(v -> kept(v, keeps)).toList());
    };
  }

  private static String text(List<Cell> row) {
    return String.join("  ", row.stream().map(Cell::text).toList());
  }

  private static List<Node> nodes(List<Node> nodes, String above, Predicate<String> keeps) {
    List<Node> kept = new ArrayList<>();
    for (Node node : nodes) {
      String text = above + node.name() + " " + node.value().text();
      if (isLeaf(node)) {
        if (keeps.test(text)) {
          kept.add(node);
        }
      } else {
        List<Node> below = nodes(node.nodes(), text + " ", keeps);
        if (!below.isEmpty()) {
          kept.add(new Node(node.name(), node.value(), below, node.below()));
        }
      }
    }
    return kept;
  }

  private static boolean isLeaf(Node node) {
    return node.nodes().isEmpty() || node.below() == View.Below.DATA;
  }

  static View first(View view, int many) {
    return part(view, 0, many);
  }

  static View last(View view, int many) {
    long count = count(view);
    return part(view, Math.max(0, count - many), count);
  }

  /// The records from this one up to, not including, that one.
  private static View part(View view, long from, long to) {
    return kept(view, new Counting(from, to));
  }

  /// Lets through by place, not by text; records are asked in order.
  private static final class Counting implements Predicate<String> {
    private final long from;
    private final long to;
    private long seen;

    Counting(long from, long to) {
      this.from = from;
      this.to = to;
    }

    @Override
    public boolean test(String record) {
      long place = seen++;
      return place >= from && place < to;
    }
  }
}
