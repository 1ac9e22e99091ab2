package org.xnsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.change.Difference;
import org.xnsh.command.Command.Role;
import org.xnsh.host.Host;
import org.xnsh.host.Topologies;
import org.xnsh.host.simulated.SimulatedHost;
import org.xnsh.network.Network;
import org.xnsh.path.Access;
import org.xnsh.testing.Waiting;
import org.xnsh.transaction.Drift;
import org.xnsh.transaction.Edit;
import org.xnsh.transaction.EditRefused;
import org.xnsh.transaction.GuardThread;
import org.xnsh.transaction.NamespaceWriter;
import org.xnsh.transaction.Outcome;
import org.xnsh.transaction.Request;
import org.xnsh.transaction.Transactions;
import org.xnsh.transaction.Undoing;
import org.xnsh.transaction.log.LogReading;
import org.xnsh.transaction.log.StateFolder;

/// Whole sessions at a terminal, over the simulated seed.
class PromptTest {

  private static final String PROMPT = "seed(bridge)#";

  private final Path folder;
  private final Typed keys = new Typed("xterm-256color", 100, 30);
  private final Transactions transactions;

  PromptTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    Host host = SimulatedHost.of(Topologies.seed());
    this.transactions =
        NamespaceWriter.open(host, new StateFolder(folder), folder, new GuardThread());
  }

  @AfterEach
  void close() throws IOException {
    keys.close();
    transactions.close();
  }

  private void start(Transactions on) throws IOException {
    Path history = new StateFolders(Optional.of(folder), Map.of(), false).history("anna");
    Interruption interruption = new Interruption(() -> {});
    Prompt prompt =
        new Prompt(
            new OpenHost(on, Optional.empty(), () -> Access.NONE),
            Commands.read(),
            new Roster()
                .enter(
                    new Caller("anna", "console", Role.ADMIN, true, () -> Access.NONE),
                    Attendance.Ways.NONE),
            LineHistory.at(history),
            keys.terminal(),
            new Prompt.Look(false, true, false, Colours.WANTED),
            interruption);
    keys.run(() -> prompt.run().name());
    awaitPrompt();
  }

  private void awaitPrompt() {
    keys.awaitLastLine(line -> line.equals(PROMPT));
  }

  private void run(String line) {
    keys.type(line);
    keys.awaitLastLine(last -> last.startsWith(PROMPT + " " + line));
    keys.type(Typed.ENTER);
    awaitPrompt();
  }

  @Test
  void whatIsOnTrialStandsInThePromptAndAnExitIsAskedForTwice() throws IOException {
    start(transactions);
    typed("safe on", "seed(bridge)[safe]#");
    typed("brctl delif test vif3.0", "seed(bridge)[safe 02:00]#");
    typed("exit", "seed(bridge)[safe 02:00]#");
    assertThat(keys.screen()).contains("your edits are not confirmed yet");
    typed("confirm", "seed(bridge)[safe]#");
    typed("safe off", PROMPT);
  }

  private void typed(String line, String prompt) {
    keys.type(line);
    keys.awaitLastLine(last -> last.endsWith("# " + line));
    keys.type(Typed.ENTER);
    keys.awaitLastLine(last -> last.equals(prompt));
  }

  @Test
  void ctrlCWhileAPromptIsMadeStopsNothingThatIsTypedAfterIt() throws IOException {
    start(transactions);
    keys.beforeTheNextReader(Typed.CTRL_C);
    keys.type("help clear" + Typed.ENTER);
    keys.awaitScreen("^C");
    keys.awaitLastLine(last -> last.endsWith(PROMPT));
    keys.type("brctl delif test vif3.0" + Typed.ENTER);
    Waiting.until(() -> transactions.entries().size() == 1, keys::screen);
  }

  @Test
  void anEditIsMadeSeenAndTakenBack() throws IOException {
    start(transactions);
    run("brctl delif test vif3.0");
    run("show links vif3.0 | json");
    assertThat(keys.screen()).contains("\"master\": \"\"");
    run("undo");
    assertThat(keys.screen()).contains("vif3.0: ");
    run("show bridges test");
    assertThat(keys.lastLine()).isEqualTo(PROMPT);
    keys.type("exit" + Typed.ENTER);
    assertThat(keys.end()).isEqualTo("DONE");
  }

  @Test
  void stagedEditsAreToldInThePromptAndExitAsksOnce() throws IOException {
    start(transactions);
    keys.type("begin; brctl addbr fresh" + Typed.ENTER);
    keys.awaitLastLine(line -> line.equals("seed(bridge)[1 staged]#"));
    keys.type("brctl addif fresh " + Typed.TAB);
    keys.awaitScreen("eth0");
    keys.type(Typed.CTRL_C);
    keys.awaitLastLine(line -> line.equals("seed(bridge)[1 staged]#"));
    keys.type("exit" + Typed.ENTER);
    keys.awaitScreen("exit again drops what is staged");
    keys.awaitLastLine(line -> line.equals("seed(bridge)[1 staged]#"));
    keys.type("exit" + Typed.ENTER);
    assertThat(keys.end()).isEqualTo("DONE");
    assertThat(transactions.picture().linkNamed("fresh")).isEmpty();
  }

  @Test
  void theNextLineForgetsAFaultButLeavingTellsIt() throws IOException {
    start(transactions);
    run("brctl delbr nothing");
    keys.type(Typed.CTRL_D);
    assertThat(keys.end()).isEqualTo("FAILED");
  }

  @Test
  void ctrlCDropsTheLineAndTheSessionGoesOn() throws IOException {
    start(transactions);
    keys.type("brctl delbr te");
    keys.awaitScreen("delbr te");
    keys.type(Typed.CTRL_C);
    awaitPrompt();
    assertThat(transactions.entries()).isEmpty();
    run("show bridges | count");
    assertThat(keys.screen()).contains("\n3\n");
  }

  @Test
  void manyPastedLinesRunOneAfterAnother() throws IOException {
    start(transactions);
    keys.type(
        Typed.PASTE
            + "brctl addbr one\nbrctl addbr two\nbrctl addif one vif3.0 # a comment\n"
            + Typed.PASTED);
    keys.awaitScreen("a comment");
    keys.type(Typed.ENTER);
    awaitPrompt();
    run("log | count");
    assertThat(transactions.picture().linkNamed("two")).isPresent();
    // vif3.0 is a port of test: brctl refuses, and the lines before stand
    assertThat(transactions.entries().size()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void aListingLongerThanTheScreenStops() throws IOException {
    start(transactions);
    keys.type("help" + Typed.ENTER);
    keys.awaitLastLine(line -> line.startsWith("--More--"));
    keys.type("q");
    awaitPrompt();
  }

  @Test
  void ctrlCAsksWhatRunsToStopAndTheNextLineRunsAsEver() throws IOException {
    CountDownLatch running = new CountDownLatch(1);
    start(new Slow(transactions, running));
    keys.type("brctl addbr slow; brctl addbr never" + Typed.ENTER);
    keys.await("the edit", () -> running.getCount() == 0);
    keys.type(Typed.CTRL_C);
    keys.awaitScreen("stopped by the operator");
    awaitPrompt();
    assertThat(transactions.entries()).isEmpty();
    run("show bridges | count");
    keys.type(Typed.CTRL_D);
    assertThat(keys.end()).isEqualTo("DONE");
  }

  /// An edit that goes on until it is asked to stop, as a long one does between its steps.
  private record Slow(Transactions real, CountDownLatch running) implements Transactions {
    @Override
    public Outcome edit(Request request, Edit edit) {
      running.countDown();
      while (!request.stopped().getAsBoolean()) {
        LockSupport.parkNanos(1_000_000);
      }
      return new Outcome.RolledBack(
          1, "stopped by the operator", 0, Optional.empty(), Difference.NONE, List.of());
    }

    @Override
    public Host host() {
      return real.host();
    }

    @Override
    public Network picture() {
      return real.picture();
    }

    @Override
    public Outcome undo(Request request, Undoing what) {
      return real.undo(request, what);
    }

    @Override
    public Drift drift(Request request) throws EditRefused {
      return real.drift(request);
    }

    @Override
    public Outcome restoreDrift(Request request, Optional<String> object) {
      return real.restoreDrift(request, object);
    }

    @Override
    public Outcome adoptDrift(Request request) {
      return real.adoptDrift(request);
    }

    @Override
    public Outcome redo(Request request) {
      return real.redo(request);
    }

    @Override
    public LogReading log() {
      return real.log();
    }

    @Override
    public void close() {
      real.close();
    }
  }
}
