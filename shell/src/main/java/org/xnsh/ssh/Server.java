package org.xnsh.ssh;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.global.KeepAliveHandler;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.apache.sshd.server.global.NoMoreSessionsHandler;
import org.apache.sshd.server.session.ServerSession;
import org.xnsh.network.IpAddress;

/// The server: listens, lets operators in, and leads each to a session of their own.
public final class Server implements AutoCloseable {

  private static final int TRIES = 6;

  /// The library counts each request: that for the ways in, with which clients begin, and the
  /// signature of the key that will do.
  private static final int REQUESTS = 1 + TRIES + 1;

  private static final Duration TO_LOG_IN = Duration.ofSeconds(30);
  private static final int CHANNELS_OF_A_SESSION = 8;

  /// What a client may send ahead of what is read; it is kept in memory.
  private static final long WINDOW_BYTES = 256 * 1024;

  /// Each connection has room for so much; keys are few, and more is read in pieces.
  private static final int READ_BYTES = 4 * 1024;

  /// How long those that run may take to come to an end, so that all of it stays below ten seconds.
  private static final Duration TO_END = Duration.ofSeconds(6);

  private static final Duration TO_PART = Duration.ofSeconds(1);

  /// Why a connection ends that may still have to finish something.
  private static final AttributeKey<String> DISMISSED = new AttributeKey<>();

  private final List<SshServer> listening = new ArrayList<>();
  private final Map<Visit, ServerSession> visits = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();
  private final Session.Opening sessions;
  private final Doorstep doorstep;
  private final KeyGate gate;
  private final Journal journal;
  private final KeyPair key;
  private final Patience patience;
  private final Pulse pulse;
  private final Shares shares = new Shares();
  private volatile boolean ending;

  /// @param idle after how long a prompt ends that nobody types at
  /// @param pulse how often a client is asked whether it lives
  public record Times(Duration idle, Duration pulse) {}

  private Server(
      KeyPair key,
      OperatorFolder operators,
      UserAuthorities authorities,
      Session.Opening sessions,
      Journal journal,
      Times times) {
    this.key = key;
    this.sessions = sessions;
    this.journal = journal;
    this.doorstep = new Doorstep(journal);
    this.gate = new KeyGate(operators, authorities, journal);
    this.patience = new Patience(times.idle(), visits.keySet());
    this.pulse = new Pulse(times.pulse());
  }

  /// @param addresses where to listen
  /// @param hostKey its file, made where there is none
  /// @param journal told who comes and who is refused
  public static Server start(
      List<InetSocketAddress> addresses,
      Path hostKey,
      OperatorFolder operators,
      UserAuthorities authorities,
      Session.Opening sessions,
      Journal journal,
      Times times)
      throws IOException {
    Server server =
        new Server(HostKey.at(hostKey), operators, authorities, sessions, journal, times);
    try {
      for (InetSocketAddress address : addresses) {
        server.listen(address);
      }
      return server;
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  private void listen(InetSocketAddress address) throws IOException {
    SshServer server = SshServer.setUpDefaultServer();
    server.setHost(address.getAddress().getHostAddress());
    server.setPort(address.getPort());
    server.setKeyPairProvider(KeyPairProvider.wrap(key));
    server.setPublickeyAuthenticator(gate);
    server.setPasswordAuthenticator(null);
    server.setKeyboardInteractiveAuthenticator(null);
    server.setUserAuthFactories(List.of(KeyLogin.FACTORY));
    Algorithms.choose(server);
    server.setChannelFactories(List.of(OperatorChannel.FACTORY));
    server.setGlobalRequestHandlers(
        List.of(KeepAliveHandler.INSTANCE, NoMoreSessionsHandler.INSTANCE));
    server.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
    server.setAgentFactory(null);
    server.setSubsystemFactories(List.of());
    server.setShellFactory(channel -> visit(channel, Optional.empty()));
    server.setCommandFactory((channel, line) -> visit(channel, Optional.of(line)));
    server.addSessionListener(doorstep);
    server.addSessionListener(pulse);
    server.addSessionListener(shares);
    server.setSessionFactory(shares.factory(server));
    server.addSessionListener(new Renewals(journal));
    limit(server);
    try {
      server.start();
    } catch (IOException e) {
      throw new IOException("cannot listen on " + text(address) + ": " + why(e, address), e);
    }
    listening.add(server);
  }

  /// The library hands on what the C library says of bind(2).
  private static String why(IOException e, InetSocketAddress address) {
    String said = String.valueOf(e.getMessage());
    if (said.contains("in use")) {
      return "another program listens there; take another port with --listen";
    }
    if (said.contains("assign requested address")) {
      return "this host has no address " + host(address);
    }
    return said.contains("ermission denied")
        ? "a port below 1024 is for root only (CAP_NET_BIND_SERVICE)"
        : said;
  }

  private static void limit(SshServer server) {
    CoreModuleProperties.SERVER_IDENTIFICATION.set(server, "xnsh");
    CoreModuleProperties.MAX_AUTH_REQUESTS.set(server, REQUESTS);
    CoreModuleProperties.AUTH_TIMEOUT.set(server, TO_LOG_IN);
    CoreModuleProperties.MAX_CONCURRENT_SESSIONS.set(server, Shares.MOST_OF_AN_OPERATOR);
    CoreModuleProperties.MAX_CONCURRENT_CHANNELS.set(server, CHANNELS_OF_A_SESSION);
    CoreModuleProperties.WINDOW_SIZE.set(server, WINDOW_BYTES);
    CoreModuleProperties.NIO2_READ_BUFFER_SIZE.set(server, READ_BYTES);
    CoreModuleProperties.IDLE_TIMEOUT.set(server, Duration.ZERO);
    CoreModuleProperties.SOCKET_KEEPALIVE.set(server, true);
    CoreModuleProperties.TCP_NODELAY.set(server, true);
    CoreModuleProperties.STOP_WAIT_TIME.set(server, Duration.ofSeconds(1));
  }

  private Visit visit(ChannelSession channel, Optional<String> asked) throws IOException {
    ServerSession connection = channel.getSession();
    if (ending || connection.getAttribute(DISMISSED) != null) {
      throw new IOException("this connection ends");
    }
    Login login = KeyGate.login(connection);
    if (login.terms().command().or(() -> asked).isEmpty()) {
      journal.tell(login.operator() + " from " + login.peer() + " opens a shell");
    }
    Visit visit =
        new Visit(
            "ssh " + login.operator() + " " + count.incrementAndGet(),
            sessions.open(login),
            login.terms().command().or(() -> asked),
            channel,
            gone -> gone(gone, connection),
            why -> journal.refused(login.operator() + " from " + login.peer() + ": " + why));
    visits.put(visit, connection);
    return visit;
  }

  private void gone(Visit visit, ServerSession connection) {
    visits.remove(visit);
    String why = connection.getAttribute(DISMISSED);
    if (why != null && !visits.containsValue(connection)) {
      disconnect(connection, why);
    }
  }

  /// Reads the operators anew: who would not be let in as they were is told why and ends, after
  /// what runs has come to its end or was taken back.
  public void reload() {
    for (SshServer server : listening) {
      for (org.apache.sshd.common.session.Session one : server.getActiveSessions()) {
        if (one instanceof ServerSession connection) {
          gate.objection(connection).ifPresent(why -> dismiss(connection, why));
        }
      }
    }
  }

  private void dismiss(ServerSession connection, String why) {
    journal.tell(connection.getUsername() + " is dismissed: " + why);
    connection.setAttribute(DISMISSED, why);
    visits.forEach((visit, of) -> {
      if (of.equals(connection)) {
        visit.end(why + ": this session ends");
      }
    });
    if (!visits.containsValue(connection)) {
      disconnect(connection, why);
    }
  }

  private void awaitParting() throws InterruptedException {
    long until = System.nanoTime() + TO_PART.toNanos();
    while (listening.stream().anyMatch(s -> !s.getActiveSessions().isEmpty())
        && System.nanoTime() < until) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  private static void disconnect(org.apache.sshd.common.session.Session connection, String why) {
    try {
      connection.disconnect(SshConstants.SSH2_DISCONNECT_BY_APPLICATION, why);
    } catch (IOException e) {
      connection.close(true); // it is gone, or as good as
    }
  }

  /// Where it listens, with the ports that it got.
  public List<InetSocketAddress> addresses() {
    return listening.stream()
        .flatMap(s -> s.getBoundAddresses().stream())
        .filter(InetSocketAddress.class::isInstance)
        .map(InetSocketAddress.class::cast)
        .toList();
  }

  /// By which an operator knows it at their first login.
  public String fingerprint() {
    return KeyUtils.getFingerPrint(key.getPublic());
  }

  /// `10.0.0.1`, `::1`.
  public static String host(InetSocketAddress address) {
    return IpAddress.of(address.getAddress().getAddress()).toString();
  }

  /// `10.0.0.1:2222`, `[::1]:2222`.
  public static String text(InetSocketAddress address) {
    String host = host(address);
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  /// Tells those who are there, lets what runs come to its end or be taken back, and ends.
  @Override
  public void close() {
    ending = true;
    doorstep.close();
    patience.close();
    pulse.close();
    visits.keySet().forEach(v -> v.end("the server ends"));
    long until = System.nanoTime() + TO_END.toNanos();
    try {
      while (!visits.isEmpty() && System.nanoTime() < until) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
      // what is on its way to them, an exit code among it, an end at once would cut; a client whose
      // last session ended goes by itself
      awaitParting();
      for (SshServer server : listening) {
        server.getActiveSessions().forEach(c -> disconnect(c, "the server ends"));
      }
      awaitParting();
      for (SshServer server : listening) {
        server.stop(true);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // it ends anyway
    }
  }
}
