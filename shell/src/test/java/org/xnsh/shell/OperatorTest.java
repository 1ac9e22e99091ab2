package org.xnsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// In whose name a local transaction is.
class OperatorTest {

  private static final Map<String, String> SUDO =
      Map.of("SUDO_USER", "anna", "SUDO_UID", "1000", "LOGNAME", "root", "USER", "root");

  @TempDir private Path folder;

  @BeforeEach
  void accounts() throws IOException {
    Files.writeString(
        folder.resolve("passwd"),
        "root:x:0:0::/root:/bin/sh\nbert:x:1001:1001::/home/bert:/bin/sh\n");
  }

  private String name(String login, Map<String, String> environment) throws IOException {
    Path file = Files.writeString(folder.resolve("loginuid"), login);
    return new Operator(file, folder.resolve("passwd")).of(environment);
  }

  /// sudo and su leave the login uid as it is; what an environment says is anybody's word.
  @Test
  void whoLoggedInComesBeforeWhatAnEnvironmentSays() throws IOException {
    assertThat(name("1001", SUDO)).isEqualTo("bert");
    assertThat(name("0", SUDO)).isEqualTo("root");
  }

  @Test
  void withoutALoginWhoBecameRootCounts() throws IOException {
    assertThat(name("4294967295", SUDO)).isEqualTo("anna");
    assertThat(name("4294967295", Map.of("DOAS_USER", "otto", "USER", "root"))).isEqualTo("otto");
    assertThat(name("4294967295", Map.of("LOGNAME", "vera", "USER", "x"))).isEqualTo("vera");
    assertThat(new Operator(folder.resolve("none"), folder.resolve("passwd")).of(SUDO))
        .isEqualTo("anna");
    assertThat(name("7777", SUDO)).isEqualTo("anna");
  }

  /// A name becomes part of a file's name and of the log.
  @ParameterizedTest
  @ValueSource(strings = {"../x", "", "a b", "a\u001b[31m", "-x", "a/b", "a\nb"})
  void whatIsNoNameIsPassedOver(String name) throws IOException {
    assertThat(name("4294967295", Map.of("SUDO_USER", name, "LOGNAME", "vera"))).isEqualTo("vera");
  }
}
