package org.xnsh.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.change.Footprint;
import org.xnsh.host.Topologies;
import org.xnsh.host.simulated.SimulatedHost;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.testing.Ran;
import org.xnsh.transaction.log.Entry;
import org.xnsh.transaction.log.LogRecords;
import org.xnsh.transaction.log.StateFolder;
import org.xnsh.transaction.log.TransactionLog;

/// Logs that somebody or something damaged, and who may read them.
class DamagedLogTest {

  @TempDir private Path folder;
  private final SimulatedHost host = SimulatedHost.of(Topologies.seed());
  private final LinkKey eth0 = new LinkKey(host.picture().linkNamed("eth0").orElseThrow());
  private final List<String> notices = new ArrayList<>();

  private Transactions open() {
    return NamespaceWriter.open(host, new StateFolder(folder.resolve("state")), folder);
  }

  private Request request() {
    return new Request("anna", "test", "a line", Footprint.NOTHING, () -> false, notices::add);
  }

  private Outcome mtu(Transactions transactions, long mtu) {
    return transactions.edit(request(), n -> n.with(eth0, LinkAttributes.MTU, mtu));
  }

  private Path log() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("state"))) {
      return files.filter(f -> f.endsWith("transactions")).findFirst().orElseThrow();
    }
  }

  private void edited() {
    try (Transactions first = open()) {
      mtu(first, 1480);
      mtu(first, 1400);
      mtu(first, 1300);
    }
  }

  /// Seven lines: a snapshot, and an intent and a result each.
  private void damage(int line, String what, String by) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(log()));
    assertThat(lines).hasSize(7);
    assertThat(lines.get(line - 1)).contains(what);
    lines.set(line - 1, lines.get(line - 1).replace(what, by));
    Files.write(log(), lines);
  }

  @Test
  void aDamagedTransactionIsToldAndNotTakenBackAndTheOthersAre() throws IOException {
    edited();
    damage(7, "\"mtu\":\"1400\"", "\"mtu\":\"1500\"");
    try (Transactions next = open()) {
      assertThat(next.faults()).singleElement().asString().contains("line 7 ");
      Outcome refused = next.undo(request(), OptionalLong.of(3), false);
      assertThat(refused).isInstanceOf(Outcome.Refused.class);
      assertThat(((Outcome.Refused) refused).why()).hasMessageContaining("line 7");
      assertThat(notices).singleElement().asString().contains("line 7 ").contains(log().toString());
      assertThat(host.drained().get(eth0).number(LinkAttributes.MTU)).isEqualTo(1300);
      assertThat(next.entry(3).orElseThrow().state()).isEqualTo(Entry.State.UNKNOWN);
      assertThat(next.entry(3).orElseThrow().remarks()).anyMatch(r -> r.contains("damaged"));
      assertThat(mtu(next, 1290)).isInstanceOf(Outcome.Done.class);
      assertThat(next.undo(request(), OptionalLong.empty(), false))
          .isInstanceOf(Outcome.Done.class);
      assertThat(next.entry(5).orElseThrow().undoOf()).hasValue(4);
      assertThat(notices).as("it is told once").hasSize(1);
    }
  }

  @Test
  void aLineThatIsNoRecordAnyMoreBarsNothingAndItsNumberIsNotGivenAgain() throws IOException {
    edited();
    damage(6, "\"kind\":\"intent\"", "\"kind:\"intent\"");
    try (Transactions next = open()) {
      assertThat(next.entries().stream().map(Entry::number)).containsExactly(2L, 1L);
      assertThat(next.faults()).singleElement().asString().contains("line 6 ");
      assertThat(mtu(next, 1290)).isInstanceOf(Outcome.Done.class);
      assertThat(next.entries().getFirst().number()).isEqualTo(4);
    }
  }

  @Test
  void aDamagedIntentWithoutResultIsNotActedUpon() throws IOException {
    edited();
    List<String> lines = Files.readAllLines(log());
    Files.write(log(), lines.subList(0, 6));
    List<String> six = new ArrayList<>(Files.readAllLines(log()));
    six.set(5, six.get(5).replace("\"mtu\":\"1400\"", "\"mtu\":\"1500\""));
    Files.write(log(), six);
    try (Transactions next = open()) {
      next.edit(request(), n -> n);
      assertThat(host.drained().get(eth0).number(LinkAttributes.MTU)).isEqualTo(1300);
      assertThat(notices).anyMatch(l -> l.contains("line 6 "));
      assertThat(notices).anyMatch(l -> l.contains("transaction 3") && l.contains("not known"));
      assertThat(next.entry(3).orElseThrow().state()).isEqualTo(Entry.State.UNKNOWN);
    }
  }

  @Test
  void aLogThatWasRemovedBeginsAnewAndOneThatWasPutBackIsReadAgain() throws IOException {
    edited();
    Path aside = folder.resolve("aside");
    try (Transactions open = open()) {
      assertThat(open.entries()).hasSize(3);
      Files.move(log(), aside);
      assertThat(mtu(open, 1290)).isInstanceOf(Outcome.Done.class);
      assertThat(open.entries().stream().map(Entry::number)).containsExactly(1L);
      Files.move(aside, log(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      assertThat(open.entries()).hasSize(3);
      assertThat(open.faults()).isEmpty();
    }
  }

  @Test
  void wideRightsAreTakenAway() throws IOException {
    edited();
    Path log = log();
    Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("rw-rw-rw-"));
    Path of = java.util.Objects.requireNonNull(log.getParent());
    Files.setPosixFilePermissions(of, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (Transactions next = open()) {
      mtu(next, 1290);
    }
    assertThat(rights(log)).isEqualTo("rw-------");
    assertThat(rights(of)).isEqualTo("rwx------");
  }

  private static String rights(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void aLinkInPlaceOfTheLogIsRefused() throws IOException {
    edited();
    Path elsewhere = folder.resolve("elsewhere");
    Files.move(log(), elsewhere);
    try (Stream<Path> folders = Files.list(folder.resolve("state"))) {
      Path of = folders.findFirst().orElseThrow();
      Files.createSymbolicLink(of.resolve("transactions"), elsewhere);
    }
    try (Transactions next = open()) {
      Outcome outcome = mtu(next, 1290);
      assertThat(outcome).isInstanceOf(Outcome.Refused.class);
      assertThat(((Outcome.Refused) outcome).why()).hasMessageContaining("not a plain file");
      assertThat(host.drained().get(eth0).number(LinkAttributes.MTU)).isEqualTo(1300);
    }
  }

  @Test
  void filesArePrivateWhateverTheUmask() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Ran.run(
            List.of(
                "sh",
                "-c",
                "umask 0; exec \"$@\"",
                "sh",
                java,
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Edits.class.getName(),
                folder.toString()))
        .ok();
    try (Stream<Path> made = Files.walk(folder)) {
      assertThat(made.filter(f -> !f.equals(folder)).toList())
          .hasSizeGreaterThan(4)
          .allSatisfy(f ->
              assertThat(rights(f))
                  .as("%s", f)
                  .isEqualTo(Files.isDirectory(f) ? "rwx------" : "rw-------"));
    }
  }

  /// A process of its own.
  static final class Edits {
    private Edits() {}

    public static void main(String[] arguments) {
      Path folder = Path.of(arguments[0]);
      SimulatedHost host = SimulatedHost.of(Topologies.seed());
      try (Transactions transactions =
          NamespaceWriter.open(
              host, new StateFolder(folder.resolve("some/state")), folder.resolve("run"))) {
        LinkKey eth0 = new LinkKey(host.picture().linkNamed("eth0").orElseThrow());
        Request request =
            new Request("anna", "test", "a line", Footprint.NOTHING, () -> false, l -> {});
        transactions.edit(request, n -> n.with(eth0, LinkAttributes.MTU, 1400L));
      }
    }
  }

  /// What a head says of other transactions is damaged as well as anything.
  @Test
  void aDamagedIntentWithResultUndoesNothingAndBarsNothing() throws IOException {
    Path path = folder.resolve("log/transactions");
    try (TransactionLog log = new TransactionLog(path, TestScope.ONE)) {
      log.own();
      for (long i = 1; i < 5; i++) {
        log.append(i < 4 ? LogRecords.intent(i, 10) : LogRecords.intent(i, 10, 3L, 2L));
        log.append(LogRecords.result(i));
      }
    }
    String text = Files.readString(path);
    for (String damage : List.of("\"3 x\"", "\"1 2\"", "\"3  \"", "true ", "\"\"")) {
      assertThat(text).contains("\"3 2\"");
      Files.writeString(path, text.replace("\"3 2\"", damage));
      try (TransactionLog log = new TransactionLog(path, TestScope.ONE)) {
        log.own();
        assertThat(log.nextNumber()).as(damage).isEqualTo(5);
        assertThat(log.row(4).orElseThrow().damage()).as(damage).isPresent();
        assertThat(log.row(1).orElseThrow().stands()).as(damage).isTrue();
        assertThat(log.row(4).orElseThrow().stands()).as(damage).isFalse();
      }
    }
  }
}
