package org.xnsh.transaction;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
  private @Nullable SealedFile file;

  TransactionLog(Path path) {
    this.path = path;
  }

  /// Takes in what came since: for readers.
  synchronized void follow() throws IOException {
    if (file == null && !Files.exists(path)) {
      return;
    }
    take(opened().follow());
  }

  /// Takes in what came since and cuts what a crash left: for the lock's owner.
  synchronized void own() throws IOException {
    take(opened().follow());
    opened().cutTorn();
  }

  private SealedFile opened() throws IOException {
    SealedFile opened = file;
    if (opened == null) {
      opened = SealedFile.open(path);
      file = opened;
    }
    return opened;
  }

  private void take(SealedFile.News news) throws IOException {
    if (news.anew()) {
      index.clear();
    }
    for (SealedFile.Line line : news.lines()) {
      index.add(RecordJson.head(line.json()), line);
    }
  }

  synchronized long nextNumber() {
    return index.nextNumber();
  }

  /// Durable when it returns; nothing was written when it throws.
  synchronized void append(LogRecord record) throws IOException {
    String json = RecordJson.write(record);
    index.add(RecordJson.head(json), opened().append(json));
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

  synchronized Intent intent(LogIndex.Row row) throws IOException {
    return RecordJson.intent(opened().reread(row.intent.offset(), row.intent.length()));
  }

  synchronized Optional<Result> result(LogIndex.Row row) throws IOException {
    if (row.result.isEmpty()) {
      return Optional.empty();
    }
    SealedFile.Line line = row.result.get();
    return Optional.of(RecordJson.result(opened().reread(line.offset(), line.length())));
  }

  /// A transaction as it is shown.
  synchronized Entry entry(LogIndex.Row row) throws IOException {
    Intent intent = intent(row);
    Optional<Result> result = result(row);
    return new Entry(
        intent.number(),
        intent.at(),
        intent.operator(),
        intent.origin(),
        intent.command(),
        row.shown(),
        intent.undoOf(),
        intent.redoOf(),
        result.map(Result::changes).orElse(intent.planned()),
        result.map(Result::outside).orElse(Difference.NONE),
        result.map(TransactionLog::remarks).orElse(List.of()));
  }

  private static List<String> remarks(Result result) {
    return Stream.concat(result.remarks().stream(), result.left().stream()).toList();
  }

  /// Where the chain of seals is broken.
  synchronized List<String> faults() {
    return file == null ? List.of() : file.faults();
  }

  @Override
  public synchronized void close() throws IOException {
    if (file != null) {
      file.close();
      file = null;
      index.clear();
    }
  }
}
