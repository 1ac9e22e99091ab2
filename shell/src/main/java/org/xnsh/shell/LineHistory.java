package org.xnsh.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// Where a prompt remembers lines. On a host whose disk is full or may only be read somebody has to
/// look at the network all the same, so a file that cannot be made costs the history and not the
/// prompt.
///
/// @param hindrance why there is none
record LineHistory(Optional<Path> file, Optional<String> hindrance) {

  /// Makes the file where it is missing.
  @FunctionalInterface
  interface Making {
    Path make() throws IOException;
  }

  static LineHistory of(Making making) {
    try {
      return at(making.make());
    } catch (IOException e) {
      return new LineHistory(Optional.empty(), Optional.of("no history is kept: " + why(e)));
    }
  }

  static LineHistory at(Path file) {
    return new LineHistory(Optional.of(file), Optional.empty());
  }

  /// Of many mistakes of files the message is the name of the file alone.
  private static String why(IOException e) {
    return e instanceof java.nio.file.FileSystemException f && f.getReason() == null
        ? f.getClass().getSimpleName().replaceFirst("Exception$", "") + ": " + f.getFile()
        : String.valueOf(e.getMessage());
  }
}
