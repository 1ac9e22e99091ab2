package org.xnsh.shell;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jline.utils.Signals;
import org.xnsh.command.Escapes;
import org.xnsh.command.ExitCode;
import org.xnsh.network.IpAddress;
import org.xnsh.ssh.AuthorizedKey;
import org.xnsh.ssh.OperatorFolder;
import org.xnsh.ssh.Server;
import org.xnsh.ssh.UserAuthorities;

/// `xnsh serve`: one host, one writer, many operators, until a signal ends it.
final class Serving {

  private static final String HOST_KEY = "ssh_host_ed25519_key";
  private static final String LOG = "operators.log";
  private static final long FULL_LOG = 4L << 20;
  private static final long BETWEEN_LOOKS_MILLIS = 500;
  private static final Path SYSTEM_LOG = Path.of("/dev/log");

  /// After a signal: what is half done by then is left to another process, so that all of it stays
  /// below ten seconds.
  private static final int LAST_SECONDS = Integer.getInteger("xnsh.end.seconds", 7);

  private final PrintStream out;
  private final PrintStream err;
  private final Map<String, String> environment;
  private final Thrift thrift = Thrift.ofProcess();
  private final BlockingQueue<Wish> wishes = new LinkedBlockingQueue<>();

  /// What a signal asks for.
  private enum Wish {
    RELOAD,
    END
  }

  Serving(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
    this.environment = System.getenv();
  }

  ExitCode run(ServeOptions options) throws IOException, Options.Unusable {
    Logging.to(options.process().log());
    listen();
    StateFolders folders = StateFolders.ofProcess(options.process().state());
    KeptLines lines = new KeptLines(folders.logs().resolve(LOG), FULL_LOG);
    Optional<SystemLog> system = SystemLog.of(environment, SYSTEM_LOG);
    try (OperatorsLog log = OperatorsLog.opened(lines, system, err)) {
      return run(options, folders, log);
    }
  }

  private ExitCode run(ServeOptions options, StateFolders folders, OperatorsLog log)
      throws IOException, Options.Unusable {
    OperatorFolder operators =
        new OperatorFolder(options.operators().orElseGet(folders::operators));
    UserAuthorities authorities =
        new UserAuthorities(options.authorities().orElseGet(operators::authorities));
    Path key = folders.logs().resolve(HOST_KEY);
    Commands commands = Commands.reading().join();
    OpenHost host = OpenHost.open(options.process(), folders);
    Suspension.listen(host.transactions());
    try {
      host.tend(log::tell);
      boolean over = options.process().host() instanceof HostChoice.Live;
      Optional<List<IpAddress>> doors =
          over ? Optional.of(doors(options.listen())) : Optional.empty();
      try (Server server =
          Server.start(
              options.listen(),
              key,
              operators,
              authorities,
              login -> new Served(host, commands, folders, login, doors, log),
              log,
              options.times())) {
        announce(server, operators, authorities);
        serve(server, operators, log);
        LastMoment.after(Duration.ofSeconds(LAST_SECONDS), () -> cut(host, log));
      }
      return ExitCode.DONE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.INTERRUPTED;
    } finally {
      host.transactions().close();
    }
  }

  /// Nothing else of this process may be waited for any more.
  private static void cut(OpenHost host, OperatorsLog log) {
    ExitCode exit = ExitCode.DONE;
    try {
      Optional<String> midst = host.transactions().holding();
      if (midst.isPresent()) {
        exit = ExitCode.PARTLY_UNDONE;
        log.refused(
            "ends in the midst of "
                + midst.get()
                + "; another process takes back what is half done");
        host.transactions().leave();
      }
    } catch (IOException | RuntimeException e) {
      log.refused(
          "it is not known whether another process stands ("
              + e.getMessage()
              + "); if not, the next xnsh takes it back");
    } finally {
      log.close();
      Runtime.getRuntime().halt(exit.number());
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

  /// From the first moment: a manager may end what it has just started. A second signal waits
  /// behind the first, and nobody asks for it any more. At a terminal a HUP says that it was
  /// closed.
  private void listen() {
    boolean attended =
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    Signals.register("HUP", () -> wishes.add(attended ? Wish.END : Wish.RELOAD));
    for (String signal : List.of("TERM", "INT")) {
      Signals.register(signal, () -> wishes.add(Wish.END));
    }
  }

  private void serve(Server server, OperatorFolder operators, OperatorsLog log)
      throws InterruptedException {
    Readiness manager = Readiness.of(environment, log::tell);
    manager.ready(status(server, operators, log));
    while (wish() == Wish.RELOAD) {
      manager.reloading();
      log.tell("reading the operators again");
      server.reload();
      manager.ready(status(server, operators, log));
    }
    manager.stopping("telling the sessions, finishing or taking back what runs");
    log.tell("ending");
  }

  /// The next one; meanwhile this thread has nothing else to do.
  private Wish wish() throws InterruptedException {
    while (true) {
      Optional<Wish> wish =
          Optional.ofNullable(wishes.poll(BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS));
      if (wish.isPresent()) {
        return wish.get();
      }
      thrift.look();
    }
  }

  /// A folder that cannot be read keeps everybody out, and must not end what runs.
  private static String status(Server server, OperatorFolder operators, OperatorsLog log) {
    List<String> where = server.addresses().stream().map(Server::text).toList();
    String serving = "serving on " + String.join(", ", where) + ", ";
    try {
      return serving + operators.names().size() + " operators";
    } catch (IOException e) {
      log.refused("nobody can log in: " + operators.root() + " cannot be read: " + e);
      return serving + "and nobody can log in: the folder of operators cannot be read";
    }
  }

  /// What nobody can log in with says so at once.
  private void announce(Server server, OperatorFolder operators, UserAuthorities authorities)
      throws IOException {
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
    AuthorizedKey.Read signers = authorities.keys();
    signers.keys().forEach(k -> out.println("takes certificates signed by " + k.fingerprint()));
    signers
        .faults()
        .forEach(f -> out.println("not taken in " + authorities.file() + ": " + Escapes.shown(f)));
    out.flush();
  }
}
