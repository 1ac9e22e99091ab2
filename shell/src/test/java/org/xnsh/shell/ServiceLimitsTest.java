package org.xnsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.host.linux.netlink.ReceivedDatagrams;
import org.xnsh.testing.Peers;
import org.xnsh.testing.Ran;
import org.xnsh.testing.TestNamespace;
import org.xnsh.testing.Waiting;

/// The server as the unit file lets it be, and every kind of edit.
class ServiceLimitsTest {

  private static final List<String> EDITS =
      List.of(
          "brctl addbr br0",
          "ip link add va type veth peer name vb",
          "brctl addif br0 va",
          "brctl stp br0 on",
          "brctl stp br0 off",
          "brctl setfd br0 5",
          "brctl setpathcost br0 va 50",
          "ip link set va mtu 1400",
          "ip link set br0 address 02:00:00:00:00:05",
          "ip link set va alias uplink",
          "ip link set va up",
          "ip link set vb up",
          "ip link set br0 up",
          "ip addr add 10.9.0.1/24 dev br0",
          "ip addr add 2001:db8::1/64 dev br0",
          "ip route add 10.10.0.0/16 via 10.9.0.2",
          "nexthop add id 7 via 10.9.0.3 dev br0",
          "rule add from 10.9.0.0/24 table 100",
          "neighbour add 10.9.0.9 lladdr 02:00:00:00:00:09 dev br0",
          "fdb add 02:00:00:00:00:aa dev va master static",
          "sysctl net.ipv4.ip_forward=1",
          "sysctl net.ipv4.conf.br0.rp_filter=1",
          "ip link add vc type veth peer name vd",
          "ip link delete vc",
          "undo",
          "checkpoint 60s -- brctl addbr kept",
          "confirm",
          "checkpoint 2s -- brctl addbr passing");

  @TempDir private Path folder;
  private TestNamespace host;
  private TestNamespace outside;

  @BeforeEach
  void open() throws IOException {
    Peers.requireRoot();
    Peers.require("setpriv", "systemd-analyze", "ssh", "awk");
    SshPlace.operators(folder, "anna:admin");
    host = TestNamespace.create();
    outside = TestNamespace.create();
    host.sh(
        "ip link set lo up; ip link add eth0 type veth peer name up0 netns "
            + outside.name()
            + "; ip addr add 10.77.0.1/24 dev eth0; ip link set eth0 up");
    outside.sh("ip addr add 10.77.0.2/24 dev up0; ip link set up0 up");
  }

  @AfterEach
  void close() {
    host.close();
    outside.close();
  }

  @Test
  void everyKindOfEditIsMadeAndAGuardTakesBackWhatIsNotConfirmed()
      throws IOException, InterruptedException {
    try (ReceivedDatagrams manager = ReceivedDatagrams.at(folder.resolve("notify").toString());
        ReceivedDatagrams log = ReceivedDatagrams.at(folder.resolve("log").toString());
        Child server =
            new UnderLimits(ServiceUnit.of("xnsh.service"), folder)
                .serve(List.of("ip", "netns", "exec", host.name()), "--listen", "10.77.0.1:2222")) {
      server.awaitPrinted("host key ");
      manager.await("READY=1");
      Path lines = folder.resolve("lines");
      Files.write(lines, EDITS);
      Ran edited = ssh("sh", "-c", "exec \"$@\" <" + lines, "sh");
      assertThat(edited.status()).as(edited + server.printed()).isZero();
      assertThat(host.ip("-d link show br0"))
          .contains("02:00:00:00:00:05", "forward_delay 500", "state UP");
      assertThat(host.ip("-d link show va")).contains("cost 50", "mtu 1400", "alias uplink");
      assertThat(host.ip("addr show br0")).contains("10.9.0.1/24", "2001:db8::1/64");
      assertThat(host.ip("route")).contains("10.10.0.0/16 via 10.9.0.2");
      assertThat(host.ip("nexthop") + host.ip("rule") + host.ip("neigh"))
          .contains("id 7 via 10.9.0.3", "from 10.9.0.0/24 lookup 100", "02:00:00:00:00:09 PERM");
      assertThat(host.run("bridge", "fdb", "show", "dev", "va")).contains("02:00:00:00:00:aa");
      assertThat(host.run("cat", "/proc/sys/net/ipv4/ip_forward")).isEqualTo("1\n");
      assertThat(host.ip("link show kept")).contains("kept");
      Waiting.until(
          () -> host.tryRun("ip", "link", "show", "passing").status() != 0,
          () -> "the guard took nothing back: " + server.printed());
      log.await("anna from 10.77.0.2 runs: brctl stp br0 on");
      assertThat(ssh("env", "--", "-j", "show bridge br0").ok()).contains("pinned");
      server.signal("TERM");
      assertThat(server.exit()).as(server.printed()).isZero();
      manager.await("STOPPING=1");
    }
  }

  private Ran ssh(String... around) {
    List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", outside.name()));
    List<String> last = new ArrayList<>();
    boolean after = false;
    for (String word : around) {
      after |= word.equals("--");
      (after ? last : words).add(word);
    }
    words.addAll(List.of("ssh", "-F", "none", "-p", "2222", "-i" + folder.resolve("anna"), "-T"));
    words.addAll(
        List.of(
            "-oStrictHostKeyChecking=no",
            "-oUserKnownHostsFile=/dev/null",
            "-oLogLevel=ERROR",
            "anna@10.77.0.1"));
    words.addAll(last);
    return Ran.run(words);
  }
}
