package org.xnsh.ssh;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.global.KeepAliveHandler;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.apache.sshd.server.global.NoMoreSessionsHandler;
import org.xnsh.network.IpAddress;

/// The server: listens, lets operators in, and leads each to a session of their own.
public final class Server implements AutoCloseable {

  private static final int TRIES = 6;
  private static final Duration TO_LOG_IN = Duration.ofSeconds(30);
  private static final int CHANNELS_OF_A_SESSION = 8;

  /// How long those that run may take to come to an end, so that all of it stays below ten seconds.
  private static final Duration TO_END = Duration.ofSeconds(6);

  private final List<SshServer> listening = new ArrayList<>();
  private final Set<Visit> visits = ConcurrentHashMap.newKeySet();
  private final AtomicInteger count = new AtomicInteger();
  private final Session.Opening sessions;
  private final Doorstep doorstep;
  private final Consumer<String> journal;
  private final KeyPair key;
  private final Patience patience;
  private final Pulse pulse;
  private final Shares shares = new Shares();

  /// @param idle after how long a prompt ends that nobody types at
  /// @param pulse how often a client is asked whether it lives
  public record Times(Duration idle, Duration pulse) {}

  private Server(KeyPair key, Session.Opening sessions, Consumer<String> journal, Times times) {
    this.key = key;
    this.sessions = sessions;
    this.journal = journal;
    this.doorstep = new Doorstep(journal);
    this.patience = new Patience(times.idle(), visits);
    this.pulse = new Pulse(times.pulse());
  }

  /// @param addresses where to listen
  /// @param hostKey its file, made where there is none
  /// @param journal told who comes and who is refused
  public static Server start(
      List<InetSocketAddress> addresses,
      Path hostKey,
      OperatorFolder operators,
      Session.Opening sessions,
      Consumer<String> journal,
      Times times)
      throws IOException {
    Server server = new Server(HostKey.at(hostKey), sessions, journal, times);
    try {
      for (InetSocketAddress address : addresses) {
        server.listen(address, new KeyGate(operators, journal));
      }
      return server;
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  private void listen(InetSocketAddress address, KeyGate gate) throws IOException {
    SshServer server = SshServer.setUpDefaultServer();
    server.setHost(address.getAddress().getHostAddress());
    server.setPort(address.getPort());
    server.setKeyPairProvider(KeyPairProvider.wrap(key));
    server.setPublickeyAuthenticator(gate);
    server.setPasswordAuthenticator(null);
    server.setKeyboardInteractiveAuthenticator(null);
    server.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
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
    limit(server);
    try {
      server.start();
    } catch (IOException e) {
      throw new IOException("cannot listen on " + text(address) + ": " + e.getMessage(), e);
    }
    listening.add(server);
  }

  private static void limit(SshServer server) {
    CoreModuleProperties.SERVER_IDENTIFICATION.set(server, "xnsh");
    CoreModuleProperties.MAX_AUTH_REQUESTS.set(server, TRIES);
    CoreModuleProperties.AUTH_TIMEOUT.set(server, TO_LOG_IN);
    CoreModuleProperties.MAX_CONCURRENT_SESSIONS.set(server, Shares.MOST_OF_AN_OPERATOR);
    CoreModuleProperties.MAX_CONCURRENT_CHANNELS.set(server, CHANNELS_OF_A_SESSION);
    CoreModuleProperties.IDLE_TIMEOUT.set(server, Duration.ZERO);
    CoreModuleProperties.SOCKET_KEEPALIVE.set(server, true);
    CoreModuleProperties.TCP_NODELAY.set(server, true);
    CoreModuleProperties.STOP_WAIT_TIME.set(server, Duration.ofSeconds(1));
  }

  private Visit visit(ChannelSession channel, Optional<String> asked) {
    Login login = KeyGate.login(channel.getSession());
    String who = login.operator() + " from " + login.peer();
    login
        .terms()
        .command()
        .or(() -> asked)
        .ifPresentOrElse(
            line -> journal.accept(who + " runs: " + line),
            () -> journal.accept(who + " opens a shell"));
    Visit visit =
        new Visit(
            "ssh " + login.operator() + " " + count.incrementAndGet(),
            sessions.open(login),
            login.terms().command().or(() -> asked),
            channel,
            visits::remove);
    visits.add(visit);
    return visit;
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
    doorstep.close();
    patience.close();
    pulse.close();
    visits.forEach(v -> v.end("the server ends"));
    long until = System.nanoTime() + TO_END.toNanos();
    try {
      while (!visits.isEmpty() && System.nanoTime() < until) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
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
