package org.xnsh.transaction.log;

import java.io.IOException;

/// Where a whole line of a log is.
///
/// @param file says its name to an operator
/// @param number counts from 1
/// @param isSound whether it carries its seal
public record SealedLine(Source file, long offset, int length, int number, boolean isSound) {

  /// What lines are read from again.
  interface Source {
    String text(SealedLine line) throws IOException;
  }

  /// Who takes the lines in.
  interface Taker {
    /// The file is not the one that was read before: what came from it counts no more.
    void anew();

    /// @param json the line without its seal; of a damaged one what is left of it
    void line(SealedLine line, String json);
  }

  /// The line again, without its seal.
  String text() throws IOException {
    return file.text(this);
  }
}
