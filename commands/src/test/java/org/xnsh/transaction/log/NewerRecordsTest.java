package org.xnsh.transaction.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.transaction.TestScope;

/// Records that this version does not know, or knows with fewer members.
class NewerRecordsTest {

  private static final String INTENT =
      "{'kind':'intent','number':1,'operator':'anna','weather':'fair','at':'1970-01-01T00:00:00Z',"
          + "'origin':'test','command':'a line','steps':[],'image':[],'planned':[],'moon':{'full':1}}";

  @TempDir private Path folder;

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  @Test
  void aKindOfANewerVersionIsKeptAndSkipped() throws IOException {
    Path path = folder.resolve("transactions");
    try (SealedFile file = SealedFile.make(path)) {
      file.append(json("{'kind':'weather','number':1,'sky':['blue']}"));
      file.append(json(INTENT));
      file.append(json("{'kind':'moon','rises':'late'}"));
    }
    try (TransactionLog log = new TransactionLog(path, TestScope.ONE)) {
      log.own();
      assertThat(log.faults()).isEmpty();
      assertThat(log.rows()).singleElement().satisfies(r -> assertThat(r.number()).isEqualTo(1));
      assertThat(LogEntries.entry(log, log.rows().getFirst()).command()).isEqualTo("a line");
      assertThat(Files.readAllLines(path)).anyMatch(l -> l.contains("weather"));
    }
  }

  @Test
  void aNumberThatAnUnknownRecordTookIsNotGivenAgain() throws IOException {
    Path path = folder.resolve("transactions");
    try (SealedFile file = SealedFile.make(path)) {
      file.append(json("{'kind':'weather','number':1,'sky':['blue']}"));
    }
    try (TransactionLog log = new TransactionLog(path, TestScope.ONE)) {
      log.own();
      assertThat(log.nextNumber()).isEqualTo(2);
    }
  }

  @Test
  void aRecordThatLacksAMemberIsIllegibleAndSaysWhich() {
    assertThatThrownBy(
            () -> RecordJson.read(IntentJson.INTENT, json(INTENT.replace("'command':", "'line':"))))
        .isInstanceOf(RecordJson.Illegible.class)
        .hasMessageContaining("command");
  }
}
