package org.xnsh.shell;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jline.utils.Signals;
import org.xnsh.command.Escapes;
import org.xnsh.command.ExitCode;
import org.xnsh.network.IpAddress;
import org.xnsh.ssh.OperatorFolder;
import org.xnsh.ssh.Server;

/// `xnsh serve`: one host, one writer, many operators.
final class Serving {

  private static final String HOST_KEY = "ssh_host_ed25519_key";

  private final PrintStream out;
  private final PrintStream err;

  Serving(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  ExitCode run(ServeOptions options) throws IOException, Options.Unusable {
    Logging.to(options.process().log());
    CountDownLatch told = new CountDownLatch(1);
    for (String signal : List.of("TERM", "INT", "HUP")) {
      Signals.register(signal, told::countDown);
    }
    StateFolders folders = StateFolders.ofProcess(options.process().state());
    OperatorFolder operators =
        new OperatorFolder(options.operators().orElseGet(folders::operators));
    Path key = folders.logs().resolve(HOST_KEY);
    Commands commands = Commands.reading().join();
    OpenHost host = OpenHost.open(options.process(), folders);
    try {
      host.tend(this::journal);
      boolean over = options.process().host() instanceof HostChoice.Live;
      Optional<List<IpAddress>> doors =
          over ? Optional.of(doors(options.listen())) : Optional.empty();
      try (Server server =
          Server.start(
              options.listen(),
              key,
              operators,
              login -> new Served(host, commands, folders, login, doors),
              this::journal,
              options.times())) {
        announce(server, operators);
        told.await();
        journal("ending");
      }
      return ExitCode.DONE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.INTERRUPTED;
    } finally {
      host.transactions().close();
    }
  }

  /// The addresses that could be taken away: not all of the host's, nor its own to itself.
  private static List<IpAddress> doors(List<InetSocketAddress> addresses) {
    return addresses.stream()
        .map(InetSocketAddress::getAddress)
        .filter(a -> !a.isAnyLocalAddress() && !a.isLoopbackAddress())
        .map(a -> IpAddress.of(a.getAddress()))
        .distinct()
        .toList();
  }

  /// What nobody can log in with says so at once.
  private void announce(Server server, OperatorFolder operators) throws IOException {
    List<String> names = operators.names();
    for (InetSocketAddress address : server.addresses()) {
      out.println("xnsh serves on " + Server.text(address));
      String name = names.isEmpty() ? "NAME" : names.getFirst();
      out.println("    ssh -p " + address.getPort() + " " + name + "@" + Server.host(address));
    }
    out.println("host key " + server.fingerprint());
    if (names.isEmpty()) {
      out.println(
          "nobody can log in: there are no operators in "
              + operators.root()
              + "; add one: xnsh operator add NAME --key FILE.pub --role operator");
    } else {
      out.println("operators: " + String.join(", ", names));
    }
    out.flush();
  }

  private void journal(String line) {
    err.println("xnsh: " + Escapes.shown(line));
  }
}
