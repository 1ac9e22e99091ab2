package org.xnsh.host.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.xnsh.testing.Waiting;

/// The launcher's part of a lab, run as an operator runs it.
@EnabledOnOs(OS.LINUX)
class LabLauncherTest {

  private static ProcessBuilder lab(String... words) {
    List<String> line = new java.util.ArrayList<>(List.of("sh", LabDom0.LAUNCHER.toString()));
    line.addAll(List.of(words));
    return new ProcessBuilder(line);
  }

  private static String output(Process process) throws IOException {
    return new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
        .strip();
  }

  @Test
  void aLabSeesNoLinkButItsOwn() throws Exception {
    Process process = lab("new", "sh", "-c", "ls /sys/class/net; id -u").start();
    assertThat(output(process)).isEqualTo("lo\n0");
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void aLabOutlivesItsFirstProcessWhileAnotherIsInItAndThenEnds() throws Exception {
    Process first = lab("new", "sh", "-c", "ip link add v type veth peer name w; exec cat").start();
    String anchor = anchorOf(first);
    Process second =
        lab("join", "" + first.pid(), "sh", "-c", "read word; ls /sys/class/net").start();
    await(() -> alive(second.pid()) && environment(second.pid()).contains("XNSH_LAB_ANCHOR"));
    await(() -> Files.exists(Path.of("/proc/" + second.pid() + "/fd/9")));
    // nsenter enters this one last
    await(() -> namespace(second.pid()).equals(namespace(Long.parseLong(anchor))));
    first.destroyForcibly().waitFor();
    assertThat(alive(Long.parseLong(anchor))).isTrue();
    second.getOutputStream().write('\n');
    second.getOutputStream().close();
    assertThat(output(second).lines()).contains("lo", "v", "w");
    second.waitFor();
    await(() -> !alive(Long.parseLong(anchor)));
  }

  @Test
  void joiningAProcessThatIsInNoLabIsRefusedInWords() throws Exception {
    Process process = lab("join", "1", "true").redirectErrorStream(true).start();
    assertThat(output(process)).contains("not an xnsh in a lab");
    assertThat(process.waitFor()).isEqualTo(6);
  }

  private static String namespace(long pid) {
    try {
      return Files.readSymbolicLink(Path.of("/proc/" + pid + "/ns/mnt")).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String anchorOf(Process process) {
    await(() -> environment(process.pid()).contains("XNSH_LAB_ANCHOR="));
    await(() -> Files.exists(Path.of("/proc/" + process.pid() + "/root/sys/class/net/v")));
    return environment(process.pid())
        .lines()
        .filter(l -> l.startsWith("XNSH_LAB_ANCHOR="))
        .findFirst()
        .orElseThrow()
        .substring(16);
  }

  private static String environment(long process) {
    try {
      return Files.readString(Path.of("/proc/" + process + "/environ")).replace('\0', '\n');
    } catch (IOException e) {
      return "";
    }
  }

  /// A process that has ended and waits for its parent does not count as alive.
  private static boolean alive(long process) {
    try {
      return !Files.readString(Path.of("/proc/" + process + "/stat")).matches("(?s).*\\) [ZX] .*");
    } catch (IOException e) {
      return false;
    }
  }

  private static void await(java.util.function.BooleanSupplier condition) {
    Waiting.until(condition, () -> "waited too long");
  }
}
