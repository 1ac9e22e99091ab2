package org.xnsh.shell;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.xnsh.testing.Peers;
import org.xnsh.testing.Ran;
import org.xnsh.testing.Waiting;

/// xnsh as a process of its own, from this test's class path.
final class Child implements AutoCloseable {

  private final Process process;
  private final Path out;

  private Child(Process process, Path out) {
    this.process = process;
    this.out = out;
  }

  /// The words that start it. Signals have their usual meaning, even where this test runs in the
  /// background.
  static List<String> words(List<String> options) {
    Peers.require("env");
    List<String> words = new ArrayList<>(List.of("env", "--default-signal=INT"));
    words.addAll(Started.packed().words(List.of(), "org.xnsh.shell.Main"));
    words.addAll(options);
    return words;
  }

  /// Runs it to its end.
  static Ran run(List<String> options) {
    return Ran.run(words(options));
  }

  /// @param folder where what it prints is kept
  static Child start(Path folder, List<String> options) throws IOException {
    return startWords(folder, words(options));
  }

  /// The same, of a program as it is.
  static Child startWords(Path folder, List<String> words) throws IOException {
    Path out = Files.createTempFile(folder, "child", ".out");
    // a test run in the background ignores signals, and so would its child
    List<String> heard = new ArrayList<>(List.of("env", "--default-signal=INT,TERM,HUP"));
    heard.addAll(words);
    Process process =
        new ProcessBuilder(heard).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    return new Child(process, out);
  }

  /// What it has printed so far.
  String printed() {
    try {
      return Files.readString(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void say(String line) throws IOException {
    OutputStream in = process.getOutputStream();
    in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    in.flush();
  }

  void awaitPrinted(String part) {
    Waiting.until(
        () -> printed().contains(part),
        () -> "waited for '" + part + "'; printed so far:\n" + printed());
  }

  void signal(String name) {
    Ran.run(List.of("kill", "-" + name, Long.toString(process.pid()))).ok();
  }

  long pid() {
    return process.pid();
  }

  boolean isRunning() {
    return process.isAlive();
  }

  int exit() throws InterruptedException {
    if (!process.waitFor(Waiting.SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("it does not end; printed so far:\n" + printed());
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
