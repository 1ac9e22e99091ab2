package org.xnsh.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xnsh.change.Change;
import org.xnsh.change.Difference;
import org.xnsh.change.Footprint;
import org.xnsh.change.Footprint.SysctlsOf;
import org.xnsh.host.Host;
import org.xnsh.host.Topologies;
import org.xnsh.host.simulated.SimulatedHost;
import org.xnsh.network.IpFamily;
import org.xnsh.network.Network;
import org.xnsh.testing.MemoryFolder;
import org.xnsh.testing.Pictures;
import org.xnsh.testing.Session;
import org.xnsh.transaction.log.Entry;
import org.xnsh.transaction.log.StateFolder;

/// Processes that die at every point of a transaction, and of the recovery from that; the network
/// is as before or as after, and the log says which.
class CrashPointsTest {

  @TempDir(factory = MemoryFolder.class)
  private Path folder;

  private final SimulatedHost host = SimulatedHost.of(Topologies.seed());
  private final List<String> notices = new ArrayList<>();

  private Transactions writer(Host of) {
    return NamespaceWriter.open(
        of, new StateFolder(folder.resolve("state")), folder.resolve("run"));
  }

  private void prepare(Corpus what) {
    assertThat(type(host, what.before())).isEmpty();
    // settings join the picture when somebody asks for them
    host.drained().links().forEach(l -> host.refresh(Footprint.of(new SysctlsOf(l))));
  }

  /// Dies with its host, if that is one that dies.
  private Optional<Throwable> type(Host of, List<String> lines) {
    Session session = Session.with(writer(of));
    return Optional.ofNullable(catchThrowable(() -> lines.forEach(l -> session.type(l).ok())));
  }

  private static void isCrash(Throwable end) {
    Throwable cause = end;
    while (cause != null && !(cause instanceof CrashingHost.Crash)) {
      cause = cause.getCause();
    }
    assertThat(cause).as("%s", end).isNotNull();
  }

  private void recover() {
    notices.clear();
    Transactions next = writer(host);
    next.recover(notices::add);
    assertThat(next.faults()).isEmpty();
    assertThat(next.verify().fault()).isEmpty();
  }

  private Path log() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("state"))) {
      return files.filter(f -> f.endsWith("transactions")).findFirst().orElseThrow();
    }
  }

  private Network still() {
    return Pictures.still(host.drained());
  }

  private void assertSame(Network expected, String when) {
    Difference difference = Difference.between(expected, still());
    assertThat(difference.changes().stream().filter(c -> !isKernelsOwnOrder(c)))
        .as("%s; told: %s", when, notices)
        .isEmpty();
  }

  /// Nobody can ask for an IPv6 route with metric 0: those of the kernel's own addresses stand in
  /// the order in which links came up.
  private static boolean isKernelsOwnOrder(Change change) {
    return change instanceof Change.RouteOrder order
        && order.group().family() == IpFamily.IPV6
        && order.group().metric() == 0;
  }

  private Entry newest() {
    return writer(host).entries().getFirst();
  }

  @ParameterizedTest
  @EnumSource
  void whoDiesAtAnyStepAndWhoeverRecoversAndDiesAtAnyStepLeavesTheNetworkAsBefore(Corpus what) {
    prepare(what);
    Network before = still();
    int moment = 0;
    while (true) {
      Optional<Throwable> end = type(CrashingHost.throwing(host, moment), what.lines());
      if (end.isEmpty()) {
        break;
      }
      isCrash(end.get());
      int second = moment % 3;
      Transactions dying = writer(CrashingHost.throwing(host, second));
      Throwable again = catchThrowable(() -> dying.recover(notices::add));
      if (again != null) {
        isCrash(again);
      }
      recover();
      assertSame(before, what + ": died at " + moment + ", then at " + second);
      assertThat(newest().state()).isEqualTo(Entry.State.ROLLED_BACK);
      moment++;
    }
    assertThat(moment).as("moments at which it could die").isGreaterThan(2);
    assertThat(still()).isNotEqualTo(before);
    assertThat(newest().state()).isEqualTo(Entry.State.VERIFIED);
  }

  /// What is on the disk after each fsync, and what may be there before the next one.
  @ParameterizedTest
  @EnumSource
  void whateverOfTheResultIsOnTheDiskTheNetworkIsAsBeforeOrAsAfter(Corpus what) throws IOException {
    prepare(what);
    Network before = still();
    byte[] logBefore = Files.readAllBytes(log());
    assertThat(type(host, what.lines())).isEmpty();
    Network after = still();
    byte[] whole = Files.readAllBytes(log());
    int result = lastLine(whole);
    for (int length : List.of(result, result + 1, (result + whole.length) / 2, whole.length - 1)) {
      Files.write(log(), Arrays.copyOf(whole, length));
      markAsDead();
      recover();
      boolean isFinished = length == whole.length - 1;
      assertSame(isFinished ? after : before, what + ": " + length + " of " + whole.length);
      assertThat(newest().state())
          .isEqualTo(isFinished ? Entry.State.VERIFIED : Entry.State.ROLLED_BACK);
      if (!isFinished) {
        Files.write(log(), logBefore);
        assertThat(type(host, what.lines())).isEmpty();
        whole = Files.readAllBytes(log());
        after = still();
      }
    }
    // an intent of which only a part is on the disk: the kernel was not touched yet
    assertThat(type(host, List.of("undo"))).isEmpty();
    Files.write(log(), Arrays.copyOf(whole, result - 9));
    markAsDead();
    recover();
    assertSame(before, what + ": half an intent");
  }

  private static int lastLine(byte[] bytes) {
    int at = bytes.length - 1;
    while (at > 0 && bytes[at - 1] != '\n') {
      at--;
    }
    return at;
  }

  /// As by a process that ended with the lock.
  private void markAsDead() throws IOException {
    Path holder =
        folder.resolve(
            "run/" + Long.toUnsignedString(host.description().scope().cookie()) + ".lock.holder");
    Files.write(
        holder, Holder.here("anna", "a line", log()).json().getBytes(StandardCharsets.UTF_8));
  }
}
