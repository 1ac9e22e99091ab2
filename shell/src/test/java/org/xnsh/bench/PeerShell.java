package org.xnsh.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/// A shell inside a namespace that runs the real programs, as an operator's does: each command
/// costs its own process and nothing else.
final class PeerShell implements AutoCloseable {

  private final Process process;
  private final Writer in;
  private final BufferedReader out;

  private PeerShell(Process process) {
    this.process = process;
    this.in = process.outputWriter(StandardCharsets.UTF_8);
    this.out = process.inputReader(StandardCharsets.UTF_8);
  }

  static PeerShell in(World world) throws IOException {
    return new PeerShell(
        new ProcessBuilder("ip", "netns", "exec", world.name(), "sh")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  /// Runs a command line with its output thrown away; a failure ends the benchmark.
  void run(String line) throws IOException {
    in.write("{ " + line + "; } >/dev/null; echo $?\n");
    in.flush();
    String status = out.readLine();
    if (!"0".equals(status)) {
      throw new IOException("the peer failed: " + line + ": " + status);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
    process.destroy();
  }
}
