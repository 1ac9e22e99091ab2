package org.xnsh.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.command.Command.Role;
import org.xnsh.host.HostDescription.Kind;
import org.xnsh.host.linux.DomainSource;
import org.xnsh.host.linux.LinuxHost;
import org.xnsh.testing.TestNamespace;
import org.xnsh.transaction.NamespaceWriter;
import org.xnsh.transaction.Staging;
import org.xnsh.transaction.Transactions;
import org.xnsh.transaction.log.StateFolder;

/// The same lines typed for xnsh and for `ip`, in two namespaces that began alike.
final class IpTypedForXnshTest {

  private static final List<String> LINES =
      List.of(
          "ip link set v0 mtu 1400 alias far txqueuelen 500",
          "ip link set v0 master br1",
          "ip link set br1 type bridge ageing_time 1000",
          "ip link set v0 type bridge_slave cost 7 hairpin on",
          "ip addr add 10.1.0.5/24 brd + dev v1",
          "ip addr add fd00:5::1/64 dev v1 nodad",
          "ip route add 10.9.0.0/16 via 10.1.0.254",
          "ip route append 10.9.0.0/16 via 10.1.0.253",
          "ip route add default nexthop via 10.1.0.9 weight 3 nexthop via 10.1.0.8",
          "ip rule add from 10.1.0.0/16 table 77",
          "ip neigh add 10.1.0.77 lladdr 00:16:3e:00:00:77 dev v1");

  @TempDir private Path folder;

  @Test
  void leaveTheSameBehind() throws IOException {
    try (TestNamespace ours = world();
        TestNamespace theirs = world()) {
      type(ours, LINES);
      LINES.forEach(line -> theirs.run(line.split(" ")));
      for (String look :
          List.of(
              "-4 addr show dev v1",
              "-4 route show table all",
              "-4 rule show",
              "neigh show nud permanent")) {
        assertThat(ours.ip(look)).as(look).isEqualTo(theirs.ip(look));
      }
      for (String link : List.of("v0", "br1")) {
        assertThat(words(ours, link)).as(link).isEqualTo(words(theirs, link));
      }
    }
  }

  private static List<String> words(TestNamespace namespace, String link) {
    List<String> found = new ArrayList<>();
    List<String> words = List.of(namespace.ip("-d link show dev " + link).trim().split("\\s+"));
    for (String word :
        List.of("mtu", "alias", "qlen", "master", "ageing_time", "cost", "hairpin")) {
      int at = words.indexOf(word);
      found.add(word + " " + (at < 0 ? "" : words.get(at + 1)));
    }
    return found;
  }

  private static TestNamespace world() {
    TestNamespace namespace = TestNamespace.create();
    namespace.sh(
        """
        ip link set lo up
        ip link add br0 type bridge; ip link add br1 type bridge
        ip link add v0 type veth peer name w0; ip link add v1 type veth peer name w1
        ip link set v0 master br0
        for l in br0 br1 v0 w0 v1 w1; do ip link set $l up; done
        """);
    return namespace;
  }

  private void type(TestNamespace namespace, List<String> lines) throws IOException {
    LinuxHost host =
        LinuxHost.namespace(Kind.NAMESPACE, namespace.name(), namespace.path(), DomainSource.NONE);
    try (Transactions transactions =
        NamespaceWriter.open(
            host, new StateFolder(folder.resolve("state")), folder.resolve("run"))) {
      Interpreter interpreter =
          new Interpreter(new CommandGrammar(StandardCatalog.all()), false, false);
      Context context =
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
      for (String line : lines) {
        List<String> faults = new ArrayList<>();
        ExitCode exit = interpreter.run(line, context, heard(faults));
        assertThat(exit).as(line + faults).isEqualTo(ExitCode.DONE);
      }
    }
  }

  private static Output heard(List<String> faults) {
    return new Output() {
      @Override
      public void show(View view) {}

      @Override
      public void fault(Fault fault) {
        faults.addAll(fault.text());
      }
    };
  }
}
