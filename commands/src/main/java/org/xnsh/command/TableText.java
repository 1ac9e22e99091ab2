package org.xnsh.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.xnsh.command.View.Align;
import org.xnsh.command.View.Cell;
import org.xnsh.command.View.Column;
import org.xnsh.command.View.Table;
import org.xnsh.command.View.Tone;

/// A table as lines, aligned by what the terminal shows. Where a row has no room on the screen,
/// columns go that tell nothing, then those yield that may be cut; a sentence at the end is broken
/// between words, and of anything else what has no room stands below its row, each value with its
/// heading. A terminal would go on in the middle of a value, below another column.
final class TableText {

  /// Columns that yield, and a sentence, keep this much.
  private static final int LEAST_WIDTH = 12;

  private static final int LEAST_SENTENCE = 20;
  private static final String BELOW = "    ";
  private static final String GAP = "  ";

  private final ViewText.Painter painter;
  private final int screen;
  private final List<Column> columns;
  private final int[] widths;
  private final List<String> lines = new ArrayList<>();

  private TableText(ViewText.Painter painter, int screen, Table table) {
    this.painter = painter;
    this.screen = screen;
    this.columns = table.columns();
    this.widths = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = DisplayWidth.of(columns.get(i).heading());
      for (List<Cell> row : table.rows()) {
        widths[i] = Math.max(widths[i], DisplayWidth.of(Escapes.shown(row.get(i).text())));
      }
    }
  }

  static List<String> of(Table table, ViewText.Painter painter, int screen) {
    if (table.rows().isEmpty()) {
      return List.of();
    }
    TableText text = new TableText(painter, screen, table);
    int needless = text.over(text.widths.length) > 0 ? needless(table) : -1;
    return needless < 0 ? text.lines(table) : of(without(table, needless), painter, screen);
  }

  /// By how much these first columns are too wide.
  private long over(int count) {
    return Arrays.stream(widths).limit(count).asLongStream().sum()
        + (long) GAP.length() * (count - 1)
        - screen;
  }

  /// A column that has nothing in it, else one that says the usual in every row, else -1. One
  /// always stays.
  private static int needless(Table table) {
    if (table.columns().size() == 1) {
      return -1;
    }
    return IntStream.range(0, table.columns().size())
        .filter(i -> table.rows().stream().allMatch(row -> row.get(i).text().isEmpty()))
        .findFirst()
        .orElseGet(() ->
            IntStream.range(0, table.columns().size())
                .filter(i -> table.rows().stream().allMatch(row -> isUsual(row.get(i))))
                .findFirst()
                .orElse(-1));
  }

  private static boolean isUsual(Cell cell) {
    return cell.tone() == Tone.USUAL || cell.text().isEmpty();
  }

  private static Table without(Table table, int column) {
    return new Table(
        without(table.columns(), column),
        table.rows().stream().map(row -> without(row, column)).toList());
  }

  private static <V> List<V> without(List<V> all, int place) {
    List<V> rest = new ArrayList<>(all);
    rest.remove(place);
    return rest;
  }

  private List<String> lines(Table table) {
    yieldRoom();
    int whole = widths.length;
    long before = screen + over(whole - 1) + GAP.length();
    boolean breaks = over(whole) > 0 && isSentence(table) && screen - before >= LEAST_SENTENCE;
    if (breaks) {
      widths[whole - 1] = (int) (screen - before);
    }
    while (whole > 1 && over(whole) > 0) {
      whole--;
    }
    List<Cell> headings =
        columns.stream().map(c -> Cell.of(c.heading(), Tone.FAINT)).limit(whole).toList();
    lines.add(row(headings));
    for (List<Cell> row : table.rows()) {
      if (breaks) {
        broken(row);
      } else {
        lines.add(row(row.subList(0, whole)));
        below(row, whole);
      }
    }
    return lines;
  }

  private boolean isSentence(Table table) {
    int last = widths.length - 1;
    return last > 0
        && columns.get(last).align() == Align.LEFT
        && table.rows().stream().anyMatch(row -> row.get(last).text().contains(" "));
  }

  /// Takes from the widest column that yields until a row fits, or none has any more to give.
  private void yieldRoom() {
    long over = over(widths.length);
    while (over > 0) {
      int widest = -1;
      for (int i = 0; i < widths.length; i++) {
        boolean gives = columns.get(i).yields() && widths[i] > LEAST_WIDTH;
        widest = gives && (widest < 0 || widths[i] >= widths[widest]) ? i : widest;
      }
      if (widest < 0) {
        return;
      }
      widths[widest]--;
      over--;
    }
  }

  private String row(List<Cell> cells) {
    StringBuilder line = new StringBuilder();
    int owed = 0;
    for (int i = 0; i < cells.size(); i++) {
      String text = Escapes.shown(cells.get(i).text());
      text = columns.get(i).yields() ? DisplayWidth.cut(text, widths[i]) : text;
      int room = Math.max(0, widths[i] - DisplayWidth.of(text));
      boolean right = columns.get(i).align() == Align.RIGHT;
      owed += (i == 0 ? 0 : GAP.length()) + (right ? room : 0);
      if (!text.isEmpty()) {
        line.append(" ".repeat(owed)).append(painter.paint(cells.get(i).tone(), text));
        owed = 0;
      }
      owed += right ? 0 : room;
    }
    return line.toString();
  }

  /// With a sentence at the end, which goes on below itself.
  private void broken(List<Cell> row) {
    int last = widths.length - 1;
    Cell sentence = row.get(last);
    List<String> parts = WordWrap.of(Escapes.shown(sentence.text()), widths[last], 0);
    for (int i = 0; i < parts.size(); i++) {
      List<Cell> cells = new ArrayList<>();
      for (Cell cell : row.subList(0, last)) {
        cells.add(i == 0 ? cell : Cell.of(""));
      }
      cells.add(Cell.of(parts.get(i), sentence.tone()));
      lines.add(row(cells));
    }
  }

  /// What has no room in the row, as far as there is anything.
  private void below(List<Cell> row, int from) {
    StringBuilder line = new StringBuilder();
    int used = 0;
    for (int i = from; i < row.size(); i++) {
      String value = Escapes.shown(row.get(i).text());
      if (value.isEmpty()) {
        continue;
      }
      String heading = columns.get(i).heading().toLowerCase(Locale.ROOT) + " ";
      int needed = DisplayWidth.of(heading) + DisplayWidth.of(value);
      if (used > 0 && used + GAP.length() + needed > screen) {
        lines.add(line.toString());
        line.setLength(0);
        used = 0;
      }
      String gap = used == 0 ? BELOW : GAP;
      line.append(gap)
          .append(painter.paint(Tone.FAINT, heading))
          .append(painter.paint(row.get(i).tone(), value));
      used += gap.length() + needed;
    }
    if (used > 0) {
      lines.add(line.toString());
    }
  }
}
