package org.xnsh.shell;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which terminal types are taken at their word. For any other the library would start `infocmp`
/// with the name as an argument.
final class TerminalTypes {

  private static final Set<String> KNOWN =
      Set.of(
          "xterm-256color",
          "xterm",
          "tmux-256color",
          "tmux",
          "screen-256color",
          "screen",
          "vt100",
          "vt220",
          "ansi",
          "linux",
          "rxvt",
          "dumb");

  private TerminalTypes() {}

  static String known(@Nullable String type) {
    if (type == null || type.isEmpty()) {
      return "dumb";
    }
    return KNOWN.contains(type) ? type : "xterm-256color";
  }
}
