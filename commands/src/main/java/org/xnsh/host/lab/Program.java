package org.xnsh.host.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// A program that was run to its end, without a shell.
///
/// @param exit its exit code; 124 where it took too long and was killed, 130 where it was stopped
public record Program(int exit, String output, String errors) {

  /// What `timeout` gives, too.
  public static final int TOOK_TOO_LONG = 124;

  /// What a shell gives for a program that Ctrl-C ended.
  public static final int STOPPED = 130;

  private static final long LOOK_AGAIN_MILLIS = 50;

  /// Most that is kept of either stream, in characters.
  private static final int MOST = 1 << 20;

  /// Runs a program, in a process group of its own: what it starts at the moment at which it is
  /// stopped belongs to it too, and would hold its output open.
  ///
  /// @param input what it reads on standard input
  /// @param patience seconds
  /// @param stopped whether it is to end before that
  static Program run(List<String> words, String input, int patience, BooleanSupplier stopped)
      throws IOException {
    List<String> apart = new ArrayList<>(List.of("setsid"));
    apart.addAll(words);
    Process process = new ProcessBuilder(apart).start();
    CompletableFuture<String> output = read(process.getInputStream());
    CompletableFuture<String> errors = read(process.getErrorStream());
    try (var in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It ended without reading; its exit code tells more than a broken pipe.
    }
    boolean ended = false;
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(patience);
    try {
      while (!ended && !stopped.getAsBoolean() && System.nanoTime() < until) {
        ended = process.waitFor(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + words.getFirst(), e);
    }
    if (!ended) {
      killGroup(process);
    }
    int exit = ended ? process.exitValue() : stopped.getAsBoolean() ? STOPPED : TOOK_TOO_LONG;
    return new Program(exit, output.join(), errors.join());
  }

  /// Not one by one: who was about to start another would have started it. A new process may not be
  /// the first of its group yet.
  private static void killGroup(Process process) throws IOException {
    String kill =
        "while kill -0 $0 2>&-; do kill -s KILL -- -$0 2>&- && exit; sleep 0.01; done; exit 0";
    Process killing =
        new ProcessBuilder("sh", "-c", kill, Long.toString(process.pid()))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    killing.onExit().join();
  }

  private static CompletableFuture<String> read(InputStream stream) {
    CompletableFuture<String> text = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("program output")
        .start(() -> {
          try (stream) {
            byte[] bytes = stream.readNBytes(MOST);
            stream.skip(Long.MAX_VALUE);
            text.complete(new String(bytes, StandardCharsets.UTF_8));
          } catch (IOException e) {
            text.completeExceptionally(new UncheckedIOException(e));
          }
        });
    return text;
  }
}
