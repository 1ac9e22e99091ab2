package org.xnsh.transaction.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.ArrayList;
import java.util.List;
import org.xnsh.transaction.log.SealedLine.Source;
import org.xnsh.transaction.log.SealedLine.Taker;

/// Goes along the whole lines of a sealed file, from any line whose seal before is known, and
/// checks the chain. It can go on where it stopped.
final class LineWalk {

  private static final byte NEWLINE = '\n';
  private static final int PIECE = 1 << 16;

  private final Source file;
  private final Chain chain;
  private final boolean isWhole;
  private final List<String> faults = new ArrayList<>();
  private long end;
  private int count;
  private boolean isSealed;

  /// A place between two lines.
  ///
  /// @param lines how many are before it
  /// @param before the seal of the last of them
  record Mark(long offset, int lines, Seal before) {
    static final Mark START = new Mark(0, 0, Seal.FIRST);
  }

  LineWalk(Source file, Mark from) {
    this.file = file;
    this.chain = new Chain(from.before());
    this.isWhole = from.offset() == 0;
    this.end = from.offset();
    this.count = from.lines();
  }

  /// @param until a line that ends behind it is not taken
  void go(RandomAccessFile bytes, long until, Taker taker) throws IOException {
    byte[] piece = new byte[Math.clamp(Math.min(bytes.length(), until) - end, 1, PIECE)];
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    long at = end;
    for (int n = read(bytes, at, piece); n > 0 && end < until; n = read(bytes, at, piece)) {
      at += n;
      int from = 0;
      for (int i = 0; i < n && end < until; i++) {
        if (piece[i] == NEWLINE) {
          line.write(piece, from, i - from);
          take(line, taker);
          line.reset();
          from = i + 1;
        }
      }
      line.write(piece, from, n - from);
    }
  }

  /// Who takes a line in may read another part of the same file: the file's own place is no guide.
  private static int read(RandomAccessFile bytes, long at, byte[] piece) throws IOException {
    bytes.seek(at);
    return bytes.read(piece);
  }

  private void take(ByteArrayOutputStream bytes, Taker taker) {
    String text = bytes.toString(UTF_8);
    count++;
    isSealed |= Seal.isSealed(text);
    boolean sound = chain.take(text);
    SealedLine line = new SealedLine(file, end, bytes.size(), count, sound);
    if (!sound) {
      faults.add(
          "line "
              + count
              + " of the transaction log, at byte "
              + end
              + " of "
              + file
              + ", does not carry its seal: it was changed, or a line before it was removed");
    }
    end += bytes.size() + 1;
    taker.line(line, Seal.isLongEnough(text) ? Seal.content(text) : "");
  }

  /// Takes in a line that was just written.
  SealedLine wrote(Seal seal, int length) {
    chain.onlyAfter(seal);
    count++;
    isSealed = true;
    SealedLine line = new SealedLine(file, end, length - 1, count, true);
    end += length;
    return line;
  }

  /// Where the next line begins.
  Mark here() {
    return new Mark(end, count, chain.last());
  }

  boolean fits(String line) {
    return chain.fits(line);
  }

  /// Whether it saw all lines from the first, and none that looks like ours.
  boolean isForeign() {
    return isWhole && count > 0 && !isSealed;
  }

  List<String> faults() {
    return List.copyOf(faults);
  }
}
