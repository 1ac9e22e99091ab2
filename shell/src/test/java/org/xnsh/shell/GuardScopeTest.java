package org.xnsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.shell.Xnsh.Ended;
import org.xnsh.testing.Peers;
import org.xnsh.testing.TestNamespace;
import org.xnsh.testing.Waiting;

/// Where systemd runs, a guard is started through systemd-run. Here a stand-in for it tells what it
/// was asked for; that systemd runs is pretended in mounts of the test's own.
final class GuardScopeTest {

  /// As sd_booted(3) looks for it.
  private static final String BOOTED =
      "mount -t tmpfs tmpfs /run/systemd && mkdir /run/systemd/system && exec \"$@\"";

  private static final String SESSION = "xnsh-session.scope";

  private static final String LINE =
      "begin; brctl addbr x; commit confirmed 10m; confirm; show health | grep guard";

  @TempDir private Path folder;
  private final TestNamespace namespace = TestNamespace.create();

  @AfterEach
  void end() {
    namespace.close();
  }

  private void standIn(String script) throws IOException {
    Path program = folder.resolve("systemd-run");
    Files.writeString(program, "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }

  private Ended xnsh() throws IOException {
    return xnsh(60);
  }

  /// @param seconds how long a scope is waited for
  private Ended xnsh(int seconds) throws IOException {
    Peers.require("unshare", "mount", "mkdir");
    Files.createDirectories(Path.of("/run/systemd"));
    return Xnsh.startedBy("unshare", "--mount", "sh", "-c", BOOTED, "sh")
        .with("PATH", folder + ":" + System.getenv("PATH"))
        .option("-Dxnsh.guard.scope.seconds=" + seconds)
        .run(
            "--netns", namespace.name(), "--state", folder.resolve("state").toString(), "-c", LINE);
  }

  private String said() {
    try {
      return Files.readString(folder.resolve("out"));
    } catch (IOException e) {
      return "nothing";
    }
  }

  private void awaitNoGuard() {
    Waiting.until(
        () ->
            ProcessHandle.allProcesses()
                .noneMatch(p ->
                    p.info()
                        .arguments()
                        .map(List::of)
                        .filter(a -> a.contains(GuardMain.class.getName()))
                        .filter(a -> a.contains(folder.resolve("state").toString()))
                        .isPresent()),
        () -> "the guard stays");
  }

  @Test
  void theGuardIsStartedInAScopeOfItsOwn() throws IOException {
    standIn(
        "printf '%s\\n' \"$@\" >'"
            + folder.resolve("asked")
            + "'\nwhile :; do case $1 in -*) shift;; *) exec \"$@\";; esac; done\n");
    Ended ended = xnsh();
    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.err()).contains("armed: taken back in 10:00").doesNotContain("stands");
    assertThat(ended.out()).contains("in a scope of its own (systemd-run)", "is confirmed");
    List<String> asked = Files.readAllLines(folder.resolve("asked"));
    assertThat(asked.subList(0, 4))
        .containsExactly(
            "--quiet", "--scope", "--collect", "--description=xnsh guard of a confirm timer");
    assertThat(asked.get(4)).matches("--unit=xnsh-guard-[0-9]+-[0-9]+-[0-9]+");
    assertThat(asked.subList(5, 7)).containsExactly("sh", "-c");
    assertThat(asked).contains(GuardMain.class.getName(), namespace.name());
    awaitNoGuard();
  }

  /// As where there is no bus.
  @Test
  void whereSystemdGivesNoScopeTheGuardStandsElsewhereAndThatIsTold() throws IOException {
    standIn("echo 'Failed to connect to bus: No such file or directory' >&2\nexit 1\n");
    Ended ended = xnsh();
    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.err())
        .contains("the guard of the confirm timer stands in a ")
        .contains("systemd gave it no scope: Failed to connect to bus: No such file or directory")
        .contains("armed: taken back in 10:00");
    assertThat(ended.out()).contains("systemd gave it no scope", "is confirmed");
    assertThat(namespace.ip("-br link")).contains("x ");
    awaitNoGuard();
  }

  @Test
  void aBusThatDoesNotAnswerIsNotWaitedForAsLongAsForAGuard() throws IOException {
    standIn("exec sleep 600\n");
    long start = System.nanoTime();
    Ended ended = xnsh(1);
    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.err()).contains("systemd gave it no scope: it did not say so in time");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(5));
    awaitNoGuard();
  }

  /// With the real one: the end of a session's scope, as at a logout, leaves the guard alive.
  @Test
  void theEndOfTheSessionsScopeIsNotTheGuardsEnd() throws Exception {
    try (Systemd systemd = Systemd.start(folder)) {
      InTime.look(
          4,
          seconds -> endedBeforeItsGuard(systemd, seconds),
          () -> {
            systemd.kill(SESSION);
            awaitAllIsBack(systemd);
          });
      awaitAllIsBack(systemd);
    }
  }

  private void endedBeforeItsGuard(Systemd systemd, int seconds) throws IOException {
    List<String> all =
        new ArrayList<>(
            systemd.within(
                "systemd-run",
                "--quiet",
                "--scope",
                "--collect",
                "--unit=" + SESSION,
                "sh",
                "-c",
                "\"$@\"; exec sleep 600",
                "sh"));
    all.addAll(
        Child.words(
            List.of(
                "--netns",
                namespace.name(),
                "--state",
                folder.resolve("state" + seconds).toString(),
                "-c",
                "checkpoint " + seconds + "s -- brctl addbr x")));
    Process session =
        new ProcessBuilder(all)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out").toFile())
            .start();
    Waiting.until(
        () -> said().contains("armed: ") && namespace.ip("-br link").contains("x "),
        () -> "no edit is made: " + said());
    assertThat(systemd.scopes())
        .as(said())
        .contains(SESSION)
        .anyMatch(u -> u.matches("xnsh-guard-[0-9]+-[0-9]+-[0-9]+\\.scope"));
    systemd.kill(SESSION);
    assertThat(session.onExit().join().exitValue()).isNotZero();
    assertThat(namespace.ip("-br link")).as("it is not due").contains("x ");
  }

  private void awaitAllIsBack(Systemd systemd) {
    Waiting.until(
        () -> !namespace.ip("-br link").contains("x "), () -> "nobody takes it back: " + said());
    Waiting.until(() -> systemd.scopes().isEmpty(), () -> "a scope stays");
  }
}
