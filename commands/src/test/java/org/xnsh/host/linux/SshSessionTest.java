package org.xnsh.host.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.path.Connection;

/// Over a tree of processes as /proc has it: this one below sudo, a shell, and sshd.
class SshSessionTest {

  @TempDir private Path proc;
  private Path here = Path.of("/");
  private Path elsewhere = Path.of("/");
  private final AtomicLong clock = new AtomicLong();

  @BeforeEach
  void processes() throws IOException {
    here = Files.createFile(proc.resolve("one namespace"));
    elsewhere = Files.createFile(proc.resolve("another namespace"));
    process("self", 40, "xnsh");
    process("40", 30, "sudo");
    process("30", 20, "bash");
    process("20", 10, "sshd-session");
    process("10", 1, "sshd");
    process("1", 0, "systemd");
    Files.createSymbolicLink(proc.resolve("20/fd/3"), Path.of("pipe:[333]"));
    Files.createSymbolicLink(proc.resolve("20/fd/10"), Path.of("socket:[777]"));
    Files.createSymbolicLink(proc.resolve("20/fd/4"), Path.of("socket:[555]"));
    Files.writeString(
        proc.resolve("20/net/tcp"),
        """
          sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
           0: 00000000:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 333 1
           1: 0100007F:1771 0100007F:A0A0 01 00000000:00000000 00:00000000 00000000     0        0 777 1
           2: CC909980:0016 0909090A:D431 01 00000000:00000000 00:00000000 00000000     0        0 555 1
        """);
  }

  private void process(String number, int parent, String name) throws IOException {
    Path process = proc.resolve(number);
    if (Files.exists(process)) {
      Files.writeString(process.resolve("status"), "Name:\t" + name + "\nPPid:\t" + parent + "\n");
      return;
    }
    Files.createDirectory(process);
    Files.writeString(process.resolve("status"), "Name:\t" + name + "\nPPid:\t" + parent + "\n");
    Files.writeString(process.resolve("comm"), name + "\n");
    Files.createDirectory(process.resolve("fd"));
    Files.createDirectory(process.resolve("net"));
    Files.createDirectory(process.resolve("ns"));
    Files.createSymbolicLink(process.resolve("ns/net"), here);
  }

  private List<Connection> found(Map<String, String> environment, Path namespace) {
    return new SshSession(new Processes(proc), environment, namespace, clock::get).find();
  }

  private static List<Connection> only(String peer, String local) {
    return List.of(Connection.of(peer, local).orElseThrow());
  }

  /// @param terminal the minor number of its pseudo terminal
  private void at(int terminal, String number, int parent, String name) throws IOException {
    process(number, parent, name);
    Files.writeString(
        proc.resolve(number).resolve("stat"),
        number
            + " ("
            + name
            + ") S "
            + parent
            + " 1 1 "
            + (136 << 8 | terminal)
            + " 1 4194304 0\n");
  }

  /// The shell has been begun in tmux, whose server is nobody's child.
  private void inTmux() throws IOException {
    Files.writeString(proc.resolve("30/status"), "Name:\tbash\nPPid:\t50\n");
    process("50", 1, "tmux: server");
  }

  private void attached(int descriptor, int terminal) throws IOException {
    Files.createSymbolicLink(proc.resolve("50/fd/" + descriptor), Path.of("/dev/pts/" + terminal));
  }

  @Test
  void theVariableTells() {
    assertThat(found(Map.of("SSH_CONNECTION", "192.0.2.7 5022 192.0.2.1 22"), here))
        .isEqualTo(only("192.0.2.7", "192.0.2.1"));
    assertThat(found(Map.of("SSH_CONNECTION", "fe80::7%eth0 5022 fe80::1%eth0 22"), here))
        .isEqualTo(only("fe80::7%eth0", "fe80::1"));
  }

  @Test
  void withoutItTheFirstSocketOfTheServerTells() {
    assertThat(found(Map.of(), here)).isEqualTo(only("10.9.9.9", "128.153.144.204"));
  }

  @Test
  void aSocketForBothFamiliesTellsTheFourthsAddress() throws IOException {
    Files.writeString(proc.resolve("20/net/tcp"), "none\n");
    Files.writeString(
        proc.resolve("20/net/tcp6"),
        """
          sl  local_address                         remote_address                        st tx_queue
           0: 0000000000000000FFFF0000CC909980:0016 0000000000000000FFFF00000909090A:D431 01 0:0 00:0 0 0 0 555 1
        """);
    assertThat(found(Map.of(), here)).isEqualTo(only("10.9.9.9", "128.153.144.204"));
  }

  @Test
  void aConnectionOverAnotherNamespaceCannotBeCutHere() {
    assertThat(found(Map.of("SSH_CONNECTION", "192.0.2.7 5022 192.0.2.1 22"), elsewhere)).isEmpty();
    assertThat(found(Map.of(), elsewhere)).isEmpty();
  }

  @Test
  void aConsoleHasNone() throws IOException {
    Files.writeString(proc.resolve("20/comm"), "getty\n");
    Files.writeString(proc.resolve("10/comm"), "login\n");
    assertThat(found(Map.of(), here)).isEmpty();
    assertThat(found(Map.of("SSH_CONNECTION", "nonsense"), here)).isEmpty();
  }

  @Test
  void inTmuxEverybodyCountsWhoIsAttachedAndNoOldVariable() throws IOException {
    inTmux();
    attached(7, 3);
    attached(8, 4);
    at(3, "61", 20, "bash");
    at(3, "62", 61, "tmux: client");
    at(4, "71", 70, "tmux: client");
    process("70", 10, "sshd-session");
    Files.writeString(
        proc.resolve("71/environ"), "HOME=/root\0SSH_CONNECTION=192.0.2.9 1 192.0.2.1 22\0");
    assertThat(found(Map.of("SSH_CONNECTION", "198.51.100.1 5022 198.51.100.2 22"), here))
        .containsExactlyInAnyOrder(
            Connection.of("10.9.9.9", "128.153.144.204").orElseThrow(),
            Connection.of("192.0.2.9", "192.0.2.1").orElseThrow());
  }

  /// Seen with screen 4.9: its server is a child of the client that began it until that leaves.
  @Test
  void inScreenOthersCountTooWhoAreAttachedBesideTheOneWhoBeganIt() throws IOException {
    at(5, "30", 50, "bash");
    process("50", 62, "screen");
    at(3, "62", 20, "screen");
    at(4, "71", 70, "screen");
    process("70", 10, "sshd-session");
    Files.writeString(
        proc.resolve("71/environ"), "SSH_CONNECTION=192.0.2.9 1 192.0.2.1 22\0TERM=screen\0");
    attached(3, 3);
    attached(7, 4);
    assertThat(found(Map.of("SSH_CONNECTION", "10.9.9.9 5022 128.153.144.204 22"), here))
        .containsExactlyInAnyOrder(
            Connection.of("10.9.9.9", "128.153.144.204").orElseThrow(),
            Connection.of("192.0.2.9", "192.0.2.1").orElseThrow());
  }

  @Test
  void whoIsAttachedFromAnotherTmuxIsFollowedThroughIt() throws IOException {
    inTmux();
    attached(7, 3);
    at(3, "62", 80, "tmux: client");
    process("80", 1, "tmux: server");
    Files.createSymbolicLink(proc.resolve("80/fd/9"), Path.of("/dev/pts/4"));
    at(4, "71", 20, "screen");
    assertThat(found(Map.of(), here)).isEqualTo(only("10.9.9.9", "128.153.144.204"));
  }

  @Test
  void withNobodyAttachedTheVariableTellsWhereTheyWillComeFrom() throws IOException {
    inTmux();
    assertThat(found(Map.of("SSH_CONNECTION", "192.0.2.7 5022 192.0.2.1 22"), here))
        .isEqualTo(only("192.0.2.7", "192.0.2.1"));
    assertThat(found(Map.of(), here)).isEmpty();
  }

  @Test
  void whoIsAttachedAtTheMachineItselfHasNone() throws IOException {
    inTmux();
    Files.createSymbolicLink(proc.resolve("50/fd/7"), Path.of("/dev/hvc0"));
    process("62", 1, "tmux: client");
    Files.writeString(
        proc.resolve("62/stat"), "62 (tmux: client) S 1 1 1 " + (229 << 8) + " 1 0\n");
    assertThat(found(Map.of("SSH_CONNECTION", "192.0.2.7 5022 192.0.2.1 22"), here)).isEmpty();
  }

  @Test
  void itIsLookedUpAgainOnlyAfterAWhile() throws IOException {
    SshSession session = new SshSession(new Processes(proc), Map.of(), here, clock::get);
    assertThat(session.access().connections()).hasSize(1);
    Files.delete(proc.resolve("20/net/tcp"));
    clock.addAndGet(1_000_000_000);
    assertThat(session.access().connections()).hasSize(1);
    clock.addAndGet(5_000_000_000L);
    assertThat(session.access().connections()).isEmpty();
  }
}
