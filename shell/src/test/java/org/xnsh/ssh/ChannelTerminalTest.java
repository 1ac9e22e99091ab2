package org.xnsh.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.Signal;
import org.apache.sshd.server.StandardEnvironment;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xnsh.testing.Waiting;

/// The terminal over a channel, without the channel.
@Timeout(2 * Waiting.SECONDS)
class ChannelTerminalTest {

  private static StandardEnvironment environment(String columns, String rows) {
    StandardEnvironment environment = new StandardEnvironment();
    environment.set(Environment.ENV_COLUMNS, columns);
    environment.set(Environment.ENV_LINES, rows);
    return environment;
  }

  private static ChannelTerminal on(StandardEnvironment environment, OutputStream out)
      throws IOException {
    InputStream silent = new PipedInputStream(new PipedOutputStream());
    return new ChannelTerminal("test", "xterm-256color", environment, silent, out);
  }

  /// A redraw waits for the reader's lock; whoever has it may wait for what only this thread
  /// brings.
  @Test
  void aChangeOfTheWindowNeverKeepsTheLibrarysThread() throws Exception {
    StandardEnvironment environment = environment("80", "24");
    try (ChannelTerminal channel = on(environment, OutputStream.nullOutputStream())) {
      CountDownLatch redrawing = new CountDownLatch(1);
      CountDownLatch room = new CountDownLatch(1);
      AtomicInteger redrawn = new AtomicInteger();
      channel
          .terminal()
          .handle(
              Terminal.Signal.WINCH,
              _ -> {
                redrawn.incrementAndGet();
                redrawing.countDown();
                await(room);
              });
      for (int columns = 81; columns <= 181; columns++) {
        environment.set(Environment.ENV_COLUMNS, "" + columns);
        environment.signal(null, Signal.WINCH);
      }
      assertThat(redrawing.await(Waiting.SECONDS, TimeUnit.SECONDS)).isTrue();
      room.countDown();
      Waiting.until(
          () -> channel.terminal().getSize().equals(new Size(181, 24)),
          () -> "the last size is " + channel.terminal().getSize());
      assertThat(redrawn.get()).isLessThan(100);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0,0,80,24",
    "abc,24,80,24",
    "-5,24,80,24",
    "999999999,2000000,1000,1000",
    "132,43,132,43"
  })
  void aSizeIsOneThatATerminalCanHave(String columns, String rows, int width, int height) {
    assertThat(ChannelTerminal.size(environment(columns, rows))).isEqualTo(new Size(width, height));
  }

  @Test
  void deleteRubsOutUnlessTheClientChoseAnother() throws IOException {
    try (ChannelTerminal usual = on(environment("80", "24"), OutputStream.nullOutputStream())) {
      assertThat(usual.terminal().getAttributes().getControlChar(ControlChar.VERASE))
          .isEqualTo(127);
    }
  }

  @Test
  void outputComesInPiecesAndNotByteByByte() throws IOException {
    AtomicInteger writes = new AtomicInteger();
    ByteArrayOutputStream out =
        new ByteArrayOutputStream() {
          @Override
          public synchronized void write(int b) {
            writes.incrementAndGet();
            super.write(b);
          }

          @Override
          public synchronized void write(byte[] bytes, int offset, int length) {
            writes.incrementAndGet();
            super.write(bytes, offset, length);
          }
        };
    try (ChannelTerminal channel = on(environment("80", "24"), out)) {
      channel.terminal().writer().print("x".repeat(10_000));
      channel.terminal().flush();
      assertThat(out.size()).isEqualTo(10_000);
      assertThat(writes.get()).isLessThan(20);
    }
  }
}
