package org.xnsh.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.xnsh.command.Command.Role;
import org.xnsh.host.HostDescription.Kind;
import org.xnsh.host.linux.DomainSource;
import org.xnsh.host.linux.LinuxHost;
import org.xnsh.testing.Peers;
import org.xnsh.testing.Ran;
import org.xnsh.testing.Snapshot;
import org.xnsh.testing.TestNamespace;
import org.xnsh.testing.Waiting;
import org.xnsh.transaction.NamespaceWriter;
import org.xnsh.transaction.Staging;
import org.xnsh.transaction.Transactions;
import org.xnsh.transaction.log.StateFolder;

/// Two namespaces made alike: in one the real brctl works, in the other our interpreter. What we
/// say while we work (that an undo will not be exact) goes to an operator by another way than
/// answers do and is not compared.
final class BrctlPair implements AutoCloseable {

  /// Bridges: `br0` is up and has the ports `p1` and `p2`; `br1` is up and empty; `br2` is down,
  /// with an address of its own and the port `p3`; `br3` is down and lost its last port. Links `p4`
  /// and `p5` are up, `p6` is down; each `pN` has a far end `qN`. No IPv6, which would add and lose
  /// addresses in its own time.
  static final String WORLD =
      """
      sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1
      ip link set lo up
      for n in 1 2 3 4 5 6; do
        ip link add p$n address 02:00:00:00:00:1$n type veth \
          peer name q$n address 02:00:00:00:00:2$n
      done
      ip link add br0 type bridge
      ip link add br1 type bridge
      ip link add br2 address 02:00:00:00:00:30 type bridge
      ip link add br3 type bridge
      ip link set p1 master br0; ip link set p2 master br0; ip link set p3 master br2
      ip link set p4 master br3; ip link set p4 nomaster
      for l in p1 q1 p2 q2 p4 q4 p5 q5 br0 br1; do ip link set $l up; done
      bridge fdb add 02:00:00:00:00:77 dev p1 master static
      """;

  private static final Pattern MAC =
      Pattern.compile("\\b[0-9a-f]{1,2}(?::[0-9a-f]{1,2}){5}\\b|(?<=\\.)[0-9a-f]{12}\\b");

  /// The addresses that scripts give, and those that mean something, as brctl and as ip write them.
  private static final Pattern GIVEN =
      Pattern.compile(
          "(?:0?2:0?0:0?0:0?0:|0200000000|0?0:0?0:0?0:|000000|0?1:|01|33:33:|ff:ff:).*");

  /// The kernel looks for carrier once a second.
  private static final Pattern CARRIER =
      Pattern.compile("\"operstate\":\"[A-Z]+\",|\"NO-CARRIER\",|,\"LOWER_UP\"");

  private final TestNamespace real;
  private final TestNamespace ours;
  private final Transactions transactions;
  private final Interpreter interpreter =
      new Interpreter(new CommandGrammar(StandardCatalog.all()), false, false);
  private final Context context;

  private BrctlPair(TestNamespace real, TestNamespace ours, Path folder) throws IOException {
    this.real = real;
    this.ours = ours;
    LinuxHost host =
        LinuxHost.namespace(Kind.NAMESPACE, ours.name(), ours.path(), DomainSource.NONE);
    this.transactions =
        NamespaceWriter.open(host, new StateFolder(folder.resolve("state")), folder.resolve("run"));
    this.context =
        new Context(
            new Staging(transactions),
            interpreter.grammar(),
            "tester",
            "script",
            Role.OPERATOR,
            true,
            false,
            Optional.empty(),
            () -> false,
            _ -> {});
  }

  /// @param folder where our log is kept
  static BrctlPair of(Path folder) throws IOException {
    Peers.require("brctl", "ip", "bridge");
    TestNamespace real = TestNamespace.create();
    TestNamespace ours = TestNamespace.create();
    BrctlPair pair = new BrctlPair(real, ours, folder);
    try {
      pair.both(WORLD);
      return pair;
    } catch (AssertionError e) {
      pair.close();
      throw e;
    }
  }

  /// What came of a line.
  record Answer(int exit, String out, String err) {

    /// As it would be with other random addresses.
    Answer still() {
      return new Answer(exit, withoutRandom(out), withoutRandom(err));
    }
  }

  /// What the real program says, in its own namespace.
  Answer real(String line) {
    return run(real, line);
  }

  /// What the real program says in our namespace.
  Answer realBesideOurs(String line) {
    return run(ours, line);
  }

  private static Answer run(TestNamespace namespace, String line) {
    Ran ran = namespace.tryRun("sh", "-c", line);
    return new Answer(ran.status(), ran.out(), ran.err());
  }

  /// What we say.
  Answer ours(String line) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    ExitCode exit =
        interpreter.run(
            line,
            context,
            new TextOutput(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8)));
    return new Answer(
        exit.number(), out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /// Words of a shell in both namespaces: what other hands do.
  void both(String script) {
    real.sh(script);
    ours.sh(script);
  }

  /// Waits until the ports of `br0` forward, which is when the kernel has seen their carrier.
  void awaitCarrier() {
    await("test $(bridge link show | grep -c 'p[12]@.*state forwarding') = 2");
  }

  /// Waits until this shell condition holds in both.
  void await(String condition) {
    for (TestNamespace namespace : List.of(real, ours)) {
      Waiting.until(
          () -> namespace.tryRun("sh", "-c", condition).status() == 0,
          () -> "waited too long for " + condition);
    }
  }

  /// How both namespaces are, the real one's first.
  List<Map<String, String>> states() {
    // a thread of the common pool may live in the network of who first had work for it
    CompletableFuture<Map<String, String>> one =
        CompletableFuture.supplyAsync(() -> state(real), Ran::apart);
    Map<String, String> other = state(ours);
    return List.of(one.join(), other);
  }

  Map<String, String> ourState() {
    return state(ours);
  }

  private static Map<String, String> state(TestNamespace namespace) {
    Map<String, String> state = new TreeMap<>(Snapshot.of(namespace));
    state.replaceAll((_, text) -> CARRIER.matcher(withoutRandom(text)).replaceAll(""));
    // it was ordered by addresses of which some are random
    state.computeIfPresent(
        "bridge -j fdb", (_, text) -> text.lines().sorted().collect(Collectors.joining("\n")));
    return state;
  }

  /// The kernel makes up the address of a new bridge.
  private static String withoutRandom(String text) {
    return MAC.matcher(text)
        .replaceAll(m ->
            Matcher.quoteReplacement(GIVEN.matcher(m.group()).matches() ? m.group() : "random"));
  }

  @Override
  public void close() {
    transactions.close();
    real.close();
    ours.close();
  }
}
