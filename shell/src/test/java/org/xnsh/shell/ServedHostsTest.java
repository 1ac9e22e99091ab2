package org.xnsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.testing.Peers;
import org.xnsh.testing.Ran;
import org.xnsh.testing.TestNamespace;

/// A served lab, and a served host whose network the operators come over.
class ServedHostsTest {

  private static final Path LAB =
      Stream.of("bin/xnsh-lab", "shell/bin/xnsh-lab")
          .map(Path::of)
          .filter(p -> p.toFile().exists())
          .findFirst()
          .orElseThrow()
          .toAbsolutePath();

  @TempDir private Path folder;

  @Test
  void aLabIsServedOutsideOfItsOwnNetworkAndEndsWithTheServer()
      throws IOException, InterruptedException {
    Peers.requireRoot();
    SshPlace.operators(folder, "anna:operator", "vera:viewer");
    try (SshPlace place =
        SshPlace.served(
            folder,
            List.of("sh", LAB.toString(), "serve"),
            List.of(),
            "--lab",
            "--listen",
            "127.0.0.1:0",
            "--listen",
            "[::1]:0")) {
      assertThat(place.server().printed()).contains("serves on [::1]:");
      assertThat(place.ssh("vera", "guest test ping 192.168.1.1 1").status()).isEqualTo(4);
      assertThat(place.ssh("anna", "dry-run guest test down").status()).isEqualTo(2);
      Ran edited =
          place.ssh(
              "anna",
              "brctl delif test vif3.0 && brctl addif virbr0 vif3.0; undo; undo; brctl show test;"
                  + " guest list; guest test address");
      assertThat(edited.status()).as(edited.err()).isZero();
      assertThat(edited.out()).contains("vif3.0: master none → test", "192.168.");
      assertThat(Ran.run(List.of("ip", "link", "show", "virbr0")).status()).isNotZero();
      place.server().signal("TERM");
      assertThat(place.server().exit()).isZero();
    }
  }

  @Test
  void whatWouldCutTheOperatorsOwnConnectionIsRefused() throws IOException {
    Peers.requireRoot();
    SshPlace.operators(folder, "anna:admin");
    try (TestNamespace host = TestNamespace.create();
        TestNamespace outside = TestNamespace.create()) {
      host.sh(
          "ip link set lo up; ip link add eth0 type veth peer name up0 netns "
              + outside.name()
              + "; ip addr add 10.77.0.1/24 dev eth0; ip link set eth0 up; ip link add eth1 type"
              + " veth peer name up1 netns "
              + outside.name()
              + "; ip addr add 10.78.0.1/24 dev eth1; ip link set eth1 up");
      outside.sh("ip addr add 10.77.0.2/24 dev up0; ip link set up0 up; ip link set up1 up");
      try (SshPlace place =
          SshPlace.served(
              folder,
              List.of("ip", "netns", "exec", host.name()),
              List.of("ip", "netns", "exec", outside.name()),
              "--listen",
              "10.77.0.1:2222",
              "--listen",
              "10.78.0.1:2222")) {
        List<String> at = List.of("-n", "anna@10.77.0.1", "--");
        Ran cut = place.client("anna", with(at, "link set eth0 down"));
        assertThat(cut.status()).as(cut.err()).isEqualTo(4);
        assertThat(cut.err()).contains("this would cut your own connection from 10.77.0.2");
        Ran door = place.client("anna", with(at, "link set eth1 down"));
        assertThat(door.status()).as(door.err()).isEqualTo(4);
        assertThat(door.err())
            .contains("this would cut the way to log in at 10.78.0.1, where the server listens")
            .contains("eth1 would be down");
        Ran other =
            place.client(
                "anna", with(at, "address add 10.78.0.9/24 dev eth1; brctl addbr br; log"));
        assertThat(other.status()).as(other.err()).isZero();
        assertThat(host.ip("link show eth0")).contains("UP");
      }
    }
  }

  @Test
  void withoutOperatorsItSaysSoAndWithABadHostKeyItDoesNotStart() throws IOException {
    Path state = folder.resolve("state");
    try (SshPlace place = SshPlace.simulated(folder)) {
      assertThat(place.server().printed())
          .contains("nobody can log in: there are no operators in " + folder.resolve("operators"));
      SshPlace.key(folder, "anna");
      assertThat(place.ssh("anna", "log").status()).isEqualTo(255);
    }
    Path key = state.resolve("ssh_host_ed25519_key");
    Files.writeString(key, "nonsense\n");
    Ran ran = Child.run(List.of("serve", "--simulated", "--state", state.toString()));
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.err()).contains("the host key " + key);
    assertThat(key).hasContent("nonsense");
  }

  @Test
  void whatCannotBeListenedOnIsSaid() throws IOException {
    SshPlace.operators(folder, "vera:viewer");
    try (SshPlace place =
        SshPlace.served(folder, List.of(), List.of(), "--simulated", "--listen", "[::1]:0")) {
      String taken = "[::1]:" + place.port();
      List<String> at = List.of("-n", "vera@::1", "--", "show bridges | count");
      assertThat(place.client("vera", at).ok()).matches("[0-9]+\n");
      for (List<String> one :
          List.of(
              List.of(taken, "cannot listen on " + taken + ": another program listens there"),
              List.of("192.0.2.77:2222", "this host has no address 192.0.2.77"))) {
        Ran ran =
            Child.run(
                List.of(
                    "serve",
                    "--simulated",
                    "--state",
                    folder.resolve("state").toString(),
                    "--listen",
                    one.getFirst()));
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err()).contains(one.getLast()).doesNotContain("Exception");
      }
    }
    Ran wrong = Child.run(List.of("serve", "--simulated", "--listen", "localhost:22"));
    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.err()).contains("--listen");
  }

  private static List<String> with(List<String> words, String last) {
    List<String> all = new ArrayList<>(words);
    all.add(last);
    return all;
  }
}
