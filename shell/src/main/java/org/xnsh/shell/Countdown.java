package org.xnsh.shell;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jline.reader.LineReader;
import org.jline.reader.impl.LineReaderImpl;
import org.xnsh.transaction.log.ConfirmTimer;

/// Keeps the countdown of a prompt going at which nobody types: each second of the last minute,
/// each fifth before, and not at all while no confirm timer runs. What is typed stays: the reader
/// draws its line anew, between two keys.
///
/// Its thread is there while a timer runs. The reader may keep it waiting, in a search or at a
/// terminal that somebody stopped.
final class Countdown implements Watch.Listener, AutoCloseable {

  private static final String NAME = "xnsh-countdown";
  private static final long COARSE = 5;
  private static final long FINE_BELOW = 60;

  /// A little late, or the second that is over would be drawn again.
  private static final long MARGIN_MILLIS = 20;

  private final LineReaderImpl reader;
  private final LongSupplier bootClock;
  private final boolean draws;
  private final ScheduledThreadPoolExecutor ticks;
  private Optional<ConfirmTimer> timer = Optional.empty();
  private Function<Optional<ConfirmTimer>, String> text = _ -> "";
  private String shown = "";

  /// Counts up with each change, so that ticks of an older one end.
  private long turn;

  /// @param bootClock the host's time since boot, in hundredths of a second
  Countdown(LineReader reader, LongSupplier bootClock) {
    this.reader = (LineReaderImpl) reader;
    this.bootClock = bootClock;
    // a terminal without a way back on its line would get a new line each second
    this.draws = !reader.getTerminal().getType().startsWith("dumb");
    this.ticks =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("countdown").factory());
    ticks.setKeepAliveTime(1, TimeUnit.SECONDS);
    ticks.allowCoreThreadTimeOut(true);
    ticks.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    ticks.setRemoveOnCancelPolicy(true);
    reader.getWidgets().put(NAME, this::draw);
  }

  /// The prompt that comes now.
  ///
  /// @param text it, by the timer that runs
  synchronized String prompt(Function<Optional<ConfirmTimer>, String> fresh) {
    text = fresh;
    shown = text.apply(timer);
    return shown;
  }

  /// The timer that runs, as far as is known.
  synchronized void of(Optional<ConfirmTimer> running) {
    if (draws && !running.equals(timer) && !ticks.isShutdown()) {
      turn++;
      long now = turn;
      ticks.execute(() -> tick(now));
    }
    timer = running;
  }

  @Override
  public void come(List<News> news, int missed, Optional<ConfirmTimer> newest) {
    of(newest.filter(ConfirmTimer::isRunning));
  }

  private void tick(long of) {
    try {
      reader.callWidget(NAME);
    } catch (IllegalStateException e) {
      // no prompt is there: the next one tells the time that is left by then
    }
    next(of);
  }

  private synchronized void next(long of) {
    if (of == turn && timer.isPresent() && !ticks.isShutdown()) {
      pause(timer.get().remaining(bootClock.getAsLong())).ifPresent(p -> again(of, p));
    }
  }

  private void again(long of, Duration pause) {
    var _ = ticks.schedule(() -> tick(of), pause.toMillis() + MARGIN_MILLIS, TimeUnit.MILLISECONDS);
  }

  /// How long until the prompt should tell something else; nothing where no time is left.
  static Optional<Duration> pause(Duration left) {
    long seconds = left.plusMillis(999).toSeconds();
    if (seconds <= 0) {
      return Optional.empty();
    }
    long next =
        seconds <= FINE_BELOW ? seconds - 1 : Math.max(FINE_BELOW, (seconds - 1) / COARSE * COARSE);
    return Optional.of(left.minusSeconds(next));
  }

  /// Runs under the reader's lock.
  private boolean draw() {
    String now;
    synchronized (this) {
      now = text.apply(timer);
      if (now.equals(shown)) {
        return true;
      }
      shown = now;
    }
    reader.setPrompt(PromptText.literal(now));
    return reader.redisplay();
  }

  @Override
  public synchronized void close() {
    ticks.shutdown();
  }
}
