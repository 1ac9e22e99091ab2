package org.xnsh.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.change.Refusal;
import org.xnsh.change.Step;
import org.xnsh.command.ExitCode;
import org.xnsh.host.HostDescription.Kind;
import org.xnsh.host.linux.DomainSource;
import org.xnsh.host.linux.LinuxHost;
import org.xnsh.testing.ForwardingHost;
import org.xnsh.testing.Peers;
import org.xnsh.testing.Session;
import org.xnsh.testing.Session.Said;
import org.xnsh.testing.TestNamespace;
import org.xnsh.testing.Waiting;
import org.xnsh.transaction.log.Entry;

/// Programs beside us on a real kernel, in the window of a transaction and right after it: what
/// they do is told as theirs, and an undo leaves it.
class LateHandsOnLinuxTest {

  private static final String POLICY = "02:11:22:33:44:55";

  @TempDir private Path folder;
  private TestNamespace inside;
  private TestNamespace beyond;
  private final List<Process> others = new ArrayList<>();
  private Session session;

  /// After its first step a transaction waits for this.
  private BooleanSupplier theirs = () -> true;

  @BeforeEach
  void open() throws IOException {
    inside = TestNamespace.create();
    beyond = TestNamespace.create();
    inside.sh(
        "sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1;"
            + " ip link add eth0 type veth peer name w0 netns "
            + beyond.name()
            + "; ip link add p1 type veth peer name q1; ip link set eth0 up");
    session = another();
  }

  @AfterEach
  void close() throws InterruptedException {
    session.close();
    for (Process other : others) {
      other.destroyForcibly();
      other.waitFor();
    }
    inside.close();
    beyond.close();
  }

  private Session another() throws IOException {
    LinuxHost kernel =
        LinuxHost.namespace(Kind.NAMESPACE, inside.name(), inside.path(), DomainSource.NONE);
    return Session.on(
        new ForwardingHost(kernel) {
          @Override
          public OptionalInt apply(Step step) throws Refusal, IOException {
            OptionalInt made = super.apply(step);
            Waiting.until(theirs, () -> "the other hand does nothing");
            return made;
          }
        },
        folder);
  }

  private Process beside(TestNamespace namespace, String... program) throws IOException {
    Process process =
        new ProcessBuilder(
                Stream.concat(
                        Stream.of("ip", "netns", "exec", namespace.name()), Stream.of(program))
                    .toList())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said-by-" + others.size()).toFile())
            .start();
    others.add(process);
    return process;
  }

  /// As udev, which hears of a bridge and gives it the address of the host's policy some
  /// milliseconds later.
  private Process policy() throws IOException {
    return beside(
        inside,
        "sh",
        "-c",
        "until ip link show x0 >/dev/null 2>&1; do :; done; sleep 0.02;"
            + " exec ip link set x0 address "
            + POLICY);
  }

  private boolean hasPolicy() {
    return inside.tryRun("ip", "link", "show", "x0").out().contains(POLICY);
  }

  private List<Entry> outsiders() {
    return session.transactions().entries().stream().filter(Entry::isOutside).toList();
  }

  private void noDrift() {
    Said said = session.type("drift");
    assertThat(said.out()).isEmpty();
    assertThat(said.exit()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void aBridgeThatGetsAnAddressAfterItWasMadeIsToldAndNoUndoTakesItAway() throws Exception {
    session.type("brctl addbr x0").ok();
    // not before: on a busy machine it would come while the bridge is made
    assertThat(policy().waitFor()).isZero();
    session.type("link set p1 mtu 1400").ok();
    assertThat(outsiders()).singleElement().satisfies(e -> assertThat(e.number()).isEqualTo(2));
    assertThat(session.type("log show 2").ok()).contains("x0: address", POLICY);
    assertThat(session.type("drift").out().lines().skip(1))
        .as("nothing else")
        .isNotEmpty()
        .allMatch(l -> l.matches("x0 +(address|pinned address) .* 2"));
    session.type("undo").ok();
    assertThat(hasPolicy()).isTrue();
    try (Session next = another()) {
      next.type("link set p1 mtu 1300").ok();
      assertThat(outsiders()).as("not again").hasSize(1);
    }
    session.type("undo 1").ok();
    assertThat(inside.ip("-br link")).doesNotContain("x0");
    noDrift();
  }

  @Test
  void aBridgeThatGetsAnAddressWhileItIsBuiltIsToldWithWhatBuiltIt() throws Exception {
    policy();
    theirs = this::hasPolicy;
    Said said = session.type("begin; brctl addbr x0; brctl addif x0 p1; commit");
    assertThat(said.ok() + said.err()).contains("by another hand: x0: address").contains(POLICY);
    theirs = () -> true;
    session.type("brctl delif x0 p1").ok();
    session.type("undo").ok();
    assertThat(hasPolicy()).isTrue();
    assertThat(outsiders()).isEmpty();
    session.type("undo 1").ok();
    assertThat(inside.ip("-br link")).doesNotContain("x0");
    noDrift();
  }

  /// A client that has a lease, and renews it every other second. Each renewal gives it a thousand
  /// seconds more.
  private void leased() throws IOException {
    Peers.require("dhclient", "dnsmasq");
    Path script =
        Files.writeString(
            folder.resolve("script"),
            """
            #!/bin/sh
            lease() {
              left=$((1000 + 1000 * $(grep -c RENEW FOLDER/reasons)))
              ip addr "$1" "$new_ip_address/$new_subnet_mask" brd + dev "$interface" \
                valid_lft $left preferred_lft $left
            }
            case "$reason" in
            BOUND) lease add; echo BOUND >> FOLDER/reasons ;;
            RENEW) echo RENEW >> FOLDER/reasons; lease change ;;
            esac
            """
                .replace("FOLDER", folder.toString()));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    Files.createFile(folder.resolve("reasons"));
    // a request that is lost is made again after a second, not after ten
    Path configuration =
        Files.writeString(
            folder.resolve("dhclient.conf"),
            "initial-interval 1; backoff-cutoff 1; supersede dhcp-renewal-time 2;\n");
    beyond.sh("ip addr add 10.9.0.1/24 dev w0; ip link set w0 up");
    beside(
        beyond,
        "dnsmasq",
        "--no-daemon",
        "--conf-file=/dev/null",
        "--pid-file=" + folder.resolve("dnsmasq.pid"),
        "--port=0",
        "--bind-interfaces",
        "--interface=w0",
        "--no-ping",
        "--dhcp-range=10.9.0.10,10.9.0.20,2m",
        "--dhcp-leasefile=" + folder.resolve("leases"));
    beside(
        inside,
        "dhclient",
        "-d",
        "-sf",
        script.toString(),
        "-pf",
        folder.resolve("dhclient.pid").toString(),
        "-lf",
        folder.resolve("lease").toString(),
        "-cf",
        configuration.toString(),
        "eth0");
    Waiting.until(() -> said("BOUND") > 0, () -> "there is no lease");
  }

  private long said(String reason) {
    try {
      Path reasons = folder.resolve("reasons");
      return Files.exists(reasons)
          ? Files.readAllLines(reasons).stream().filter(reason::equals).count()
          : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Of the lease, in seconds.
  private int remaining() {
    String address = inside.ip("-o -4 addr show dev eth0");
    return Integer.parseInt(address.replaceAll("(?s).*valid_lft ([0-9]+)sec.*", "$1"));
  }

  @Test
  void aLeaseThatIsRenewedMeanwhileIsToldAndItsTimeStaysThroughTheUndo() throws Exception {
    leased();
    AtomicInteger left = new AtomicInteger();
    theirs =
        () -> {
          left.compareAndSet(0, remaining());
          return remaining() > left.get() + 500;
        };
    Said said = session.type("link set eth0 mtu 1400 alias ours");
    assertThat(said.ok() + said.err()).contains("by another hand: a lease was renewed");
    assertThat(remaining()).isGreaterThan(left.get() + 500);
    session.type("undo").ok();
    assertThat(remaining()).isGreaterThan(left.get() + 500);
    assertThat(outsiders()).isEmpty();
    noDrift();
  }
}
