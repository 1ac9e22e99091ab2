package org.xnsh.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelShell;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.buffer.Buffer;
import org.jline.terminal.Terminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.command.Command.Role;
import org.xnsh.command.ExitCode;
import org.xnsh.testing.Waiting;

/// A server that was told to end, while something still runs; and one whose session fails.
class EndingServerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private final AtomicInteger begun = new AtomicInteger();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final CountDownLatch may = new CountDownLatch(1);

  private final List<String> refused = new CopyOnWriteArrayList<>();

  private final class Kept implements Journal {
    @Override
    public void tell(String line) {}

    @Override
    public void refused(String line) {
      refused.add(line);
    }
  }

  /// Takes its time to end, and cannot open a prompt.
  private final class Slow implements Session {
    @Override
    public void enter(Door door) {}

    @Override
    public void leave() {}

    @Override
    public ExitCode prompt(Terminal terminal) throws IOException {
      throw new IOException("the disk is full");
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

  private Server served(KeyPair key) throws IOException {
    OperatorFolder operators = new OperatorFolder(folder.resolve("operators"));
    new OperatorEdits(operators)
        .add("anna", List.of(PublicKeyEntry.toString(key.getPublic())), Role.OPERATOR);
    return Server.start(
        List.of(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0)),
        folder.resolve("host_key"),
        operators,
        new UserAuthorities(operators.authorities()),
        _ -> new Slow(),
        new Kept(),
        new Server.Times(Duration.ofMinutes(5), Duration.ofMinutes(5)));
  }

  private static ClientSession connected(SshClient client, Server server, KeyPair key)
      throws IOException {
    client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
    client.start();
    ClientSession connection =
        client
            .connect("anna", "127.0.0.1", server.addresses().getFirst().getPort())
            .verify(PATIENCE)
            .getSession();
    connection.addPublicKeyIdentity(key);
    connection.auth().verify(PATIENCE);
    return connection;
  }

  /// Requests are answered in the order in which they come.
  private static void awaitAnswer(ClientSession connection) throws IOException {
    String question = "keepalive@openssh.com";
    Buffer asked = connection.createBuffer(SshConstants.SSH_MSG_GLOBAL_REQUEST, 64);
    asked.putString(question);
    asked.putBoolean(true);
    var _ = connection.request(question, asked, PATIENCE);
  }

  @Test
  @Timeout(120)
  void nothingBeginsAnyMore() throws Exception {
    KeyPair key = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
    Server server = served(key);
    try (SshClient client = SshClient.setUpDefaultClient();
        ClientSession connection = connected(client, server, key)) {
      ClientChannel first = connection.createExecChannel("first");
      first.open().verify(PATIENCE);
      Waiting.until(() -> begun.get() == 1, () -> "the first does not begin");
      CompletableFuture<Void> end = CompletableFuture.runAsync(server::close);
      assertThat(stopped.await(Waiting.SECONDS, TimeUnit.SECONDS)).isTrue();
      ClientChannel second = connection.createExecChannel("second");
      second.open().verify(PATIENCE);
      awaitAnswer(connection);
      may.countDown();
      end.get(Waiting.SECONDS, TimeUnit.SECONDS);
      assertThat(begun.get()).isEqualTo(1);
    }
  }

  @Test
  @Timeout(120)
  void aPromptThatCannotBeOpenedSaysWhyToItsOperatorAndToTheJournal() throws Exception {
    KeyPair key = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
    try (Server server = served(key);
        SshClient client = SshClient.setUpDefaultClient();
        ClientSession connection = connected(client, server, key)) {
      ChannelShell shell = connection.createShellChannel();
      ByteArrayOutputStream shown = new ByteArrayOutputStream();
      shell.setOut(shown);
      shell.setErr(shown);
      shell.open().verify(PATIENCE);
      shell.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), PATIENCE);
      assertThat(shown.toString(StandardCharsets.UTF_8)).contains("the disk is full");
      assertThat(shell.getExitStatus()).isEqualTo(ExitCode.FAILED.number());
      assertThat(refused)
          .singleElement()
          .asString()
          .matches("anna from 127.0.0.1: a session failed: .*the disk is full");
    }
  }
}
