package org.xnsh.shell;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

/// Where things are kept: transaction logs below one folder, each operator's history in a file that
/// nobody else can read.
///
/// @param asked `--state`
/// @param environment the process's; its HOME, not Java's: in a user namespace Java believes that
///   it is root at /root
/// @param root whether the process runs as root of the machine
record StateFolders(Optional<Path> asked, Map<String, String> environment, boolean root) {

  private static final Path OPERATORS_OF_ROOT = Path.of("/etc/xnsh/operators");
  private static final Path OF_ROOT = Path.of("/var/lib/xnsh");

  static StateFolders ofProcess(Optional<Path> asked) {
    return new StateFolders(asked, System.getenv(), isRoot());
  }

  /// The folder below which every namespace has one of its own.
  Path logs() {
    return asked.orElseGet(() -> root ? OF_ROOT : own());
  }

  /// The history file of this operator; made here, so that it never is readable for others.
  Path history(String operator) throws IOException {
    Path folder = asked.orElseGet(this::own);
    boolean shared = asked.isPresent();
    Path file = folder.resolve(shared ? "history." + operator : "history");
    makePrivate(folder, shared);
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      makeHistory(file);
    } else if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    } else {
      throw new IOException(file + " is not a plain file");
    }
    return file;
  }

  private static void makeHistory(Path file) throws IOException {
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (FileAlreadyExistsException e) {
      // another session of theirs opened at the same moment
    }
  }

  /// The history file of an operator who comes over SSH: one for each.
  Path historyOf(String operator) throws IOException {
    return new StateFolders(Optional.of(logs()), environment, root).history(operator);
  }

  /// Where operators are who may come over SSH.
  Path operators() {
    String configuration = environment.getOrDefault("XDG_CONFIG_HOME", "");
    Path own =
        configuration.startsWith("/")
            ? Path.of(configuration)
            : Path.of(environment.getOrDefault("HOME", "/"), ".config");
    return root ? OPERATORS_OF_ROOT : own.resolve("xnsh").resolve("operators");
  }

  private static void makePrivate(Path folder, boolean shared) throws IOException {
    var owner = PosixFilePermissions.fromString("rwx------");
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(owner));
    } else if (!shared) {
      Files.setPosixFilePermissions(folder, owner);
    }
  }

  private Path own() {
    String state = environment.getOrDefault("XDG_STATE_HOME", "");
    Path base =
        state.startsWith("/")
            ? Path.of(state)
            : Path.of(environment.getOrDefault("HOME", "/"), ".local", "state");
    return base.resolve("xnsh");
  }

  /// Root of a user namespace is an ordinary user outside: its map does not begin with 0 0.
  private static boolean isRoot() {
    try {
      Object uid = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
      String map = Files.readString(Path.of("/proc/self/uid_map"));
      return uid.equals(0) && map.strip().matches("0\\s+0\\s[^\n]*");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
