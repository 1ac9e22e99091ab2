package org.xnsh.host.linux;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.xnsh.testing.Pictures.still;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xnsh.change.Footprint;
import org.xnsh.host.HostDescription.Kind;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.FdbKey;
import org.xnsh.network.ObjectKey.NeighbourKey;
import org.xnsh.testing.Peers;
import org.xnsh.testing.TestNamespace;
import org.xnsh.testing.Waiting;

final class KeptPictureTest {

  private static final long PATIENCE_NANOS = Waiting.SECONDS * 1_000_000_000;
  private static final long LOOK_AGAIN_NANOS = 20_000_000;

  private final TestNamespace namespace = TestNamespace.create();

  @BeforeEach
  void linksToWorkWith() {
    Peers.require("brctl", "bridge");
    namespace.sh(
        """
        ip link set lo up
        ip link add b0 type bridge
        ip link add b1 type bridge
        ip link add v0 type veth peer name p0
        ip link add v1 type veth peer name p1
        ip link add v2 type veth peer name p2
        ip link set p0 up; ip link set p1 up; ip link set p2 up
        """);
  }

  @AfterEach
  void remove() {
    namespace.close();
  }

  private LinuxHost open() throws IOException {
    return LinuxHost.namespace(
        Kind.NAMESPACE, namespace.name(), namespace.path(), DomainSource.NONE);
  }

  /// Retried for a while: the kernel itself goes on (carrier, duplicate address detection).
  private static void assertKeptIsFresh(LinuxHost host, LinuxHost other, String after)
      throws IOException {
    long start = System.nanoTime();
    Network kept = still(host.drained());
    Network fresh = still(other.reread(Footprint.NOTHING));
    while (!kept.equals(fresh) && System.nanoTime() - start < PATIENCE_NANOS) {
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
      kept = still(host.drained());
      fresh = still(other.reread(Footprint.NOTHING));
    }
    assertThat(kept.toString()).as(after).isEqualTo(fresh.toString());
    assertThat(kept).as(after).isEqualTo(fresh);
  }

  @Test
  void keptPictureEqualsAFreshDumpAfterEveryChangeOfOtherHands() throws IOException {
    long seed = Long.getLong("xnsh.seed", System.nanoTime());
    Random random = new Random(seed);
    try (LinuxHost host = open();
        LinuxHost other = open()) {
      StringBuilder done = new StringBuilder("-Dxnsh.seed=" + seed);
      for (int i = 0; i < 100; i++) {
        String change = Changes.drawn(random, Changes.ALL.get(random.nextInt(Changes.ALL.size())));
        int status = namespace.tryRun("sh", "-c", change).status();
        done.append('\n').append(change).append(status == 0 ? "" : "  (refused)");
        assertKeptIsFresh(host, other, done.toString());
      }
      assertThat(host.resyncs()).isZero();
    }
  }

  @Test
  void anOverrunOfEventsIsMadeUpForByADump() throws IOException {
    Optional<Path> file = Optional.of(namespace.path());
    try (LinuxHost host =
            LinuxHost.open(Kind.NAMESPACE, namespace.name(), file, DomainSource.NONE, 1 << 14);
        LinuxHost other = open()) {
      batch("ip", 200, n -> "link set v0 mtu " + (1300 + n % 2) + "\n");
      host.drained();
      assertThat(host.resyncs()).isEqualTo(1);
      assertKeptIsFresh(host, other, "an overrun");
    }
  }

  @Test
  void aFloodOfForwardingEntriesIsNotEvenHeard() throws IOException {
    namespace.sh("ip link set v0 master b0; ip link set v0 up; ip link set b0 up");
    try (LinuxHost host = open()) {
      Network before = host.drained();
      batch(
          "bridge",
          5000,
          n -> "fdb add 02:00:00:00:%02x:%02x dev v0 master dynamic\n".formatted(n >> 8, n & 255));
      int bridge = before.linkNamed("b0").orElseThrow();
      assertThat(host.fdb(bridge)).hasSizeGreaterThan(5000);
      assertThat(host.drained().keys().stream().filter(k -> !before.has(k)))
          .noneMatch(k -> k instanceof FdbKey || k instanceof NeighbourKey);
      assertThat(host.resyncs()).isZero();
    }
  }

  private void batch(String program, int lines, IntFunction<String> line) throws IOException {
    Path file = Files.createTempFile("xnsh", ".batch");
    try {
      Files.writeString(file, IntStream.range(0, lines).mapToObj(line).collect(joining()));
      namespace.run(program, "-batch", file.toString());
    } finally {
      Files.delete(file);
    }
  }
}
