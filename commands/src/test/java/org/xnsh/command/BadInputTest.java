package org.xnsh.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xnsh.host.Topologies;
import org.xnsh.host.simulated.SimulatedHost;
import org.xnsh.network.Network;
import org.xnsh.testing.Session;
import org.xnsh.testing.Session.Said;
import org.xnsh.transaction.GuardThread;
import org.xnsh.transaction.NamespaceWriter;
import org.xnsh.transaction.log.StateFolder;

/// What makes no sense, and logs that are none: a sentence, an exit code that says which, and
/// nothing is changed.
class BadInputTest {

  @TempDir private Path folder;
  private final SimulatedHost host = SimulatedHost.of(Topologies.seed());
  private Session session;
  private Network before;

  @BeforeEach
  void twoEdits() {
    session = open();
    session.type("link set eth0 mtu 1400; link set eth1 mtu 1300").ok();
    before = host.drained();
  }

  private Session open() {
    return Session.with(
        NamespaceWriter.open(host, new StateFolder(folder), folder, new GuardThread()));
  }

  @AfterEach
  void close() {
    assertThat(host.drained()).isEqualTo(before);
    session.close();
  }

  private Said fails(String line, int exit, String why) {
    Said said = session.type(line);
    assertThat(said.exit().number()).as("%s: %s%s", line, said.out(), said.err()).isEqualTo(exit);
    assertThat(said.err()).as(line).contains(why);
    return said;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "undo 9                             | 6 | there is no transaction 9",
        "log show 9                         | 6 | there is no transaction 9",
        "log show none                      | 2 | 'none' is no number",
        "rollback to 9                      | 6 | there is no transaction 9",
        "rollback to 25:99                  | 2 | '25:99' is no time of day",
        "rollback to 2026-13-01 10:30       | 2 | '2026-13-01' is no day",
        "rollback to noon                   | 2 | expected: <transaction>, <clock>, <date> or <age>",
        "undo 3 last 2                      | 2 | expected: <transaction>, exact, force or dry-run",
        "undo last 2 3                      | 2 | expected: exact, force or dry-run",
        "undo last two                      | 2 | 'two' is no whole number",
        "redo now                           | 2 | 'now' is not known here",
        "confirm                            | 5 | there is nothing to confirm",
        "confirm +2m                        | 5 | there is nothing to confirm",
        "begin; begin                       | 2 | a transaction is begun already",
        "commit                             | 2 | no transaction is begun",
        "begin; commit                      | 2 | nothing is staged",
        "begin; commit confirmed 5s         | 2 | nothing is staged",
        "abort                              | 2 | no transaction is begun",
        "begin; commit confirmed 0s         | 2 | outside the range 1s-24h",
        "safe on 0m                         | 2 | outside the range 1s-24h",
        "checkpoint 60s -- begin            | 2 | would be over with this line",
        "checkpoint 60s -- safe on          | 2 | would be over with this line",
        "dry-run safe on                    | 2 | would be over with this line",
        "dry-run safe off                   | 2 | would be over with this line",
        "checkpoint 8760h -- brctl addbr x  | 2 | outside the range 1s-24h",
        "checkpoint 2 -- brctl addbr x      | 2 | 2m or 2s?",
        "log boot 1                         | 6 | there is no earlier boot 1"
      })
  void theLineIsRefusedWithASentence(String line, int exit, String why) {
    fails(line, exit, why);
    session.close();
    session = open();
  }

  @Test
  void aCaretShowsWhereAWordDoesNotFit() {
    assertThat(session.type("undo 3 last 2").err())
        .startsWith("  undo 3 last 2\n         ^~~~\n'last' is not known here");
  }

  @Test
  void whatIsTypedForAnotherProgramIsToldWhatStandsForItHere() {
    assertThat(session.type("ifconfig eth0").err()).endsWith("ip link set, ip addr add\n");
    assertThat(session.type("brctl show; xm console test").err()).contains("guest NAME dhcp");
    assertThat(session.type("/etc/init.d/libvirtd start && brctl show").err())
        .contains("the system's own shell");
    assertThat(session.type("show routes | awk '{print $NF}'").err()).contains("grep, match");
    assertThat(session.type("show ifconfig").err()).doesNotContain("ip addr add");
  }

  private Path log() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(f -> f.endsWith("transactions")).findFirst().orElseThrow();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "log, 5",
    "log show 1, 5",
    "log verify, 5",
    "undo, 5",
    "redo, 5",
    "rollback to 0, 5",
    "link set eth0 mtu 1200, 5",
    "confirm, 5",
    "drift, 5",
    "drift adopt, 5",
    "drift restore, 5"
  })
  void aForeignLogIsNamedAndLeftAlone(String line, int exit) throws IOException {
    session.close();
    Files.writeString(log(), "Dear diary,\n");
    session = open();
    fails(line, exit, "is no transaction log");
    assertThat(log()).content().isEqualTo("Dear diary,\n");
  }

  @ParameterizedTest
  @CsvSource({"log, 5", "log show 2, 5", "log verify, 5", "undo 2, 5", "rollback to 0, 5"})
  void aDamagedRecordIsNamedAndNotBuiltOn(String line, int exit) throws IOException {
    session.close();
    String text = Files.readString(log());
    assertThat(text).contains("\"mtu\":\"1300\"");
    Files.writeString(log(), text.replace("\"mtu\":\"1300\"", "\"mtu\":\"9000\""));
    session = open();
    Said said = session.type(line);
    assertThat(said.exit().number()).as(said.out() + said.err()).isEqualTo(exit);
    assertThat(said.err()).containsAnyOf("does not carry its seal", "is damaged");
  }
}
