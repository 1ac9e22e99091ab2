package org.xnsh.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.jline.terminal.Terminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.command.Command.Role;
import org.xnsh.command.ExitCode;
import org.xnsh.testing.Waiting;

/// A server that was told to end, while something still runs.
class EndingServerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir private Path folder;
  private final AtomicInteger begun = new AtomicInteger();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final CountDownLatch may = new CountDownLatch(1);

  private static final class Quiet implements Journal {
    @Override
    public void tell(String line) {}

    @Override
    public void refused(String line) {}
  }

  /// Takes its time to end.
  private final class Slow implements Session {
    @Override
    public void enter(Door door) {}

    @Override
    public void leave() {}

    @Override
    public ExitCode prompt(Terminal terminal) {
      return ExitCode.FAILED;
    }

    @Override
    public ExitCode line(String line, PrintStream out, PrintStream err) {
      begun.incrementAndGet();
      try {
        may.await();
      } catch (InterruptedException e) {
        return ExitCode.INTERRUPTED;
      }
      return ExitCode.DONE;
    }

    @Override
    public ExitCode lines(InputStream in, PrintStream out, PrintStream err) {
      return ExitCode.FAILED;
    }

    @Override
    public String terminalType(String asked) {
      return asked;
    }

    @Override
    public void stop() {
      stopped.countDown();
    }

    @Override
    public boolean waits() {
      return false;
    }

    @Override
    public void tell(String line) {}
  }

  @Test
  @Timeout(30)
  void nothingBeginsAnyMore() throws Exception {
    KeyPair key = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
    OperatorFolder operators = new OperatorFolder(folder.resolve("operators"));
    new OperatorEdits(operators)
        .add("anna", List.of(PublicKeyEntry.toString(key.getPublic())), Role.OPERATOR);
    Server server =
        Server.start(
            List.of(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0)),
            folder.resolve("host_key"),
            operators,
            new UserAuthorities(operators.authorities()),
            _ -> new Slow(),
            new Quiet(),
            new Server.Times(Duration.ofMinutes(5), Duration.ofMinutes(5)));
    try (SshClient client = SshClient.setUpDefaultClient()) {
      client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
      client.start();
      try (ClientSession connection =
          client
              .connect("anna", "127.0.0.1", server.addresses().getFirst().getPort())
              .verify(PATIENCE)
              .getSession()) {
        connection.addPublicKeyIdentity(key);
        connection.auth().verify(PATIENCE);
        ClientChannel first = connection.createExecChannel("first");
        first.open().verify(PATIENCE);
        Waiting.until(PATIENCE, () -> begun.get() == 1, () -> "the first does not begin");
        CompletableFuture<Void> end = CompletableFuture.runAsync(server::close);
        assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
        ClientChannel second = connection.createExecChannel("second");
        second.open();
        second.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), PATIENCE);
        may.countDown();
        end.get(10, TimeUnit.SECONDS);
        assertThat(begun.get()).isEqualTo(1);
      }
    }
  }
}
