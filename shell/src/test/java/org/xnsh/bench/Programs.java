package org.xnsh.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Programs that are run to their end.
final class Programs {

  private Programs() {}

  static void run(String... command) throws IOException {
    run(List.of(command));
  }

  static void run(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    process.getOutputStream().close();
    int status = process.onExit().join().exitValue();
    if (status != 0) {
      throw new IOException(command + " failed with " + status);
    }
  }

  /// What a program prints.
  static String printed(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.onExit().join().exitValue();
    if (status != 0) {
      throw new IOException(command + " failed with " + status);
    }
    return out;
  }

  /// A file of lines that goes with the process.
  static Path file(List<String> lines) throws IOException {
    Path file = Files.createTempFile("xnsh-bench", ".lines");
    file.toFile().deleteOnExit();
    return Files.write(file, lines);
  }
}
