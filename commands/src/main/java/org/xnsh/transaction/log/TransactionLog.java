package org.xnsh.transaction.log;

import static org.xnsh.transaction.log.IntentJson.INTENT;
import static org.xnsh.transaction.log.OutsideJson.OUTSIDE;
import static org.xnsh.transaction.log.ResultJson.RESULT;
import static org.xnsh.transaction.log.SnapshotJson.SNAPSHOT;
import static org.xnsh.transaction.log.SumJson.SUM;
import static org.xnsh.transaction.log.TimerJson.TIMER;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.xnsh.host.HostDescription.Scope;
import org.xnsh.transaction.log.LogRecord.Intent;
import org.xnsh.transaction.log.LogRecord.Result;
import org.xnsh.transaction.log.Tidying.Limits;

/// The log of one namespace: an intent and a result for every transaction. It is opened when first
/// needed, since most commands only look. Reading needs no lock; writing does.
public final class TransactionLog implements AutoCloseable {

  /// More would fill the screen; `log verify` reads it all.
  private static final int MOST_FAULTS = 20;

  private final Scope scope;
  private final Limits limits;
  private final InstantSource clock;
  private final LogFiles files;
  private final LogIndex index;
  private final Tidying tidying;
  private final List<String> illegible = new ArrayList<>();
  private final List<String> mended = new ArrayList<>();
  private final Set<String> told = new HashSet<>();
  private final Timers timers = new Timers();
  private final SealedLine.Taker taker = new Taking();
  private volatile Optional<String> foreign = Optional.empty();
  private long snapshotEnd;

  /// @param scope whose log it is; one of another namespace or boot is looked at and not built on
  public TransactionLog(Path path, Scope scope, Limits limits, InstantSource clock) {
    this.scope = scope;
    this.limits = limits;
    this.clock = clock;
    this.files = new LogFiles(path);
    this.index = new LogIndex(new LogParts(files));
    this.tidying = new Tidying(this, files, index, scope);
  }

  public TransactionLog(Path path, Scope scope) {
    this(path, scope, Limits.USUAL, InstantSource.system());
  }

  /// For a record's wall clock. Nothing is ordered by it: it may be set back.
  public Instant now() {
    return clock.instant();
  }

  public Path path() {
    return files.path().toAbsolutePath();
  }

  /// Takes in what came since: for readers.
  public synchronized void follow() throws IOException {
    replaced();
    if (files.isThere()) {
      files.current().follow(taker);
      recognise(files.current());
    } else {
      foreign = Optional.empty();
    }
  }

  /// Takes in what came since and mends what a crash left: for the lock's owner.
  ///
  /// @throws IOException where nothing can be built on it
  public synchronized void own() throws IOException {
    replaced();
    SealedFile current = files.owned();
    current.follow(taker);
    recognise(current);
    if (foreign.isPresent()) {
      throw new ForeignLog(foreign.get());
    }
    current.mendTorn(taker).ifPresent(mended::add);
  }

  private boolean replaced() {
    boolean isReplaced = files.isReplaced();
    if (isReplaced) {
      taker.anew();
    }
    return isReplaced;
  }

  private void recognise(SealedFile current) throws IOException {
    Optional<Scope> of = index.base().map(Snapshot::scope);
    if (current.isForeign()) {
      foreign = Optional.of(current + " is no transaction log");
    } else if (of.isPresent() && !of.get().equals(scope)) {
      foreign =
          Optional.of(
              current
                  + " is the log of another "
                  + (of.get().boot().equals(scope.boot()) ? "network namespace" : "boot"));
    } else {
      foreign = Optional.empty();
    }
  }

  /// Writes a snapshot or begins a new file where it is time, for the lock's owner. Nothing is lost
  /// where that fails: the log is longer to read, and that is all.
  ///
  /// @throws IOException where there is a new file that cannot be read
  public synchronized void tidy() throws IOException {
    if (index.unfinished().isEmpty() && timers.running().isEmpty()) {
      try {
        tidying.tidy(limits, snapshotEnd);
      } catch (IOException _) {
        // whoever comes next tries again
      }
      if (replaced()) {
        files.current().follow(taker);
      }
    }
  }

  /// What the transactions up to the last snapshot come to; nothing where no sum of them can be
  /// read.
  public synchronized Optional<Sum> sum() throws IOException {
    Optional<Snapshot> base = index.base();
    if (base.isEmpty()) {
      return index.size() == 0 ? Optional.of(Sum.nothing()) : Optional.empty();
    }
    return base.get().number() == 0 ? Optional.of(Sum.nothing()) : files.current().sum(base.get());
  }

  /// Whether the last snapshot tells of a sum, be it legible or not.
  synchronized boolean tellsOfSum() {
    return index.base().flatMap(Snapshot::sum).isPresent();
  }

  /// Puts lines into the index. A line that is no record is a fault and bars nothing else.
  private final class Taking implements SealedLine.Taker {
    @Override
    public void anew() {
      index.clear();
      timers.clear();
      illegible.clear();
      snapshotEnd = 0;
    }

    @Override
    public void line(SealedLine line, String json) {
      try {
        take(json, line);
      } catch (IOException e) {
        if (line.isSound()) {
          illegible.add(
              "line " + line.number() + " of " + line.file() + " is no record of a transaction");
        }
      }
    }
  }

  /// A timer's record that is damaged counts for nothing: the timer stands as it did before. So
  /// does a damaged snapshot.
  private void take(String json, SealedLine line) throws IOException {
    Head head = Head.of(json);
    if (head.is(SNAPSHOT)) {
      if (line.isSound()) {
        index.turn(RecordJson.read(SNAPSHOT, json), files.current());
        snapshotEnd = line.offset() + line.length() + 1;
      }
    } else if (!head.is(TIMER) && !head.is(SUM)) {
      index.add(head, line);
    } else if (head.is(TIMER) && line.isSound()) {
      timers.add(RecordJson.read(TIMER, json));
    }
  }

  public synchronized long nextNumber() {
    return index.nextNumber();
  }

  /// Durable when it returns; nothing was written when it throws.
  public synchronized void append(LogRecord record) throws IOException {
    String json = RecordJson.write(record);
    take(json, files.owned().append(json));
  }

  /// All transactions, newest first; older ones are read when they are looked at.
  public synchronized List<LogIndex.Row> rows() {
    return new NewestFirst(this, index.size());
  }

  public synchronized LogIndex.Row at(long place) throws IOException {
    return index.at(place);
  }

  public synchronized Optional<LogIndex.Row> row(long number) {
    try {
      return index.row(number);
    } catch (IOException e) {
      throw new UncheckedIOException("the transaction log cannot be read", e);
    }
  }

  public synchronized List<LogIndex.Row> unfinished() {
    return index.unfinished();
  }

  /// The confirm timer that was armed last, since the last snapshot or before the eyes of who
  /// reads.
  synchronized Optional<ConfirmTimer> newestTimer() {
    Optional<ConfirmTimer> recent = timers.newest();
    OptionalLong seen = timers.seenRunning();
    return recent.isPresent() || seen.isEmpty() ? recent : timerOf(seen.getAsLong());
  }

  /// The confirm timer that runs.
  public synchronized Optional<ConfirmTimer> timer() {
    return timers.running();
  }

  /// All confirm timers since the last snapshot, newest first.
  public synchronized List<ConfirmTimer> timers() {
    return timers.newestFirst();
  }

  /// The confirm timer that a transaction belongs to, whenever that was.
  synchronized Optional<ConfirmTimer> timerOf(long number) {
    Optional<ConfirmTimer> recent = timers.covering(number);
    try {
      return recent.isPresent() ? recent : index.timersBefore(number).covering(number);
    } catch (IOException e) {
      throw new UncheckedIOException("the transaction log cannot be read", e);
    }
  }

  /// The confirm timer that ended last, however long ago.
  public synchronized Optional<ConfirmTimer> lastTimer() throws IOException {
    Optional<ConfirmTimer> recent = timers.newest();
    return recent.isPresent() ? recent : index.lastTimerBefore();
  }

  /// Not of an outside record, which has none.
  public synchronized Intent intent(LogIndex.Row row) throws IOException {
    return RecordJson.read(INTENT, row.intent.text());
  }

  public synchronized Optional<Result> result(LogIndex.Row row) throws IOException {
    if (row.result.isEmpty()) {
      return Optional.empty();
    }
    String json = row.result.get().text();
    return Optional.of(
        row.isOutside() ? RecordJson.read(OUTSIDE, json).result() : RecordJson.read(RESULT, json));
  }

  /// When it was begun.
  public synchronized Instant at(LogIndex.Row row) throws IOException {
    return row.isOutside() ? RecordJson.read(OUTSIDE, row.intent.text()).at() : intent(row).at();
  }

  /// Where the chain of seals is broken or a line is no record, since the last snapshot.
  public synchronized List<String> faults() {
    if (foreign.isPresent()) {
      return List.of(foreign.get());
    }
    List<String> faults = Stream.concat(files.faults().stream(), illegible.stream()).toList();
    if (faults.size() <= MOST_FAULTS) {
      return faults;
    }
    List<String> few = new ArrayList<>(faults.subList(0, MOST_FAULTS));
    few.add("and " + (faults.size() - MOST_FAULTS) + " more of the kind");
    return few;
  }

  /// Reads all of it, by itself: nobody waits for that, least of all who has the lock.
  public Verification verify(BooleanSupplier stopped) throws IOException {
    return foreign.isPresent()
        ? new Verification(1, 0, 0, false, foreign)
        : LogVerification.of(files.path(), stopped);
  }

  public Verification verify() throws IOException {
    return verify(() -> false);
  }

  /// What an operator should know of the log and was not told by this method yet.
  public synchronized List<String> news() {
    List<String> news = new ArrayList<>(mended);
    mended.clear();
    faults().stream().filter(told::add).forEach(news::add);
    return news;
  }

  @Override
  public synchronized void close() throws IOException {
    files.close();
    taker.anew();
  }
}
