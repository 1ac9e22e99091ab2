package org.xnsh.shell;

import java.util.regex.Pattern;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.xnsh.command.CommandGrammar;
import org.xnsh.completion.Highlight;

/// Colours a line while it is typed. Control characters, which a paste may hold, are never shown
/// raw.
final class GrammarHighlighter implements Highlighter {

  private final CommandGrammar grammar;
  private final Colours colours;

  GrammarHighlighter(CommandGrammar grammar, Colours colours) {
    this.grammar = grammar;
    this.colours = colours;
  }

  @Override
  public AttributedString highlight(LineReader reader, String buffer) {
    String shown = harmless(buffer);
    AttributedStringBuilder line = new AttributedStringBuilder();
    int at = 0;
    for (Highlight part : Highlight.of(grammar, buffer)) {
      if (part.span().start() < at) {
        continue;
      }
      line.append(shown, at, part.span().start());
      line.styled(style(part.look()), shown.substring(part.span().start(), part.span().end()));
      at = part.span().end();
    }
    return line.append(shown, at, shown.length()).toAttributedString();
  }

  /// As many characters as before, so that the cursor stays where it belongs.
  private static String harmless(String text) {
    StringBuilder safe = new StringBuilder(text);
    for (int i = 0; i < safe.length(); i++) {
      char c = safe.charAt(i);
      if (Character.isISOControl(c) && c != '\n' && c != '\t') {
        safe.setCharAt(i, '\u00b7');
      }
    }
    return safe.toString();
  }

  private AttributedStyle style(Highlight.Look look) {
    AttributedStyle plain = AttributedStyle.DEFAULT;
    if (colours == Colours.NONE) {
      return look == Highlight.Look.KEYWORD ? plain.bold() : plain;
    }
    return switch (look) {
      case KEYWORD -> plain.bold();
      case ARGUMENT -> plain.foreground(AttributedStyle.CYAN);
      case STRING -> plain.foreground(AttributedStyle.GREEN);
      case UNKNOWN -> plain.foreground(AttributedStyle.YELLOW);
      case ERROR -> plain.foreground(AttributedStyle.RED);
      case OPERATOR -> plain.foreground(AttributedStyle.MAGENTA);
      case COMMENT -> plain.faint();
    };
  }

  @Override
  public void setErrorPattern(Pattern pattern) {
    // errors come from the grammar
  }

  @Override
  public void setErrorIndex(int index) {
    // errors come from the grammar
  }
}
