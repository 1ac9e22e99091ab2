package org.xnsh.shell;

import java.util.List;
import org.jline.reader.LineReader;
import org.jline.reader.Widget;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.xnsh.command.CommandGrammar;
import org.xnsh.command.Seat;
import org.xnsh.command.WordWrap;
import org.xnsh.completion.Hint;

/// `?` lists what may stand at the cursor, with types and ranges, and leaves the line as it is.
final class QuestionMark implements Widget {

  static final String NAME = "xnsh-explain";

  private static final int LEAST = 20;

  private final LineReader reader;
  private final Terminal terminal;
  private final CommandGrammar grammar;
  private final Seat seat;

  QuestionMark(LineReader reader, Terminal terminal, CommandGrammar grammar, Seat seat) {
    this.reader = reader;
    this.terminal = terminal;
    this.grammar = grammar;
    this.seat = seat;
  }

  @Override
  public boolean apply() {
    List<Hint> hints =
        Hint.at(grammar, reader.getBuffer().toString(), reader.getBuffer().cursor(), seat);
    int width = hints.stream().mapToInt(h -> h.text().length()).max().orElse(0);
    AttributedStringBuilder list = new AttributedStringBuilder();
    for (Hint hint : hints) {
      if (list.length() > 0) {
        list.append("\n");
      }
      list.append("  ").append(hint.text(), AttributedStyle.BOLD);
      list.append(" ".repeat(width - hint.text().length() + 2));
      list.append(String.join("\n" + " ".repeat(width + 4), about(hint, width + 4)));
    }
    reader.printAbove(hints.isEmpty() ? "  nothing fits here" : list.toAnsi(terminal));
    return true;
  }

  /// In as many lines as it needs beside its word.
  private List<String> about(Hint hint, int column) {
    int room = terminal.getWidth() - column;
    return room > LEAST ? WordWrap.of(hint.about(), room, 0) : List.of(hint.about());
  }
}
