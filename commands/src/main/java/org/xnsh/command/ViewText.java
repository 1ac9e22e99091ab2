package org.xnsh.command;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.xnsh.command.View.Node;
import org.xnsh.command.View.Tone;

/// Views as lines of text: tables aligned, trees indented. Nothing that a guest or another hand
/// named reaches the terminal as an escape.
public final class ViewText {

  /// Text as it is.
  public static final Painter PLAIN = (_, text) -> text;

  /// A value beside its name has at least this much.
  private static final int LEAST_WIDTH = 12;

  private static final int PAGE = 78;

  private final Painter painter;
  private final int screen;

  /// Gives a text the look of its tone; it must not change its width.
  @FunctionalInterface
  public interface Painter {
    String paint(Tone tone, String text);
  }

  public ViewText(Painter painter) {
    this(painter, Integer.MAX_VALUE);
  }

  /// @param screen how many characters fit in a line
  public ViewText(Painter painter, int screen) {
    this.painter = painter;
    this.screen = screen;
  }

  /// The view's lines without colours.
  public static List<String> lines(View view) {
    return new ViewText(PLAIN).render(view);
  }

  /// The view without colours, as it comes out: lines with their ends, an exact one as it is.
  public static String text(View view) {
    return new ViewText(PLAIN).print(view);
  }

  /// The view as it comes out.
  public String print(View view) {
    if (view instanceof View.Exact exact) {
      return Escapes.shownLines(exact.text());
    }
    if (view instanceof View.Sequence sequence) {
      return String.join("", sequence.views().stream().map(this::print).toList());
    }
    return String.join("", render(view).stream().map(line -> line + "\n").toList());
  }

  /// The view's lines.
  public List<String> render(View view) {
    return switch (view) {
      case View.Signal _ -> List.of();
      case View.Text text ->
          text.lines().stream()
              .map(Escapes::shownLine)
              .flatMap(l -> flowing(l, text.flow()))
              .toList();
      case View.Exact exact -> Escapes.shownLines(exact.text()).lines().toList();
      case View.Table table -> TableText.of(table, painter, screen);
      case View.Tree tree -> tree(tree);
      case View.Sequence sequence ->
          sequence.views().stream().flatMap(v -> render(v).stream()).toList();
    };
  }

  /// A sentence goes on a little to the right of where it began, a paragraph below.
  private Stream<String> flowing(String line, View.Flow flow) {
    int blanks = line.length() - line.stripLeading().length();
    return switch (flow) {
      case NONE -> Stream.of(line);
      case PROSE -> WordWrap.of(line, screen, blanks + 2).stream();
      case PARAGRAPHS -> WordWrap.of(line, Math.min(screen, PAGE), blanks).stream();
    };
  }

  private List<String> tree(View.Tree tree) {
    List<String> lines = new ArrayList<>();
    if (!tree.title().isEmpty()) {
      lines.add(painter.paint(Tone.NAME, Escapes.shown(tree.title())));
    }
    nodes(tree.nodes(), tree.title().isEmpty() ? 0 : 1, lines);
    return lines;
  }

  private void nodes(List<Node> nodes, int depth, List<String> lines) {
    int width =
        nodes.stream()
            .filter(n -> !n.value().text().isEmpty())
            .mapToInt(n -> DisplayWidth.of(Escapes.shown(n.name())))
            .max()
            .orElse(0);
    for (Node node : nodes) {
      String name = "  ".repeat(depth) + Escapes.shown(node.name());
      String value = Escapes.shown(node.value().text());
      if (value.isEmpty()) {
        lines.addAll(WordWrap.of(name, screen, 2 * depth + 2));
      } else {
        int column = 2 * depth + width + 2;
        String gap = " ".repeat(Math.max(2, column - DisplayWidth.of(name)));
        value(name + gap, column, node.value().tone(), value, lines);
      }
      if (node.below() != View.Below.DATA) {
        nodes(node.nodes(), depth + 1, lines);
      }
    }
  }

  /// A value that has no room beside its name goes on below itself.
  private void value(String name, int column, Tone tone, String value, List<String> into) {
    int room = screen - column;
    List<String> parts = room > LEAST_WIDTH ? WordWrap.of(value, room, 0) : List.of(value);
    for (int i = 0; i < parts.size(); i++) {
      into.add((i == 0 ? name : " ".repeat(column)) + painter.paint(tone, parts.get(i)));
    }
  }
}
