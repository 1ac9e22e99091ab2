package org.xnsh.shell;

import java.util.Map;
import org.jline.reader.LineReader;
import org.jline.terminal.Terminal;

/// Whether to colour: not on a dumb terminal, and not where NO_COLOR forbids it (no-color.org).
/// Bold, faint and inverse are no colours.
enum Colours {
  WANTED,
  NONE;

  /// The styles of the library's lists; by default they are coloured.
  static final Map<String, Object> PLAIN_LISTS =
      Map.of(
          LineReader.COMPLETION_STYLE_STARTING, "bold",
          LineReader.COMPLETION_STYLE_DESCRIPTION, "faint",
          LineReader.COMPLETION_STYLE_GROUP, "bold",
          LineReader.COMPLETION_STYLE_SELECTION, "inverse",
          LineReader.COMPLETION_STYLE_LIST_STARTING, "bold",
          LineReader.COMPLETION_STYLE_LIST_DESCRIPTION, "faint",
          LineReader.COMPLETION_STYLE_LIST_GROUP, "bold",
          LineReader.COMPLETION_STYLE_LIST_SELECTION, "inverse",
          LineReader.COMPLETION_STYLE_BACKGROUND, "default",
          LineReader.COMPLETION_STYLE_LIST_BACKGROUND, "default");

  static Colours of(Map<String, String> environment, Terminal terminal) {
    boolean forbidden = !environment.getOrDefault("NO_COLOR", "").isEmpty();
    return forbidden || terminal.getType().startsWith("dumb") ? NONE : WANTED;
  }
}
