package org.xnsh.transaction.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.change.Difference;
import org.xnsh.command.ExitCode;
import org.xnsh.host.Topologies;
import org.xnsh.host.simulated.SimulatedHost;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.testing.Session;
import org.xnsh.testing.Session.Said;
import org.xnsh.transaction.log.LogRecord.Result;

/// What was left half done, so that nobody knows what it did: no way back passes over it in
/// silence.
class LeftHalfDoneTest {

  @TempDir private Path folder;
  private final SimulatedHost host = SimulatedHost.of(Topologies.seed());
  private Session session;

  /// Transaction 2 is half done.
  @BeforeEach
  void open() throws IOException {
    session = Session.on(host, folder);
    session.type("link set eth0 mtu 1400").ok();
    session.close();
    Path log = new StateFolder(folder.resolve("state")).of(host.description().scope());
    try (TransactionLog half =
        new TransactionLog(log.resolve("transactions"), host.description().scope())) {
      half.own();
      half.append(LogRecords.intent(2, 10));
      half.append(
          new Result(
              2,
              half.now(),
              Entry.State.UNKNOWN,
              Difference.NONE,
              Difference.NONE,
              List.of(),
              List.of("what it did is not known: its record is damaged")));
    }
    session = Session.on(host, folder);
    session.type("link set eth0 mtu 1300").ok();
  }

  @AfterEach
  void close() {
    session.close();
  }

  private long mtu() {
    return host.drained()
        .get(new LinkKey(host.drained().linkNamed("eth0").orElseThrow()))
        .number(LinkAttributes.MTU);
  }

  private static void isNamed(Said said) {
    assertThat(said.exit()).as("%s", said).isEqualTo(ExitCode.PARTLY_UNDONE);
    assertThat(said.out() + said.err())
        .contains("transaction 2 ")
        .contains("was left half done: what it did is not known");
  }

  @Test
  void aRollbackOverItTakesTheRestBackAndNamesIt() {
    isNamed(session.type("rollback to 1 dry-run"));
    isNamed(session.type("rollback to 1"));
    assertThat(mtu()).isEqualTo(1400);
    assertThat(session.type("log show 4").out()).contains("transaction 2 was left half done");
  }

  @Test
  void anUndoOfItSaysSo() {
    isNamed(session.type("undo 2"));
    session.type("undo 3 1").ok();
    assertThat(mtu()).isEqualTo(1500);
  }

  @Test
  void aRollbackOverOneThatFailedAndCouldNotBeTakenBackNamesItToo() throws IOException {
    Path log = new StateFolder(folder.resolve("state")).of(host.description().scope());
    session.close();
    try (TransactionLog half =
        new TransactionLog(log.resolve("transactions"), host.description().scope())) {
      half.own();
      half.append(LogRecords.intent(4, 10));
      half.append(LogRecords.result(4, Entry.State.ROLLED_BACK, true));
    }
    session = Session.on(host, folder);
    Said said = session.type("rollback to 2");
    assertThat(said.exit()).isEqualTo(ExitCode.PARTLY_UNDONE);
    assertThat(said.out() + said.err()).contains("transaction 4 was left half done: something");
    assertThat(mtu()).isEqualTo(1400);
  }
}
