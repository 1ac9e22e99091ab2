package org.xnsh.shell;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.xnsh.command.Escapes;
import org.xnsh.ssh.Journal;

/// Who came, who was refused, what was run: a file of the server's own, the machine's log, and
/// standard error. What was changed is the transaction log's to tell, which is sealed.
///
/// Lines come from threads that must not wait; another one writes them.
final class OperatorsLog implements Journal, AutoCloseable {

  private static final int WAITING = 2000;
  private static final int LONGEST = 2000;
  private static final long PATIENCE_SECONDS = 2;

  private final BlockingQueue<Line> lines = new ArrayBlockingQueue<>(WAITING);
  private final AtomicInteger lost = new AtomicInteger();
  private final KeptLines file;
  private final Optional<SystemLog> system;
  private final PrintStream err;
  private final Flood flood = new Flood(System.nanoTime());
  private final Thread thread =
      Thread.ofPlatform().daemon().name("operators' log").unstarted(this::run);
  private boolean isFileBroken;

  private record Line(String text, boolean isRefusal, boolean isLast) {}

  private OperatorsLog(KeptLines file, Optional<SystemLog> system, PrintStream err) {
    this.file = file;
    this.system = system;
    this.err = err;
  }

  static OperatorsLog opened(KeptLines file, Optional<SystemLog> system, PrintStream err) {
    OperatorsLog log = new OperatorsLog(file, system, err);
    log.thread.start();
    return log;
  }

  @Override
  public void tell(String line) {
    put(new Line(shortened(line), false, false));
  }

  @Override
  public void refused(String line) {
    put(new Line(shortened(line), true, false));
  }

  private void put(Line line) {
    if (!lines.offer(line)) {
      lost.incrementAndGet();
    }
  }

  private void run() {
    boolean ended = false;
    try {
      while (!ended) {
        Line line = lines.poll(1, TimeUnit.SECONDS);
        flood.ended(System.nanoTime()).ifPresent(t -> write(t, true));
        if (line != null) {
          ended = line.isLast;
          take(line);
        }
      }
    } catch (InterruptedException e) {
      // nobody has the right to; what is told from now on is lost
    }
    flood.rest(System.nanoTime()).ifPresent(t -> write(t, true));
    system.ifPresent(SystemLog::close);
  }

  private void take(Line line) {
    int missing = lost.getAndSet(0);
    if (missing > 0) {
      write(missing + " lines came faster than they could be written, and are lost", true);
    }
    if (!line.isLast && (!line.isRefusal || flood.admits(line.text))) {
      write(line.text, line.isRefusal);
    }
  }

  private void write(String text, boolean warning) {
    String shown = Escapes.shown(text);
    print(shown, warning);
    system.ifPresent(s -> s.write(shown, warning));
    try {
      file.write(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + shown);
      isFileBroken = false;
    } catch (IOException e) {
      if (!isFileBroken) {
        print("the operators' log cannot be written: " + Escapes.shown(e.toString()), true);
      }
      isFileBroken = true;
    }
  }

  /// The journal names the program itself, and takes the weight before a line (sd-daemon(3)).
  private void print(String text, boolean warning) {
    String before = system.isPresent() ? "xnsh: " : SystemLog.weight(warning);
    err.println(before + text);
  }

  /// Before it waits: of two thousand lines each may have a megabyte.
  private static String shortened(String text) {
    return text.length() <= LONGEST
        ? text
        : text.substring(0, LONGEST) + "... (" + (text.length() - LONGEST) + " more)";
  }

  /// Writes what was told so far.
  @Override
  public void close() {
    try {
      if (lines.offer(new Line("", false, true), PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
