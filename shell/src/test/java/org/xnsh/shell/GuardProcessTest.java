package org.xnsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.shell.Xnsh.Ended;
import org.xnsh.testing.Peers;
import org.xnsh.testing.Ran;
import org.xnsh.testing.Snapshot;
import org.xnsh.testing.TestNamespace;
import org.xnsh.testing.Waiting;

/// Confirm timers with real processes on a real kernel: whatever becomes of the shell, its guard
/// takes back what nobody confirmed.
final class GuardProcessTest {

  private static final Path UNIFIED = Path.of("/sys/fs/cgroup/unified");

  @TempDir private Path folder;

  /// Below the folder, another one for each trial.
  private Path state = Path.of("unset");

  private static TestNamespace namespace;
  private static TestNamespace neighbour;

  @BeforeAll
  static void world() {
    Peers.require("brctl", "setsid", "ping");
    namespace = TestNamespace.create();
    neighbour = TestNamespace.create();
    namespace.sh(
        "sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1;"
            + " sysctl -qw net.ipv4.conf.all.rp_filter=1;"
            + " ip link set lo up; ip link add vif3.0 type veth peer name g3; brctl addbr xenbr0;"
            + " ip link set xenbr0 up; ip link add up0 type veth peer name out netns "
            + neighbour.name()
            + "; ip link set up0 up; ip addr add 192.0.2.1/24 dev up0;"
            // the one port that the bridge keeps has the lowest address
            + " ip link add vif4.0 address 02:00:00:00:00:01 type veth peer name g4;"
            + " brctl addif xenbr0 vif4.0; ip link set vif4.0 up; ip link set g4 up");
    neighbour.sh("ip link set out up; ip addr add 192.0.2.2/24 dev out");
    await(GuardProcessTest::isConnected, "the neighbour does not answer at first");
    await(() -> namespace.ip("-br link show xenbr0").contains(" UP "), "the bridge has no carrier");
  }

  @BeforeEach
  void open() {
    state = folder.resolve("state");
  }

  @AfterEach
  void empty() {
    guard().ifPresent(ProcessHandle::destroyForcibly);
    namespace.tryRun("ip", "link", "del", "x");
  }

  @AfterAll
  static void end() {
    if (neighbour != null) {
      namespace.close();
      neighbour.close();
    }
  }

  private static void await(java.util.function.BooleanSupplier condition, String otherwise) {
    Waiting.until(condition, () -> otherwise);
  }

  private static boolean isConnected() {
    return namespace.tryRun("ping", "-n", "-c", "1", "-W", "1", "192.0.2.2").status() == 0;
  }

  private List<String> options(String... further) {
    List<String> all =
        new ArrayList<>(List.of("--netns", namespace.name(), "--state", state.toString()));
    all.addAll(List.of(further));
    return all;
  }

  private Ended xnsh(String line) {
    return Xnsh.startedBy().run(options("-c", line).toArray(String[]::new));
  }

  /// The guard of this test's namespace.
  private Optional<ProcessHandle> guard() {
    return ProcessHandle.allProcesses()
        .filter(p ->
            p.info()
                .arguments()
                .map(List::of)
                .filter(a -> a.contains(GuardMain.class.getName()))
                .filter(a -> a.contains(state.toString()))
                .isPresent())
        .findAny();
  }

  private void awaitNoGuard() {
    await(() -> guard().isEmpty(), "the guard stays");
  }

  /// What is armed for some seconds, and looked at before they are over.
  private void inTime(int seconds, InTime.Look look) throws Exception {
    Map<String, String> before = Snapshot.of(namespace);
    InTime.look(
        seconds,
        armed -> {
          state = folder.resolve("for" + armed);
          look.within(armed);
        },
        () -> {
          awaitNoGuard();
          awaitSame(before);
        });
  }

  private static void awaitSame(Map<String, String> before) {
    Snapshot.await(namespace, before, "taken back");
  }

  @Test
  void silenceAfterACommitOnTrialBringsEverythingBackAndLeavesNothing() throws Exception {
    Map<String, String> before = Snapshot.of(namespace);
    AtomicReference<String> cgroup = new AtomicReference<>("");
    inTime(
        2,
        seconds -> {
          Ended ended =
              xnsh(
                  "begin; brctl addbr x; brctl addif x vif3.0; diff; commit confirmed "
                      + seconds
                      + "s");
          assertThat(ended.exit()).as(ended.err()).isZero();
          assertThat(ended.err()).contains("armed: taken back in ", "xnsh: not confirmed yet; ");
          assertThat(namespace.ip("-br link show master x")).contains("vif3.0");
          cgroup.set(cgroup(guard().orElseThrow()));
        });
    awaitSame(before);
    awaitNoGuard();
    assertThat(xnsh("log show 1").out())
        .contains("not confirmed, taken back at", "1: x removed", "1: vif3.0: master x → none");
    if (Files.isWritable(UNIFIED)) {
      assertThat(cgroup.get()).startsWith("/xnsh-guard-");
      Path gone = UNIFIED.resolve(cgroup.get().substring(1));
      await(() -> !Files.exists(gone), "its cgroup stays");
    }
  }

  private static String cgroup(ProcessHandle process) {
    try {
      return Files.readAllLines(Path.of("/proc/" + process.pid() + "/cgroup")).stream()
          .filter(l -> l.startsWith("0::"))
          .findFirst()
          .orElse("0::")
          .substring(3);
    } catch (IOException e) {
      return "";
    }
  }

  @Test
  void whatAnotherProcessConfirmsStaysAndItsGuardLeaves() {
    assertThat(xnsh("checkpoint 10m -- brctl addbr x").exit()).isZero();
    assertThat(guard()).isPresent();
    Ended status = xnsh("confirm status; safe off");
    assertThat(status.out()).contains("not confirmed yet", "brctl addbr x");
    assertThat(status.exit()).isEqualTo(4);
    Ended confirmed = xnsh("confirm");
    assertThat(confirmed.out()).contains("transaction 1 is confirmed");
    assertThat(confirmed.err()).isEmpty();
    awaitNoGuard();
    assertThat(namespace.ip("-br link")).contains("x ");
    assertThat(xnsh("confirm").exit()).isEqualTo(5);
  }

  /// The story that this is for: over an uplink that the change itself cuts, with the shell, its
  /// process group and its cgroup gone.
  @Test
  void anUplinkThatWasCutIsBackThoughTheShellAndAllAroundItWasKilled() throws Exception {
    Map<String, String> before = Snapshot.of(namespace);
    inTime(3, this::cutAndKilled);
    await(GuardProcessTest::isConnected, "the uplink does not come back");
    awaitSame(before);
    awaitNoGuard();
    Ended log = xnsh("log; log show 1");
    assertThat(log.out())
        .contains("brctl addif xenbr0 up0", "guard", "not confirmed, taken back at");
  }

  private void cutAndKilled(int seconds) throws Exception {
    Optional<Path> cgroup = sessionCgroup();
    List<String> words =
        new ArrayList<>(
            List.of("setsid", "sh", "-c", "[ -z \"$0\" ] || echo 0 >\"$0\"; exec \"$@\""));
    words.add(cgroup.map(c -> c.resolve("cgroup.procs").toString()).orElse(""));
    words.addAll(Child.words(options("-f", "-")));
    Process shell =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out").toFile())
            .start();
    try (var input = shell.outputWriter()) {
      input.write("safe on " + seconds + "s\nbrctl addif xenbr0 up0\n");
      input.flush();
      await(() -> namespace.ip("-br link show master xenbr0").contains("up0"), "no edit was made");
      assertThat(isConnected()).as("the uplink is cut").isFalse();
      Ran.run(List.of("kill", "-9", "--", "-" + shell.pid()));
      if (cgroup.isPresent()) {
        Files.writeString(cgroup.get().resolve("cgroup.kill"), "1");
      }
      assertThat(shell.waitFor()).isNotZero();
    } finally {
      shell.destroyForcibly();
      cgroup.ifPresent(
          c -> await(() -> c.toFile().delete(), "somebody is in the session's cgroup"));
    }
    assertThat(guard()).isPresent();
  }

  /// A cgroup as a login gets one, where that can be made here.
  private Optional<Path> sessionCgroup() throws IOException {
    if (!Files.isWritable(UNIFIED)) {
      return Optional.empty();
    }
    return Optional.of(
        Files.createDirectory(UNIFIED.resolve("xnsh-test-" + ProcessHandle.current().pid())));
  }

  @Test
  void aGuardThatIsKilledIsReplacedByTheNextXnshEvenIfThatOnlyLooks() throws Exception {
    Map<String, String> before = Snapshot.of(namespace);
    inTime(4, this::isReplacedWithin);
    awaitSame(before);
    awaitNoGuard();
  }

  private void isReplacedWithin(int seconds) {
    assertThat(xnsh("checkpoint " + seconds + "s -- brctl addbr x").exit()).isZero();
    ProcessHandle first = guard().orElseThrow();
    Ran.run(List.of("kill", "-HUP", Long.toString(first.pid()))).ok();
    Ran.run(List.of("kill", "-INT", Long.toString(first.pid()))).ok();
    assertThat(first.isAlive()).as("it lives through hangups and interrupts").isTrue();
    first.destroyForcibly();
    first.onExit().join();
    assertThat(xnsh("show links | count").err()).contains("had died; another one is armed");
  }

  @Test
  void whatSomebodyElseBuiltOnItIsLeftAndNamedAndTheRestComesBack() throws Exception {
    inTime(
        2,
        seconds -> {
          String safe = "safe on " + seconds + "s; ";
          assertThat(xnsh(safe + "brctl addbr x; link set vif3.0 mtu 1400").exit()).isZero();
          namespace.sh("ip link set g3 master x");
        });
    awaitNoGuard();
    assertThat(namespace.ip("-br link show master x")).contains("g3");
    assertThat(namespace.ip("link show vif3.0")).contains("mtu 1500");
    assertThat(xnsh("log show 1").out())
        .contains("taken back at", "but not all of it", "2: vif3.0: mtu 1400 → 1500")
        .contains("1: x has a port now: g3");
  }

  @Test
  void whatAnswersAPingBeforeAndAfterConfirmsByItself() {
    Ended ended = xnsh("begin; brctl addbr x; commit confirmed 60s probe 192.0.2.2 192.0.2.77");
    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.err())
        .contains("192.0.2.77 does not answer now", "confirmed: 192.0.2.2 answered before");
    awaitNoGuard();
    assertThat(namespace.ip("-br link")).contains("x ");
  }

  @Test
  void aLabLivesUntilItsTimerFiresAndThenLeavesNothing() throws Exception {
    Peers.require("unshare", "nsenter");
    AtomicReference<GuardedLab> guarded = new AtomicReference<>();
    InTime.look(2, seconds -> guarded.set(lab(seconds)), () -> {});
    GuardedLab lab = Objects.requireNonNull(guarded.get());
    await(() -> ProcessHandle.of(lab.guard()).isEmpty(), "the guard stays");
    await(() -> ProcessHandle.of(lab.anchor()).isEmpty(), "the lab stays");
    if (Files.isWritable(UNIFIED)) {
      await(() -> !Files.exists(lab.cgroup()), "its cgroup stays");
    }
  }

  private record GuardedLab(long guard, long anchor, Path cgroup) {}

  /// One that is as it must be while its guard waits.
  private static GuardedLab lab(int seconds) throws IOException {
    Ended ended = Xnsh.inLab().run("--lab", "-c", "checkpoint " + seconds + "s -- brctl addbr x");
    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.err()).contains("the lab lives until then: --join ");
    String process = ended.err().replaceAll("(?s).*--join ([0-9]+).*", "$1");
    String environment = Files.readString(Path.of("/proc", process, "environ")).replace('\0', '\n');
    String anchor = environment.replaceAll("(?s).*XNSH_LAB_ANCHOR=([0-9]+).*", "$1");
    assertThat(Files.readSymbolicLink(Path.of("/proc", process, "fd", "9")).toString())
        .as("the guard holds the lab's pipe")
        .contains("xnsh-lab.");
    Ran inside =
        Ran.run(List.of("nsenter", "--target", process, "--net", "--mount", "brctl", "show"));
    assertThat(inside.ok()).contains("x\t");
    assertThat(ProcessHandle.of(Long.parseLong(anchor))).as("the lab's anchor").isPresent();
    Path cgroup =
        UNIFIED.resolve(
            cgroup(ProcessHandle.of(Long.parseLong(process)).orElseThrow()).substring(1));
    if (Files.isWritable(UNIFIED)) {
      assertThat(cgroup.toString()).contains("/xnsh-guard-");
    }
    return new GuardedLab(Long.parseLong(process), Long.parseLong(anchor), cgroup);
  }
}
