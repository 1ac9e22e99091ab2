package org.xnsh.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.xnsh.testing.Ran;

/// The process as an operator starts it, from the class path of the test: in a lab, in a namespace,
/// as somebody else.
final class Xnsh {

  /// Tests run in the module's folder or in the one above.
  private static final Path LAB =
      Stream.of("bin/xnsh-lab", "shell/bin/xnsh-lab")
          .map(Path::of)
          .filter(p -> p.toFile().exists())
          .findFirst()
          .orElseThrow()
          .toAbsolutePath();

  private final List<String> before = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>();
  private final List<String> options = new ArrayList<>();
  private Started started = Started.packed();
  private String input = "";

  /// What came of a process.
  record Ended(int exit, String out, String err) {}

  private Xnsh() {}

  /// @param before what it is started by: `ip netns exec NAME`
  static Xnsh startedBy(String... before) {
    Xnsh xnsh = new Xnsh();
    xnsh.before.addAll(List.of(before));
    return xnsh;
  }

  /// In a new lab, as the launcher does it.
  static Xnsh inLab() {
    return startedBy("sh", LAB.toString(), "new");
  }

  Xnsh with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /// A further option of the JVM.
  Xnsh option(String word) {
    options.add(word);
    return this;
  }

  Xnsh classPath(String path) {
    started = Started.plain(path);
    return this;
  }

  Xnsh reading(String standardInput) {
    input = standardInput;
    return this;
  }

  Ended run(String... arguments) {
    List<String> command = new ArrayList<>(before);
    command.addAll(started.words(options, "org.xnsh.shell.Main"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      CompletableFuture<String> err =
          CompletableFuture.supplyAsync(() -> text(process.getErrorStream()), Ran::apart);
      CompletableFuture<String> out =
          CompletableFuture.supplyAsync(() -> text(process.getInputStream()), Ran::apart);
      try (var stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(StandardCharsets.UTF_8));
      }
      return new Ended(process.waitFor(), out.join(), err.join());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String text(InputStream stream) {
    try (stream) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
