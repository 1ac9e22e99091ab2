package org.xnsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.host.linux.netlink.ReceivedDatagrams;

class OperatorsLogTest {

  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  @TempDir private Path folder;
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private Path file() {
    return folder.resolve("operators.log");
  }

  private OperatorsLog log(Optional<SystemLog> system) {
    return OperatorsLog.opened(
        new KeptLines(file(), 1 << 20), system, new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private String printed() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aLineIsInTheFileAndInTheMachinesLogAndOnStandardError() throws IOException {
    String socket = folder.resolve("log").toString();
    try (ReceivedDatagrams machine = ReceivedDatagrams.at(socket)) {
      try (OperatorsLog log = log(Optional.of(new SystemLog(Path.of(socket))))) {
        log.tell("anna logged in");
        log.refused("bert was refused");
      }
      long pid = ProcessHandle.current().pid();
      assertThat(machine.all()).hasSize(2);
      assertThat(machine.all().getFirst())
          .matches("<86>[A-Z][a-z]{2} [ 0-9][0-9] [0-9:]{8} xnsh\\[" + pid + "\\]: anna logged in");
      assertThat(machine.all().getLast()).startsWith("<84>").endsWith(": bert was refused");
    }
    assertThat(printed()).isEqualTo("xnsh: anna logged in\nxnsh: bert was refused\n");
    assertThat(Files.readAllLines(file()))
        .hasSize(2)
        .allMatch(l -> l.matches("[0-9-]{10}T[0-9:.]+Z .*"));
    assertThat(Files.getPosixFilePermissions(file()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  /// What a client sends may hold line breaks and escapes: one line stays one, and is no
  /// terminal's.
  @Test
  void controlCharactersAreMaskedAndLongLinesCut() throws IOException {
    String socket = folder.resolve("log").toString();
    try (ReceivedDatagrams machine = ReceivedDatagrams.at(socket)) {
      try (OperatorsLog log = log(Optional.of(new SystemLog(Path.of(socket))))) {
        log.tell("a\n<0>forged\u001b]0;x\u0007\u202e\u0000");
        log.tell("x".repeat(100_000));
      }
      assertThat(machine.all().getFirst()).endsWith(": a\\x0a<0>forged\\x1b]0;x\\x07\\u202e\\x00");
      assertThat(machine.all().getLast()).hasSizeLessThan(2100).endsWith("... (98000 more)");
    }
    assertThat(Files.readAllLines(file())).hasSize(2);
  }

  @Test
  void aThousandRefusalsAreGroupedAndDoNotHideALogIn() throws IOException {
    try (OperatorsLog log = log(Optional.empty())) {
      for (int i = 0; i < 1000; i++) {
        log.refused("nobody logged in from 10.0.0." + i);
      }
      log.tell("anna logged in");
    }
    List<String> lines = Files.readAllLines(file());
    assertThat(lines).hasSize(Flood.AS_THEY_ARE + 2);
    assertThat(lines.get(Flood.AS_THEY_ARE)).endsWith("anna logged in");
    assertThat(lines.getLast())
        .endsWith(
            "refused 980 more times within a minute, at last: nobody logged in from 10.0.0.999");
  }

  @Test
  void afterAMinuteRefusalsAreWrittenAgain() {
    Flood flood = new Flood(0);
    for (int i = 0; i < Flood.AS_THEY_ARE; i++) {
      assertThat(flood.admits("a")).isTrue();
    }
    assertThat(flood.ended(MINUTE)).isEmpty();
    for (int i = 0; i < Flood.AS_THEY_ARE + 1; i++) {
      assertThat(flood.admits("b")).isEqualTo(i < Flood.AS_THEY_ARE);
    }
    assertThat(flood.ended(2 * MINUTE - 1)).isEmpty();
    assertThat(flood.ended(2 * MINUTE))
        .contains("refused 1 more times within a minute, at last: b");
    assertThat(flood.admits("c")).isTrue();
  }

  @Test
  void theMachinesLogMayBeMissingOrBeReplaced() throws IOException {
    Path socket = folder.resolve("log");
    try (SystemLog system = new SystemLog(socket)) {
      system.write("nobody hears it", false);
      try (ReceivedDatagrams first = ReceivedDatagrams.at(socket.toString())) {
        system.write("one", false);
        assertThat(first.all()).hasSize(1);
      }
      Files.delete(socket);
      try (ReceivedDatagrams second = ReceivedDatagrams.at(socket.toString())) {
        system.write("two", false);
        assertThat(second.all()).hasSize(1).allMatch(l -> l.endsWith("two"));
      }
    }
  }

  /// systemd says by device and inode where standard error goes; another stream is another matter.
  @Test
  void whereStandardErrorIsTheJournalNothingIsSaidTwice() throws IOException {
    Path stream = Path.of("/proc/self/fd/2");
    String own =
        Files.getAttribute(stream, "unix:dev") + ":" + Files.getAttribute(stream, "unix:ino");
    Path socket = Path.of("/dev/log");
    assertThat(SystemLog.of(Map.of("JOURNAL_STREAM", own), socket)).isEmpty();
    assertThat(SystemLog.of(Map.of("JOURNAL_STREAM", "8:1"), socket)).isPresent();
    assertThat(SystemLog.of(Map.of(), socket)).isPresent();
  }

  @Test
  void fullFilesAreKeptUpToSoMany() throws IOException {
    KeptLines lines = new KeptLines(file(), 40);
    for (int i = 0; i < 20; i++) {
      lines.write("line " + i + " of about twenty");
    }
    assertThat(file()).hasContent("line 19 of about twenty\n");
    assertThat(folder.resolve("operators.log.1")).hasContent("line 18 of about twenty\n");
    assertThat(folder.resolve("operators.log." + KeptLines.KEPT)).exists();
    assertThat(folder.resolve("operators.log." + (KeptLines.KEPT + 1))).doesNotExist();
  }

  @Test
  void aFileThatCannotBeWrittenIsSaidOnceAndHoldsNobodyUp() throws IOException {
    Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "");
    Files.createSymbolicLink(file(), elsewhere);
    try (OperatorsLog log = log(Optional.empty())) {
      log.tell("one");
      log.tell("two");
    }
    assertThat(printed())
        .containsOnlyOnce("<4>the operators' log cannot be written")
        .contains("<6>two\n");
    assertThat(elsewhere).isEmptyFile();
  }
}
