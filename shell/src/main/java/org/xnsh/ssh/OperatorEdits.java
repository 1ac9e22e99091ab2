package org.xnsh.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.xnsh.command.Command.Role;

/// Changes who may come in. A file is written whole beside the old one and renamed over it: a login
/// meanwhile reads one of both.
public final class OperatorEdits {

  private final OperatorFolder operators;

  public OperatorEdits(OperatorFolder operators) {
    this.operators = operators;
  }

  /// Adds lines of keys, or none, to an operator's, who is made where there is none.
  public void add(String operator, List<String> keys, Role role) throws IOException {
    boolean known = operators.has(operator);
    Path folder = operators.of(operator);
    operators.demandSound(operator);
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path file = folder.resolve(OperatorFolder.KEYS);
    List<String> lines =
        new ArrayList<>(
            Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? Files.readAllLines(file) : List.of());
    keys.stream().filter(k -> !lines.contains(k)).forEach(lines::add);
    if (!known) {
      role(operator, role);
    }
    if (!lines.isEmpty()) { // who comes with a certificate needs none
      write(file, lines);
    }
  }

  public void role(String operator, Role role) throws IOException {
    operators.demandSound(operator);
    write(operators.of(operator).resolve(OperatorFolder.ROLE), List.of(OperatorFolder.word(role)));
  }

  /// Takes the files away that are ours, and the folder, if nothing else is in it.
  public void remove(String operator) throws IOException {
    Path folder = operators.of(operator);
    Files.deleteIfExists(folder.resolve(OperatorFolder.KEYS));
    Files.deleteIfExists(folder.resolve(OperatorFolder.ROLE));
    try {
      Files.delete(folder);
    } catch (DirectoryNotEmptyException e) {
      throw new IOException(
          operator + " can no longer log in, but " + folder + " holds other files and stays", e);
    }
  }

  private static void write(Path file, List<String> lines) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Path fresh = Files.createTempFile(folder, ".", ".new"); // 0600
    try {
      Files.writeString(fresh, String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
