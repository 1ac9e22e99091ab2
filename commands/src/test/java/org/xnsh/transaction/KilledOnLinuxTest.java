package org.xnsh.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xnsh.command.ExitCode;
import org.xnsh.testing.ChildProcess;
import org.xnsh.testing.Peers;
import org.xnsh.testing.Ran;
import org.xnsh.testing.Session;
import org.xnsh.testing.Snapshot;
import org.xnsh.testing.TestNamespace;
import org.xnsh.testing.Waiting;
import org.xnsh.transaction.log.Entry;

/// Processes that get a SIGKILL in the midst of a transaction on a real kernel. Who opens the host
/// next brings it back.
class KilledOnLinuxTest {

  private static final int KILLED = 128 + 9;
  private static final String MOVE = "link set p1 master other";
  private static final String REBUILD =
      "begin; brctl addbr br9; ip link set br9 up; ip addr del 10.3.0.1/24 dev u0;"
          + " brctl addif br9 u0; ip addr add 10.3.0.1/24 dev br9;"
          + " ip route add 10.9.0.0/16 via 10.3.0.9; commit";
  private static final String DELETE = "ip link del other";
  private static final String DOWN = "ip link set u0 down";

  @TempDir private Path folder;
  private TestNamespace namespace;
  private Map<String, String> before = Map.of();

  @BeforeEach
  void open() {
    namespace = TestNamespace.create();
    namespace.sh(
        "sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1;"
            + " ip link set lo up;"
            + " ip link add test type bridge; ip link add other type bridge;"
            + " ip link add p1 type veth peer name q1; ip link set p1 master test;"
            + " ip link set p1 type bridge_slave cost 77 hairpin on;"
            + " ip link add p3 type veth peer name q3; ip link set p3 master other;"
            + " ip link add u0 type veth peer name u1;"
            + " for l in p1 q1 p3 q3 u0 u1 test other; do ip link set $l up; done;"
            + " ip addr add 10.1.0.1/24 dev other; ip addr add 10.1.0.2/24 dev other;"
            + " ip route add 10.6.0.0/16 via 10.1.0.9;"
            + " ip addr add 10.3.0.1/24 dev u0; ip route add 10.9.0.0/16 via 10.3.0.9;"
            + " ip nexthop add id 7 via 10.3.0.7 dev u0; ip route add 10.8.0.0/16 nhid 7");
    before = calm();
  }

  @AfterEach
  void close() {
    namespace.close();
  }

  private static Transactions writer(String namespace, Path folder, int moment) throws IOException {
    return OnKernel.writer(
        namespace, folder, host -> new CrashingHost(host, moment, Child::waitForTheEnd));
  }

  /// Namespace, folder, the moment at which it waits for its end, and the line.
  static final class Child {
    private Child() {}

    static void waitForTheEnd() {
      System.out.println("here");
      while (true) {
        LockSupport.park();
      }
    }

    public static void main(String[] arguments) throws IOException {
      int moment = Integer.parseInt(arguments[2]);
      Session session = Session.with(writer(arguments[0], Path.of(arguments[1]), moment));
      Session.Said said = session.type(arguments[3]);
      System.out.println(said);
      System.exit(said.exit() == ExitCode.DONE ? 0 : 3);
    }
  }

  private List<String> child(int moment, String line) {
    return ChildProcess.of(
        Child.class, namespace.name(), folder.toString(), Integer.toString(moment), line);
  }

  private Map<String, String> calm() {
    Map<String, String> now = Snapshot.of(namespace);
    Map<String, String> earlier;
    // a bridge that came up looks for carrier once a second
    Waiting.until(
        () -> namespace.ip("-o link show type bridge").split("state UP", -1).length == 3,
        () -> "no carrier");
    do {
      earlier = now;
      LockSupport.parkNanos(200_000_000);
      now = Snapshot.of(namespace);
    } while (!now.equals(earlier));
    return now;
  }

  private void awaitBefore(String when) {
    Snapshot.await(namespace, before, when);
  }

  private Entry recovered() throws IOException {
    return told().getFirst();
  }

  /// What the log tells when the host is as it should be again.
  private List<Entry> told() throws IOException {
    List<String> notices = new ArrayList<>();
    try (Transactions next = writer(namespace.name(), folder, Integer.MAX_VALUE)) {
      next.recover(notices::add);
      assertThat(next.verify().fault()).isEmpty();
      return List.copyOf(next.entries());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {MOVE, REBUILD, DELETE, DOWN})
  void whoIsKilledBetweenTwoStepsIsTakenBack(String line) throws Exception {
    for (int moment : line.equals(REBUILD) ? List.of(1, 6) : List.of(2)) {
      Process dying = new ProcessBuilder(child(moment, line)).redirectErrorStream(true).start();
      String said = dying.inputReader().readLine();
      while (said != null && !said.equals("here") && !said.startsWith("Said")) {
        said = dying.inputReader().readLine();
      }
      if (said != null && said.startsWith("Said")) {
        assertThat(moment).as("%s", said).isGreaterThan(1);
        return;
      }
      assertThat(said).isEqualTo("here");
      dying.destroyForcibly();
      assertThat(dying.waitFor(Waiting.SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(dying.exitValue()).isEqualTo(KILLED);
      assertThat(recovered().state()).isEqualTo(Entry.State.ROLLED_BACK);
      awaitBefore("killed at moment " + moment + " of " + line);
    }
  }

  /// By strace, as the call begins: the line is written, and nobody knows whether it is on the
  /// disk. The first call of a process is for the folder, before it writes anything.
  @Test
  void whoIsKilledInTheFsyncOfTheIntentDidNothingAndInThatOfTheResultAll() throws Exception {
    Peers.require("strace");
    // makes the log with its first record, and the lock
    assertThat(
            Session.with(writer(namespace.name(), folder, Integer.MAX_VALUE)).type("undo").exit())
        .isEqualTo(ExitCode.NOT_FOUND);
    for (int which : List.of(1, 2, 3)) {
      Ran ran =
          Ran.run(
              ChildProcess.by(
                  List.of(
                      "strace",
                      "-f",
                      "-o",
                      "/dev/null",
                      "-e",
                      "trace=fsync",
                      "-e",
                      "inject=fsync:signal=SIGKILL:when=" + which),
                  child(Integer.MAX_VALUE, MOVE)));
      if (ran.err().contains("Operation not permitted")) {
        Peers.missing("strace may not trace here");
      }
      assertThat(ran.status()).as(ran.err()).isNotZero();
      boolean isMade = which == 3;
      List<Entry> told = told();
      if (which == 1) {
        assertThat(told).isEmpty();
      } else {
        assertThat(told.getFirst().state())
            .isEqualTo(isMade ? Entry.State.VERIFIED : Entry.State.ROLLED_BACK);
      }
      if (isMade) {
        assertThat(namespace.ip("-o link show p1")).contains("master other");
      } else {
        awaitBefore("killed in fsync " + which);
      }
    }
  }
}
