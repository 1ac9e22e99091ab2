package org.xnsh.transaction.log;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.xnsh.host.HostDescription.Scope;

/// What the lines before it come to, so that nobody has to read them: a log is opened at its last
/// snapshot, and what is older is read in parts, when somebody asks. It is written while nothing is
/// unfinished and no timer runs. Every file begins with one.
///
/// @param number the newest transaction before it
/// @param place where it stands itself: a copy that was cut in front is none
/// @param after the seal of the line before, so that it can be checked alone
/// @param scope whose log this is
/// @param earlier the snapshots before it in this file, oldest first
/// @param older the files before this one, oldest first
/// @param marks what became of transactions after the part that they stand in
/// @param timer names the confirm timer that was armed last, however long ago
/// @param sum the line before, where it is the sum of all transactions
record Snapshot(
    long number,
    Instant at,
    Place place,
    Seal after,
    Scope scope,
    List<Place> earlier,
    List<OldFile> older,
    List<Mark> marks,
    OptionalLong timer,
    Optional<SumPlace> sum)
    implements LogRecord {

  Snapshot {
    earlier = List.copyOf(earlier);
    older = List.copyOf(older);
    marks = List.copyOf(marks);
  }

  /// The place before its own line.
  LineWalk.Mark before() {
    return new LineWalk.Mark(place.offset(), place.line() - 1, after);
  }

  /// How many bytes it takes, with its sum.
  ///
  /// @param end of its line
  long length(long end) {
    return end - sum.map(SumPlace::offset).orElse(place.offset());
  }

  /// Another one behind it where nothing but a sum came since.
  Snapshot again(LineWalk.Mark here, SumPlace of) {
    return new Snapshot(
        number,
        at,
        new Place(here.offset(), here.lines() + 1, number, place.rows()),
        here.before(),
        scope,
        List.of(place),
        older,
        marks,
        timer,
        Optional.of(of));
  }

  /// Where a sum is.
  ///
  /// @param after the seal of the line before it
  record SumPlace(long offset, int length, Seal after) {}

  /// Where a part of a file begins.
  ///
  /// @param line the number of its first line
  /// @param number the newest transaction before it
  /// @param rows how many transactions are before it, those of older files as well
  record Place(long offset, int line, long number, long rows) {
    static final Place START = new Place(0, 1, 0, 0);
  }

  /// A file that is full.
  ///
  /// @param name beside this one
  /// @param seal of its last line
  /// @param number the newest transaction in it
  /// @param rows how many transactions there are up to its end, those of older files as well
  record OldFile(String name, Seal seal, long number, long rows) {}

  /// What became of a transaction.
  ///
  /// @param undoneBy nothing where it stands again
  record Mark(long number, OptionalLong undoneBy, boolean partly) {}
}
