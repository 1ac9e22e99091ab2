package org.xnsh.host.linux;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import org.xnsh.network.IpAddress;

/// Asks an address for an answer with the system's own `ping`, which has the right to open the
/// socket for it where xnsh may have none.
final class Ping {

  private Ping() {}

  /// @param thread where the program is started, since a child is in the namespace of the thread
  ///   that starts it
  static boolean answered(NamespaceThread thread, IpAddress address) throws IOException {
    List<String> words = List.of("ping", "-n", "-q", "-c", "1", "-W", "1", address.toString());
    Process process =
        thread.call(() ->
            new ProcessBuilder(words)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start());
    try {
      return process.waitFor() == 0;
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for ping", e);
    }
  }
}
