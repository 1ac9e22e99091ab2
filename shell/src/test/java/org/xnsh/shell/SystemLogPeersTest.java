package org.xnsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.testing.Peers;
import org.xnsh.testing.Waiting;

/// The programs that keep a machine's log understand what they are sent.
class SystemLogPeersTest {

  @TempDir private Path folder;

  private Path told() {
    return folder.resolve("told");
  }

  private String written(Path socket) {
    Waiting.until(() -> Files.exists(socket), () -> "no socket of a system log");
    try (SystemLog log = new SystemLog(socket)) {
      log.write("anna logged in from 10.0.0.7 as admin", false);
      log.write("50% of <13>all: a\\x0ab", true);
      Waiting.until(() -> text().contains("50%"), () -> "it wrote: " + text());
    }
    return text();
  }

  private String text() {
    try {
      return Files.exists(told()) ? Files.readString(told()) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String tag() {
    return " xnsh[" + ProcessHandle.current().pid() + "]: ";
  }

  @Test
  void rsyslogd() throws IOException {
    Peers.requireRoot();
    Peers.require("rsyslogd");
    Path socket = folder.resolve("log");
    Path configuration =
        Files.writeString(
            folder.resolve("conf"),
            """
            module(load="imuxsock" SysSock.Use="off")
            input(type="imuxsock" Socket="%s" ratelimit.interval="0")
            template(name="t" type="string" string="%%syslogfacility-text%%.%%syslogseverity-text%%%%timegenerated%% %%syslogtag%%%%msg%%\\n")
            action(type="omfile" file="%s" template="t")
            """
                .formatted(socket, told()));
    List<String> words =
        List.of("rsyslogd", "-n", "-f", configuration.toString(), "-i", folder + "/pid");
    try (Child _ = Child.startWords(folder, words)) {
      assertThat(written(socket))
          .contains(tag() + "anna logged in from 10.0.0.7 as admin\n", "50% of <13>all: a\\x0ab\n")
          .containsPattern("authpriv\\.info.* anna logged in")
          .containsPattern("authpriv\\.warning.*50%");
    }
  }

  /// It listens at /dev/log and nowhere else; a folder of ours stands there for it.
  @Test
  void syslogdOfBusybox() throws IOException {
    Peers.requireRoot();
    Peers.require("busybox", "unshare");
    Path devices = Files.createDirectory(folder.resolve("dev"));
    Files.createFile(devices.resolve("null"));
    String start = "mount --bind \"$0\" /dev && exec busybox syslogd -n -O \"$1\"";
    List<String> words =
        List.of("unshare", "-m", "sh", "-c", start, devices.toString(), told().toString());
    try (Child _ = Child.startWords(folder, words)) {
      assertThat(written(devices.resolve("log")))
          .contains("authpriv.info" + tag() + "anna logged in", "authpriv.warn" + tag() + "50% of");
    }
  }
}
