package org.xnsh.ssh;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/// Files that decide who comes in. What others than their owner could write is not believed.
final class Believed {

  /// S_IWGRP and S_IWOTH.
  private static final int OTHERS_WRITE = 022;

  private Believed() {}

  /// @param folders those on the way to the file in which it could be replaced
  /// @throws IOException where the file is not to be believed
  static List<String> lines(Path file, List<Path> folders) throws IOException {
    for (Path folder : folders) {
      demandSafe(folder, true);
    }
    demandSafe(file, false);
    try {
      return Files.readAllLines(file);
    } catch (MalformedInputException e) {
      throw new IOException(file + " is no text", e);
    }
  }

  /// Only root, or whoever this process is, may be able to write there.
  static void demandSafe(Path path, boolean folder) throws IOException {
    boolean kind =
        folder
            ? Files.isDirectory(path) // the root may be a link that root made
            : Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    if (!kind) {
      throw new IOException(path + " is no plain " + (folder ? "folder" : "file"));
    }
    Object owner = Files.getAttribute(path, "unix:uid");
    Object own = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    if (!owner.equals(0) && !owner.equals(own)) {
      throw new IOException(path + " belongs to somebody else (uid " + owner + ")");
    }
    if (Files.getAttribute(path, "unix:mode") instanceof Integer mode
        && (mode & OTHERS_WRITE) != 0) {
      throw new IOException(path + " can be written by others: chmod go-w " + path);
    }
  }
}
