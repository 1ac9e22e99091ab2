package org.xnsh.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.host.Topologies;
import org.xnsh.host.simulated.SimulatedHost;
import org.xnsh.testing.Session;
import org.xnsh.testing.Session.Said;
import org.xnsh.transaction.NamespaceWriter;
import org.xnsh.transaction.log.StateFolder;

/// What earlier boots left, as the next one shows it.
class LogBootsTest {

  @TempDir private Path folder;
  private Session session;

  private Session boot() {
    SimulatedHost host = SimulatedHost.of(Topologies.seed());
    return Session.with(NamespaceWriter.open(host, new StateFolder(folder), folder));
  }

  @BeforeEach
  void afterAnotherBoot() {
    try (Session first = boot()) {
      first.type("link set eth0 mtu 1400; brctl delif test vif3.0; undo").ok();
    }
    session = boot();
  }

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void theyAreListedAndEachIsShownByTheNamesOfItsTime() {
    assertThat(session.type("log boots | count").ok().strip()).isEqualTo("1");
    assertThat(session.type("log boots").ok()).containsPattern(" 3\n");
    assertThat(session.type("log boot 1").ok())
        .contains("link set eth0 mtu 1400", "eth0: mtu 1500 → 1400", "vif3.0: master test → none");
    assertThat(session.type("log boot 1 last 1").ok()).contains("undo").doesNotContain("mtu");
    assertThat(session.type("log boot 1 before 2").ok()).contains("mtu").doesNotContain("vif3.0");
    assertThat(session.type("log boot 1 show 1").ok()).contains("tester", "eth0: mtu 1500 → 1400");
    assertThat(session.type("log boot 1 show 9").exit()).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(session.type("log boot 2").exit()).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(session.type("log boot ffff").exit()).isEqualTo(ExitCode.NOT_FOUND);
  }

  @Test
  void noneOfItIsUndoneAndWhoTriesIsToldWhereItIs() {
    Said undo = session.type("undo 1");
    assertThat(undo.exit()).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(undo.err()).contains("there is no transaction 1", "log boots", "cannot take back");
    assertThat(session.type("log").ok()).isEmpty();
  }

  @Test
  void oneThatCannotBeReadHidesNoOther() throws IOException {
    Path broken = Files.createDirectory(folder.resolve("7-broken")).resolve("transactions");
    Files.createSymbolicLink(broken, Files.createTempFile(folder, "elsewhere", ""));
    Said said = session.type("log boots");
    assertThat(said.out()).containsPattern(" 3\n").contains("broken");
    assertThat(said.err()).contains("the log of that boot cannot be read: " + broken);
    assertThat(said.exit()).isEqualTo(ExitCode.CONFLICT);
  }
}
