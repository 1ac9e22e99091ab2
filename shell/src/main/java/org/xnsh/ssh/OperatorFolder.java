package org.xnsh.ssh;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.xnsh.command.Command.Role;

/// Who may come in: for each operator a folder of that name, with `authorized_keys` and `role`. It
/// is read again at each login. What others than its owner could write is not believed.
public record OperatorFolder(Path root) {

  static final String KEYS = "authorized_keys";
  static final String ROLE = "role";

  private static final String NAME = "[A-Za-z_][A-Za-z0-9_.-]{0,31}";

  /// S_IWGRP and S_IWOTH.
  private static final int OTHERS_WRITE = 022;

  /// Names come from the network and become part of a path.
  public static boolean isName(String text) {
    return text.matches(NAME) && !text.contains("..");
  }

  /// All operators, by name.
  public List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(root)) {
      return all.filter(f -> Files.isDirectory(f, LinkOption.NOFOLLOW_LINKS))
          .map(f -> String.valueOf(f.getFileName()))
          .filter(OperatorFolder::isName)
          .sorted()
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  public Path of(String operator) {
    if (!isName(operator)) {
      throw new IllegalArgumentException("no name of an operator: " + operator);
    }
    return root.resolve(operator);
  }

  public boolean has(String operator) {
    return isName(operator) && Files.isDirectory(of(operator), LinkOption.NOFOLLOW_LINKS);
  }

  /// @throws IOException where the file is not to be believed
  public AuthorizedKey.Read keys(String operator) throws IOException {
    Path file = of(operator).resolve(KEYS);
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return new AuthorizedKey.Read(List.of(), List.of());
    }
    return AuthorizedKey.read(lines(operator, file));
  }

  /// An operator without a file of their role may look.
  public Role role(String operator) throws IOException {
    Path file = of(operator).resolve(ROLE);
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return Role.VIEWER;
    }
    String word = String.join("\n", lines(operator, file)).strip();
    return roleNamed(word)
        .orElseThrow(() -> new IOException(file + " names no role: '" + word + "'"));
  }

  public static Optional<Role> roleNamed(String word) {
    return Stream.of(Role.values()).filter(r -> word(r).equals(word)).findFirst();
  }

  public static String word(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  private List<String> lines(String operator, Path file) throws IOException {
    demandSafe(root, true);
    demandSafe(of(operator), true);
    demandSafe(file, false);
    try {
      return Files.readAllLines(file);
    } catch (MalformedInputException e) {
      throw new IOException(file + " is no text", e);
    }
  }

  /// Nothing is written where nobody would believe it.
  void demandSound(String operator) throws IOException {
    if (Files.exists(root)) {
      demandSafe(root, true);
    }
    Path folder = of(operator);
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      if (!has(operator)) {
        throw new IOException(folder + " is no plain folder");
      }
      demandSafe(folder, true);
      for (String name : List.of(KEYS, ROLE)) {
        if (Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
          demandSafe(folder.resolve(name), false);
        }
      }
    }
  }

  /// Only root, or whoever this process is, may be able to write there.
  private static void demandSafe(Path path, boolean folder) throws IOException {
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
