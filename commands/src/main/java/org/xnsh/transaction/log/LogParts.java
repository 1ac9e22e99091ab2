package org.xnsh.transaction.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.xnsh.transaction.log.LogIndex.Row;
import org.xnsh.transaction.log.Snapshot.Mark;
import org.xnsh.transaction.log.Snapshot.OldFile;
import org.xnsh.transaction.log.Snapshot.Place;

/// The transactions before the last snapshot, in parts that begin with one each. A part is read
/// when one of its transactions is asked for; the last few stay in memory.
///
/// What a part says of its transactions may have been overtaken by an undo in a later one: the
/// marks tell.
final class LogParts implements Rows.Earlier {

  private static final int KEPT = 8;

  private final LogFiles files;
  private final Map<Long, Mark> marks = new TreeMap<>();
  private final Map<Part, Rows> kept = new LinkedHashMap<>(16, 0.75f, true);
  private final List<Part> here = new ArrayList<>();
  private List<OldFile> older = List.of();

  /// @param until where it ends; behind the end of the file for the last of an old one
  private record Part(SealedFile file, Place from, long until) {}

  LogParts(LogFiles files) {
    this.files = files;
  }

  void clear() {
    marks.clear();
    kept.clear();
    here.clear();
    older = List.of();
  }

  /// Everything before a snapshot.
  void before(Snapshot snapshot, SealedFile file) {
    clear();
    snapshot.marks().forEach(m -> marks.put(m.number(), m));
    older = snapshot.older();
    here.addAll(parts(file, Optional.of(snapshot), false));
  }

  /// @param isFull whether what follows the snapshot is a part as well
  private static List<Part> parts(SealedFile file, Optional<Snapshot> last, boolean isFull) {
    List<Place> places = new ArrayList<>();
    last.ifPresent(s -> {
      places.addAll(s.earlier());
      places.add(s.place());
    });
    if (places.isEmpty() || places.getFirst().offset() > 0) {
      // a log of a version that wrote no snapshot at the beginning
      places.addFirst(Place.START);
    }
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i + 1 < places.size(); i++) {
      parts.add(new Part(file, places.get(i), places.get(i + 1).offset()));
    }
    if (isFull) {
      parts.add(new Part(file, places.getLast(), Long.MAX_VALUE));
    }
    return parts;
  }

  List<Mark> marks() {
    return List.copyOf(marks.values());
  }

  @Override
  public Optional<Row> row(long number) {
    try {
      return find(number);
    } catch (IOException e) {
      // a transaction that nobody can read is undone by nobody either
      return Optional.empty();
    }
  }

  @Override
  public void became(Row row) {
    marks.put(row.number(), new Mark(row.number(), row.undoneBy, row.undonePartly));
  }

  Optional<Row> find(long number) throws IOException {
    return with(number).row(number);
  }

  Timers timers(long number) throws IOException {
    return with(number).timers();
  }

  private Rows with(long number) throws IOException {
    List<Part> within = within(OldFile::number, number);
    return rows(within, last(within, Place::number, number));
  }

  /// @param place from 0, the oldest of all
  Row at(long place) throws IOException {
    List<Part> within = within(OldFile::rows, place + 1);
    int part = last(within, Place::rows, place + 1);
    List<Row> rows = rows(within, part).all();
    long index = place - within.get(part).from().rows();
    if (index >= rows.size()) {
      throw new IOException(
          within.get(part).file() + " is damaged: log verify tells where; part of it is not shown");
    }
    return rows.get((int) index);
  }

  /// The parts of the file that has it.
  private List<Part> within(ToLongFunction<OldFile> key, long wanted) throws IOException {
    long from = 1;
    for (OldFile old : older) {
      if (key.applyAsLong(old) >= wanted) {
        SealedFile file = files.old(old, from);
        return parts(file, file.lastSnapshot(), true);
      }
      from = old.number() + 1;
    }
    return here;
  }

  private static int last(List<Part> parts, ToLongFunction<Place> key, long wanted) {
    int last = 0;
    for (int i = 1; i < parts.size(); i++) {
      if (key.applyAsLong(parts.get(i).from()) < wanted) {
        last = i;
      }
    }
    return last;
  }

  private Rows rows(List<Part> within, int index) throws IOException {
    Part part = within.get(index);
    Rows rows = kept.get(part);
    if (rows == null) {
      rows = read(part);
      kept.put(part, rows);
      if (kept.size() > KEPT) {
        kept.remove(kept.keySet().iterator().next());
      }
    }
    return rows;
  }

  private Rows read(Part part) throws IOException {
    Rows rows = new Rows(part.from().number(), Rows.Earlier.UNKNOWN);
    files.read(part.file(), part.from(), part.until(), rows);
    for (Row row : rows.all()) {
      Mark mark = marks.get(row.number());
      if (mark != null) {
        row.undoneBy = mark.undoneBy();
        row.undonePartly = mark.partly();
      }
    }
    return rows;
  }
}
