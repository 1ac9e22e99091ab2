package org.xnsh.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.change.Change;
import org.xnsh.change.Change.Added;
import org.xnsh.change.Change.Altered;
import org.xnsh.change.Change.Removed;
import org.xnsh.change.Difference;
import org.xnsh.change.Followed;
import org.xnsh.change.Footprint;
import org.xnsh.change.ObjectStanding;
import org.xnsh.host.Host;
import org.xnsh.host.HostDescription.Kind;
import org.xnsh.host.Topologies;
import org.xnsh.host.linux.DomainSource;
import org.xnsh.host.linux.LinuxHost;
import org.xnsh.host.simulated.SimulatedHost;
import org.xnsh.network.Attribute;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.testing.Session;
import org.xnsh.testing.TestNamespace;
import org.xnsh.transaction.Outcome;
import org.xnsh.transaction.Request;
import org.xnsh.transaction.Undoing;
import org.xnsh.transaction.log.Entry;

/// Random edits, and undo of them in any order: what comes back is what the three-way rule says,
/// nobody is taken for another hand, and nothing drifts.
class RandomUndoTest {

  @TempDir private Path folder;

  private static final List<String> LINES =
      List.of(
          "link set L mtu M",
          "link set L alias W",
          "link set L up",
          "link set L down",
          "link set L txqueuelen 5M",
          "link set L master B",
          "link set L nomaster",
          "brctl addbr N",
          "brctl delbr N",
          "brctl addif B L",
          "brctl delif B L",
          "brctl stp B on",
          "brctl stp B off",
          "brctl setfd B 4",
          "brctl setageing B 44",
          "brctl setpathcost B L 7",
          "brctl hairpin B L on",
          "address add 10.9.K.1/24 dev L",
          "address delete 10.9.K.1/24 dev L",
          "route add 10.77.K.0/24 via 10.9.K.9",
          "route delete 10.77.K.0/24",
          "sysctl net.ipv4.conf.L.rp_filter=K");

  /// One run over one host.
  private record Run(Random random, Session session, List<String> links, String told) {

    String pick(List<String> of) {
      return of.get(random.nextInt(of.size()));
    }

    String line() {
      return pick(LINES)
          .replace("W", "w" + random.nextInt(4))
          .replace("L", pick(links))
          .replace("B", pick(List.of("br0", "br1", "x1")))
          .replace("N", pick(List.of("x1", "x2")))
          .replace("M", pick(List.of("1300", "1400", "1450")))
          .replace("K", "" + random.nextInt(3));
    }

    Network now() throws IOException {
      Host host = session.transactions().host();
      return host.reread(Footprint.NOTHING);
    }

    void step() throws IOException {
      long newest =
          session.transactions().entries().stream().mapToLong(Entry::number).findFirst().orElse(0);
      if (newest == 0 || random.nextInt(3) > 0) {
        session.type(line());
      } else {
        undo(1 + random.nextLong(newest), random.nextBoolean());
      }
      nobodyElse();
    }

    /// The rule, held against what the undo made.
    void undo(long number, boolean force) throws IOException {
      Entry entry = session.transactions().entry(number).orElseThrow();
      boolean stands =
          entry.state() == Entry.State.APPLIED || entry.state() == Entry.State.VERIFIED;
      if (!stands) {
        return;
      }
      Network before = now();
      Request request =
          new Request(
              "tester", "test", "undo " + number, Footprint.NOTHING, () -> false, line -> {});
      Outcome outcome =
          session.transactions().undo(request, Undoing.numbered(List.of(number)).forced(force));
      Network after = now();
      String what = told + ": undo " + number + " (" + entry.command() + "): " + outcome;
      switch (outcome) {
        case Outcome.Done _ -> isBack(entry.changes(), after, what);
        case Outcome.PartlyUndone _ -> isAsFarAsItWent(entry.changes(), before, after, what);
        case Outcome.Refused _ -> {
          assertThat(force).as(what).isFalse();
          assertThat(chosen(Difference.between(before, after))).as(what).isEmpty();
        }
        case Outcome.RolledBack o -> {
          assertThat(o.left()).as(what).isEmpty();
          assertThat(chosen(Difference.between(before, after))).as(what).isEmpty();
        }
        case Outcome.Unchanged _, Outcome.Staged _, Outcome.Unverified _, Outcome.Previewed _ ->
            throw new AssertionError(what);
      }
    }

    private static List<Change> chosen(Difference difference) {
      return difference.changes().stream()
          .filter(c ->
              switch (c) {
                case Added a -> !ObjectStanding.isDerived(a.key(), a.after());
                case Removed r -> !ObjectStanding.isDerived(r.key(), r.before());
                case Altered a -> a.attributes().stream().anyMatch(x -> x.standing().isRestored());
                case Change.AddressOrder _, Change.RouteOrder _ -> false;
              })
          .toList();
    }

    private static void isBack(Difference recorded, Network after, String what) {
      for (Change change : chosen(recorded)) {
        switch (change) {
          case Added c -> assertThat(after.has(c.key())).as(what + c.key()).isFalse();
          case Removed c -> assertThat(after.has(c.key())).as(what + c.key()).isTrue();
          case Altered c -> {
            for (Attribute<?> a : c.attributes()) {
              if (a.standing().isRestored() && !free(c.key(), a, after)) {
                assertThat(after.get(c.key()).get(a)).as(what + a).isEqualTo(c.before().get(a));
              }
            }
          }
          case Change.AddressOrder _, Change.RouteOrder _ -> {}
        }
      }
    }

    /// An attribute that somebody changed since stays; one that nobody did comes back or is named.
    private static void isAsFarAsItWent(
        Difference recorded, Network before, Network after, String what) {
      for (Change change : chosen(recorded)) {
        if (change instanceof Altered c && before.has(c.key()) && after.has(c.key())) {
          for (Attribute<?> a : c.attributes()) {
            Optional<?> was = before.get(c.key()).get(a);
            boolean foreign = !was.equals(c.after().get(a)) && !was.equals(c.before().get(a));
            if (foreign && a.standing().isRestored() && !free(c.key(), a, after)) {
              assertThat(after.get(c.key()).get(a)).as(what + a).isEqualTo(was);
            }
          }
        }
      }
    }

    private static boolean free(ObjectKey key, Attribute<?> attribute, Network now) {
      return Followed.isOne(key, attribute, now)
          || attribute.equals(LinkAttributes.MAC)
          || attribute.name().startsWith("pinned");
    }

    void nobodyElse() {
      List<Entry> entries = session.transactions().entries();
      List<String> others = new ArrayList<>();
      for (Entry entry : entries) {
        if (entry.isOutside() || !entry.outside().isEmpty()) {
          others.add(entry.number() + " after " + entries.getLast().command() + ": " + entry);
        }
      }
      String log =
          told
              + '\n'
              + entries.stream()
                  .map(e -> e.number() + " " + e.command() + " " + e.state())
                  .toList();
      assertThat(others).as(log).isEmpty();
      assertThat(session.type("drift").out()).as(log).isEmpty();
    }
  }

  private void run(long seed, Host host, List<String> links, int steps) throws IOException {
    try (Session session = Session.on(host, folder.resolve("" + seed))) {
      session.type("brctl addbr br0; brctl addbr br1; link set br0 up");
      Run run = new Run(new Random(seed), session, links, "seed " + seed);
      for (int i = 0; i < steps; i++) {
        run.step();
      }
    }
  }

  @Test
  void onTheSimulation() throws IOException {
    long first = new Random().nextInt(1_000_000);
    for (long seed = first; seed < first + 5; seed++) {
      run(seed, SimulatedHost.of(Topologies.bare()), List.of("eth0", "eth1", "vif3.0", "br0"), 25);
    }
  }

  @Test
  void onTheKernel() throws IOException {
    try (TestNamespace inside = TestNamespace.create();
        TestNamespace outside = TestNamespace.create()) {
      inside.sh(
          """
          ip link set lo up; sysctl -qw net.ipv6.conf.default.accept_dad=0
          for l in eth0 eth1 v1; do ip link add $l type veth peer name p$l netns OUTSIDE; done
          for l in eth0 eth1 v1; do ip link set $l up; ip -n OUTSIDE link set p$l up; done
          """
              .replace("OUTSIDE", outside.name()));
      Host host =
          LinuxHost.namespace(Kind.NAMESPACE, inside.name(), inside.path(), DomainSource.NONE);
      run(new Random().nextInt(1_000_000), host, List.of("eth0", "eth1", "v1", "br0"), 30);
    }
  }

  /// A link's IPv6 MTU was recorded with the link that an undo made anew.
  @Test
  void whatTheKernelSetsWithAnMtuIsNoDrift() throws IOException {
    try (TestNamespace inside = TestNamespace.create();
        Session session =
            Session.on(
                LinuxHost.namespace(
                    Kind.NAMESPACE, inside.name(), inside.path(), DomainSource.NONE),
                folder.resolve("mtu"))) {
      session.type("brctl addbr br1").ok();
      session.type("link delete br1").ok();
      session.type("undo").ok();
      session.type("link set br1 mtu 1450").ok();
      assertThat(session.type("drift").out()).isEmpty();
    }
  }
}
