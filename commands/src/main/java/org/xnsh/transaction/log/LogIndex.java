package org.xnsh.transaction.log;

import static org.xnsh.transaction.log.OutsideJson.OUTSIDE;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.xnsh.host.HostDescription.Scope;
import org.xnsh.transaction.log.Snapshot.OldFile;
import org.xnsh.transaction.log.Snapshot.Place;
import org.xnsh.transaction.log.Snapshot.SumPlace;

/// What is known of every transaction without reading its record again: where it stands, whose it
/// is, and what became of it. Those since the last snapshot are kept; older ones are read when
/// somebody asks for them.
public final class LogIndex {

  private final LogParts parts;
  private Optional<Snapshot> base = Optional.empty();
  private Rows tail;

  /// One transaction.
  public static final class Row {
    final Head head;
    final SealedLine intent;
    Optional<SealedLine> result = Optional.empty();
    Entry.State state = Entry.State.INTENDED;
    boolean partly;
    OptionalLong undoneBy = OptionalLong.empty();
    boolean undonePartly;

    Row(Head head, SealedLine intent) {
      this.head = head;
      this.intent = intent;
    }

    /// One that other hands made: a record of itself.
    static Row outside(Head head, SealedLine line) {
      Row row = new Row(head, line);
      row.result = Optional.of(line);
      row.state = Entry.State.VERIFIED;
      return row;
    }

    public Head head() {
      return head;
    }

    public Entry.State state() {
      return state;
    }

    /// The transaction that took it back, if one did.
    public OptionalLong undoneBy() {
      return undoneBy;
    }

    public boolean isRollback() {
      return head.rollbackTo().isPresent();
    }

    /// Whether it only takes what another hand did for what is meant.
    public boolean isAdoption() {
      return head.isSet("adopts");
    }

    public boolean isOutside() {
      return head.is(OUTSIDE);
    }

    public long number() {
      return head.number();
    }

    /// Where a record of it does not carry its seal: what it says cannot be built on.
    public Optional<SealedLine> damage() {
      return intent.isSound() ? result.filter(r -> !r.isSound()) : Optional.of(intent);
    }

    /// Applied, and not taken back whole.
    public boolean stands() {
      return damage().isEmpty() && isApplied() && (undoneBy.isEmpty() || undonePartly);
    }

    public boolean isApplied() {
      return switch (state) {
        case APPLIED, VERIFIED, UNKNOWN -> true;
        case INTENDED, ROLLED_BACK, UNDONE, PARTLY_UNDONE -> false;
      };
    }

    /// Whether it failed, or its process died, and not all of it could be taken back.
    public boolean isLeftHalfDone() {
      return state == Entry.State.UNKNOWN || state == Entry.State.ROLLED_BACK && partly;
    }

    /// What the log shows.
    public Entry.State shown() {
      if (damage().isPresent()) {
        return Entry.State.UNKNOWN;
      }
      if (!isApplied() || undoneBy.isEmpty()) {
        return state;
      }
      return undonePartly ? Entry.State.PARTLY_UNDONE : Entry.State.UNDONE;
    }
  }

  LogIndex(LogParts parts) {
    this.parts = parts;
    this.tail = new Rows(0, parts);
  }

  void clear() {
    base = Optional.empty();
    parts.clear();
    tail = new Rows(0, parts);
  }

  void add(Head head, SealedLine line) {
    tail.add(head, line);
  }

  /// What came before a snapshot is read again when somebody asks for it.
  void turn(Snapshot snapshot, SealedFile file) {
    base = Optional.of(snapshot);
    parts.before(snapshot, file);
    tail = new Rows(snapshot.number(), parts);
  }

  /// The last snapshot.
  Optional<Snapshot> base() {
    return base;
  }

  /// What a snapshot says here and now.
  ///
  /// @param here where it will stand
  /// @param timer the newest one since the last snapshot
  /// @param sum the line before
  Snapshot snapshot(
      LineWalk.Mark here,
      Scope scope,
      Instant at,
      Optional<ConfirmTimer> timer,
      Optional<SumPlace> sum) {
    List<Place> earlier = new ArrayList<>();
    base.ifPresent(b -> {
      earlier.addAll(b.earlier());
      earlier.add(b.place());
    });
    return new Snapshot(
        tail.highest(),
        at,
        new Place(here.offset(), here.lines() + 1, tail.highest(), size()),
        here.before(),
        scope,
        earlier,
        base.map(Snapshot::older).orElse(List.of()),
        parts.marks(),
        lastTimer(timer),
        sum);
  }

  /// The snapshot that a file begins with which continues another one.
  ///
  /// @param name of the file that is full
  /// @param seal of its last line
  /// @param timer the newest one since the last snapshot
  Snapshot continued(
      String name, Seal seal, Scope scope, Instant at, Optional<ConfirmTimer> timer) {
    List<OldFile> older = new ArrayList<>(base.map(Snapshot::older).orElse(List.of()));
    older.add(new OldFile(name, seal, tail.highest(), size()));
    return new Snapshot(
        tail.highest(),
        at,
        new Place(0, 1, tail.highest(), size()),
        Seal.FIRST,
        scope,
        List.of(),
        older,
        parts.marks(),
        lastTimer(timer),
        Optional.empty());
  }

  private OptionalLong lastTimer(Optional<ConfirmTimer> recent) {
    return recent.isPresent()
        ? OptionalLong.of(recent.get().first())
        : base.map(Snapshot::timer).orElse(OptionalLong.empty());
  }

  Optional<Row> row(long number) throws IOException {
    return isBefore(number) ? parts.find(number) : tail.row(number);
  }

  private boolean isBefore(long number) {
    return base.isPresent() && number > 0 && number <= base.get().number();
  }

  /// How many there are.
  long size() {
    return rowsBefore() + tail.all().size();
  }

  private long rowsBefore() {
    return base.map(b -> b.place().rows()).orElse(0L);
  }

  /// @param place from 0, the oldest
  Row at(long place) throws IOException {
    return place < rowsBefore() ? parts.at(place) : tail.all().get((int) (place - rowsBefore()));
  }

  /// The confirm timers of the part that a transaction stands in, where that is over.
  Timers timersBefore(long number) throws IOException {
    return isBefore(number) ? parts.timers(number) : new Timers();
  }

  /// The newest confirm timer before the last snapshot, which names it; one of a version that did
  /// not tells of the part before it only.
  Optional<ConfirmTimer> lastTimerBefore() throws IOException {
    if (base.isEmpty() || base.get().number() == 0) {
      return Optional.empty();
    }
    OptionalLong named = base.get().timer();
    return named.isPresent()
        ? timersBefore(named.getAsLong()).covering(named.getAsLong())
        : parts.timers(base.get().number()).newest();
  }

  long nextNumber() {
    return tail.highest() + 1;
  }

  /// Transactions without a result: what a crash left.
  List<Row> unfinished() {
    return tail.unfinished();
  }
}
