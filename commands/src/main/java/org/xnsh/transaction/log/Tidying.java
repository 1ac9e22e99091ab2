package org.xnsh.transaction.log;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.xnsh.host.HostDescription.Scope;
import org.xnsh.transaction.log.Snapshot.SumPlace;

/// Keeps a log short to read: a sum and a snapshot where much was written since the last one, a new
/// file where one is full. For the lock's owner, while nothing is unfinished and no timer runs.
public final class Tidying {

  /// When to write a snapshot, and when a file is full, in bytes.
  ///
  /// @param part after a snapshot; at least, since one must not cost more than what it saves
  public record Limits(long part, long file) {
    public static final Limits USUAL = new Limits(256L << 10, 64L << 20);
  }

  private final TransactionLog log;
  private final LogFiles files;
  private final LogIndex index;
  private final Scope scope;

  /// The sum that was written last, so that it need not be read to write the next one.
  private Optional<Known> known = Optional.empty();

  private record Known(SumPlace place, Sum sum) {}

  Tidying(TransactionLog log, LogFiles files, LogIndex index, Scope scope) {
    this.log = log;
    this.files = files;
    this.index = index;
    this.scope = scope;
  }

  /// @param snapshotEnd where the last snapshot ends
  void tidy(Limits limits, long snapshotEnd) throws IOException {
    SealedFile current = files.owned();
    long length = current.length();
    if (length >= limits.file()) {
      rotate(current);
    } else if (length == 0 || length - snapshotEnd >= least(limits, snapshotEnd) || lacksSum()) {
      Optional<SumPlace> sum =
          log.nextNumber() > 1 ? Optional.of(written(summed(), current)) : Optional.empty();
      log.append(index.snapshot(current.end(), scope, log.now(), newestTimer(), sum));
    }
  }

  /// Not one that this process happened to see run: the last snapshot may name a later one.
  private Optional<ConfirmTimer> newestTimer() {
    return log.timers().stream().findFirst();
  }

  /// How long a part is: what is written to end it must not cost more than what it saves.
  private long least(Limits limits, long snapshotEnd) {
    long last = index.base().map(b -> snapshotEnd - b.place().offset()).orElse(0L);
    long withSum = index.base().map(b -> b.length(snapshotEnd)).orElse(0L);
    return Math.max(limits.part(), Math.max(4 * last, withSum));
  }

  /// As an older version wrote it.
  private boolean lacksSum() {
    return index.base().filter(b -> b.number() > 0 && b.sum().isEmpty()).isPresent();
  }

  private Sum summed() throws IOException {
    Optional<SumPlace> last = index.base().flatMap(Snapshot::sum);
    Optional<Sum> base = known.filter(k -> last.equals(Optional.of(k.place()))).map(Known::sum);
    known = Optional.empty(); // what is added to it now is written, or is not
    return base.isPresent() ? Sum.of(log, base) : Sum.of(log);
  }

  private SumPlace written(Sum sum, SealedFile to) throws IOException {
    Seal after = to.end().before();
    SealedLine line = to.append(RecordJson.write(sum));
    SumPlace place = new SumPlace(line.offset(), line.length(), after);
    known = Optional.of(new Known(place, sum));
    return place;
  }

  private void rotate(SealedFile full) throws IOException {
    String name = files.nameForFull(index.base().map(Snapshot::older).map(List::size).orElse(0));
    Snapshot first = index.continued(name, full.end().before(), scope, log.now(), newestTimer());
    Sum sum = summed();
    files.rotate(
        name,
        fresh -> {
          fresh.append(RecordJson.write(first));
          SumPlace place = written(sum, fresh);
          fresh.append(RecordJson.write(first.again(fresh.end(), place)));
        });
  }
}
