package org.xnsh.shell;

import org.jline.reader.Widget;
import org.jline.reader.impl.LineReaderImpl;

/// What is pasted, up to the sign that ends it. The library takes in all of it, however long: over
/// the network it could fill the memory of everybody's server.
final class Paste implements Widget {

  static final int MOST = 1 << 16;

  private static final String END = "\033[201~";

  private final LineReaderImpl reader;

  Paste(LineReaderImpl reader) {
    this.reader = reader;
  }

  @Override
  public boolean apply() {
    StringBuilder text = new StringBuilder();
    boolean isTooLong = false;
    while (!ends(text)) {
      int c = reader.readCharacter();
      if (c < 0) {
        return false;
      }
      text.appendCodePoint(c);
      if (text.length() > MOST + END.length()) {
        isTooLong = true;
        text.delete(0, text.length() - END.length());
      }
    }
    if (isTooLong) {
      reader.printAbove("* what was pasted has more than " + MOST + " characters and was dropped");
    } else {
      String pasted = text.substring(0, text.length() - END.length());
      reader.getBuffer().write(pasted.replace('\r', '\n'));
    }
    return true;
  }

  private static boolean ends(StringBuilder text) {
    int from = text.length() - END.length();
    return from >= 0 && text.indexOf(END, from) >= 0;
  }
}
