package org.xnsh.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.host.Topologies;
import org.xnsh.host.simulated.SimulatedHost;
import org.xnsh.testing.Session;
import org.xnsh.testing.Session.Said;
import org.xnsh.transaction.log.Verification;

/// `log`, its pages and `log verify`.
class LogCommandTest {

  @TempDir private Path folder;
  private final SimulatedHost host = SimulatedHost.of(Topologies.seed());
  private Session session;

  @BeforeEach
  void open() throws IOException {
    session = Session.on(host, folder);
  }

  @AfterEach
  void close() {
    session.close();
  }

  private void edits(int many) {
    for (int i = 1; i <= many; i++) {
      session.type("ip link set eth0 mtu " + (1300 + i)).ok();
    }
  }

  private Path log() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(f -> f.endsWith("transactions")).findFirst().orElseThrow();
    }
  }

  private void change(int line, String what, String by) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(log()));
    assertThat(lines.get(line - 1)).contains(what);
    lines.set(line - 1, lines.get(line - 1).replace(what, by));
    Files.write(log(), lines);
  }

  private static List<String> commands(String table) {
    return table
        .lines()
        .filter(l -> l.contains("mtu 1"))
        .map(l -> l.replaceAll(".*set eth0 mtu (\\d+).*", "$1"))
        .toList();
  }

  @Test
  void theLogIsLeafedThroughInPages() {
    edits(6);
    assertThat(commands(session.type("log").ok())).hasSize(6).startsWith("1306");
    assertThat(commands(session.type("log last 2").ok())).containsExactly("1306", "1305");
    assertThat(commands(session.type("log last 2 before 5").ok())).containsExactly("1304", "1303");
    assertThat(commands(session.type("log before 3").ok())).containsExactly("1302", "1301");
    assertThat(commands(session.type("log before 1").ok())).isEmpty();
    assertThat(commands(session.type("log last 0").ok())).isEmpty();
    assertThat(commands(session.type("log last 999999999999 before 999999999999").ok())).hasSize(6);
    assertThat(session.type("log last many").exit()).isEqualTo(ExitCode.USAGE);
    assertThat(commands(session.type("log last -3").ok())).isEmpty();
  }

  @Test
  void aWholeLogIsSaidToBeWholeAndSoIsNone() {
    assertThat(session.type("log verify").ok()).contains("whole", "0 transactions");
    edits(3);
    assertThat(session.type("log verify").ok())
        .contains("whole", "3 transactions", "7 records", "1 file");
  }

  @Test
  void theFirstBrokenRecordIsNamed() throws IOException {
    edits(4);
    change(5, "\"mtu\":\"1302\"", "\"mtu\":\"9302\"");
    change(8, "\"mtu\":\"1304\"", "\"mtu\":\"9304\"");
    Said said = session.type("log verify");
    assertThat(said.exit()).isEqualTo(ExitCode.CONFLICT);
    assertThat(said.err())
        .contains("line 5 (result of transaction 2)", log().toString(), "does not carry its seal")
        .doesNotContain("line 8");
  }

  @Test
  void whatIsBrokenIsToldToWhoStopsTheReadingAfterwards() {
    Verification read = new Verification(1, 5, 2, true, Optional.of("line 5 is no record"));
    assertThat(LogVerify.result(read).exit()).isEqualTo(ExitCode.CONFLICT);
  }

  @Test
  void theLogTellsOfDamageAndStillShowsTheRest() throws IOException {
    edits(2);
    change(5, "\"mtu\":\"1302\"", "\"mtu\":\"9302\"");
    open();
    Said said = session.type("log");
    assertThat(said.exit()).isEqualTo(ExitCode.CONFLICT);
    assertThat(said.err()).contains("line 5 ", "does not carry its seal");
    assertThat(commands(said.out())).containsExactly("1302", "1301");
  }

  @Test
  void anotherProgramsFileInPlaceOfTheLogIsNamedAndNothingIsDoneToIt() throws IOException {
    edits(1);
    Files.writeString(log(), "Dear diary,\ntoday I configured a bridge.\nand more");
    Said said = session.type("ip link set eth0 mtu 1200");
    assertThat(said.exit()).isEqualTo(ExitCode.CONFLICT);
    assertThat(said.err()).contains(log().toString(), "is no transaction log", "move it away");
    assertThat(session.type("show links eth0").ok()).contains("1301");
    assertThat(session.type("log").err()).contains("is no transaction log");
    assertThat(session.type("drift").err()).contains("is no transaction log");
    assertThat(session.type("log show 1").err()).contains("is no transaction log");
    assertThat(session.type("log verify").exit()).isEqualTo(ExitCode.CONFLICT);
    assertThat(log()).content().isEqualTo("Dear diary,\ntoday I configured a bridge.\nand more");
    Files.delete(log());
    session.type("ip link set eth0 mtu 1200").ok();
  }

  @Test
  void theLogOfAnotherNamespaceIsLookedAtAndNotBuiltOn() throws IOException {
    edits(2);
    byte[] foreign = Files.readAllBytes(log());
    SimulatedHost other = SimulatedHost.of(Topologies.seed());
    session = Session.on(other, folder.resolve("other"));
    edits(1);
    try (Stream<Path> files = Files.walk(folder.resolve("other"))) {
      Files.write(files.filter(f -> f.endsWith("transactions")).findFirst().orElseThrow(), foreign);
    }
    session.close();
    session = Session.on(other, folder.resolve("other"));
    Said said = session.type("undo");
    assertThat(said.exit()).isEqualTo(ExitCode.CONFLICT);
    assertThat(said.err()).contains("is the log of another boot", "move it away");
    Said log = session.type("log");
    assertThat(commands(log.out())).hasSize(2);
    assertThat(log.err()).contains("is the log of another boot");
  }
}
