package org.xnsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.testing.Peers;
import org.xnsh.testing.Ran;

/// What systemd itself says of the unit.
class UnitFileTest {

  /// Where the launcher is installed; a machine that only tests has none there.
  private static final String LAUNCHER = "/usr/local/lib/xnsh/bin/xnsh";

  @TempDir private Path folder;

  private Ran analyze(boolean more, String... words) throws IOException {
    Peers.require("systemd-analyze");
    Path unit = folder.resolve("xnsh.service");
    String text = Files.readString(ServiceUnit.path("xnsh.service"));
    assertThat(text).contains("ExecStart=" + LAUNCHER + " serve");
    Files.writeString(unit, text.replace(LAUNCHER, "/bin/true"));
    if (more) {
      Path folderOfMore = Files.createDirectory(folder.resolve("xnsh.service.d"));
      Files.copy(ServiceUnit.path("netns.conf"), folderOfMore.resolve("netns.conf"));
    }
    List<String> all = new ArrayList<>(List.of("systemd-analyze", "--no-pager"));
    all.addAll(List.of(words));
    all.add(unit.toString());
    return Ran.run(all);
  }

  @Test
  void everyLineIsUnderstood() throws IOException {
    Ran alone = analyze(false, "verify");
    assertThat(alone.out() + alone.err()).doesNotContain("xnsh");
    assertThat(alone.status()).as(alone.err()).isZero();
    Ran more = analyze(true, "verify");
    assertThat(more.out() + more.err()).doesNotContain("xnsh", "netns");
  }

  /// As systemd counts it: 0 is shut, 10 is open.
  @Test
  void littleIsExposed() throws IOException {
    Ran ran = analyze(false, "security", "--offline=true", "--threshold=30");
    assertThat(ran.status()).as(ran.out()).isZero();
  }
}
