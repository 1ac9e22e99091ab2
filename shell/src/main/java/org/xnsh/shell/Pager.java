package org.xnsh.shell;

import java.io.IOError;
import org.jline.keymap.BindingReader;
import org.jline.keymap.KeyMap;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.jline.utils.InfoCmp.Capability;

/// Stops at every screenful and asks. It opens no file and starts no program, unlike the library's
/// own: a session over the network may have it.
final class Pager {

  private static final AttributedString QUESTION =
      new AttributedString(
          "--More-- space: page, Enter: line, a: all, q: enough", AttributedStyle.INVERSE);

  private enum Answer {
    PAGE,
    LINE,
    ALL,
    ENOUGH
  }

  private final Terminal terminal;
  private final KeyMap<Answer> keys;
  private final boolean stops;
  private int room;

  /// @param wanted whether to stop at all; a dumb terminal cannot take the question back
  Pager(Terminal terminal, boolean wanted) {
    this.terminal = terminal;
    this.keys = keys(terminal);
    this.stops = wanted && !terminal.getType().startsWith("dumb");
    begin();
  }

  private static KeyMap<Answer> keys(Terminal terminal) {
    KeyMap<Answer> keys = new KeyMap<>();
    keys.setNomatch(null);
    keys.bind(Answer.PAGE, " ", "f", "z", KeyMap.ctrl('F'), KeyMap.ctrl('V'));
    keys.bind(Answer.PAGE, KeyMap.key(terminal, Capability.key_npage));
    keys.bind(Answer.LINE, "\r", "\n", "j", "e");
    keys.bind(Answer.LINE, KeyMap.key(terminal, Capability.key_down), "\033[B", "\033OB");
    keys.bind(Answer.ALL, "a", "G", "g");
    keys.bind(Answer.ENOUGH, "q", "Q", KeyMap.ctrl('C'), KeyMap.ctrl('D'), KeyMap.ctrl('\\'));
    return keys;
  }

  /// The operator has seen everything so far.
  void begin() {
    room = terminal.getHeight() - 1;
  }

  /// Prints lines of text, as many as are wanted.
  void print(String text) {
    for (int start = 0; start < text.length(); ) {
      int end = text.indexOf('\n', start) < 0 ? text.length() : text.indexOf('\n', start) + 1;
      String line = text.substring(start, end);
      start = end;
      int rows = stops ? rows(line) : 0;
      if (stops && room < rows && terminal.getHeight() > 2) {
        switch (ask()) {
          case PAGE -> room = terminal.getHeight() - 1;
          case LINE -> room = rows;
          case ALL -> room = Integer.MAX_VALUE;
          case ENOUGH -> {
            begin();
            return;
          }
        }
      }
      room -= rows;
      terminal.writer().print(line);
    }
    terminal.flush();
  }

  /// A line that is wider than the screen takes several rows.
  private int rows(String line) {
    int width = Math.max(1, terminal.getWidth());
    int columns = AttributedString.fromAnsi(line.stripTrailing()).columnLength();
    return Math.max(1, (columns + width - 1) / width);
  }

  private Answer ask() {
    Attributes before = terminal.enterRawMode();
    try {
      // Ctrl-C is an answer here: nothing runs that it could stop. It is one before the question
      // can be read, or a fast answer would be a signal that nobody waits for
      Attributes raw = terminal.getAttributes();
      raw.setLocalFlag(LocalFlag.ISIG, false);
      terminal.setAttributes(raw);
      terminal.writer().print(QUESTION.toAnsi(terminal));
      terminal.flush();
      Answer answer = new BindingReader(terminal.reader()).readBinding(keys);
      return answer == null ? Answer.ENOUGH : answer;
    } catch (IOError e) {
      // the terminal is gone
      return Answer.ENOUGH;
    } finally {
      terminal.setAttributes(before);
      terminal.puts(Capability.carriage_return);
      terminal.puts(Capability.clr_eol);
      terminal.flush();
    }
  }
}
