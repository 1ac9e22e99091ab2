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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.command.Command.Role;
import org.xnsh.command.ExitCode;
import org.xnsh.host.Topologies;
import org.xnsh.host.simulated.SimulatedHost;
import org.xnsh.path.Access;
import org.xnsh.transaction.NamespaceWriter;
import org.xnsh.transaction.StateFolder;
import org.xnsh.transaction.Transactions;

/// `ssh host < lines`, where each line is short and what they make together has no end.
class EndlessLineTest {

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

  @Test
  @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aQuoteThatNeverEndsEndsTheScript(@TempDir Path folder) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
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
              new Interruption(() -> {}));
      assertThat(script.lines(new BufferedReader(new Endless()))).isEqualTo(ExitCode.USAGE);
    }
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("xenbr0");
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "what begins at line 2 goes on for more than 65536 characters and was not run: a quote"
                + " may be left open there\n");
  }
}
