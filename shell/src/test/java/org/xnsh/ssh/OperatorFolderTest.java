package org.xnsh.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xnsh.command.Command.Role;
import org.xnsh.testing.Peers;

/// The folder of operators.
class OperatorFolderTest {

  private static final String KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHlJZA59Hh8T16fsY/CBW40IdqW9omo37Ag5lxR477PA anna";

  @TempDir private Path folder;

  private OperatorFolder operators() {
    return new OperatorFolder(folder.resolve("operators"));
  }

  @BeforeEach
  void add() throws IOException {
    new OperatorEdits(operators()).add("anna", List.of(KEY), Role.OPERATOR);
  }

  @Test
  void whatIsAddedIsReadAndCanBeTakenAway() throws IOException {
    OperatorEdits edits = new OperatorEdits(operators());
    assertThat(operators().names()).containsExactly("anna");
    assertThat(operators().role("anna")).isEqualTo(Role.OPERATOR);
    edits.role("anna", Role.ADMIN);
    edits.add("anna", List.of(KEY), Role.VIEWER);
    assertThat(operators().role("anna")).isEqualTo(Role.ADMIN);
    assertThat(operators().keys("anna").keys()).hasSize(1);
    edits.remove("anna");
    assertThat(operators().names()).isEmpty();
    assertThat(operators().has("anna")).isFalse();
  }

  @Test
  void whoHasNoRoleLooks() throws IOException {
    Files.delete(operators().of("anna").resolve("role"));
    assertThat(operators().role("anna")).isEqualTo(Role.VIEWER);
    Files.writeString(operators().of("anna").resolve("role"), "root\n");
    assertThatThrownBy(() -> operators().role("anna")).hasMessageContaining("names no role");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "anna", "anna/authorized_keys"})
  void whatOthersCanWriteIsNotBelieved(String path) throws IOException {
    Path open = operators().root().resolve(path);
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwx---"));
    assertThatThrownBy(() -> operators().keys("anna"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("can be written by others: chmod go-w " + open);
  }

  @Test
  void whatBelongsToAnotherOrIsALinkIsNotBelieved() throws IOException {
    Peers.requireRoot();
    Path keys = operators().of("anna").resolve("authorized_keys");
    Files.setAttribute(keys, "unix:uid", 65534);
    assertThatThrownBy(() -> operators().keys("anna")).hasMessageContaining("somebody else");
    Path elsewhere = Files.writeString(folder.resolve("keys"), KEY + "\n");
    Files.delete(keys);
    Files.createSymbolicLink(keys, elsewhere);
    assertThatThrownBy(() -> operators().keys("anna")).hasMessageContaining("no plain file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "../anna", "a/b", "-a", "a..b", "a b", "a\u0000", "ä"})
  void aNameIsNoPath(String name) {
    assertThat(OperatorFolder.isName(name)).isFalse();
    assertThat(operators().has(name)).isFalse();
  }

  /// `tell all`; and the log names the guard and other hands so, of whose transactions an operator
  /// of that name would be the owner.
  @ParameterizedTest
  @ValueSource(strings = {"all", "guard", "outside", "ca.pub"})
  void aNameThatMeansSomethingElseIsNobodys(String name) throws IOException {
    Files.createDirectory(operators().root().resolve(name));
    assertThat(operators().has(name)).isFalse();
    assertThat(operators().names()).doesNotContain(name);
  }

  @Test
  void aLongNameIsNone() {
    assertThat(operators().has("a".repeat(10_000))).isFalse();
  }
}
