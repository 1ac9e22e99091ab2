package org.xnsh.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.change.Footprint;
import org.xnsh.testing.MemoryFolder;
import org.xnsh.testing.Waiting;
import org.xnsh.transaction.log.Entry;
import org.xnsh.transaction.log.LogEntries;
import org.xnsh.transaction.log.LogIndex;
import org.xnsh.transaction.log.LogRecords;
import org.xnsh.transaction.log.Tidying.Limits;
import org.xnsh.transaction.log.TransactionLog;
import org.xnsh.transaction.log.Verification;

/// A log that is cut into parts and files, beside one that is whole.
class LogPartsTest {

  private static final Limits SMALL = new Limits(1200, 9000);
  private static final Limits NONE = new Limits(Long.MAX_VALUE, Long.MAX_VALUE);

  @TempDir(factory = MemoryFolder.class)
  private Path folder;

  private int width = 50;

  private Path path() {
    return folder.resolve("transactions");
  }

  private TransactionLog open(Limits limits) {
    return new TransactionLog(path(), TestScope.ONE, limits, InstantSource.system());
  }

  private TransactionLog whole() {
    return new TransactionLog(folder.resolve("whole"), TestScope.ONE, NONE, InstantSource.system());
  }

  private void edit(TransactionLog log, Entry.State state, boolean part, Long... undoOf)
      throws IOException {
    log.own();
    log.tidy();
    long number = log.nextNumber();
    log.append(LogRecords.intent(number, width, undoOf));
    log.append(LogRecords.result(number, state, part));
  }

  private static String row(LogIndex.Row row) {
    return row.number()
        + " "
        + row.head().operator()
        + " "
        + row.shown()
        + " "
        + row.stands()
        + " "
        + row.undoneBy()
        + " "
        + row.head().undoOf();
  }

  private static List<String> rows(TransactionLog log) {
    return log.rows().stream().map(LogPartsTest::row).toList();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(f -> f.getFileName().toString().startsWith("transactions"))
          .sorted()
          .toList();
    }
  }

  private void written(int many, long seed) throws IOException {
    Random random = new Random(seed);
    try (TransactionLog cut = open(SMALL);
        TransactionLog whole = whole()) {
      for (int i = 1; i <= many; i++) {
        Long[] undoOf = new Long[i > 1 && random.nextInt(3) == 0 ? 1 : 0];
        if (undoOf.length == 1) {
          undoOf[0] = random.nextInt(4) == 0 ? 1L + random.nextInt(i - 1) : i - 1L;
          if (undoOf[0] > 5 && random.nextInt(4) == 0) {
            // as by a rollback
            undoOf = new Long[] {undoOf[0], undoOf[0] - 1, undoOf[0] - 4};
          }
        }
        Entry.State state = random.nextInt(6) == 0 ? Entry.State.ROLLED_BACK : Entry.State.VERIFIED;
        boolean partly = undoOf.length > 0 && random.nextInt(5) == 0;
        edit(cut, state, partly, undoOf);
        edit(whole, state, partly, undoOf);
      }
    }
  }

  @Test
  void whateverIsUndoneInWhichPartTheRowsAreThoseOfAWholeLog() throws IOException {
    written(150, 1);
    assertThat(files()).hasSizeGreaterThan(4);
    try (TransactionLog cut = open(SMALL);
        TransactionLog whole = whole()) {
      cut.follow();
      whole.follow();
      assertThat(rows(cut)).isEqualTo(rows(whole));
      assertThat(cut.nextNumber()).isEqualTo(whole.nextNumber()).isEqualTo(151);
      assertThat(cut.faults()).isEmpty();
      for (long number = 1; number <= 150; number++) {
        assertThat(row(cut.row(number).orElseThrow()))
            .isEqualTo(row(whole.row(number).orElseThrow()));
        assertThat(LogEntries.entry(cut, cut.row(number).orElseThrow()).command())
            .isEqualTo("line " + number);
      }
      assertThat(cut.row(151)).isEmpty();
      assertThat(cut.row(0)).isEmpty();
    }
  }

  @Test
  void aReaderFollowsIntoNewPartsAndFiles() throws IOException {
    try (TransactionLog reader = open(SMALL);
        TransactionLog cut = open(SMALL)) {
      List<String> told = new ArrayList<>();
      for (int i = 1; i <= 60; i++) {
        edit(cut, Entry.State.APPLIED, false, i % 5 == 0 ? new Long[] {i - 3L} : new Long[0]);
        reader.follow();
        LogIndex.Row newest = reader.rows().getFirst();
        told.add(LogEntries.entry(reader, newest).command());
        assertThat(rows(reader)).isEqualTo(rows(cut));
        assertThat(reader.faults()).isEmpty();
      }
      assertThat(told).hasSize(60).endsWith("line 60").doesNotHaveDuplicates();
      assertThat(files()).hasSizeGreaterThan(2);
    }
  }

  private static List<Long> newest(TransactionLog log, String operator, int lookBack)
      throws EditRefused {
    Request request =
        new Request(operator, "test", "undo", Footprint.NOTHING, () -> false, _ -> {});
    return Choice.newest(log, request, 1, lookBack).stream().map(LogIndex.Row::number).toList();
  }

  @Test
  void whoNamesNothingToUndoIsNotLookedForThroughAllOfALongLog() throws Exception {
    try (TransactionLog log = open(SMALL)) {
      for (int i = 1; i <= 20; i++) {
        edit(log, Entry.State.VERIFIED, false);
      }
      assertThat(newest(log, "anna", 5)).containsExactly(18L);
      assertThatThrownBy(() -> newest(log, "anna", 2))
          .hasMessage("there is nothing of yours to undo among the newest 2 transactions");
      assertThatThrownBy(() -> newest(log, "carl", 20))
          .hasMessage("there is nothing of yours to undo");
    }
  }

  /// That is looked up in the same file in the midst of reading it.
  @Test
  void anUndoOfAnOlderPartIsReadAndWhatFollowsItToo() throws IOException {
    Limits limits = new Limits(120_000, Long.MAX_VALUE);
    width = 2000;
    List<String> written;
    try (TransactionLog log = open(limits)) {
      for (int i = 1; i <= 100; i++) {
        edit(log, Entry.State.VERIFIED, false, i == 65 ? new Long[] {3L} : new Long[0]);
      }
      written = rows(log);
    }
    try (TransactionLog log = open(limits)) {
      log.follow();
      assertThat(log.faults()).isEmpty();
      assertThat(rows(log)).isEqualTo(written).hasSize(100);
      assertThat(log.row(3).orElseThrow().stands()).isFalse();
    }
  }

  @Test
  void whatWasLookedAtBeforeAFileWasFullIsStillThere() throws IOException {
    try (TransactionLog reader = open(SMALL);
        TransactionLog cut = open(SMALL)) {
      edit(cut, Entry.State.APPLIED, false);
      reader.follow();
      List<LogIndex.Row> rows = List.copyOf(reader.rows());
      for (int i = 0; i < 40; i++) {
        edit(cut, Entry.State.APPLIED, false);
      }
      reader.follow();
      assertThat(LogEntries.entry(reader, rows.getFirst()).command()).isEqualTo("line 1");
    }
  }

  /// Damage to a snapshot costs reading, and no transaction.
  @Test
  void aDamagedSnapshotIsPassedOver() throws IOException {
    written(40, 3);
    List<String> before;
    try (TransactionLog cut = open(SMALL)) {
      cut.follow();
      before = rows(cut);
    }
    for (Path file : files()) {
      List<String> lines = new ArrayList<>(Files.readAllLines(file));
      for (int i = 1; i < lines.size(); i++) {
        lines.set(i, lines.get(i).replace("\"kind\":\"snapshot\"", "\"kind\":\"snapshoT\""));
      }
      Files.write(file, lines);
    }
    try (TransactionLog cut = open(SMALL)) {
      cut.follow();
      assertThat(rows(cut)).isEqualTo(before);
    }
  }

  @Test
  void aFileThatIsGoneIsNamedAndTheRestIsThere() throws IOException {
    written(100, 4);
    Files.delete(folder.resolve("transactions.1"));
    try (TransactionLog cut = open(SMALL)) {
      cut.own();
      assertThat(LogEntries.entry(cut, cut.row(100).orElseThrow()).command()).isEqualTo("line 100");
      assertThatThrownBy(() -> cut.row(1))
          .cause()
          .hasMessageContaining("transactions 1 to ")
          .hasMessageContaining("transactions.1, which is gone");
      edit(cut, Entry.State.APPLIED, false);
      assertThat(cut.rows().getFirst().number()).isEqualTo(101);
    }
  }

  /// Between the two names of the full file and the new one in its place.
  @Test
  void aRotationThatACrashCutShortIsMadeNextTime() throws IOException {
    written(5, 5);
    Files.createLink(folder.resolve("transactions.1"), path());
    Files.writeString(folder.resolve("transactions.next"), "{\"seal\":\"half");
    try (TransactionLog cut = open(SMALL)) {
      for (int i = 0; i < 40; i++) {
        edit(cut, Entry.State.APPLIED, false);
      }
      assertThat(cut.rows()).hasSize(45);
      assertThat(cut.row(1)).isPresent();
    }
    assertThat(files()).noneMatch(f -> f.toString().endsWith(".next"));
  }

  @Test
  void openingReadsTheLastPartAloneAndOneTransactionItsPart() throws IOException {
    Limits limits = new Limits(16 << 10, 512 << 10);
    width = 2000;
    try (TransactionLog log = open(limits)) {
      for (int i = 0; i < 350; i++) {
        edit(log, Entry.State.APPLIED, false);
      }
    }
    long size = 0;
    for (Path file : files()) {
      size += Files.size(file);
    }
    assertThat(size).isGreaterThan(800_000);
    // loads what has to be loaded of classes
    look(limits);
    long before = bytesRead();
    look(limits);
    assertThat(bytesRead() - before).isLessThan(260_000);
  }

  private void look(Limits limits) throws IOException {
    try (TransactionLog log = open(limits)) {
      log.follow();
      assertThat(log.rows()).hasSize(350);
      assertThat(LogEntries.entry(log, log.rows().getFirst()).command()).isEqualTo("line 350");
      assertThat(LogEntries.entry(log, log.row(17).orElseThrow()).command()).isEqualTo("line 17");
    }
  }

  /// By this process.
  private static long bytesRead() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/io")).stream()
        .filter(l -> l.startsWith("rchar: "))
        .mapToLong(l -> Long.parseLong(l.substring("rchar: ".length())))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aSnapshotIsNoPartOfALogThatWasCutInFront() throws IOException {
    written(30, 6);
    byte[] bytes = Files.readAllBytes(path());
    String text = Files.readString(path());
    int second = text.indexOf('\n') + 1;
    try (RandomAccessFile file = new RandomAccessFile(path().toFile(), "rw")) {
      file.write(bytes, second, bytes.length - second);
      file.setLength(bytes.length - second);
    }
    try (TransactionLog cut = open(SMALL)) {
      cut.follow();
      assertThat(cut.faults()).isNotEmpty();
    }
  }

  private Verification verified() throws IOException {
    try (TransactionLog cut = open(SMALL)) {
      cut.follow();
      return cut.verify();
    }
  }

  /// Who has the namespace's lock may need the log next, and all others wait for that.
  @Test
  void whoVerifiesALongLogHoldsUpNobody() throws Exception {
    written(20, 8);
    try (TransactionLog cut = open(SMALL)) {
      cut.follow();
      synchronized (cut) {
        CompletableFuture<Verification> read =
            CompletableFuture.supplyAsync(() -> {
              try {
                return cut.verify();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
        assertThat(read.get(Waiting.SECONDS, TimeUnit.SECONDS).transactions()).isEqualTo(20);
      }
    }
  }

  @Test
  void aVerificationEndsWhenItIsStopped() throws IOException {
    written(100, 9);
    AtomicInteger asked = new AtomicInteger();
    try (TransactionLog cut = open(SMALL)) {
      cut.follow();
      Verification read = cut.verify(() -> asked.incrementAndGet() > 7);
      assertThat(read.isStopped()).isTrue();
      assertThat(read.fault()).isEmpty();
      assertThat(read.files()).isEqualTo(1);
      assertThat(read.lines()).isEqualTo(7);
    }
  }

  @Test
  void allFilesAreVerifiedAndSoIsThatOneGoesOnWhereTheOtherEnds() throws IOException {
    written(100, 7);
    Verification whole = verified();
    assertThat(whole.fault()).isEmpty();
    assertThat(whole.transactions()).isEqualTo(100);
    assertThat(whole.files()).isEqualTo(files().size()).isGreaterThan(2);
    Path first = folder.resolve("transactions.1");
    byte[] bytes = Files.readAllBytes(first);
    String text = Files.readString(first);
    // a file that lacks its last line is whole by itself
    Files.writeString(first, text.substring(0, text.lastIndexOf('\n', text.length() - 2) + 1));
    assertThat(verified().fault()).get().asString().contains("transactions.1 does not end");
    Files.copy(folder.resolve("transactions.2"), first, StandardCopyOption.REPLACE_EXISTING);
    assertThat(verified().fault()).isPresent();
    Files.delete(first);
    assertThat(verified().fault()).get().asString().contains("transactions.1", "is gone");
    bytes[bytes.length / 2] ^= 1;
    Files.write(first, bytes);
    assertThat(verified().fault()).get().asString().contains("transactions.1", "line ");
  }
}
