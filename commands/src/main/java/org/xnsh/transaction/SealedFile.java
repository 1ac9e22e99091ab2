package org.xnsh.transaction;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A file of JSON lines that only grows, each line sealed by a [Seal] over the one before.
///
/// Several processes read it, one at a time (the lock's owner) appends. What follows the last end
/// of a line is *torn*: a crash left it, or another process is writing it just now. Only the lock's
/// owner may cut it. A whole line is never cut, whatever is in it: a process that dies leaves the
/// beginning of a line and nothing else, so a whole one that does not carry its seal was damaged by
/// another hand or by the disk. That is a *fault*.
///
/// Written through [RandomAccessFile]: an interrupt closes a FileChannel in the middle of a write.
final class SealedFile implements Closeable {

  private static final byte NEWLINE = '\n';
  private static final int PIECE = 1 << 16;

  private final Path path;
  private final RandomAccessFile file;
  private final Object identity;
  private long end;
  private Chain chain = new Chain();
  private int count;
  private final List<String> faults = new ArrayList<>();

  /// Where a whole line is.
  ///
  /// @param number counts from 1
  /// @param isSound whether it carries its seal
  record Line(long offset, int length, int number, boolean isSound) {}

  /// Who takes the lines in.
  interface Taker {
    /// The file is not the one that was read before: what came from it counts no more.
    void anew();

    /// @param json the line without its seal; of a damaged one what is left of it
    void line(Line line, String json);
  }

  private SealedFile(Path path, RandomAccessFile file, Object identity) {
    this.path = path;
    this.file = file;
    this.identity = identity;
  }

  /// Opens for appending; makes folder and file where they are missing.
  static SealedFile open(Path path) throws IOException {
    Object identity = PrivateFile.make(path);
    return new SealedFile(path, new RandomAccessFile(path.toFile(), "rw"), identity);
  }

  /// Whether the path still leads to this file: somebody may have removed or replaced it.
  boolean isCurrent() {
    return PrivateFile.identity(path).filter(identity::equals).isPresent();
  }

  /// The whole lines that came since the last call, ours and others'.
  synchronized void follow(Taker taker) throws IOException {
    if (file.length() < end) {
      end = 0;
      chain = new Chain();
      count = 0;
      faults.clear();
      taker.anew();
    }
    byte[] piece = new byte[Math.clamp(file.length() - end, 1, PIECE)];
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    file.seek(end);
    for (int n = file.read(piece); n > 0; n = file.read(piece)) {
      int from = 0;
      for (int i = 0; i < n; i++) {
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

  private void take(ByteArrayOutputStream bytes, Taker taker) {
    String text = bytes.toString(UTF_8);
    count++;
    boolean sound = chain.take(text);
    Line line = new Line(end, bytes.size(), count, sound);
    if (!sound) {
      faults.add(
          "line "
              + count
              + " of the transaction log, at byte "
              + end
              + " of "
              + path
              + ", does not carry its seal: it was changed, or a line before it was removed");
    }
    end += bytes.size() + 1;
    taker.line(line, Seal.isLongEnough(text) ? Seal.content(text) : "");
  }

  /// Removes what a crash left behind the last whole line; what is cut is kept in a file beside.
  /// Where only the end of the line is missing, it is added: the record is whole. For the lock's
  /// owner, after [#follow].
  ///
  /// @return what was cut and where it is, for an operator
  synchronized Optional<String> mendTorn(Taker taker) throws IOException {
    long length = file.length();
    if (length <= end) {
      return Optional.empty();
    }
    byte[] torn = read(end, (int) (length - end));
    if (chain.fits(new String(torn, UTF_8))) {
      file.seek(length);
      file.write(NEWLINE);
      file.getFD().sync();
      follow(taker);
      return Optional.empty();
    }
    Path beside = Path.of(path + ".torn");
    PrivateFile.make(beside);
    try (RandomAccessFile kept = new RandomAccessFile(beside.toFile(), "rw")) {
      kept.seek(kept.length());
      kept.write(torn);
      kept.write(NEWLINE);
      kept.getFD().sync();
    }
    file.setLength(end);
    file.getFD().sync();
    return Optional.of(
        "the transaction log ended in half a line, as after a crash; its "
            + torn.length
            + " bytes are kept in "
            + beside);
  }

  /// Appends a line and returns once it is on the disk. For the lock's owner, after [#follow] and
  /// [#mendTorn]. Where it throws, nothing was added, or what was is a torn line.
  synchronized Line append(String json) throws IOException {
    Seal next = chain.last().next(json);
    byte[] bytes = (next.on(json) + "\n").getBytes(UTF_8);
    long at = end;
    try {
      file.seek(at);
      file.write(bytes);
      file.getFD().sync();
    } catch (IOException e) {
      shorten(at, e);
      throw new LogUnwritable(e);
    }
    chain.onlyAfter(next);
    count++;
    end = at + bytes.length;
    return new Line(at, bytes.length - 1, count, true);
  }

  private void shorten(long length, IOException cause) {
    try {
      file.setLength(length);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  /// A line again, without its seal.
  synchronized String reread(Line line) throws IOException {
    byte[] bytes = read(line.offset(), line.length());
    String text = new String(bytes, UTF_8);
    if (!Seal.isLongEnough(text)) {
      throw new EOFException("line " + line.number() + " of " + path + " is damaged");
    }
    return Seal.content(text);
  }

  private byte[] read(long offset, int length) throws IOException {
    byte[] bytes = new byte[length];
    file.seek(offset);
    file.readFully(bytes);
    return bytes;
  }

  /// Where somebody changed, removed or inserted a line, by place.
  synchronized List<String> faults() {
    return List.copyOf(faults);
  }

  @Override
  public synchronized void close() throws IOException {
    file.close();
  }
}
