package org.xnsh.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xnsh.testing.Pictures.still;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.change.Difference;
import org.xnsh.change.Footprint;
import org.xnsh.change.Footprint.Area;
import org.xnsh.change.Footprint.FdbOf;
import org.xnsh.change.Footprint.MdbOf;
import org.xnsh.change.Footprint.NeighboursOf;
import org.xnsh.change.Footprint.OneSysctl;
import org.xnsh.change.Footprint.VlansOf;
import org.xnsh.change.Footprints;
import org.xnsh.change.Step;
import org.xnsh.host.Host;
import org.xnsh.host.HostDescription.Kind;
import org.xnsh.host.linux.DomainSource;
import org.xnsh.host.linux.LinuxHost;
import org.xnsh.host.simulated.RandomEdits;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.FdbKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.MdbKey;
import org.xnsh.network.ObjectKey.NeighbourKey;
import org.xnsh.network.ObjectKey.NexthopKey;
import org.xnsh.network.ObjectKey.PortKey;
import org.xnsh.network.ObjectKey.PortVlanKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.ObjectKey.RuleKey;
import org.xnsh.network.ObjectKey.SysctlKey;
import org.xnsh.network.ObjectKey.VifKey;
import org.xnsh.testing.Peers;
import org.xnsh.testing.TestNamespace;
import org.xnsh.transaction.log.StateFolder;

/// After every edit, undo and redo of random sequences the kept picture is what another host on the
/// same namespace reads afresh. `-Dxnsh.sequences=N` has more of them, `-Dxnsh.seed=S` others.
final class KeptThroughOwnEditsTest {

  private static final int SEQUENCES = 20;
  private static final int EDITS = 15;
  private static final Duration LOOK_AGAIN = Duration.ofMillis(10);
  private static final int LOOKS = 6000;

  /// Detection takes seconds; some bridges are up, some down.
  private static final String WORLD =
      """
      sysctl -qw net.ipv6.conf.default.accept_dad=0 net.ipv6.conf.all.accept_dad=0
      ip link set lo up
      ip link add va type veth peer name vb
      ip link add vc type veth peer name vd
      ip link add br0 type bridge
      ip link add br1 address 02:00:00:00:03:01 type bridge
      ip link set va master br0
      ip link set vc master br1
      for l in va vb vc vd br0; do ip link set $l up; done
      ip addr add 10.0.0.1/24 dev vb
      ip addr add 10.1.0.1/24 dev br0
      ip route add default via 10.0.0.9
      """;

  @TempDir private Path folder;

  @Test
  void keptPictureEqualsAFreshDumpAfterEveryOutcome() throws IOException {
    Peers.requireRoot();
    long seed = Long.getLong("xnsh.seed", 1);
    int sequences = Integer.getInteger("xnsh.sequences", SEQUENCES);
    int made = 0;
    for (int i = 0; i < sequences; i++) {
      made += sequence(seed + i);
    }
    if (sequences >= SEQUENCES) {
      assertThat(made).as("edits that changed something").isGreaterThan(sequences * EDITS / 3);
    }
  }

  /// How many of them changed something.
  private int sequence(long seed) throws IOException {
    RandomEdits edits = new RandomEdits(seed);
    StringBuilder done =
        new StringBuilder("-Dxnsh.sequences=1 -Dxnsh.seed=" + seed + " " + edits.theme());
    int made = 0;
    try (TestNamespace namespace = TestNamespace.create()) {
      namespace.sh(WORLD);
      try (Transactions transactions =
              NamespaceWriter.open(
                  open(namespace),
                  new StateFolder(folder.resolve("" + seed)),
                  folder.resolve("run"));
          LinuxHost other = open(namespace)) {
        for (int i = 0; i < EDITS; i++) {
          Outcome outcome = one(transactions, edits, done);
          done.append(" => ").append(outcome.getClass().getSimpleName());
          made += outcome instanceof Outcome.Done ? 1 : 0;
          assertKeptIsFresh(transactions.host(), other, done);
        }
      }
    }
    return made;
  }

  private static LinuxHost open(TestNamespace namespace) throws IOException {
    return LinuxHost.namespace(
        Kind.NAMESPACE, namespace.name(), namespace.path(), DomainSource.NONE);
  }

  private static Outcome one(Transactions transactions, RandomEdits edits, StringBuilder done) {
    if (edits.in(4)) {
      done.append("\nundo");
      return transactions.undo(request("undo"), OptionalLong.empty(), edits.in(4));
    }
    if (edits.in(6)) {
      done.append("\nredo");
      return transactions.redo(request("redo"));
    }
    Network picture = transactions.picture();
    Step step = edits.drawn(picture);
    done.append('\n').append(step);
    Request request = request("an edit").withFootprint(Footprints.of(List.of(step), picture));
    return transactions.edit(request, before -> RandomEdits.wanted(before, step));
  }

  private static Request request(String line) {
    return new Request("tester", "test", line, Footprint.NOTHING, () -> false, _ -> {});
  }

  /// Looked at again for a while: the kernel itself goes on (carrier, port states).
  private static void assertKeptIsFresh(Host host, LinuxHost other, StringBuilder after)
      throws IOException {
    Network kept = comparable(host.drained());
    Network fresh = fresh(other, kept);
    for (int i = 0; i < LOOKS && !Difference.between(kept, fresh).isEmpty(); i++) {
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
      kept = comparable(host.drained());
      fresh = fresh(other, kept);
    }
    assertThat(Difference.between(kept, fresh).changes()).as("%s", after).isEmpty();
  }

  private static Network fresh(LinuxHost other, Network kept) throws IOException {
    Set<Area> joined = new LinkedHashSet<>();
    kept.keys().forEach(k -> area(k).ifPresent(joined::add));
    Network fresh = comparable(other.reread(new Footprint(joined)));
    // what the kept picture was not asked for is not in it
    for (ObjectKey key : Set.copyOf(fresh.keys())) {
      if (!area(key).map(joined::contains).orElse(true)) {
        fresh = fresh.without(key);
      }
    }
    return fresh;
  }

  /// What of the picture is only in it when it was asked for.
  private static Optional<Area> area(ObjectKey key) {
    return switch (key) {
      case NeighbourKey k -> Optional.of(new NeighboursOf(k.link()));
      case FdbKey k -> Optional.of(new FdbOf(k.link()));
      case MdbKey k -> Optional.of(new MdbOf(k.bridge()));
      case SysctlKey k -> Optional.of(new OneSysctl(k));
      case PortVlanKey k -> Optional.of(new VlansOf(k.index()));
      case LinkKey _,
          BridgeKey _,
          PortKey _,
          VifKey _,
          AddressKey _,
          RouteKey _,
          NexthopKey _,
          RuleKey _ ->
          Optional.empty();
    };
  }

  /// Without counters, and without what only the memory of own edits tells.
  private static Network comparable(Network picture) {
    Network comparable = still(picture);
    for (int bridge : picture.bridges()) {
      BridgeKey key = new BridgeKey(bridge);
      comparable = comparable.with(key, comparable.get(key).without(BridgeAttributes.MTU_PINNED));
    }
    return comparable;
  }
}
