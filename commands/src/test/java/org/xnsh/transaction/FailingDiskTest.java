package org.xnsh.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xnsh.change.Change;
import org.xnsh.change.Difference;
import org.xnsh.network.Attributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.testing.ChildProcess;
import org.xnsh.testing.MemoryFolder;
import org.xnsh.testing.Peers;
import org.xnsh.testing.Ran;
import org.xnsh.transaction.log.Entry;
import org.xnsh.transaction.log.LogIndex;
import org.xnsh.transaction.log.LogRecord.Result;
import org.xnsh.transaction.log.LogRecords;
import org.xnsh.transaction.log.LogUnwritable;
import org.xnsh.transaction.log.Tidying.Limits;
import org.xnsh.transaction.log.TransactionLog;

/// A log on a disk that fails: strace makes the system calls of a process fail that keeps one. What
/// that process says it wrote is there afterwards, once, and nothing else counts.
class FailingDiskTest {

  private static final int EDITS = 80;
  private static final Limits SMALL = new Limits(2_000, 8_000);

  @TempDir(factory = MemoryFolder.class)
  private Path folder;

  private static TransactionLog open(Path path) {
    return new TransactionLog(path, TestScope.ONE, SMALL, InstantSource.system());
  }

  /// Says of each transaction whether it was made.
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) throws IOException {
      try (TransactionLog log = open(Path.of(arguments[0]))) {
        for (int i = 0; i < EDITS; i++) {
          long number = 0;
          try {
            log.own();
            log.tidy();
            if (log.unfinished().isEmpty()) {
              log.append(LogRecords.intent(log.nextNumber(), 100));
            }
            number = log.unfinished().getFirst().number();
            log.append(result(number));
            System.out.println("made " + number);
          } catch (LogUnwritable e) {
            System.out.println("refused " + number);
          }
        }
      }
    }
  }

  private static Result result(long number) {
    Attributes made = Attributes.none(ObjectKind.LINK).with(LinkAttributes.ALIAS, "x".repeat(200));
    return new Result(
        number,
        Instant.EPOCH,
        Entry.State.VERIFIED,
        new Difference(List.of(new Change.Added(new LinkKey((int) (number % 3) + 1), made))),
        Difference.NONE,
        List.of(),
        List.of());
  }

  private List<String> kept(String... injections) {
    Peers.require("strace");
    List<String> strace = new ArrayList<>(List.of("strace", "-f", "-qq", "-o", "/dev/null"));
    strace.addAll(List.of(injections));
    Ran ran = Ran.run(ChildProcess.by(strace, ChildProcess.of(Child.class, path().toString())));
    if (ran.err().contains("Operation not permitted")) {
      Peers.missing("strace may not trace here");
    }
    List<String> said = ran.ok().lines().toList();
    assertThat(said).hasSize(EDITS);
    return said;
  }

  private Path path() {
    return folder.resolve("transactions");
  }

  private void isAllThere(List<String> said) throws IOException {
    List<Long> made =
        said.stream()
            .filter(l -> l.startsWith("made "))
            .map(l -> Long.valueOf(l.substring("made ".length())))
            .toList();
    assertThat(made).doesNotHaveDuplicates().hasSizeGreaterThan(EDITS / 4);
    try (TransactionLog log = open(path())) {
      log.own();
      assertThat(log.faults()).isEmpty();
      assertThat(log.verify().fault()).isEmpty();
      List<Long> ended =
          log.rows().reversed().stream()
              .filter(r -> r.state() == Entry.State.VERIFIED)
              .map(LogIndex.Row::number)
              .toList();
      assertThat(ended).containsExactlyElementsOf(made);
      assertThat(log.rows()).hasSizeBetween(made.size(), made.size() + 1);
    }
  }

  /// The folder is synced as the first file is made and as it is built on. Then each rotation syncs
  /// it three times: for the new file, for the second name of the full one, for the first name of
  /// the new one. Every third of them fails, and the next try helps; or several fail from the first
  /// name on, and nothing is written meanwhile.
  @ParameterizedTest
  @ValueSource(strings = {"3+3", "5..13"})
  void whereTheFolderCannotBeSyncedAsAFileIsFullNoRecordIsLostOrDoubled(String which)
      throws IOException {
    List<String> said =
        kept(
            "-P",
            folder.toString(),
            "-e",
            "trace=fsync",
            "-e",
            "inject=fsync:error=EIO:when=" + which);
    isAllThere(said);
    assertThat(said.stream().anyMatch(l -> l.startsWith("refused")))
        .isEqualTo(which.contains(".."));
    assertThat(Files.exists(folder.resolve("transactions.2"))).isTrue();
  }

  /// Another process may have put the file in its place and not got further.
  @Test
  void whoComesNextBuildsOnNoFileWhoseNameMayNotBeOnTheDisk() throws IOException {
    try (TransactionLog log = open(path())) {
      log.own();
      log.append(LogRecords.intent(1, 100));
      log.append(result(1));
    }
    String before = Files.readString(path());
    List<String> said =
        kept("-P", folder.toString(), "-e", "trace=fsync", "-e", "inject=fsync:error=EIO");
    assertThat(said).allMatch(l -> l.startsWith("refused"));
    assertThat(Files.readString(path())).isEqualTo(before);
  }

  /// What could not be brought to the disk is taken back.
  @Test
  void whereALineCannotBeSyncedItIsTakenBack() throws IOException {
    isAllThere(kept("-e", "trace=fsync", "-e", "inject=fsync:error=EIO:when=9+3"));
  }

  /// Then the line is there, whole, and perhaps not on the disk: an intent, a result, or a snapshot
  /// or sum that is longer than what comes next.
  @ParameterizedTest
  @ValueSource(strings = {"10+3", "8+7"})
  void whereALineCanNeitherBeSyncedNorTakenBackNobodyBuildsOnIt(String which) throws IOException {
    isAllThere(
        kept(
            "-e",
            "trace=fsync,ftruncate",
            "-e",
            "inject=fsync:error=EIO:when=" + which,
            "-e",
            "inject=ftruncate:error=EIO:when=1+2"));
  }
}
