package org.xnsh.bench;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// An xnsh on a terminal of its own, which `script` of util-linux gives it.
final class PromptProcess implements AutoCloseable {

  private final Process process;
  private final Reader out;
  private final Writer in;

  /// Name, mode in brackets, sign.
  private final Pattern prompt;

  private PromptProcess(Process process, Pattern prompt) {
    this.process = process;
    this.prompt = prompt;
    this.out = process.inputReader(StandardCharsets.UTF_8);
    this.in = process.outputWriter(StandardCharsets.UTF_8);
  }

  static PromptProcess start(World world, Path state) throws IOException {
    // On a terminal without a size the line editor would show no prompt.
    String line =
        "stty rows 24 cols 100; exec '%s' --netns %s --state '%s'"
            .formatted(Launcher.path(), world.name(), state);
    ProcessBuilder builder = new ProcessBuilder("script", "-qec", line, "/dev/null");
    builder.environment().put("TERM", "xterm");
    builder.environment().put("SHELL", "/bin/sh");
    return new PromptProcess(
        builder.redirectErrorStream(true).start(),
        Pattern.compile(Pattern.quote(world.name()) + "\\([a-z-]+\\)# "));
  }

  /// Returns when a prompt is there.
  void await() throws IOException {
    StringBuilder seen = new StringBuilder();
    while (!prompt.matcher(seen).find()) {
      int next = out.read();
      if (next < 0) {
        throw new IOException("no prompt, but: " + seen);
      }
      seen.append((char) next);
    }
  }

  void run(String line) throws IOException {
    in.write(line + "\r");
    in.flush();
    await();
  }

  double residentMegabytes() throws IOException {
    ProcessHandle java =
        process
            .descendants()
            .filter(p -> p.info().command().orElse("").endsWith("/java"))
            .findFirst()
            .orElseThrow();
    return Files.readAllLines(Path.of("/proc/" + java.pid() + "/status")).stream()
        .filter(l -> l.startsWith("VmRSS:"))
        .mapToDouble(l -> Double.parseDouble(l.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() throws IOException {
    in.write("exit\r");
    in.flush();
    out.transferTo(Writer.nullWriter());
    process.onExit().join();
  }
}
