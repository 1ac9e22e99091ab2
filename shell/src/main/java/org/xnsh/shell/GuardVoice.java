package org.xnsh.shell;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// What a guard says while it is started: first that it stands where it should, then that it is
/// armed.
final class GuardVoice {

  private static final String STANDS = "stands";

  private GuardVoice() {}

  /// It did not even get to the place where it was to be started.
  static final class NotStanding extends IOException {
    private static final long serialVersionUID = 1L;

    NotStanding(String why) {
      super(why);
    }

    /// What was written since, or else what is known.
    String why(Path output, long written) {
      try {
        List<String> lines =
            new String(Files.readAllBytes(output), StandardCharsets.UTF_8)
                .substring((int) written)
                .lines()
                .filter(l -> !l.isBlank())
                .toList();
        return lines.isEmpty() ? String.valueOf(getMessage()) : lines.getLast().strip();
      } catch (IOException | IndexOutOfBoundsException e) {
        return String.valueOf(getMessage());
      }
    }
  }

  /// Returns once it is where it should be; what it does there it tells nobody. One that takes its
  /// time is left alone: it may get there yet, and two that do the same do it once.
  static void standing(Process process, int standingSeconds) throws IOException {
    String first = line(process.inputReader(StandardCharsets.UTF_8), standingSeconds);
    if (!first.equals(STANDS)) {
      throw new NotStanding(first);
    }
  }

  static void armed(Process process, int standingSeconds) throws IOException {
    boolean armed = false;
    try {
      BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
      String first = line(reader, standingSeconds);
      if (!first.equals(STANDS)) {
        throw new NotStanding(first);
      }
      String said = line(reader, GuardProcess.PATIENCE_SECONDS);
      if (!said.equals(GuardProcess.ARMED)) {
        throw new IOException(said);
      }
      armed = true;
    } finally {
      if (!armed) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
      process.getInputStream().close();
    }
  }

  /// On a thread of its own: on two cores the common pool has one, which waits for another guard.
  private static String line(BufferedReader reader, int seconds) {
    return CompletableFuture.supplyAsync(() -> line(reader), GuardVoice::listen)
        .completeOnTimeout("it did not say so in time", seconds, TimeUnit.SECONDS)
        .join();
  }

  private static void listen(Runnable listening) {
    Thread.ofPlatform().daemon().name("guard's voice").start(listening);
  }

  private static String line(BufferedReader reader) {
    try {
      String line = reader.readLine();
      return line == null ? "it ended before it was armed" : line;
    } catch (IOException e) {
      return "nothing can be heard from it: " + e.getMessage();
    }
  }
}
