package org.xnsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.testing.Peers;
import org.xnsh.testing.Ran;
import org.xnsh.testing.TestNamespace;
import org.xnsh.testing.Waiting;

/// xnsh in a session of the real OpenSSH: a host with an uplink, and an operator outside.
class OwnConnectionTest {

  private static final String PORT = "2222";

  @TempDir private Path folder;
  private final TestNamespace host = TestNamespace.create();
  private final TestNamespace outside = TestNamespace.create();
  private List<Process> servers = List.of();

  @BeforeEach
  void serve() throws IOException {
    Peers.require("sshd", "ssh", "ssh-keygen");
    host.sh(
        "ip link set lo up; ip link add eth0 type veth peer name up0 netns "
            + outside.name()
            + "; ip addr add 10.77.0.1/24 dev eth0; ip link set eth0 up");
    outside.sh("ip addr add 10.77.0.2/24 dev up0; ip link set up0 up");
    for (String key : List.of("host", "operator")) {
      Ran.run(
              List.of(
                  "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder.resolve(key) + ""))
          .ok();
    }
    Files.createDirectories(Path.of("/run/sshd"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    servers =
        List.of(
            new ProcessBuilder(
                    List.of(
                        "ip",
                        "netns",
                        "exec",
                        host.name(),
                        "/usr/sbin/sshd",
                        "-D",
                        "-f",
                        "/dev/null",
                        "-p",
                        PORT,
                        "-h",
                        folder.resolve("host").toString(),
                        "-oAuthorizedKeysFile=" + folder.resolve("operator.pub"),
                        "-oStrictModes=no",
                        "-oPermitRootLogin=prohibit-password",
                        "-oUsePAM=no",
                        "-oPidFile=none"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("sshd").toFile())
                .start());
    Waiting.until(() -> host.run("ss", "-Hltn").contains(":" + PORT), () -> "sshd does not listen");
  }

  @AfterEach
  void end() {
    servers.forEach(Process::destroy);
    outside.close();
    host.close();
  }

  /// @param before what xnsh is started by in the session: `env -u SSH_CONNECTION`, as sudo does
  private Ran type(String before, String line) {
    List<String> xnsh =
        new ArrayList<>(Child.words(List.of("--state", folder.resolve("state").toString())));
    xnsh.addAll(List.of("-c", "'" + line + "'"));
    return Ran.run(ssh(List.of("-n"), before + " " + String.join(" ", xnsh)));
  }

  /// The words by which the operator outside runs something on the host.
  private List<String> ssh(List<String> options, String line) {
    List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", outside.name()));
    words.addAll(List.of("ssh", "-p", PORT, "-F", "none"));
    words.addAll(options);
    words.addAll(
        List.of(
            "-oStrictHostKeyChecking=no",
            "-oUserKnownHostsFile=/dev/null",
            "-oLogLevel=ERROR",
            "-oConnectTimeout=60",
            "-oServerAliveInterval=5",
            "-i" + folder.resolve("operator"),
            "root@10.77.0.1",
            line));
    return words;
  }

  @Test
  void whatWouldCutTheSessionIsRefusedAndWhatDoesNotIsMade() {
    Ran down = type("", "link set eth0 down");
    assertThat(down.status()).as(down.err()).isEqualTo(4);
    assertThat(down.err())
        .contains("this would cut your own connection from 10.77.0.2")
        .contains("eth0 would be down")
        .contains("commit confirmed", "safe on", "force");
    Ran alone = type("env -u SSH_CONNECTION", "brctl addbr br; brctl addif br eth0");
    assertThat(alone.status()).as(alone.err()).isEqualTo(4);
    assertThat(alone.err()).contains("eth0 would be a port of br");
    assertThat(host.ip("link show eth0")).contains("UP").doesNotContain("master");
  }

  @Test
  void theUplinkMovesIntoABridgeUnderTheSessionItself() {
    Ran moved =
        type(
            "",
            "begin; brctl addbr br; link set eth0 master br; address delete 10.77.0.1/24 dev eth0;"
                + " address add 10.77.0.1/24 dev br; link set br up; commit; log");
    assertThat(moved.status()).as(moved.err()).isZero();
    assertThat(moved.out()).contains("eth0: master none → br");
    assertThat(host.ip("addr show br")).contains("10.77.0.1/24");
    Ran listening = type("", "begin; brctl delif br eth0; commit");
    assertThat(listening.status()).as(listening.err()).isEqualTo(4);
    assertThat(listening.err()).contains("eth0 would leave br");
  }

  /// The server of tmux is nobody's child and knows no SSH_CONNECTION; who is attached does.
  @Test
  void inTmuxItIsTheConnectionOfWhoIsAttached() throws IOException {
    Peers.require("tmux");
    String socket = "xnsh-own-" + ProcessHandle.current().pid();
    List<String> tmux =
        List.of("env", "-u", "SSH_CONNECTION", "tmux", "-f", "/dev/null", "-L", socket);
    within(tmux, "new-session", "-d", "-s", "w", "-x", "100", "-y", "30", "sh");
    Process attached =
        new ProcessBuilder(ssh(List.of("-tt"), "TERM=xterm tmux -L " + socket + " attach -t w"))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("attached").toFile())
            .start();
    try {
      awaitAttached(tmux, true);
      assertThat(inPane(tmux, "link set eth0 down"))
          .contains("this would cut your own connection from 10.77.0.2", "eth0 would be down");
      assertThat(host.ip("link show eth0")).contains("UP");
      attached.destroy();
      awaitAttached(tmux, false);
      assertThat(inPane(tmux, "link set eth0 down")).doesNotContain("would cut");
      assertThat(host.ip("link show eth0")).doesNotContain(",UP");
    } finally {
      attached.destroy();
      within(tmux, "kill-server");
    }
  }

  private Ran within(List<String> before, String... words) {
    List<String> all = new ArrayList<>(before);
    all.addAll(List.of(words));
    return host.tryRun(all.toArray(String[]::new));
  }

  private void awaitAttached(List<String> tmux, boolean somebody) {
    Waiting.until(
        () -> within(tmux, "list-clients").out().isBlank() != somebody,
        () -> "attached: " + within(tmux, "list-clients").out());
  }

  private String inPane(List<String> tmux, String line) throws IOException {
    Path out = Files.createTempFile(folder, "pane", "");
    Path script = Files.createTempFile(folder, "line", ".sh");
    List<String> xnsh =
        new ArrayList<>(Child.words(List.of("--state", folder.resolve("state").toString())));
    xnsh.addAll(List.of("-c", "'" + line + "'"));
    Files.writeString(
        script, String.join(" ", xnsh) + " >" + out + " 2>&1; echo ended >>" + out + "\n");
    within(tmux, "send-keys", "sh " + script, "Enter");
    Waiting.until(() -> text(out).endsWith("ended\n"), () -> "it does not end: " + text(out));
    return text(out);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }
}
