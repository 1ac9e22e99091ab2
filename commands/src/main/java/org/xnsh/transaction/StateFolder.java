package org.xnsh.transaction;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.xnsh.host.HostDescription.Scope;

/// Where logs live: one folder, below it one folder a namespace, for nobody else to read.
///
/// @param path the folder; made when something is written
public record StateFolder(Path path) {

  /// The folder of a live host: what `--state` names, `/var/lib/xnsh` for root, else the XDG base
  /// directory for state (XDG Base Directory Specification 0.8).
  ///
  /// @param environment of the process
  public static StateFolder of(
      Optional<Path> given, boolean root, Map<String, String> environment) {
    return new StateFolder(
        given.orElseGet(() -> root ? Path.of("/var/lib/xnsh") : xdg(environment)));
  }

  private static Path xdg(Map<String, String> environment) {
    String state = environment.getOrDefault("XDG_STATE_HOME", "");
    Path base =
        state.startsWith("/")
            ? Path.of(state)
            : Path.of(environment.getOrDefault("HOME", "/tmp"), ".local", "state");
    return base.resolve("xnsh");
  }

  /// The folder of one namespace. A cookie is unique only while the machine runs, so the boot is
  /// part of the name.
  Path of(Scope scope) {
    return path.resolve(Long.toUnsignedString(scope.cookie()) + "-" + scope.boot());
  }

  /// Makes a folder with all its parents, 0700 each, and sees to it that they survive a crash.
  static void make(Path folder) throws IOException {
    Path absolute = folder.toAbsolutePath();
    if (Files.isDirectory(absolute)) {
      return;
    }
    Path parent = absolute.getParent();
    if (parent != null) {
      make(parent);
    }
    Files.createDirectory(
        absolute,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    if (parent != null) {
      SealedFile.sync(parent);
    }
  }
}
