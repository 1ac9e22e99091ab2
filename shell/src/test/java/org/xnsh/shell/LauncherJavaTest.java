package org.xnsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Which Java the launcher starts.
@EnabledOnOs({OS.LINUX, OS.MAC})
final class LauncherJavaTest {

  /// Tests run in the module's folder or in the one above.
  private static final Path LAUNCHER =
      Stream.of("bin/xnsh", "shell/bin/xnsh")
          .map(Path::of)
          .filter(Files::exists)
          .findFirst()
          .orElseThrow();

  private record Ended(int status, String out, String err) {}

  private static Ended launch(String java) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("sh", LAUNCHER.toString(), "--version");
    builder.environment().put("XNSH_JAVA", java);
    Process process = builder.start();
    process.getOutputStream().close();
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), out, err);
  }

  /// A folder that looks like a JDK of this version.
  private static Path jdk(Path folder, String version) throws IOException {
    Path java = Files.createDirectories(folder.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho started \"$0\"\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(folder.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return folder;
  }

  @Test
  void aNamedJavaThatIsNotThereIsSaidAndNothingStarts() throws Exception {
    Ended ended = launch("/no/such/jdk");
    assertThat(ended.err())
        .startsWith("xnsh: XNSH_JAVA does not point to a JDK 25: /no/such/jdk\n");
    assertThat(ended.out()).isEmpty();
    assertThat(ended.status()).isEqualTo(1);
  }

  @Test
  void aNamedJavaOfAnotherVersionIsNotReplacedSilently(@TempDir Path folder) throws Exception {
    Path old = jdk(folder, "17.0.15");
    for (String named : new String[] {old.toString(), old.resolve("bin/java").toString()}) {
      Ended ended = launch(named);
      assertThat(ended.err()).contains("XNSH_JAVA does not point to a JDK 25: " + named);
      assertThat(ended.out()).isEmpty();
      assertThat(ended.status()).isEqualTo(1);
    }
  }
}
