package org.xnsh.ssh;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.common.channel.PtyMode;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.Signal;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;

/// A terminal over a channel: a line discipline in this process, no device of the kernel's that
/// could be left behind.
final class ChannelTerminal implements AutoCloseable {

  /// What the client's request for a terminal set, and nothing else of its environment.
  private static final Size USUAL = new Size(80, 24);

  private static final int MOST = 1000;

  /// What a client may choose of the line discipline; its flags stay as the prompt needs them.
  private static final Map<PtyMode, ControlChar> CHARACTERS =
      Map.of(
          PtyMode.VINTR, ControlChar.VINTR,
          PtyMode.VERASE, ControlChar.VERASE,
          PtyMode.VKILL, ControlChar.VKILL,
          PtyMode.VEOF, ControlChar.VEOF,
          PtyMode.VWERASE, ControlChar.VWERASE,
          PtyMode.VLNEXT, ControlChar.VLNEXT);

  private static final Set<Integer> NONE = Set.of(0, 255);
  private static final int DELETE = 127;

  private final ExternalTerminal terminal;
  private final Environment environment;
  private final AtomicBoolean resizing = new AtomicBoolean();

  /// Redrawing takes the reader's lock, and whoever holds that may wait for room to write, which
  /// only the library's thread can give; so signals are not handled on that thread.
  private final ExecutorService signals;

  ChannelTerminal(
      String name, String type, Environment environment, InputStream in, OutputStream out)
      throws IOException {
    this.environment = environment;
    this.signals =
        Executors.newSingleThreadExecutor(Thread.ofVirtual().name(name + " signals").factory());
    this.terminal =
        new VoidingTerminal(
            name,
            type,
            in,
            // the line discipline writes byte by byte, and each would be a packet
            new BufferedOutputStream(out, 8192));
    Attributes attributes = terminal.getAttributes();
    attributes.setControlChar(ControlChar.VERASE, DELETE); // its default is an octal slip: 0xB1
    CHARACTERS.forEach((mode, character) -> {
      Integer chosen = environment.getPtyModes().get(mode);
      if (chosen != null && !NONE.contains(chosen)) {
        attributes.setControlChar(character, chosen);
      }
    });
    terminal.setAttributes(attributes);
    terminal.setSize(size(environment));
    environment.addSignalListener((_, signal) -> come(signal));
    terminal.resume();
  }

  Terminal terminal() {
    return terminal;
  }

  /// On a thread of the library.
  private void come(Signal signal) {
    if (signal == Signal.WINCH && resizing.compareAndSet(false, true)) {
      later(() -> {
        resizing.set(false);
        terminal.setSize(size(environment));
        terminal.raise(Terminal.Signal.WINCH);
      });
    } else if (signal == Signal.INT) {
      later(() -> terminal.raise(Terminal.Signal.INT));
    }
  }

  private void later(Runnable work) {
    try {
      signals.execute(() -> {
        try {
          work.run();
        } catch (IllegalStateException e) {
          // the terminal was closed meanwhile
        }
      });
    } catch (java.util.concurrent.RejectedExecutionException e) {
      // it ends
    }
  }

  /// A client may say 0 by 0, or a million.
  static Size size(Environment environment) {
    int columns = number(environment.getEnv().get(Environment.ENV_COLUMNS));
    int rows = number(environment.getEnv().get(Environment.ENV_LINES));
    return columns < 1 || rows < 1
        ? USUAL
        : new Size(Math.min(columns, MOST), Math.min(rows, MOST));
  }

  private static int number(@org.jspecify.annotations.Nullable String text) {
    return text != null && text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
  }

  @Override
  public void close() throws IOException {
    signals.shutdownNow();
    terminal.close();
  }
}
