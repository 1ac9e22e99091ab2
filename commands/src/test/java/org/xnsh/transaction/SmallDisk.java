package org.xnsh.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.xnsh.testing.Peers;
import org.xnsh.testing.Ran;

/// A file system of its own, in memory, so small that it is soon full.
final class SmallDisk implements AutoCloseable {

  private final Path path;

  private SmallDisk(Path path) {
    this.path = path;
  }

  /// @param size as mount(8) takes it: `256k`
  static SmallDisk mount(Path folder, String size) throws IOException {
    Peers.requireRoot();
    Peers.require("mount", "umount");
    Path path = Files.createDirectory(folder.resolve("disk"));
    Ran.run(List.of("mount", "-t", "tmpfs", "-o", "size=" + size, "none", path.toString())).ok();
    return new SmallDisk(path);
  }

  Path path() {
    return path;
  }

  /// To the last byte.
  void fill() throws IOException {
    byte[] piece = new byte[512];
    try (var out = Files.newOutputStream(path.resolve("filling"))) {
      while (true) {
        out.write(piece);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
  }

  void fill(int bytes) throws IOException {
    Files.write(path.resolve("filling"), new byte[bytes]);
  }

  void empty() throws IOException {
    Files.delete(path.resolve("filling"));
  }

  /// @param how `ro` or `rw`
  void remount(String how) {
    Ran.run(List.of("mount", "-o", "remount," + how, path.toString())).ok();
  }

  @Override
  public void close() {
    Ran.run(List.of("umount", path.toString())).ok();
  }
}
