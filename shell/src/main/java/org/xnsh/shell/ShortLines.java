package org.xnsh.shell;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Ends with a fault where a line is longer than anybody writes: what comes over the network must
/// not fill the memory.
final class ShortLines extends FilterInputStream {

  private static final int MOST = 1 << 20;

  private int length;

  ShortLines(InputStream in) {
    super(in);
  }

  @Override
  public int read(byte[] bytes, int offset, int count) throws IOException {
    int got = super.read(bytes, offset, count);
    for (int i = offset; i < offset + got; i++) {
      length = bytes[i] == '\n' ? 0 : length + 1;
    }
    if (length > MOST) {
      throw new IOException("a line of more than " + MOST + " bytes");
    }
    return got;
  }
}
