package org.xnsh.transaction;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/// A file of JSON lines that only grows, each line sealed by a [Seal] over the one before.
///
/// Several processes read it, one at a time (the lock's owner) appends. What follows the last whole
/// and well sealed line is *torn*: a crash left it, or another process is writing it just now. Only
/// the lock's owner may cut it.
///
/// Written through [RandomAccessFile]: an interrupt closes a FileChannel in the middle of a write.
final class SealedFile implements Closeable {

  private static final byte NEWLINE = '\n';

  private final Path path;
  private final RandomAccessFile file;
  private long end;
  private Seal seal = Seal.FIRST;
  private int count;
  private final List<String> faults = new ArrayList<>();

  /// A whole line.
  ///
  /// @param json the line without its seal
  record Line(long offset, int length, String json) {}

  /// @param anew the file is not the one that was read before: forget what came from it
  record News(boolean anew, List<Line> lines) {}

  private SealedFile(Path path, RandomAccessFile file) {
    this.path = path;
    this.file = file;
  }

  /// Opens for appending; makes folder and file where they are missing.
  static SealedFile open(Path path) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null) {
      StateFolder.make(folder);
      make(path, folder);
    }
    return new SealedFile(path, new RandomAccessFile(path.toFile(), "rw"));
  }

  private static void make(Path path, Path folder) throws IOException {
    try {
      Files.createFile(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      sync(folder);
    } catch (FileAlreadyExistsException _) {
      // the usual case
    }
  }

  /// Makes a folder's entries durable: fsync(2) of a file does not.
  static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /// The whole lines that came since the last call, ours and others'.
  synchronized News follow() throws IOException {
    boolean anew = file.length() < end;
    if (anew) {
      end = 0;
      seal = Seal.FIRST;
      count = 0;
      faults.clear();
    }
    byte[] bytes = read(end, (int) Math.min(Integer.MAX_VALUE - 8, file.length() - end));
    List<Line> lines = new ArrayList<>();
    int from = 0;
    for (int to = next(bytes, from); to >= 0; to = next(bytes, from)) {
      boolean last = next(bytes, to + 1) < 0;
      if (!take(bytes, from, to, last, lines)) {
        break;
      }
      from = to + 1;
    }
    return new News(anew, lines);
  }

  /// A bad line in the middle is a fault to be told; at the end it is a torn one.
  private boolean take(byte[] bytes, int from, int to, boolean last, List<Line> lines) {
    String text = new String(bytes, from, to - from, UTF_8);
    boolean good = Seal.isSealed(text) && Seal.of(text).equals(seal.next(Seal.content(text)));
    if (!good && last) {
      return false;
    }
    count++;
    if (!good) {
      faults.add("line " + count + " of " + path + " does not carry its seal");
    }
    if (Seal.isSealed(text)) {
      lines.add(new Line(end, to - from, Seal.content(text)));
      seal = Seal.of(text);
    }
    end += to - from + 1;
    return true;
  }

  private static int next(byte[] bytes, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == NEWLINE) {
        return i;
      }
    }
    return -1;
  }

  /// Removes what a crash left behind the last whole line; what is cut is kept in a file beside.
  /// For the lock's owner, after [#follow].
  ///
  /// @return whether there was something
  synchronized boolean cutTorn() throws IOException {
    long length = file.length();
    if (length <= end) {
      return false;
    }
    byte[] torn = read(end, (int) (length - end));
    try (RandomAccessFile beside = new RandomAccessFile(path + ".torn", "rw")) {
      beside.seek(beside.length());
      beside.write(torn);
      beside.write(NEWLINE);
    }
    file.setLength(end);
    file.getFD().sync();
    return true;
  }

  /// Appends a line and returns once it is on the disk. For the lock's owner, after [#follow] and
  /// [#cutTorn]. Where it throws, nothing was added.
  synchronized Line append(String json) throws IOException {
    Seal next = seal.next(json);
    byte[] bytes = (next.on(json) + "\n").getBytes(UTF_8);
    long at = end;
    try {
      file.seek(at);
      file.write(bytes);
      file.getFD().sync();
    } catch (IOException e) {
      file.setLength(at);
      throw e;
    }
    seal = next;
    count++;
    end = at + bytes.length;
    return new Line(at, bytes.length - 1, json);
  }

  /// A line again, without its seal.
  synchronized String reread(long offset, int length) throws IOException {
    return Seal.content(new String(read(offset, length), UTF_8));
  }

  private byte[] read(long offset, int length) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(length);
    byte[] piece = new byte[Math.min(Math.max(length, 1), 1 << 16)];
    file.seek(offset);
    while (bytes.size() < length) {
      int n = file.read(piece, 0, Math.min(piece.length, length - bytes.size()));
      if (n < 0) {
        break;
      }
      bytes.write(piece, 0, n);
    }
    return bytes.toByteArray();
  }

  /// Where somebody changed, removed or inserted a line.
  synchronized List<String> faults() {
    return List.copyOf(faults);
  }

  /// How many whole lines there are.
  synchronized int count() {
    return count;
  }

  @Override
  public synchronized void close() throws IOException {
    file.close();
  }
}
