package org.xnsh.transaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.change.Change;
import org.xnsh.change.Difference;
import org.xnsh.network.Attributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.transaction.log.Entry;
import org.xnsh.transaction.log.IntentJson;
import org.xnsh.transaction.log.LogEntries;
import org.xnsh.transaction.log.LogIndex;
import org.xnsh.transaction.log.LogRecord.Intent;
import org.xnsh.transaction.log.LogRecord.Result;
import org.xnsh.transaction.log.RecordJson;
import org.xnsh.transaction.log.ResultJson;
import org.xnsh.transaction.log.Seal;
import org.xnsh.transaction.log.TransactionLog;

/// A log of ten thousand transactions.
class LongLogTest {

  private static final int MANY = 10_000;

  @TempDir private Path folder;
  private Path path;

  /// Written by hand: each record by itself goes to the disk, which takes its time.
  @BeforeEach
  void write() throws IOException {
    path = folder.resolve("transactions");
    Seal seal = Seal.FIRST;
    List<String> lines = new ArrayList<>(2 * MANY);
    for (int number = 1; number <= MANY; number++) {
      for (String json : List.of(intent(number), result(number))) {
        seal = seal.next(json);
        lines.add(new String(seal.on(json.getBytes(UTF_8)), UTF_8).strip());
      }
    }
    Files.write(path, lines);
  }

  private static Difference change(int number) {
    Attributes before = Attributes.none(ObjectKind.LINK).with(LinkAttributes.MTU, (long) number);
    return new Difference(
        List.of(
            new Change.Altered(
                new LinkKey(7), before, before.with(LinkAttributes.MTU, number + 1L))));
  }

  private static String intent(int number) {
    return RecordJson.write(
        new Intent(
            number,
            Instant.EPOCH.plusSeconds(number),
            "anna",
            "test",
            "line " + number,
            "",
            false,
            List.of(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            List.of(),
            change(number),
            change(number)));
  }

  private static String result(int number) {
    return RecordJson.write(
        new Result(
            number,
            Instant.EPOCH.plusSeconds(number),
            Entry.State.VERIFIED,
            change(number),
            Difference.NONE,
            List.of(),
            List.of()));
  }

  @Test
  void lookingAtOneReadsThatOneAlone() throws IOException {
    try (TransactionLog log = new TransactionLog(path, TestScope.ONE)) {
      log.follow();
      List<Entry> entries = new LogEntries(log);
      assertThat(entries).hasSize(MANY);
      assertThat(entries.getFirst().number()).isEqualTo(MANY);
      // what is not looked at may be anything by now
      overwriteAllBut(5000);
      LogIndex.Row row = log.row(5000).orElseThrow();
      assertThat(LogEntries.entry(log, row).command()).isEqualTo("line 5000");
      assertThat(LogEntries.entry(log, row).changes()).isEqualTo(change(5000));
      assertThat(entries.get(MANY - 5000).number()).isEqualTo(5000);
      assertThat(entries.get(MANY - 4999).remarks()).anyMatch(r -> r.contains("cannot be read"));
    }
  }

  /// As long as it was, so that nothing seems to have been appended or removed.
  private void overwriteAllBut(int number) throws IOException {
    List<String> lines = Files.readAllLines(path);
    List<String> others = new ArrayList<>();
    for (String line : lines) {
      others.add(line.contains("\"number\":" + number + ",") ? line : "x".repeat(line.length()));
    }
    Files.write(path, others);
  }

  @Test
  void whatCameSinceIsReadAndNothingElse() throws IOException {
    try (TransactionLog reader = new TransactionLog(path, TestScope.ONE);
        TransactionLog writer = new TransactionLog(path, TestScope.ONE)) {
      reader.follow();
      writer.own();
      overwriteAllBut(MANY);
      writer.append(RecordJson.read(IntentJson.INTENT, intent(MANY + 1)));
      writer.append(RecordJson.read(ResultJson.RESULT, result(MANY + 1)));
      reader.follow();
      assertThat(reader.faults()).isEmpty();
      assertThat(reader.rows()).hasSize(MANY + 1);
      assertThat(LogEntries.entry(reader, reader.rows().getFirst()).command())
          .isEqualTo("line " + (MANY + 1));
      assertThat(reader.row(1)).isPresent();
      assertThat(reader.row(MANY + 2)).isEmpty();
    }
  }
}
