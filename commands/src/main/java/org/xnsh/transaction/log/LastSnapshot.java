package org.xnsh.transaction.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.xnsh.transaction.log.SnapshotJson.SNAPSHOT;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.Optional;

/// Finds the last snapshot of a file from its end. One that does not carry its seal, or stands
/// elsewhere than it says, is passed over: then more has to be read, and that is all.
final class LastSnapshot {

  /// No text within a record can hold it: there the quotes are escaped.
  private static final String SIGN = "\",\"kind\":\"" + SNAPSHOT.word() + "\",";

  private static final int BEFORE_SIGN = Seal.MEMBER.length() + 64;
  private static final int PIECE = 1 << 16;

  /// About as long as one is.
  private static final int LINE = 1 << 12;

  private final RandomAccessFile file;
  private final long length;

  private LastSnapshot(RandomAccessFile file, long length) {
    this.file = file;
    this.length = length;
  }

  static Optional<Snapshot> in(RandomAccessFile file) throws IOException {
    return new LastSnapshot(file, file.length()).find();
  }

  /// The one that begins at this byte.
  static Optional<Snapshot> at(RandomAccessFile file, long offset) throws IOException {
    return new LastSnapshot(file, file.length()).snapshot(offset);
  }

  private Optional<Snapshot> find() throws IOException {
    long to = length;
    while (to > 0) {
      long from = Math.max(0, to - PIECE);
      // a sign that begins before `to` may end behind it
      int size = (int) (Math.min(length, to + SIGN.length()) - from);
      String piece = new String(bytes(from, size), ISO_8859_1);
      for (int at = piece.lastIndexOf(SIGN); at >= 0; at = piece.lastIndexOf(SIGN, at - 1)) {
        Optional<Snapshot> found = snapshot(from + at - BEFORE_SIGN);
        if (found.isPresent()) {
          return found;
        }
      }
      to = from;
    }
    return Optional.empty();
  }

  private Optional<Snapshot> snapshot(long start) throws IOException {
    if (start < 0 || start >= length) {
      return Optional.empty();
    }
    file.seek(start);
    StringBuilder text = new StringBuilder();
    int end = -1;
    while (end < 0) {
      byte[] piece = new byte[LINE];
      int n = file.read(piece);
      if (n <= 0) {
        return Optional.empty();
      }
      // a snapshot has ASCII only, the names in it are ours
      text.append(new String(piece, 0, n, ISO_8859_1));
      end = text.indexOf("\n");
    }
    String line = text.substring(0, end);
    return Seal.isSealed(line) ? snapshot(line, start) : Optional.empty();
  }

  private static Optional<Snapshot> snapshot(String line, long start) {
    String content = new String(Seal.content(line).getBytes(ISO_8859_1), UTF_8);
    try {
      Snapshot snapshot = RecordJson.read(SNAPSHOT, content);
      return snapshot.after().next(content).equals(Seal.of(line))
              && snapshot.place().offset() == start
          ? Optional.of(snapshot)
          : Optional.empty();
    } catch (RecordJson.Illegible e) {
      return Optional.empty();
    }
  }

  private byte[] bytes(long from, int size) throws IOException {
    byte[] bytes = new byte[size];
    file.seek(from);
    file.readFully(bytes);
    return bytes;
  }
}
