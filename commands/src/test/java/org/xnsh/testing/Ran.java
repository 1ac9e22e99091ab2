package org.xnsh.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A program that has run.
///
/// @param out standard output
/// @param err standard error
public record Ran(List<String> command, int status, String out, String err) {

  public Ran {
    command = List.copyOf(command);
  }

  /// Runs a program to its end, with nothing on its standard input.
  public static Ran run(List<String> command) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().put("LC_ALL", "C");
      Process process = builder.start();
      process.getOutputStream().close();
      CompletableFuture<String> err =
          CompletableFuture.supplyAsync(() -> text(process.getErrorStream()), Ran::apart);
      String out = text(process.getInputStream());
      return new Ran(command, process.waitFor(), out, err.join());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// On a thread of its own: on two cores the common pool has one, which may wait for another
  /// process.
  public static void apart(Runnable reading) {
    Thread.ofPlatform().daemon().name("reads what a process says").start(reading);
  }

  private static String text(java.io.InputStream stream) {
    try (stream) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Its output, if it succeeded.
  public String ok() {
    if (status != 0) {
      throw new AssertionError(command + " failed with " + status + ": " + err);
    }
    return out;
  }
}
