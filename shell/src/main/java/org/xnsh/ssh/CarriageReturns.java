package org.xnsh.ssh;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// The client's terminal is in raw mode while a command runs on one: a line that only feeds would
/// go on where the one before ended.
final class CarriageReturns extends FilterOutputStream {

  CarriageReturns(OutputStream out) {
    super(out);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    byte[] all = new byte[length * 2];
    int count = 0;
    for (int i = offset; i < offset + length; i++) {
      if (bytes[i] == '\n') {
        all[count++] = '\r';
      }
      all[count++] = bytes[i];
    }
    out.write(all, 0, count);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }
}
