package org.xnsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.testing.Peers;
import org.xnsh.testing.Ran;
import org.xnsh.testing.TestNamespace;
import org.xnsh.testing.Waiting;

/// Ctrl-C, and lines from elsewhere than a terminal, with real processes.
class InterruptedScriptTest {

  private static final int PORTS = 600;
  private static final int ATTEMPTS = 5;

  @TempDir private Path folder;

  private List<String> on(TestNamespace namespace, String... further) {
    List<String> all =
        new ArrayList<>(List.of("--netns", namespace.name(), "--state", folder.toString()));
    all.addAll(List.of(further));
    return all;
  }

  @Test
  void aScriptEndsBetweenTwoLinesAndLeavesWholeTransactions() throws Exception {
    try (TestNamespace namespace = TestNamespace.create()) {
      Path lines = folder.resolve("lines");
      Files.writeString(
          lines, "show bridges | count\n" + "brctl addbr over\nbrctl delbr over\n".repeat(20_000));
      try (Child child = Child.start(folder, on(namespace, "-f", lines.toString()))) {
        child.awaitPrinted("0");
        Waiting.until(
            () -> namespace.ip("-br link show").contains("over"),
            () -> "nothing was made: " + child.printed());
        child.signal("INT");
        assertThat(child.exit()).isEqualTo(130);
      }
      Ran after =
          Child.run(
              on(
                  namespace,
                  "-c",
                  "log | match intended | count; log | except 'rolled back' | count"));
      List<String> counts = after.ok().lines().toList();
      assertThat(counts.getFirst()).isEqualTo("0");
      // every second one that stands took away what the one before had made
      boolean odd = Integer.parseInt(counts.get(1)) % 2 == 1;
      assertThat(namespace.ip("-br link show").contains("over")).isEqualTo(odd);
    }
  }

  @Test
  void oneTransactionIsTakenBackWholeWhenItIsStoppedHalfWay() throws Exception {
    try (TestNamespace namespace = TestNamespace.create()) {
      namespace.sh(
          "ip link add over type bridge; for i in $(seq "
              + PORTS
              + "); do echo link add p$i type veth peer name q$i; done | ip -batch -");
      String line =
          "brctl addif over "
              + IntStream.rangeClosed(1, PORTS)
                  .mapToObj(i -> "p" + i)
                  .collect(Collectors.joining(" "));
      int exit = 0;
      // the machine may be so fast that all is done before the signal comes
      for (int i = 0; i < ATTEMPTS && exit == 0; i++) {
        exit = stopped(namespace, line);
      }
      assertThat(exit).isEqualTo(130);
      assertThat(namespace.ip("-br link show master over")).isBlank();
      assertThat(Child.run(on(namespace, "-c", "log | head 1")).ok()).contains("rolled back");
    }
  }

  /// Gives the line and Ctrl-C as soon as the first port is in; undoes what was quicker.
  private int stopped(TestNamespace namespace, String line) throws Exception {
    try (Child child = Child.start(folder, on(namespace, "-c", line))) {
      Waiting.until(
          () -> !child.isRunning() || !namespace.ip("-br link show master over").isBlank(),
          () -> "no port came: " + child.printed());
      if (child.isRunning()) {
        child.signal("INT");
      }
      int exit = child.exit();
      if (exit == 0) {
        Child.run(on(namespace, "-c", "undo")).ok();
      }
      return exit;
    }
  }

  @Test
  void waitingForALineItEndsAtOnce() throws Exception {
    for (String signal : new String[] {"INT", "TERM", "HUP"}) {
      try (Child child = Child.start(folder, List.of("--simulated", "-f", "-"))) {
        child.say("show bridges | count");
        child.awaitPrinted("3");
        child.signal(signal);
        assertThat(child.exit()).isEqualTo(130);
      }
    }
  }

  @Test
  void withoutATerminalTheLinesOfStandardInputAreRunWithoutColourOrPages() throws Exception {
    try (Child child = Child.start(folder, List.of("--simulated"))) {
      child.say("help");
      child.say("show vifs; exit");
      assertThat(child.exit()).isZero();
      assertThat(child.printed())
          .contains("vif3.0", "brctl addbr")
          .doesNotContain("\u001b", "--More--", "seed(");
    }
  }

  @Test
  void aStateFolderIsPrivateUnderAnOpenUmask() throws IOException {
    Peers.require("sh", "script");
    List<String> words = Child.words(List.of("--simulated"));
    String quoted =
        words.stream()
            .map(w -> "'" + w.replace("'", "'\\''") + "'")
            .collect(Collectors.joining(" "));
    Path state = folder.resolve("state");
    String session =
        "umask 0; XDG_STATE_HOME="
            + state
            + " TERM=dumb script -qec \""
            + quoted
            + "\" /dev/null </dev/null";
    Ran.run(List.of("sh", "-c", session));
    Path history = state.resolve("xnsh/history");
    assertThat(history).exists();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history.getParent())))
        .isEqualTo("rwx------");
  }
}
