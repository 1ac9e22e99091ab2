package org.xnsh.transaction.log;

import static org.xnsh.transaction.log.TimerJson.TIMER;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xnsh.transaction.log.Snapshot.OldFile;
import org.xnsh.transaction.log.Snapshot.Place;

/// The files of a log: the one that grows, and beside it those that are full, `.1` the oldest.
/// Nobody removes them but an operator.
final class LogFiles implements AutoCloseable {

  private final Path path;
  private final Map<String, SealedFile> old = new HashMap<>();

  /// Files that the path led to earlier: somebody may still look at an entry in them.
  private final List<SealedFile> left = new ArrayList<>();

  private @Nullable SealedFile current;

  /// What the path is known to lead to after a crash of the machine as well: whoever put a file in
  /// its place may not have been able to sync the folder.
  private Optional<Object> settled = Optional.empty();

  LogFiles(Path path) {
    this.path = path;
  }

  Path path() {
    return path;
  }

  boolean isThere() {
    return Files.exists(path);
  }

  /// Whether the path leads to another file than the one that was read: somebody removed, replaced
  /// or rotated it. That one is read no more.
  boolean isReplaced() {
    SealedFile was = current;
    if (was == null || was.isCurrent()) {
      return false;
    }
    left.add(was);
    current = null;
    return true;
  }

  /// The file that the path leads to; for readers, who make none.
  SealedFile current() throws IOException {
    return opened(SealedFile::open);
  }

  /// The same, made where it is missing, private, and open for appending.
  SealedFile owned() throws IOException {
    SealedFile file = opened(SealedFile::make);
    if (!settled.equals(Optional.of(file.identity()))) {
      settle(file.identity());
    }
    PrivateFile.closeFolderOf(path);
    file.own();
    return file;
  }

  private interface Opening {
    SealedFile open(Path path) throws IOException;
  }

  private SealedFile opened(Opening opening) throws IOException {
    SealedFile opened = current;
    if (opened == null) {
      opened = opening.open(path);
      current = opened;
    }
    return opened;
  }

  /// @param from the first transaction in it
  SealedFile old(OldFile file, long from) throws IOException {
    SealedFile opened = old.get(file.name());
    if (opened == null) {
      Path there = path.resolveSibling(file.name());
      if (!Files.exists(there)) {
        throw new IOException(
            "transactions "
                + from
                + " to "
                + file.number()
                + " were in "
                + there
                + ", which is gone");
      }
      opened = SealedFile.open(there);
      old.put(file.name(), opened);
    }
    return opened;
  }

  /// What a new file begins with.
  interface Beginning {
    void write(SealedFile fresh) throws IOException;
  }

  /// Begins a new file, whose first line names the one that is full. At every moment the path leads
  /// to one of them.
  ///
  /// @param name of the full one from now on
  void rotate(String name, Beginning beginning) throws IOException {
    Path full = path.resolveSibling(name);
    Path fresh = Path.of(path + ".next");
    Files.deleteIfExists(fresh);
    try (SealedFile next = SealedFile.make(fresh)) {
      beginning.write(next);
      if (!Files.exists(full)) {
        Files.createLink(full, path);
      }
      PrivateFile.sync(path.resolveSibling("."));
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      settle(next.identity());
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private void settle(Object identity) throws LogUnwritable {
    try {
      PrivateFile.sync(path.resolveSibling("."));
      settled = Optional.of(identity);
    } catch (IOException e) {
      throw new LogUnwritable(e);
    }
  }

  /// A name for the current file once it is full. One that it bears already is left of a rotation
  /// that a crash cut short.
  String nameForFull(int olderFiles) {
    SealedFile file = current;
    for (int number = olderFiles + 1; ; number++) {
      Path candidate = Path.of(path + "." + number);
      if (!Files.exists(candidate) || file != null && file.isAt(candidate)) {
        return String.valueOf(candidate.getFileName());
      }
    }
  }

  /// Where the chain is broken in the file that grows, as far as it was read.
  List<String> faults() {
    return Optional.ofNullable(current).map(SealedFile::faults).orElse(List.of());
  }

  /// Reads a part of a file; a line of it that is no record is left out, `log verify` tells of it.
  void read(SealedFile file, Place from, long until, Rows rows) throws IOException {
    file.read(
        from,
        until,
        new SealedLine.Taker() {
          @Override
          public void anew() {}

          @Override
          public void line(SealedLine line, String json) {
            Head.in(json).ifPresent(head -> add(head, line, json, rows));
          }
        });
  }

  private static void add(Head head, SealedLine line, String json, Rows rows) {
    if (!head.is(TIMER)) {
      rows.add(head, line);
    } else if (line.isSound()) {
      try {
        rows.timers().add(RecordJson.read(TIMER, json));
      } catch (RecordJson.Illegible e) {
        // as if it were not there; log verify tells of it
      }
    }
  }

  @Override
  public void close() throws IOException {
    List<SealedFile> all = new ArrayList<>(left);
    all.addAll(old.values());
    if (current != null) {
      all.add(current);
    }
    left.clear();
    old.clear();
    current = null;
    for (SealedFile file : all) {
      file.close();
    }
  }
}
