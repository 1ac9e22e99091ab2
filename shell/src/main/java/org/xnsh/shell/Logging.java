package org.xnsh.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// Where what happens inside is written: into a file, if one is asked for, and never across the
/// operator's screen, where the platform's own handler would write it.
final class Logging {

  private Logging() {}

  static void to(Optional<Path> file) throws IOException {
    Logger root = Logger.getLogger("");
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    if (file.isPresent()) {
      // a `%` in the name would be a pattern
      FileHandler handler = new FileHandler(file.get().toString().replace("%", "%%"), true);
      handler.setFormatter(new SimpleFormatter());
      root.addHandler(handler);
    }
  }
}
