package org.xnsh.transaction.log;

import static org.xnsh.transaction.log.IntentJson.INTENT;
import static org.xnsh.transaction.log.OutsideJson.OUTSIDE;
import static org.xnsh.transaction.log.ResultJson.RESULT;
import static org.xnsh.transaction.log.SnapshotJson.SNAPSHOT;
import static org.xnsh.transaction.log.SumJson.SUM;
import static org.xnsh.transaction.log.TimerJson.TIMER;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.xnsh.transaction.log.Snapshot.OldFile;
import org.xnsh.transaction.log.Snapshot.Place;

/// Reads a log from its first line to its last, all files of it: whether each line carries its seal
/// and can be read, whether snapshots say what the lines before them come to, and whether each file
/// begins where the one before ends. It stops at the first fault; what is behind it is read by
/// nobody before that is looked into.
final class LogVerification implements SealedLine.Taker {

  private static final List<RecordKind<?>> KINDS =
      List.of(INTENT, RESULT, OUTSIDE, TIMER, SNAPSHOT, SUM);

  private final Path path;
  private final BooleanSupplier stopped;
  private int files;
  private long lines;
  private long transactions;
  private Seal last = Seal.FIRST;
  private Optional<OldFile> before = Optional.empty();
  private Optional<String> fault = Optional.empty();

  /// The last line, where it was a sum.
  private Optional<SealedLine> sum = Optional.empty();

  private boolean isStopped;

  private LogVerification(Path path, BooleanSupplier stopped) {
    this.path = path;
    this.stopped = stopped;
  }

  /// @param stopped asked at each line
  static Verification of(Path path, BooleanSupplier stopped) throws IOException {
    LogVerification reading = new LogVerification(path, stopped);
    Optional<Object> file = PrivateFile.identity(path);
    if (file.isPresent()) {
      reading.all();
      if (!PrivateFile.identity(path).equals(file)) {
        // somebody began a new file meanwhile
        return of(path, stopped);
      }
    }
    return new Verification(
        reading.files, reading.lines, reading.transactions, reading.isStopped, reading.fault);
  }

  private void all() throws IOException {
    for (OldFile old : older()) {
      Path file = path.resolveSibling(old.name());
      if (!Files.exists(file)) {
        fault = Optional.of(file + ", which a later file continues, is gone");
        return;
      }
      file(file);
      if (isStopped) {
        return;
      }
      if (fault.isEmpty() && !last.equals(old.seal())) {
        fault = Optional.of(file + " does not end as the file says that continues it");
      }
      before = Optional.of(old);
      if (fault.isPresent()) {
        return;
      }
    }
    file(path);
  }

  /// As the first snapshot of the file that grows tells it: every later one says the same.
  private List<OldFile> older() throws IOException {
    try (SealedFile file = SealedFile.open(path)) {
      return file.snapshotAt(Place.START).map(Snapshot::older).orElse(List.of());
    }
  }

  private void file(Path of) throws IOException {
    files++;
    last = Seal.FIRST;
    try (SealedFile file = SealedFile.open(of)) {
      last = file.read(Place.START, Long.MAX_VALUE, this).before();
    }
  }

  @Override
  public void anew() {}

  @Override
  public void line(SealedLine line, String json) {
    isStopped |= stopped.getAsBoolean();
    if (fault.isPresent() || isStopped) {
      return;
    }
    lines++;
    Optional<Head> head = Head.in(json);
    Optional<String> what =
        line.isSound()
            ? wrong(line, head, json)
            : Optional.of(
                "does not carry its seal: it was changed, or a line before it was removed");
    fault = what.map(w -> place(line, head) + " " + w);
    sum = head.filter(h -> h.is(SUM)).map(_ -> line);
    head.filter(h -> h.is(INTENT) || h.is(OUTSIDE)).ifPresent(_ -> transactions++);
  }

  private static String place(SealedLine line, Optional<Head> head) {
    String record =
        head.filter(h -> !h.kind().isEmpty())
            .map(h ->
                " (" + h.kind() + (h.number() > 0 ? " of transaction " + h.number() : "") + ")")
            .orElse("");
    return "line "
        + line.number()
        + record
        + ", at byte "
        + line.offset()
        + " of "
        + line.file()
        + ",";
  }

  private Optional<String> wrong(SealedLine line, Optional<Head> head, String json) {
    if (head.isEmpty()) {
      return Optional.of("is no record");
    }
    Optional<RecordKind<?>> kind = KINDS.stream().filter(head.get()::is).findFirst();
    try {
      // a kind of a newer version is no fault
      if (kind.isPresent() && RecordJson.read(kind.get(), json) instanceof Snapshot snapshot) {
        return wrong(line, snapshot);
      }
      return Optional.empty();
    } catch (RecordJson.Illegible e) {
      return Optional.of("cannot be read: " + e.getMessage());
    }
  }

  private Optional<String> wrong(SealedLine line, Snapshot snapshot) {
    if (snapshot.place().offset() != line.offset() || snapshot.place().line() != line.number()) {
      return Optional.of("stands elsewhere than it says: something before it was removed");
    }
    if (snapshot.sum().isPresent()
        && sum.filter(s -> s.offset() == snapshot.sum().get().offset()).isEmpty()) {
      return Optional.of("tells of a sum that is not before it");
    }
    if (snapshot.place().rows() != transactions) {
      return Optional.of(
          "tells of " + snapshot.place().rows() + " transactions where there are " + transactions);
    }
    if (line.number() == 1 && before.isPresent() && !snapshot.older().contains(before.get())) {
      return Optional.of("does not continue " + before.get().name());
    }
    return Optional.empty();
  }
}
