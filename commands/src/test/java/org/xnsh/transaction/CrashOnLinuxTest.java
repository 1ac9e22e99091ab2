package org.xnsh.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.change.Footprint;
import org.xnsh.change.Footprint.FdbOf;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.PortKey;
import org.xnsh.network.PortAttributes;
import org.xnsh.testing.ChildProcess;
import org.xnsh.testing.Peers;
import org.xnsh.testing.Ran;
import org.xnsh.testing.Snapshot;
import org.xnsh.testing.TestNamespace;
import org.xnsh.testing.Waiting;
import org.xnsh.transaction.log.Entry;

/// A process of its own that edits a real kernel and is halted in the midst of it; another one
/// comes after it.
class CrashOnLinuxTest {

  private static final int HALTED = 9;
  private static final int RTM_DELLINK = 17;
  private static final int RTM_GETLINK = 18;
  private static final String ALL = "all";
  private static final Pattern MESSAGE = Pattern.compile("sendto\\(.*nlmsg_type=0x([0-9a-f]+)");

  @TempDir private Path folder;
  private TestNamespace namespace;
  private final List<String> notices = new ArrayList<>();

  @BeforeEach
  void open() {
    namespace = TestNamespace.create();
    namespace.sh(
        "sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1;"
            + " ip link set lo up; ip link add p1 type veth peer name q1;"
            + " ip link add test type bridge; ip link add other type bridge;"
            + " ip link set p1 master test; ip link set p1 type bridge_slave cost 77 hairpin on;"
            + " ip link add p3 type veth peer name q3; ip link set p3 master other;"
            + " for l in p1 q1 p3 q3 test other; do ip link set $l up; done;"
            + " bridge fdb add 02:00:00:00:00:99 dev p1 master static;"
            + " ip addr add 10.1.0.1/24 dev other; ip addr add 10.1.0.2/24 dev other;"
            + " ip link set q1 mtu 1400; ip addr add 10.2.0.1/24 dev q1;"
            + " ip route add 10.9.0.0/16 via 10.2.0.9; ip route add 10.9.0.0/16 via 10.2.0.8 metric 7");
  }

  @AfterEach
  void close() {
    namespace.close();
  }

  /// The edit of the child: a port moves and gets another priority, a link with routes goes down.
  private static Network edit(Network n) {
    LinkKey p1 = new LinkKey(n.linkNamed("p1").orElseThrow());
    LinkKey q1 = new LinkKey(n.linkNamed("q1").orElseThrow());
    long other = n.linkNamed("other").orElseThrow();
    return n.with(p1, LinkAttributes.MASTER, other)
        .with(new PortKey(p1.index()), PortAttributes.PRIORITY, 7L)
        .with(q1, LinkAttributes.UP, false)
        .with(q1, LinkAttributes.MTU, 1300L);
  }

  private static Transactions open(String namespace, Path folder, String moment)
      throws IOException {
    return OnKernel.writer(
        namespace,
        folder,
        host -> moment.equals(ALL) ? host : CrashingHost.halting(host, Integer.parseInt(moment)));
  }

  private static Footprint entries(Network network) {
    return Footprint.of(new FdbOf(network.linkNamed("p1").orElseThrow()));
  }

  /// Namespace, folder and the moment at which to halt, or `all`.
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) throws IOException {
      try (Transactions transactions = open(arguments[0], Path.of(arguments[1]), arguments[2])) {
        Request request =
            new Request(
                "child",
                "test",
                "an edit of the child",
                entries(transactions.picture()),
                () -> false,
                line -> {});
        Outcome outcome = transactions.edit(request, CrashOnLinuxTest::edit);
        System.exit(outcome instanceof Outcome.Done ? 0 : 3);
      }
    }
  }

  private List<String> child(String moment) {
    return ChildProcess.of(Child.class, namespace.name(), folder.toString(), moment);
  }

  private Transactions parent() throws IOException {
    return open(namespace.name(), folder, ALL);
  }

  private Request request() {
    return new Request(
        "parent", "test", "an edit of the parent", Footprint.NOTHING, () -> false, notices::add);
  }

  /// Carrier and port states come some time after the commands.
  private void awaitSame(Map<String, String> before, String when) {
    Snapshot.await(namespace, before, when);
  }

  private Map<String, String> calm() {
    Map<String, String> now = Snapshot.of(namespace);
    Map<String, String> before;
    // a bridge that came up looks for carrier once a second
    Waiting.until(
        () -> namespace.ip("-o link show type bridge").split("state UP", -1).length == 3,
        () -> "no carrier");
    do {
      before = now;
      LockSupport.parkNanos(300_000_000);
      now = Snapshot.of(namespace);
    } while (!now.equals(before));
    return now;
  }

  @Test
  void whateverTheMomentTheNextOneTakesItBack() throws IOException {
    Map<String, String> before = calm();
    int moment = 0;
    int status = HALTED;
    while (status == HALTED) {
      status = Ran.run(child("" + moment)).status();
      if (status == HALTED) {
        notices.clear();
        try (Transactions next = parent()) {
          assertThat(next.edit(request(), n -> n)).isInstanceOf(Outcome.Unchanged.class);
          assertThat(notices).singleElement().asString().endsWith("has been taken back");
          assertThat(next.entries().getFirst().state()).isEqualTo(Entry.State.ROLLED_BACK);
          assertThat(next.entries().getFirst().operator()).isEqualTo("child");
        }
        awaitSame(before, "halted at moment " + moment);
        // the first moments are one step each; the later ones are sampled
        moment += moment < 6 ? 1 : 3;
      }
    }
    assertThat(status).isZero();
    assertThat(moment).as("moments at which it could be halted").isGreaterThan(6);
    assertThat(Snapshot.of(namespace)).isNotEqualTo(before);
  }

  @Test
  void oneProcessSeesAndUndoesWhatAnotherDid() throws IOException {
    Map<String, String> before = calm();
    try (Transactions here = parent()) {
      assertThat(here.entries()).isEmpty();
      assertThat(Ran.run(child(ALL)).status()).isZero();
      assertThat(here.entries())
          .singleElement()
          .satisfies(e -> {
            assertThat(e.operator()).isEqualTo("child");
            assertThat(e.command()).isEqualTo("an edit of the child");
          });
      assertThat(here.undo(request(), OptionalLong.empty(), false))
          .as("it is not the parent's")
          .isInstanceOf(Outcome.Refused.class);
      assertThat(here.undo(request(), OptionalLong.of(1), false)).isInstanceOf(Outcome.Done.class);
    }
    awaitSame(before, "undone");
  }

  /// Seen from outside, by the calls that the process makes.
  @Test
  void theIntentIsOnTheDiskBeforeTheKernelIsTouchedAndTheResultAfter() throws IOException {
    Peers.require("strace");
    Path trace = folder.resolve("trace");
    List<String> command = new ArrayList<>(List.of("strace", "-f", "-y", "-s", "200"));
    command.addAll(List.of("-e", "trace=write,fsync,sendto", "-o", trace.toString()));
    command.addAll(child(ALL));
    Ran ran = Ran.run(command);
    if (ran.err().contains("Operation not permitted")) {
      Peers.missing("strace may not trace here");
    }
    assertThat(ran.status()).as(ran.err()).isZero();
    StringBuilder order = new StringBuilder();
    for (String line : Files.readAllLines(trace, StandardCharsets.ISO_8859_1)) {
      order.append(call(line));
    }
    assertThat(order.toString()).matches("snapshot fsync intent fsync (kernel )+result fsync ");
  }

  private static String call(String line) {
    if (line.contains("/transactions>")) {
      return line.contains("fsync(")
          ? "fsync "
          : line.contains("\\\"intent\\\"")
              ? "intent "
              : line.contains("\\\"result\\\"")
                  ? "result "
                  : line.contains("\\\"snapshot\\\"") ? "snapshot " : "";
    }
    Matcher type = MESSAGE.matcher(line);
    if (!type.find()) {
      return "";
    }
    int number = Integer.parseInt(type.group(1), 16);
    // of every four types one only asks; a deletion of no link (RTM_DELLINK) asks for our rights
    return number % 4 == RTM_GETLINK % 4 || number == RTM_DELLINK ? "" : "kernel ";
  }
}
