package org.xnsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.shell.Xnsh.Ended;
import org.xnsh.testing.Peers;
import org.xnsh.testing.TestNamespace;

/// Exit codes of a process whose edit or undo came to something, but not to all of it.
final class HalfKeptTest {

  @TempDir private static Path folder;
  private static TestNamespace namespace;

  @BeforeAll
  static void world() {
    Peers.require("unshare", "mount");
    namespace = TestNamespace.create();
    namespace.sh("ip link add v0 type veth peer name w0");
  }

  @AfterAll
  static void end() {
    if (namespace != null) {
      namespace.close();
    }
  }

  /// A file takes the setting's place that swallows what is written: the kernel says nothing, and
  /// only who looks again knows.
  @Test
  void anEditThatDoesNotStandWhenItIsLookedAtAgainIsAppliedAndNotVerified() {
    String deaf = "mount --bind /dev/null /proc/sys/net/ipv4/conf/v0/log_martians && exec \"$@\"";
    Ended ended =
        Xnsh.startedBy(
                "ip", "netns", "exec", namespace.name(), "unshare", "-m", "sh", "-c", deaf, "sh")
            .run("--state", folder.toString(), "-c", "sysctl net.ipv4.conf.v0.log_martians=1; log");
    assertThat(ended.err()).contains("transaction 1 is applied but not verified", "log_martians");
    assertThat(ended.exit()).isEqualTo(65);
  }

  @Test
  void anUndoThatLeavesWhatAnotherChangedIsPartial() {
    String state = folder.resolve("undone").toString();
    Xnsh xnsh = Xnsh.startedBy();
    Ended ended =
        xnsh.run(
            "--netns",
            namespace.name(),
            "--state",
            state,
            "-c",
            "link set v0 mtu 1400 alias a && link set v0 mtu 1300 && undo 1 force");
    assertThat(ended.err()).contains("mtu, by transaction 2");
    assertThat(ended.exit()).isEqualTo(66);
    assertThat(namespace.ip("link show v0")).contains("mtu 1300").doesNotContain("alias");
  }
}
