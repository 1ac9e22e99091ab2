package org.xnsh.transaction.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedFileTest {

  private static final List<String> RECORDS =
      List.of("{\"a\":\"first\"}", "{\"b\":\"zweite, größer\"}", "{\"c\":3}", "{\"d\":\"last\"}");

  @TempDir private Path folder;
  private Path path;

  @BeforeEach
  void write() throws IOException {
    path = folder.resolve("log");
    try (SealedFile file = SealedFile.make(path)) {
      for (String record : RECORDS) {
        file.append(record);
      }
    }
  }

  /// What a reader takes in.
  private static final class Read implements SealedLine.Taker {
    final List<String> records = new ArrayList<>();
    final List<SealedLine> damaged = new ArrayList<>();

    @Override
    public void anew() {
      records.clear();
      damaged.clear();
    }

    @Override
    public void line(SealedLine line, String json) {
      if (line.isSound()) {
        records.add(json);
      } else {
        damaged.add(line);
      }
    }
  }

  @Test
  void aFileTornAtAnyByteKeepsAllWholeRecordsAndIsAppendedToRightly() throws IOException {
    byte[] whole = Files.readAllBytes(path);
    for (int length = 0; length <= whole.length; length++) {
      byte[] torn = java.util.Arrays.copyOf(whole, length);
      Files.write(path, torn);
      List<String> expected = new ArrayList<>(RECORDS.subList(0, wholeRecords(torn)));
      try (SealedFile file = SealedFile.make(path)) {
        Read read = new Read();
        file.follow(read);
        file.mendTorn(read);
        assertThat(read.records).as("torn after %d bytes", length).isEqualTo(expected);
        file.append("{\"e\":\"new\"}");
      }
      expected.add("{\"e\":\"new\"}");
      try (SealedFile file = SealedFile.make(path)) {
        Read read = new Read();
        file.follow(read);
        assertThat(file.faults()).as("torn after %d bytes", length).isEmpty();
        assertThat(read.records).isEqualTo(expected);
      }
    }
  }

  /// A record whose end alone is missing is whole.
  private static int wholeRecords(byte[] bytes) {
    String text = new String(bytes, UTF_8);
    int ends = (int) text.chars().filter(c -> c == '\n').count();
    return text.endsWith("}") ? ends + 1 : ends;
  }

  @Test
  void whatIsCutIsKeptBeside() throws IOException {
    Files.writeString(path, "{\"seal\":\"half of a li", java.nio.file.StandardOpenOption.APPEND);
    try (SealedFile file = SealedFile.make(path)) {
      Read read = new Read();
      file.follow(read);
      assertThat(file.mendTorn(read)).get().asString().contains("21 bytes").contains("log.torn");
      assertThat(read.records).isEqualTo(RECORDS);
    }
    assertThat(folder.resolve("log.torn")).content().isEqualTo("{\"seal\":\"half of a li\n");
  }

  @Test
  void aFlippedBitAnywhereIsToldWithItsPlaceAndTheOtherRecordsStand() throws IOException {
    byte[] whole = Files.readAllBytes(path);
    for (int at = 0; at < whole.length; at++) {
      byte[] flipped = whole.clone();
      flipped[at] ^= 0x04;
      Files.write(path, flipped);
      int line = lineOf(whole, at);
      try (SealedFile file = SealedFile.make(path)) {
        Read read = new Read();
        file.follow(read);
        if (at == whole.length - 1) {
          // the end of the last line is gone: no whole line is damaged, and mending keeps the rest
          assertThat(read.records).isEqualTo(RECORDS.subList(0, RECORDS.size() - 1));
          continue;
        }
        assertThat(file.faults()).as("byte %d flipped", at).hasSize(1);
        assertThat(file.faults().getFirst())
            .contains("line " + line + " ")
            .contains(path.toString())
            .contains("at byte " + offset(whole, line));
        List<String> others = new ArrayList<>(RECORDS);
        others.remove(line - 1);
        if (whole[at] == '\n') {
          others.remove(line - 1);
        }
        assertThat(read.records).as("byte %d flipped", at).isEqualTo(others);
        assertThat(read.damaged).hasSize(1);
        file.append("{\"e\":\"new\"}");
      }
      try (SealedFile file = SealedFile.make(path)) {
        Read read = new Read();
        file.follow(read);
        assertThat(file.faults()).hasSize(1);
        assertThat(read.records).contains("{\"e\":\"new\"}");
      }
    }
  }

  private static int lineOf(byte[] bytes, int at) {
    int line = 1;
    for (int i = 0; i < at; i++) {
      line += bytes[i] == '\n' ? 1 : 0;
    }
    return line;
  }

  private static int offset(byte[] bytes, int line) {
    int at = 0;
    for (int l = 1; l < line; at++) {
      l += bytes[at] == '\n' ? 1 : 0;
    }
    return at;
  }

  @Test
  void aRemovedLineAndAnInsertedOneAreFaults() throws IOException {
    List<String> lines = Files.readAllLines(path);
    Files.write(path, List.of(lines.get(0), lines.get(2), lines.get(3)));
    assertThat(faults()).singleElement().asString().contains("line 2 ");
    Files.write(path, List.of(lines.get(0), "a note", lines.get(1), lines.get(2), lines.get(3)));
    assertThat(faults()).singleElement().asString().contains("line 2 ");
    Files.write(path, List.of(lines.get(0), lines.get(2), lines.get(1), lines.get(3)));
    assertThat(faults()).isNotEmpty();
  }

  private List<String> faults() throws IOException {
    try (SealedFile file = SealedFile.make(path)) {
      file.follow(new Read());
      return file.faults();
    }
  }

  @Test
  void aReaderSeesWhatAnotherAppendsAndWaitsForTheEndOfALine() throws IOException {
    Read read = new Read();
    try (SealedFile reader = SealedFile.make(path);
        SealedFile writer = SealedFile.make(path)) {
      reader.follow(read);
      writer.follow(new Read());
      writer.append("{\"e\":5}");
      reader.follow(read);
      assertThat(read.records).hasSize(5).endsWith("{\"e\":5}");
      byte[] whole = Files.readAllBytes(path);
      writer.append("{\"f\":6}");
      byte[] more = Files.readAllBytes(path);
      Files.write(path, java.util.Arrays.copyOf(more, whole.length + 20));
      reader.follow(read);
      assertThat(read.records).hasSize(5);
      Files.write(path, more);
      reader.follow(read);
      assertThat(read.records).endsWith("{\"f\":6}");
      assertThat(reader.faults()).isEmpty();
    }
  }
}
