package org.xnsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.command.Command.Role;
import org.xnsh.command.ExitCode;
import org.xnsh.host.Topologies;
import org.xnsh.host.simulated.SimulatedHost;
import org.xnsh.path.Access;
import org.xnsh.testing.Waiting;
import org.xnsh.transaction.NamespaceWriter;
import org.xnsh.transaction.Transactions;
import org.xnsh.transaction.log.StateFolder;

/// `ssh host < lines`, which need not come to a good end.
class LinesFromElsewhereTest {

  @TempDir private Path folder;
  private final Interruption interruption = new Interruption(() -> {});
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  /// Opens a quote and never ends it.
  private static final class Endless extends Reader {
    private static final String LINE = "x".repeat(999) + "\n";
    private String rest = "show bridges\nbegin \"" + LINE;

    @Override
    public int read(char[] chars, int offset, int length) {
      rest = rest.isEmpty() ? LINE : rest;
      int count = Math.min(length, rest.length());
      rest.getChars(0, count, chars, offset);
      rest = rest.substring(count);
      return count;
    }

    @Override
    public void close() {}
  }

  /// Ends while it is waited for.
  private final class Cut extends Reader {
    private final Script script;

    Cut(Script script) {
      this.script = script;
    }

    @Override
    public int read(char[] chars, int offset, int length) {
      script.tell("bert ends this session");
      interruption.ask();
      return -1;
    }

    @Override
    public void close() {}
  }

  private ExitCode run(Function<Script, Reader> lines) throws IOException {
    try (Transactions transactions =
        NamespaceWriter.open(
            SimulatedHost.of(Topologies.seed()), new StateFolder(folder), folder)) {
      OpenHost host = new OpenHost(transactions, Optional.empty(), () -> Access.NONE);
      Attendance attendance =
          host.roster()
              .enter(
                  new Caller("anna", "ssh 10.0.0.7", Role.OPERATOR, false, () -> Access.NONE),
                  Attendance.Ways.NONE);
      Script script =
          new Script(
              host,
              Commands.read(),
              attendance,
              new PrintStream(out, true, StandardCharsets.UTF_8),
              new PrintStream(err, true, StandardCharsets.UTF_8),
              false,
              interruption);
      return script.lines(new BufferedReader(lines.apply(script)));
    }
  }

  @Test
  @Timeout(value = Waiting.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aQuoteThatNeverEndsEndsTheScript() throws IOException {
    assertThat(run(_ -> new Endless())).isEqualTo(ExitCode.USAGE);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("xenbr0");
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "what begins at line 2 goes on for more than 65536 characters and was not run: a quote"
                + " may be left open there\n");
  }

  /// As an admin does, or the server when it ends.
  @Test
  void whoIsEndedWhileTheyWaitForTheNextLineReadsWhyAndIsNotDone() throws IOException {
    ExitCode exit = run(Cut::new);
    assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("note: bert ends this session\n");
    assertThat(exit).isEqualTo(ExitCode.INTERRUPTED);
  }
}
