package org.xnsh.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Where the log of transactions lies: each is synced to it twice, and that costs what the disk
/// costs.
enum StateOn {
  MEMORY("tmpfs", Path.of("/dev/shm")),
  DISK("disk", Path.of("target").toAbsolutePath());

  private final String word;
  private final Path above;

  StateOn(String word, Path above) {
    this.word = word;
    this.above = above;
  }

  String word() {
    return word;
  }

  /// An empty folder of its own.
  Path folder() throws IOException {
    return Files.createTempDirectory(Files.createDirectories(above), "xnsh-bench");
  }

  static void remove(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(folder)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    all.forEach(path -> {
      try {
        Files.deleteIfExists(path);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }
}
