package org.xnsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xnsh.command.Command.Role;
import org.xnsh.command.ExitCode;
import org.xnsh.ssh.OperatorFolder;
import picocli.CommandLine;

/// The mistakes that are made with `xnsh operator`.
class OperatorCommandsTest {

  private static final String KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHlJZA59Hh8T16fsY/CBW40IdqW9omo37Ag5lxR477PA anna";

  @TempDir private Path folder;
  private Path key;

  @BeforeEach
  void key() throws IOException {
    key = Files.writeString(folder.resolve("anna.pub"), KEY + "\n");
  }

  private OperatorFolder operators() {
    return new OperatorFolder(folder.resolve("operators"));
  }

  /// What it prints, or why it does nothing.
  private String operator(String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of("--operators", operators().root().toString()));
    all.addAll(List.of(words));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ExitCode exit =
          new OperatorCommands(new PrintStream(out, true, StandardCharsets.UTF_8))
              .run(
                  new CommandLine(OperatorCommands.spec()).parseArgs(all.toArray(String[]::new)),
                  new StateFolders(Optional.empty(), Map.of(), true));
      String text = out.toString(StandardCharsets.UTF_8);
      return exit == ExitCode.DONE ? text : exit + ": " + text;
    } catch (Options.Unusable | OperatorCommands.Missing | IOException e) {
      return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
  }

  private String add(String name, Path file) throws IOException {
    return operator("add", name, "--key", file.toString());
  }

  @Test
  void whoIsAddedIsListedAndTakenAway() throws IOException {
    assertThat(operator("list"))
        .isEqualTo("there are no operators in " + operators().root() + "\n");
    assertThat(add("anna", key)).startsWith("anna viewer SHA256:");
    assertThat(add("anna", key)).startsWith("anna viewer SHA256:");
    assertThat(operators().keys("anna").keys()).hasSize(1);
    assertThat(operator("role", "anna", "admin"))
        .startsWith(
            "anna is admin from the next login; sessions that are open end with: systemctl");
    assertThat(operator("list")).startsWith("anna admin\n    SHA256:").endsWith(" anna\n");
    assertThat(operator("remove", "anna")).startsWith("anna can no longer log in");
    assertThat(operators().root()).isEmptyDirectory();
  }

  @Test
  void whoIsNotThereIsNotFoundAndTheNearestNameIsTold() throws IOException {
    assertThat(operator("remove", "anna"))
        .startsWith("Missing: there is no operator 'anna'")
        .endsWith("; xnsh operator list tells who there is");
    add("anna", key);
    assertThat(operator("role", "ana", "admin"))
        .startsWith("Missing: there is no operator 'ana'")
        .endsWith("; did you mean anna?");
    assertThat(operator("role", "anna", "boss")).startsWith("Unusable: a role is viewer");
    assertThat(Xnsh.startedBy().run("operator", "--operators", folder.toString(), "remove", "x"))
        .satisfies(ended -> {
          assertThat(ended.exit()).isEqualTo(ExitCode.NOT_FOUND.number());
          assertThat(ended.err()).startsWith("xnsh: there is no operator 'x'");
        });
  }

  @Test
  void aFileThatIsNoPublicKeyAddsNobody() throws IOException {
    Path secret =
        Files.writeString(
            folder.resolve("id"),
            "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA\n-----END\n");
    assertThat(add("anna", secret))
        .contains("is a private key", "the public one is " + secret + ".pub")
        .doesNotContain("b3Blbn");
    assertThat(add("anna", Files.writeString(folder.resolve("empty"), "\n# none\n")))
        .contains("holds no public key: it is empty");
    assertThat(add("anna", Files.write(folder.resolve("bytes"), new byte[] {-1, -2, 0, 10})))
        .contains("is no text");
    assertThat(add("anna", Files.writeString(folder.resolve("cut"), KEY.substring(0, 60))))
        .contains("line 1: the key cannot be read");
    assertThat(add("anna", Files.writeString(folder.resolve("env"), "environment=\"A=b\" " + KEY)))
        .contains("the option environment is not honoured here");
    assertThat(add("anna", folder)).contains("is a folder");
    assertThat(add("anna", folder.resolve("none"))).contains("there is no file");
    assertThat(operator("add", "anna")).contains("add takes --key FILE.pub");
    assertThat(operators().root()).doesNotExist();
  }

  @Test
  void whoComesWithACertificateNeedsNoKeyHere() throws IOException {
    assertThat(operator("add", "anna", "--certificate-only", "--role", "operator"))
        .startsWith("anna operator no key, certificates only\n")
        .contains("no authority signs yet: put its public key into " + operators().authorities());
    assertThat(operators().role("anna")).isEqualTo(Role.OPERATOR);
    assertThat(operator("list")).isEqualTo("anna operator\n    no key, certificates only\n");
    Files.writeString(operators().authorities(), KEY + "\n");
    assertThat(operator("add", "anna", "--certificate-only"))
        .isEqualTo("anna operator no key, certificates only\n");
    add("anna", key);
    assertThat(operator("list")).startsWith("anna operator\n    SHA256:").doesNotContain("no key");
    assertThat(operator("add", "anna", "--certificate-only"))
        .contains("anna is there already, with keys", "xnsh operator remove anna");
    assertThat(operator("add", "bert", "--certificate-only", "--key", key.toString()))
        .contains("it goes without --key");
    assertThat(operators().names()).containsExactly("anna");
  }

  @Test
  void anotherRoleForWhoIsThereIsSaidElsewhere() throws IOException {
    add("anna", key);
    assertThat(operator("add", "anna", "--key", key.toString(), "--role", "admin"))
        .contains("anna is there already, as viewer", "xnsh operator role anna admin");
    assertThat(operators().role("anna")).isEqualTo(Role.VIEWER);
    assertThat(operator("add", "bert", "--key", key.toString(), "--role", "king"))
        .contains("a role is viewer, operator or admin, not 'king'");
    assertThat(operators().names()).containsExactly("anna");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "a/b", "", "a b", "-rf", "ä", "a\u001b[31m", ".hidden", "a..b"})
  void aWeirdNameAddsNobody(String name) throws IOException {
    assertThat(operator("add", "--key", key.toString(), "--", name))
        .contains("an operator's name is made of letters");
    assertThat(operators().root()).doesNotExist();
  }

  @Test
  void whereNobodyWouldBelieveItNothingIsWritten() throws IOException {
    add("anna", key);
    Files.setPosixFilePermissions(operators().root(), PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThat(add("bert", key)).contains("can be written by others: chmod go-w");
    assertThat(operator("role", "anna", "admin")).contains("can be written by others: chmod go-w");
    assertThat(operator("list"))
        .startsWith("FAILED: anna cannot log in: ")
        .contains("can be written by others");
    assertThat(operators().names()).containsExactly("anna");
    Files.setPosixFilePermissions(operators().root(), PosixFilePermissions.fromString("rwx------"));
    assertThat(operators().role("anna")).isEqualTo(Role.VIEWER);
  }

  @Test
  void aLinkInTheirPlaceIsNotFollowed() throws IOException {
    add("anna", key);
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Files.createSymbolicLink(operators().root().resolve("bert"), elsewhere);
    assertThat(add("bert", key)).contains("bert is no plain folder");
    assertThat(operator("remove", "bert")).contains("there is no operator 'bert'");
    Path role = operators().root().resolve("anna").resolve("role");
    Path other = Files.writeString(folder.resolve("other"), "viewer\n");
    Files.delete(role);
    Files.createSymbolicLink(role, other);
    assertThat(operator("role", "anna", "admin")).contains("role is no plain file");
    assertThat(elsewhere).isEmptyDirectory();
    assertThat(other).hasContent("viewer");
  }

  @Test
  void whatElseLiesThereStaysAndIsNamed() throws IOException {
    add("anna", key);
    Path notes = operators().root().resolve("anna").resolve("notes");
    Files.writeString(notes, "x");
    assertThat(operator("remove", "anna"))
        .contains("anna can no longer log in, but", "holds other files and stays");
    assertThat(notes).exists();
    assertThat(operators().keys("anna").keys()).isEmpty();
  }
}
