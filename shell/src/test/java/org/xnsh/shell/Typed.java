package org.xnsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jline.builtins.ScreenTerminal;
import org.jline.reader.EndOfFileException;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.xnsh.testing.Waiting;

/// A terminal whose keys a test presses and whose screen it reads. Bytes go through a real line
/// discipline and come out of a real emulator.
final class Typed implements AutoCloseable {

  static final String TAB = "\t";
  static final String ENTER = "\r";
  static final String CTRL_C = "\u0003";
  static final String CTRL_D = "\u0004";
  static final String PASTE = "\u001b[200~";
  static final String PASTED = "\u001b[201~";

  private final ByteArrayOutputStream raw = new ByteArrayOutputStream();
  private final ScreenTerminal screen;
  private final LineDisciplineTerminal terminal;
  private final BlockingQueue<String> ended = new LinkedBlockingQueue<>();
  private final AtomicReference<Runnable> before = new AtomicReference<>(() -> {});
  private final AtomicInteger answers = new AtomicInteger();
  private String awaited = "";
  private String answer = "";

  Typed(String type, int columns, int rows) throws IOException {
    screen = new ScreenTerminal(columns, rows);
    terminal =
        new LineDisciplineTerminal("test", type, new Master(), StandardCharsets.UTF_8) {
          @Override
          public SignalHandler handle(Signal signal, SignalHandler handler) {
            if (signal == Signal.INT && answers.incrementAndGet() == 0) {
              before.getAndSet(() -> {}).run();
            }
            return super.handle(signal, handler);
          }
        };
    terminal.setSize(new Size(columns, rows));
    Attributes attributes = terminal.getAttributes();
    attributes.setControlChar(ControlChar.VERASE, 127);
    terminal.setAttributes(attributes);
  }

  Terminal terminal() {
    return terminal;
  }

  /// Presses keys at the moment at which something is shown, on the thread that shows it: nobody
  /// types faster.
  void atOnce(String shown, String keys) {
    synchronized (raw) {
      awaited = shown;
      answer = keys;
    }
  }

  /// Presses keys when the next reader of a line is about to answer Ctrl-C: the one that reads now
  /// sets how it is answered twice before it is done.
  void beforeTheNextReader(String keys) {
    before.set(() -> type(keys));
    answers.set(-3);
  }

  /// Presses keys.
  void type(String keys) {
    try {
      terminal.processInputBytes(keys.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  void resize(int columns, int rows) {
    screen.setSize(columns, rows);
    terminal.setSize(new Size(columns, rows));
    terminal.raise(Terminal.Signal.WINCH);
  }

  /// The screen without blanks at the ends of lines.
  String screen() {
    String shown;
    synchronized (raw) {
      shown = screen.toString();
    }
    return shown.lines().map(String::stripTrailing).reduce("", (a, b) -> a + b + "\n");
  }

  /// The last line on the screen that is not empty.
  String lastLine() {
    return screen().lines().filter(l -> !l.isBlank()).reduce("", (_, b) -> b);
  }

  /// All bytes that came out, as text.
  String raw() {
    synchronized (raw) {
      return raw.toString(StandardCharsets.UTF_8);
    }
  }

  void awaitScreen(String part) {
    await("the screen to show: " + part, () -> screen().contains(part));
  }

  void awaitLastLine(Predicate<String> so) {
    await("another last line", () -> so.test(lastLine()));
  }

  void await(String what, BooleanSupplier condition) {
    Waiting.until(condition, () -> "waited for " + what + "; the screen is:\n" + screen());
  }

  /// Runs something that reads from this terminal, and keeps what it says at its end.
  void run(Supplier<String> work) {
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            ended.add(work.get());
          } catch (UserInterruptException | EndOfFileException e) {
            ended.add(e.getClass().getSimpleName());
          }
        });
  }

  /// What the work said at its end.
  String end() {
    try {
      String said = ended.poll(Waiting.SECONDS, TimeUnit.SECONDS);
      assertThat(said).as("nothing ended; the screen is:%n%s", screen()).isNotNull();
      return String.valueOf(said);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() throws IOException {
    terminal.close();
  }

  /// What the terminal writes.
  private final class Master extends OutputStream {
    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      String now = "";
      synchronized (raw) {
        raw.write(bytes, offset, length);
        // what is ASCII is what the tests look at; a sign of several bytes may come in pieces
        screen.write(new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
        if (!awaited.isEmpty() && raw.toString(StandardCharsets.UTF_8).contains(awaited)) {
          now = answer;
          awaited = "";
        }
      }
      if (!now.isEmpty()) {
        type(now);
      }
    }
  }
}
