package org.xnsh.ssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.xnsh.command.Command.Role;

/// Who may come in: for each operator a folder of that name, with `authorized_keys` and `role`. It
/// is read again at each login. What others than its owner could write is not believed.
public record OperatorFolder(Path root) {

  static final String KEYS = "authorized_keys";
  static final String ROLE = "role";

  private static final String AUTHORITIES = "ca.pub";

  /// Nobody can be called as the file beside the operators' folders, as those are in the log who
  /// are no operators (whoever was called so could undo what they did), or as all whom `tell`
  /// tells.
  private static final Set<String> TAKEN = Set.of(AUTHORITIES, "guard", "outside", "all");

  private static final String NAME = "[A-Za-z_][A-Za-z0-9_.-]{0,31}";

  /// Names come from the network and become part of a path.
  public static boolean isName(String text) {
    return text.matches(NAME) && !text.contains("..") && !isTaken(text);
  }

  /// Whether it would be a name and means something else.
  public static boolean isTaken(String text) {
    return TAKEN.contains(text);
  }

  /// Where the authorities of certificates are, unless told otherwise.
  public Path authorities() {
    return root.resolve(AUTHORITIES);
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
    return Believed.lines(file, List.of(root, of(operator)));
  }

  /// Nothing is written where nobody would believe it.
  void demandSound(String operator) throws IOException {
    if (Files.exists(root)) {
      Believed.demandSafe(root, true);
    }
    Path folder = of(operator);
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      if (!has(operator)) {
        throw new IOException(folder + " is no plain folder");
      }
      Believed.demandSafe(folder, true);
      for (String name : List.of(KEYS, ROLE)) {
        if (Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
          Believed.demandSafe(folder.resolve(name), false);
        }
      }
    }
  }
}
