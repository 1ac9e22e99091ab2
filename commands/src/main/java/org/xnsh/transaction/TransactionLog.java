package org.xnsh.transaction;

import static org.xnsh.transaction.IntentJson.INTENT;
import static org.xnsh.transaction.OutsideJson.OUTSIDE;
import static org.xnsh.transaction.ResultJson.RESULT;
import static org.xnsh.transaction.TimerJson.TIMER;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xnsh.change.Difference;
import org.xnsh.transaction.LogRecord.Intent;
import org.xnsh.transaction.LogRecord.Result;

/// The log of one namespace: an intent and a result for every transaction. It is opened when first
/// needed, since most commands only look. Reading needs no lock; writing does.
final class TransactionLog implements AutoCloseable {

  private final Path path;
  private final LogIndex index = new LogIndex();
  private final Timers timers = new Timers();
  private final List<String> illegible = new ArrayList<>();
  private final List<String> mended = new ArrayList<>();
  private final Set<String> told = new HashSet<>();
  private final SealedFile.Taker taker = new Taking();
  private @Nullable SealedFile file;

  TransactionLog(Path path) {
    this.path = path;
  }

  /// Takes in what came since: for readers.
  synchronized void follow() throws IOException {
    if (Files.exists(path)) {
      current().follow(taker);
    }
  }

  /// Takes in what came since and mends what a crash left: for the lock's owner.
  synchronized void own() throws IOException {
    SealedFile current = current();
    current.follow(taker);
    current.mendTorn(taker).ifPresent(mended::add);
  }

  /// The file that the path leads to: somebody may have removed or replaced it.
  private SealedFile current() throws IOException {
    if (file != null && !file.isCurrent()) {
      close();
    }
    return opened();
  }

  private SealedFile opened() throws IOException {
    SealedFile opened = file;
    if (opened == null) {
      opened = SealedFile.open(path);
      PrivateFile.closeFolderOf(path);
      file = opened;
    }
    return opened;
  }

  /// Puts lines into the index. A line that is no record is a fault and bars nothing else.
  private final class Taking implements SealedFile.Taker {
    @Override
    public void anew() {
      index.clear();
      timers.clear();
      illegible.clear();
    }

    @Override
    public void line(SealedFile.Line line, String json) {
      try {
        take(json, line);
      } catch (IOException e) {
        if (line.isSound()) {
          illegible.add("line " + line.number() + " of " + path + " is no record of a transaction");
        }
      }
    }
  }

  /// A timer's record that is damaged counts for nothing: the timer stands as it did before.
  private void take(String json, SealedFile.Line line) throws IOException {
    Head head = Head.of(json);
    if (!head.is(TIMER)) {
      index.add(head, line);
    } else if (line.isSound()) {
      timers.add(RecordJson.read(TIMER, json));
    }
  }

  synchronized long nextNumber() {
    return index.nextNumber();
  }

  /// Durable when it returns; nothing was written when it throws.
  synchronized void append(LogRecord record) throws IOException {
    String json = RecordJson.write(record);
    take(json, opened().append(json));
  }

  /// All transactions, newest first.
  synchronized List<LogIndex.Row> rows() {
    return index.newestFirst();
  }

  synchronized Optional<LogIndex.Row> row(long number) {
    return index.row(number);
  }

  synchronized List<LogIndex.Row> unfinished() {
    return index.unfinished();
  }

  /// The confirm timer that runs.
  synchronized Optional<ConfirmTimer> timer() {
    return timers.running();
  }

  /// All confirm timers, newest first.
  synchronized List<ConfirmTimer> timers() {
    return timers.newestFirst();
  }

  /// Not of an outside record, which has none.
  synchronized Intent intent(LogIndex.Row row) throws IOException {
    return RecordJson.read(INTENT, opened().reread(row.intent));
  }

  synchronized Optional<Result> result(LogIndex.Row row) throws IOException {
    if (row.result.isEmpty()) {
      return Optional.empty();
    }
    String json = opened().reread(row.result.get());
    return Optional.of(
        row.isOutside() ? RecordJson.read(OUTSIDE, json).result() : RecordJson.read(RESULT, json));
  }

  /// When it was begun.
  synchronized Instant at(LogIndex.Row row) throws IOException {
    return row.isOutside()
        ? RecordJson.read(OUTSIDE, opened().reread(row.intent)).at()
        : intent(row).at();
  }

  /// A transaction as it is shown. What cannot be read of it is told in its remarks.
  synchronized Entry entry(LogIndex.Row row) throws IOException {
    List<String> remarks = new ArrayList<>();
    row.damage()
        .ifPresent(l ->
            remarks.add("damaged: line " + l.number() + " of the log does not carry its seal"));
    Optional<Intent> intent = Optional.empty();
    Optional<Result> result = Optional.empty();
    try {
      if (row.intent.isSound() && !row.isOutside()) {
        intent = Optional.of(intent(row));
      }
      if (row.damage().isEmpty()) {
        result = result(row);
      }
    } catch (RecordJson.Illegible e) {
      remarks.add(String.valueOf(e.getMessage()));
    }
    result.map(TransactionLog::remarks).ifPresent(remarks::addAll);
    Difference planned = intent.map(Intent::planned).orElse(Difference.NONE);
    Optional<Instant> at = row.isOutside() ? result.map(Result::at) : intent.map(Intent::at);
    return new Entry(
        row.number(),
        at.orElse(Instant.EPOCH),
        row.head.operator(),
        intent.map(Intent::origin).orElse(""),
        intent.map(Intent::command).orElse(row.isOutside() ? "by another hand" : ""),
        intent.map(Intent::comment).orElse(""),
        intent.map(Intent::forced).orElse(false),
        row.shown(),
        row.head.undoOf(),
        row.head.redoOf(),
        row.head.rollbackTo(),
        result.map(Result::changes).orElse(planned),
        result.map(Result::outside).orElse(Difference.NONE),
        remarks);
  }

  private static List<String> remarks(Result result) {
    return Stream.concat(result.remarks().stream(), result.left().stream()).toList();
  }

  /// Where the chain of seals is broken or a line is no record, in the file's order.
  synchronized List<String> faults() {
    return file == null
        ? List.of()
        : Stream.concat(file.faults().stream(), illegible.stream()).toList();
  }

  /// What an operator should know of the log and was not told by this method yet.
  synchronized List<String> news() {
    List<String> news = new ArrayList<>(mended);
    mended.clear();
    faults().stream().filter(told::add).forEach(news::add);
    return news;
  }

  @Override
  public synchronized void close() throws IOException {
    if (file != null) {
      file.close();
      file = null;
      taker.anew();
    }
  }
}
