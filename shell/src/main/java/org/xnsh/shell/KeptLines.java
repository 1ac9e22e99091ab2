package org.xnsh.shell;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/// A file of lines that only its owner reads, and that does not grow for ever: a full one becomes
/// `NAME.1`, that one `NAME.2`, and the last is forgotten.
///
/// It is opened for each line: lines come as seldom as people do, and a file that somebody moved
/// away (logrotate) or another server filled is found at once.
final class KeptLines {

  static final int KEPT = 4;

  private final Path file;
  private final long full;

  /// @param full how many bytes a file holds at most
  KeptLines(Path file, long full) {
    this.file = file;
    this.full = full;
  }

  void write(String line) throws IOException {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) + bytes.length > full) {
      for (int i = KEPT; i > 0; i--) {
        Path from = i == 1 ? file : numbered(i - 1);
        if (Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
          Files.move(from, numbered(i), StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      make();
    }
    try (OutputStream out =
        Files.newOutputStream(file, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS)) {
      out.write(bytes);
    }
  }

  private Path numbered(int number) {
    return file.resolveSibling(file.getFileName() + "." + number);
  }

  private void make() throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }
}
