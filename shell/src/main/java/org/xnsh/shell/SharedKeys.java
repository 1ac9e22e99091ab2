package org.xnsh.shell;

import java.util.HashMap;
import java.util.Map;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.LineReader;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Terminal;

/// Which key does what, once for all prompts of this process on the same kind of terminal. Each
/// reader makes a hundred kilobytes of it for itself, and nothing changes them once a prompt is
/// there; they name widgets, which are each reader's own.
final class SharedKeys {

  /// A client may choose what its terminal is called, and its control characters.
  private static final int MOST = 16;

  /// What the bindings depend on.
  private record Kind(String terminal, Map<ControlChar, Integer> characters) {
    static Kind of(Terminal terminal) {
      return new Kind(terminal.getType(), Map.copyOf(terminal.getAttributes().getControlChars()));
    }
  }

  private final Map<Kind, Map<String, KeyMap<Binding>>> kinds = new HashMap<>();

  /// The reader gets those of its kind; of the first of a kind they are its own.
  synchronized void share(LineReader reader) {
    Kind kind = Kind.of(reader.getTerminal());
    Map<String, KeyMap<Binding>> own = reader.getKeyMaps();
    Map<String, KeyMap<Binding>> known = kinds.get(kind);
    if (known != null) {
      own.putAll(known);
    } else if (kinds.size() < MOST) {
      kinds.put(kind, Map.copyOf(own));
    }
  }
}
