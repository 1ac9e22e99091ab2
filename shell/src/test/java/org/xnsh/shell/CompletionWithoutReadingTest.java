package org.xnsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.command.Command.Role;
import org.xnsh.host.Topologies;
import org.xnsh.host.simulated.SimulatedHost;
import org.xnsh.path.Access;
import org.xnsh.transaction.NamespaceWriter;
import org.xnsh.transaction.Transactions;
import org.xnsh.transaction.log.StateFolder;

/// Tab answers from what is known when the prompt comes. Here nothing can be read any more once it
/// has come: neither the host nor the log.
class CompletionWithoutReadingTest {

  /// Takes the line back.
  private static final String CTRL_U = "\u0015";

  private static final String PROMPT = "seed(bridge)#";

  @TempDir private Path folder;
  @TempDir private Path own;

  private Prompt prompt(Typed keys, Transactions transactions) throws IOException {
    return new Prompt(
        new OpenHost(transactions, Optional.empty(), () -> Access.NONE),
        Commands.read(),
        new Roster()
            .enter(
                new Caller("anna", "console", Role.ADMIN, true, () -> Access.NONE),
                Attendance.Ways.NONE),
        LineHistory.at(new StateFolders(Optional.of(own), Map.of(), false).history("anna")),
        keys.terminal(),
        new Prompt.Look(false, true, false, Colours.WANTED),
        new Interruption(() -> {}));
  }

  private static void complete(Typed keys, String line, String expected) {
    keys.type(line + Typed.TAB);
    keys.awaitScreen(expected);
    // the same line goes on: another prompt would read
    keys.type(CTRL_U);
    keys.awaitLastLine(PROMPT::equals);
  }

  private void destroyTheLog() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.writeString(file, "no log at all");
      }
    }
  }

  @Test
  void linksGuestsAndTransactionsAreOfferedThoughNothingCanBeRead() throws IOException {
    AtomicBoolean closed = new AtomicBoolean();
    ClosedHost host = new ClosedHost(SimulatedHost.of(Topologies.seed()), closed);
    try (Transactions transactions = NamespaceWriter.open(host, new StateFolder(folder), folder);
        Typed keys = new Typed("xterm-256color", 100, 30)) {
      Prompt prompt = prompt(keys, transactions);
      keys.run(() -> prompt.run().name());
      keys.awaitLastLine(PROMPT::equals);
      keys.type("brctl addbr one" + Typed.ENTER);
      keys.await("the bridge", () -> host.picture().linkNamed("one").isPresent());
      keys.awaitLastLine(PROMPT::equals);
      closed.set(true);
      destroyTheLog();
      complete(keys, "brctl delif test vif", "domain test, 00:16:3e:10:e4:53");
      complete(keys, "log show ", "log show 1");
      complete(keys, "address delete ", "128.153.144.204/24");
      assertThat(keys.screen()).doesNotContain("was read", "cannot be read");
      closed.set(false);
    }
  }
}
