package org.xnsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelShell;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.testing.Ran;
import org.xnsh.testing.Waiting;

/// A client that takes nothing any more, its window full, while its connection stays.
@Timeout(4 * Waiting.SECONDS)
class StuckClientTest {

  private static final Duration PATIENCE = Duration.ofSeconds(Waiting.SECONDS);
  private static final int EDITS = 50;
  private static final Pattern TOLD =
      Pattern.compile("transaction [0-9]+ by bert|and ([0-9]+) more;");
  private static final Pattern BUSY = Pattern.compile("([0-9]+) +anna .* help");

  @TempDir private Path folder;

  /// A screen that takes so much, and then nothing until it may.
  private static final class Screen extends OutputStream {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final CountDownLatch may = new CountDownLatch(1);
    private volatile int most;
    private volatile boolean full;

    Screen(int most) {
      this.most = most;
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      if (text().length() > most) {
        full = true;
        try {
          may.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      synchronized (shown) {
        shown.write(bytes, offset, length);
      }
    }

    String text() {
      synchronized (shown) {
        return shown.toString(StandardCharsets.UTF_8);
      }
    }

    void await(String part) {
      Waiting.until(() -> text().contains(part), this::text);
    }
  }

  private static ChannelShell prompt(ClientSession session, Screen screen) throws IOException {
    ChannelShell shell = session.createShellChannel();
    shell.setPtyType("xterm-256color");
    shell.setPtyColumns(100);
    shell.setPtyLines(30);
    shell.setOut(screen);
    shell.setErr(OutputStream.nullOutputStream());
    shell.open().verify(PATIENCE);
    return shell;
  }

  @Test
  void itHoldsUpNobodyAndIsEndedAllTheSame() throws IOException {
    SshPlace.operators(folder, "anna:admin", "bert:operator");
    Screen stuck = new Screen(10_000);
    Screen idle = new Screen(Integer.MAX_VALUE);
    Screen seen = new Screen(Integer.MAX_VALUE);
    try (SshPlace place = SshPlace.simulated(folder);
        SshClient client = SshClient.setUpDefaultClient()) {
      client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
      client.setKeyIdentityProvider(new FileKeyPairProvider(folder.resolve("anna")));
      CoreModuleProperties.WINDOW_SIZE.set(client, 4096L);
      client.start();
      ClientSession first = connected(client, place.port());
      ClientSession second = connected(client, place.port());
      ClientSession third = connected(client, place.port());
      ChannelShell shell = prompt(first, stuck);
      ChannelShell _ = prompt(second, seen);
      ChannelShell resting = prompt(third, idle);
      stuck.await("# ");
      seen.await("# ");
      idle.await("# ");
      idle.most = 0;
      // at its prompt: only what the others do comes there
      resting.getInvertedIn().write("x".repeat(200).getBytes(StandardCharsets.UTF_8));
      resting.getInvertedIn().flush();
      shell
          .getInvertedIn()
          .write("help\ra".repeat(10).getBytes(StandardCharsets.UTF_8)); // 100 kB of output
      shell.getInvertedIn().flush();
      Waiting.until(() -> stuck.full && idle.full, () -> "it takes all: " + stuck.text());
      Ran edited = edits(place); // until then they take nothing
      assertThat(edited.status()).as(edited.err()).isZero();
      Waiting.until(() -> told(seen.text()) == EDITS, seen::text);
      Matcher busy = BUSY.matcher(place.ssh("anna", "who").ok());
      assertThat(busy.find()).isTrue();
      place.ssh("anna", "sessions end " + busy.group(1)).ok();
      Waiting.until(
          () -> !BUSY.matcher(place.ssh("anna", "who").ok()).find(), () -> "it is there for ever");
      stuck.may.countDown();
      idle.may.countDown();
    }
  }

  /// Of many at once a few are named and the others counted.
  private static int told(String text) {
    return TOLD.matcher(text)
        .results()
        .mapToInt(r -> r.group(1) == null ? 1 : Integer.parseInt(r.group(1)))
        .sum();
  }

  private static ClientSession connected(SshClient client, int port) throws IOException {
    ClientSession session =
        client.connect("anna", "127.0.0.1", port).verify(PATIENCE).getClientSession();
    session.auth().verify(PATIENCE);
    return session;
  }

  private Ran edits(SshPlace place) throws IOException {
    String lines =
        IntStream.range(0, EDITS)
            .mapToObj(i -> "link set eth1 mtu " + (1400 + i) + "\n")
            .collect(Collectors.joining());
    Path file = Files.writeString(folder.resolve("lines"), lines);
    List<String> words = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" <" + file, "sh"));
    words.addAll(place.client("bert", "-T", "bert@127.0.0.1"));
    return Ran.run(words);
  }
}
