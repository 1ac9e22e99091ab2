package org.xnsh.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.sshd.server.StandardEnvironment;
import org.apache.sshd.server.channel.ChannelSession;
import org.jline.terminal.Terminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xnsh.testing.Waiting;

/// What a client types, on its way to the terminal.
@Timeout(2 * Waiting.SECONDS)
class IncomingTest {

  private final AtomicInteger interrupts = new AtomicInteger();
  private final AtomicLong room = new AtomicLong();
  private final Incoming in = new Incoming(room::addAndGet, interrupts::incrementAndGet);
  private final ChannelSession channel = new ChannelSession();

  private void type(String keys) {
    byte[] bytes = ("##" + keys).getBytes(StandardCharsets.UTF_8);
    room.addAndGet(in.data(channel, bytes, 2, bytes.length - 2));
  }

  private static void until(java.util.function.BooleanSupplier so, String what) {
    Waiting.until(so, () -> "waited for " + what);
  }

  @Test
  void whatIsReadGivesTheClientRoomAgain() throws IOException {
    type("abc");
    assertThat(room.get()).isZero();
    assertThat(new String(in.readNBytes(2), StandardCharsets.UTF_8)).isEqualTo("ab");
    assertThat(room.get()).isEqualTo(2);
    in.close();
    assertThat(in.read()).isEqualTo('c');
    assertThat(in.read()).isEqualTo(-1);
    assertThat(room.get()).isEqualTo(3);
  }

  /// The window does not count them, so that a client may send as many as it likes.
  @Test
  void piecesOfNothingAreNothing() throws IOException {
    type("");
    type("a");
    type("");
    assertThat(in.read()).isEqualTo('a');
    assertThat(in.available()).isZero();
    in.close();
    type("");
    assertThat(in.read()).isEqualTo(-1);
  }

  @Test
  void withoutATerminalControlCIsAByte() throws IOException {
    type("a\u0003");
    in.close();
    assertThat(in.readAllBytes()).containsExactly('a', 3);
    assertThat(interrupts.get()).isZero();
  }

  /// A terminal stops reading at a thousand bytes that nobody takes.
  @Test
  void controlCIsSeenBehindMuchThatWasTypedAhead() throws IOException {
    in.keys(true);
    StandardEnvironment environment = new StandardEnvironment();
    try (ChannelTerminal terminal =
        new ChannelTerminal("test", "ansi", environment, in, OutputStream.nullOutputStream())) {
      assertThat(terminal.terminal().getType()).isEqualTo("ansi");
      type("x".repeat(1500));
      until(() -> room.get() == 1500, "the terminal to have taken it");
      type("\u0003");
      until(() -> interrupts.get() == 1, "the interrupt");
    }
  }

  @Test
  void aTerminalThatWaitsSeesControlCItself() throws IOException {
    in.keys(true);
    AtomicInteger signals = new AtomicInteger();
    StandardEnvironment environment = new StandardEnvironment();
    try (ChannelTerminal terminal =
        new ChannelTerminal("test", "ansi", environment, in, OutputStream.nullOutputStream())) {
      terminal.terminal().handle(Terminal.Signal.INT, _ -> signals.incrementAndGet());
      type("\u0003");
      until(() -> signals.get() == 1, "the signal");
    }
  }

  @Test
  void whatWasTypedBeforeControlCIsVoidAndWhatFollowsIsNot() throws IOException {
    in.keys(true);
    StandardEnvironment environment = new StandardEnvironment();
    try (ChannelTerminal terminal =
        new ChannelTerminal("test", "ansi", environment, in, OutputStream.nullOutputStream())) {
      AtomicInteger signals = new AtomicInteger();
      terminal.terminal().handle(Terminal.Signal.INT, _ -> signals.incrementAndGet());
      type("brctl delbr");
      until(() -> room.get() == 11, "the terminal to have taken it");
      type(" br0\u0003help\n");
      until(() -> signals.get() == 1, "the signal");
      StringBuilder read = new StringBuilder();
      while (read.length() < 5) {
        read.append((char) terminal.terminal().reader().read());
      }
      assertThat(read.toString().replace('\r', '\n')).isEqualTo("help\n");
      assertThat(room.get()).isEqualTo(21);
    }
  }

  @Test
  void aPasteOfManyPiecesArrivesWhole() throws IOException {
    in.keys(true);
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < 500; i++) {
      type("line " + i + "\n");
      all.append("line ").append(i).append('\n');
    }
    in.close();
    assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(all.toString());
    assertThat(room.get()).isEqualTo(all.length());
  }
}
