package org.xnsh.shell;

import java.util.ArrayList;
import java.util.List;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.xnsh.command.Escapes;
import org.xnsh.command.Fault;
import org.xnsh.command.JsonOutput;
import org.xnsh.command.Output;
import org.xnsh.command.View;
import org.xnsh.command.View.Tone;
import org.xnsh.command.ViewJson;
import org.xnsh.command.ViewText;
import org.xnsh.command.WordWrap;

/// Views and faults on a terminal, in colour where it has any and NO_COLOR does not forbid it.
final class TerminalOutput implements Output {

  private static final char ARROW = '\u2192';

  private final Terminal terminal;
  private final Prompt.Look look;
  private final Pager pager;

  /// Whether the terminal's encoding has the sign that changes are told with.
  private final boolean arrows;

  private final List<View.Wish> wishes = new ArrayList<>();

  TerminalOutput(Terminal terminal, Prompt.Look look) {
    this.terminal = terminal;
    this.look = look;
    this.pager = new Pager(terminal, look.pages());
    this.arrows = terminal.encoding().newEncoder().canEncode(ARROW);
  }

  /// A new line is run: the screenful counts from here.
  void begin() {
    pager.begin();
  }

  /// What commands asked of the session since the last call.
  List<View.Wish> wishes() {
    List<View.Wish> taken = List.copyOf(wishes);
    wishes.clear();
    return taken;
  }

  @Override
  public void show(View view) {
    if (view instanceof View.Signal(View.Wish wish)) {
      wishes.add(wish);
      return;
    }
    pager.print(
        spelt(
            look.json()
                ? JsonOutput.text(ViewJson.of(view)) + "\n"
                : new ViewText(this::paint, width()).print(view)));
  }

  /// A terminal that does not tell its width is taken for endless.
  private int width() {
    return terminal.getWidth() > 0 ? terminal.getWidth() : Integer.MAX_VALUE;
  }

  private String spelt(String text) {
    return arrows ? text : text.replace("" + ARROW, "->");
  }

  @Override
  public void fault(Fault fault) {
    fault.text(width()).forEach(l -> line(paint(Tone.BAD, l)));
  }

  void note(String text) {
    wrapped("note: " + Escapes.shown(text)).forEach(l -> line(paint(Tone.WARNING, l)));
  }

  void say(String sentence) {
    wrapped(sentence).forEach(this::line);
  }

  /// A sentence in lines of this terminal.
  List<String> wrapped(String sentence) {
    return WordWrap.of(sentence, width(), 2);
  }

  void line(String text) {
    terminal.writer().println(spelt(text));
    terminal.flush();
  }

  private String paint(Tone tone, String text) {
    if (look.colours() == Colours.NONE || tone == Tone.PLAIN || text.isEmpty()) {
      return text;
    }
    AttributedStyle style =
        switch (tone) {
          case PLAIN -> AttributedStyle.DEFAULT;
          case GOOD -> AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
          case BAD -> AttributedStyle.DEFAULT.foreground(AttributedStyle.RED);
          case WARNING -> AttributedStyle.DEFAULT.foreground(AttributedStyle.YELLOW);
          case FAINT, USUAL -> AttributedStyle.DEFAULT.faint();
          case NAME -> AttributedStyle.DEFAULT.bold();
        };
    return new AttributedString(text, style).toAnsi(terminal);
  }
}
