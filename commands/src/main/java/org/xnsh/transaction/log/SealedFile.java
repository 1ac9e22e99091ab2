package org.xnsh.transaction.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.xnsh.transaction.log.SumJson.SUM;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.xnsh.transaction.log.LineWalk.Mark;
import org.xnsh.transaction.log.Snapshot.Place;
import org.xnsh.transaction.log.Snapshot.SumPlace;

/// A file of JSON lines that only grows, each line sealed by a [Seal] over the one before.
///
/// Several processes read it, one at a time (the lock's owner) appends. What follows the last end
/// of a line is *torn*: a crash left it, or another process is writing it just now. Only the lock's
/// owner may cut it. A whole line is never cut, whatever is in it: a process that dies leaves the
/// beginning of a line and nothing else, so a whole one that does not carry its seal was damaged by
/// another hand or by the disk. That is a *fault*.
///
/// It is read from its last [Snapshot] on; what is before is read when somebody asks for it.
///
/// Written through [RandomAccessFile]: an interrupt closes a FileChannel in the middle of a write.
final class SealedFile implements SealedLine.Source, Closeable {

  private static final byte NEWLINE = '\n';

  private final Path path;
  private final Object identity;
  private RandomAccessFile file;
  private boolean isWritable;
  private Optional<Snapshot> lastSnapshot = Optional.empty();
  private LineWalk tail;

  /// Behind it is a line of ours that could neither be brought to the disk nor taken back.
  private OptionalLong uncertain = OptionalLong.empty();

  private SealedFile(Path path, RandomAccessFile file, Object identity) throws IOException {
    this.path = path;
    this.file = file;
    this.identity = identity;
    this.tail = beginning();
  }

  private LineWalk beginning() throws IOException {
    lastSnapshot = LastSnapshot.in(file);
    return new LineWalk(this, lastSnapshot.map(Snapshot::before).orElse(Mark.START));
  }

  /// Opens a file that is there for reading; on a disk that nothing can be written to as well.
  static SealedFile open(Path path) throws IOException {
    Object identity =
        PrivateFile.identity(path).orElseThrow(() -> new IOException(path + " is gone"));
    PrivateFile.requirePlain(path);
    return new SealedFile(path, new RandomAccessFile(path.toFile(), "r"), identity);
  }

  /// Opens for appending; makes folder and file where they are missing.
  static SealedFile make(Path path) throws IOException {
    PrivateFile.make(path);
    SealedFile file = open(path);
    file.own();
    return file;
  }

  /// From now on it is appended to as well; for the lock's owner.
  synchronized void own() throws IOException {
    if (!isWritable) {
      PrivateFile.make(path);
      RandomAccessFile writable = writable();
      file.close();
      file = writable;
      isWritable = true;
    }
  }

  private RandomAccessFile writable() throws LogUnwritable {
    try {
      return new RandomAccessFile(path.toFile(), "rw");
    } catch (IOException e) {
      throw new LogUnwritable(e);
    }
  }

  /// Whether the path still leads to this file: somebody may have removed or replaced it.
  boolean isCurrent() {
    return isAt(path);
  }

  /// What the system knows it by.
  Object identity() {
    return identity;
  }

  boolean isAt(Path other) {
    return PrivateFile.identity(other).filter(identity::equals).isPresent();
  }

  /// The whole lines that came since the last call, ours and others'; the first time those from the
  /// last snapshot on.
  synchronized void follow(SealedLine.Taker taker) throws IOException {
    if (file.length() < tail.here().offset()) {
      tail = beginning();
      uncertain = OptionalLong.empty();
      taker.anew();
    }
    tail.go(file, uncertain.orElse(Long.MAX_VALUE), taker);
  }

  /// The whole lines of a part.
  ///
  /// @return where it ended
  synchronized Mark read(Place from, long until, SealedLine.Taker taker) throws IOException {
    // a damaged snapshot is one fault; the lines behind it fit again
    Mark unknown = new Mark(from.offset(), from.line() - 1, Seal.FIRST);
    LineWalk walk = new LineWalk(this, snapshotAt(from).map(Snapshot::before).orElse(unknown));
    walk.go(file, until, taker);
    return walk.here();
  }

  synchronized Optional<Snapshot> snapshotAt(Place place) throws IOException {
    return LastSnapshot.at(file, place.offset());
  }

  /// The sum before a snapshot; nothing where there is none, it does not carry its seal, or it
  /// cannot be read.
  synchronized Optional<Sum> sum(Snapshot snapshot) throws IOException {
    Optional<SumPlace> place = snapshot.sum();
    if (place.isEmpty() || place.get().offset() + place.get().length() >= file.length()) {
      return Optional.empty();
    }
    SumPlace sum = place.get();
    String line = new String(read(sum.offset(), sum.length()), UTF_8);
    if (!Seal.isSealed(line) || !sum.after().next(Seal.content(line)).equals(snapshot.after())) {
      return Optional.empty();
    }
    try {
      return Optional.of(RecordJson.read(SUM, Seal.content(line)));
    } catch (RecordJson.Illegible _) {
      return Optional.empty();
    }
  }

  /// The snapshot that reading began at.
  synchronized Optional<Snapshot> lastSnapshot() {
    return lastSnapshot;
  }

  /// Removes what a crash left behind the last whole line; what is cut is kept in a file beside.
  /// Where only the end of the line is missing, it is added: the record is whole. For the lock's
  /// owner, after [#follow].
  ///
  /// @return what was cut and where it is, for an operator
  synchronized Optional<String> mendTorn(SealedLine.Taker taker) throws IOException {
    long length = file.length();
    long end = tail.here().offset();
    if (length <= end) {
      return Optional.empty();
    }
    byte[] torn = read(end, (int) (length - end));
    if (tail.fits(new String(torn, UTF_8))) {
      write(length, new byte[] {NEWLINE});
      follow(taker);
      return Optional.empty();
    }
    try {
      Path beside = keptBeside(torn);
      file.setLength(end);
      uncertain = OptionalLong.empty();
      file.getFD().sync();
      return Optional.of(
          "the transaction log ended in half a line, as after a crash; its "
              + torn.length
              + " bytes are kept in "
              + beside);
    } catch (IOException e) {
      throw new LogUnwritable(e);
    }
  }

  private Path keptBeside(byte[] torn) throws IOException {
    Path beside = Path.of(path + ".torn");
    PrivateFile.make(beside);
    try (RandomAccessFile kept = new RandomAccessFile(beside.toFile(), "rw")) {
      kept.seek(kept.length());
      kept.write(torn);
      kept.write(NEWLINE);
      kept.getFD().sync();
    }
    return beside;
  }

  /// Appends a line and returns once it is on the disk. For the lock's owner, after [#follow] and
  /// [#mendTorn]. Where it throws, nothing was added, or what was is a torn line, on which nobody
  /// builds: after an fsync that failed the kernel may take for written what is not on the disk.
  synchronized SealedLine append(String json) throws IOException {
    Mark here = tail.here();
    byte[] content = json.getBytes(UTF_8);
    Seal next = here.before().next(content);
    byte[] bytes = next.on(content);
    write(here.offset(), bytes);
    return tail.wrote(next, bytes.length);
  }

  /// @param end of the file, but for what could not be taken back before
  private void write(long end, byte[] bytes) throws LogUnwritable {
    try {
      if (file.length() > end) {
        file.setLength(end);
      }
      uncertain = OptionalLong.empty();
      file.seek(end);
      file.write(bytes);
      file.getFD().sync();
    } catch (IOException e) {
      takeBack(end, e);
      throw new LogUnwritable(e);
    }
  }

  private void takeBack(long end, IOException cause) {
    try {
      file.setLength(end);
    } catch (IOException e) {
      cause.addSuppressed(e);
      uncertain = OptionalLong.of(end);
      spoil(end, cause);
    }
  }

  /// A line without its end is none for any process.
  private void spoil(long end, IOException cause) {
    try {
      long length = file.length();
      if (length > end) {
        file.seek(length - 1);
        file.write(' ');
      }
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  @Override
  public synchronized String text(SealedLine line) throws IOException {
    String text = new String(read(line.offset(), line.length()), UTF_8);
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

  /// Where the next line begins.
  synchronized Mark end() {
    return tail.here();
  }

  synchronized long length() throws IOException {
    return file.length();
  }

  /// Whether something is in it, and nothing of it is a log's: another program's file.
  synchronized boolean isForeign() throws IOException {
    if (tail.here().offset() > 0 || file.length() == 0) {
      return tail.isForeign();
    }
    // half of a first line, or what a crash of the machine left of it
    byte first = read(0, 1)[0];
    return first != '{' && first != 0;
  }

  /// Where somebody changed, removed or inserted a line, by place, as far as it was read.
  synchronized List<String> faults() {
    return tail.faults();
  }

  @Override
  public String toString() {
    return path.toString();
  }

  @Override
  public synchronized void close() throws IOException {
    file.close();
  }
}
