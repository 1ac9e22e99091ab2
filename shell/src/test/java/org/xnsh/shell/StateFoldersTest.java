package org.xnsh.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where logs and histories are.
final class StateFoldersTest {

  @TempDir private Path folder;

  private StateFolders user(Map<String, String> environment) {
    return new StateFolders(Optional.empty(), environment, false);
  }

  @Test
  void rootsLogsAreTheMachines() {
    assertThat(new StateFolders(Optional.empty(), Map.of("HOME", "/root"), true).logs())
        .isEqualTo(Path.of("/var/lib/xnsh"));
  }

  @Test
  void anOrdinaryUsersAreInTheXdgFolderForState() {
    assertThat(user(Map.of("HOME", "/home/u")).logs())
        .isEqualTo(Path.of("/home/u/.local/state/xnsh"));
    assertThat(user(Map.of("HOME", "/home/u", "XDG_STATE_HOME", "/s")).logs())
        .isEqualTo(Path.of("/s/xnsh"));
    // "If an implementation encounters a relative path it should consider the path invalid and
    // ignore it" (XDG Base Directory Specification)
    assertThat(user(Map.of("HOME", "/home/u", "XDG_STATE_HOME", "s")).logs())
        .isEqualTo(Path.of("/home/u/.local/state/xnsh"));
  }

  @Test
  void theFolderThatIsAskedForIsUsedByAnybody() {
    for (boolean root : new boolean[] {true, false}) {
      assertThat(new StateFolders(Optional.of(folder), Map.of(), root).logs()).isEqualTo(folder);
    }
  }

  @Test
  void aHistoryIsForItsOwnerOnly() throws IOException {
    Path history = user(Map.of("HOME", folder.toString())).history("u");
    assertThat(history).isEqualTo(folder.resolve(".local/state/xnsh/history"));
    assertThat(Files.getPosixFilePermissions(history))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.getPosixFilePermissions(history.getParent()))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    Files.setPosixFilePermissions(history, PosixFilePermissions.fromString("rw-rw-rw-"));
    user(Map.of("HOME", folder.toString())).history("u");
    assertThat(Files.getPosixFilePermissions(history))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void operatorsWithOneStateFolderHaveAHistoryEach() throws IOException {
    StateFolders folders = new StateFolders(Optional.of(folder), Map.of(), true);
    assertThat(folders.history("ann")).isNotEqualTo(folders.history("bob"));
  }

  @Test
  void aHistoryThatIsALinkToElsewhereIsNotWritten() throws IOException {
    Files.createSymbolicLink(folder.resolve("history.ann"), Path.of("/etc/passwd"));
    StateFolders folders = new StateFolders(Optional.of(folder), Map.of(), true);
    assertThatThrownBy(() -> folders.history("ann")).hasMessageContaining("not a plain file");
    assertThat(LineHistory.of(() -> folders.history("ann")))
        .isEqualTo(
            new LineHistory(
                Optional.empty(),
                Optional.of(
                    "no history is kept: "
                        + folder.resolve("history.ann")
                        + " is not a plain file")));
  }
}
