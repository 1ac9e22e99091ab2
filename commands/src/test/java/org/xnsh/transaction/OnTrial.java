package org.xnsh.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.change.Footprint;
import org.xnsh.host.Topologies;
import org.xnsh.host.simulated.SimulatedHost;
import org.xnsh.network.IpFamily;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.path.Access;
import org.xnsh.path.Connection;
import org.xnsh.transaction.log.ConfirmTimer;
import org.xnsh.transaction.log.ConfirmTimer.End;
import org.xnsh.transaction.log.StateFolder;

/// A network on trial: edits under confirm timers, on a clock that the test moves, with a guard
/// that looks when the test says so.
abstract class OnTrial {

  static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path folder;
  final SimulatedHost host = SimulatedHost.of(Topologies.seed());
  final Standby guards = new Standby();
  final List<String> notices = new ArrayList<>();
  NamespaceWriter writer;
  Network before;

  /// A guard that rehearses as a process does, and looks when the test says so.
  static final class Standby implements Guards {
    Optional<Guard> guard = Optional.empty();
    boolean isBroken;
    int armed;
    Network seen = Network.EMPTY;

    @Override
    public void arm(ConfirmTimer timer, NamespaceWriter writer) throws IOException {
      if (isBroken) {
        throw new IOException("no memory for it");
      }
      armed++;
      seen = writer.picture();
      Guard fresh = new Guard(writer, timer.first(), _ -> {});
      fresh.rehearse();
      guard = Optional.of(fresh);
    }

    @Override
    public boolean isWatching() {
      return guard.isPresent();
    }

    @Override
    public Footing footing() {
      return new Footing(true, "a test");
    }

    /// How long until it looks again; nothing once the timer is over.
    Optional<Duration> look() {
      Optional<Duration> pause = guard.orElseThrow().look();
      if (pause.isEmpty()) {
        guard = Optional.empty();
      }
      return pause;
    }
  }

  @BeforeEach
  void open() {
    writer =
        NamespaceWriter.open(
            host, new StateFolder(folder.resolve("state")), folder.resolve("run"), guards);
    before = host.drained();
  }

  @AfterEach
  void close() {
    writer.close();
  }

  Request request(String operator) {
    return new Request(operator, "test", "an edit", Footprint.NOTHING, () -> false, notices::add);
  }

  Request timed(String operator) {
    return request(operator).confirmedWithin(MINUTE);
  }

  LinkKey link(String name) {
    return new LinkKey(host.drained().linkNamed(name).orElseThrow());
  }

  Outcome mtu(Request request, String link, long mtu) {
    return writer.edit(request, n -> n.with(link(link), LinkAttributes.MTU, mtu));
  }

  long mtu(String link) {
    return host.drained().get(link(link)).number(LinkAttributes.MTU);
  }

  void pass(int seconds) {
    host.pass(seconds * 100L);
  }

  /// A minute goes by, and the guard looks.
  void deadline() {
    pass(60);
    assertThat(guards.look()).isEmpty();
  }

  End.Fired fired() {
    return (End.Fired) writer.timers().getFirst().end().orElseThrow();
  }

  /// By which a session from the outside comes: the seed's uplink.
  Access fromOutside() {
    String eth0 =
        host.drained()
            .addresses(link("eth0").index(), IpFamily.IPV4)
            .getFirst()
            .local()
            .address()
            .toString();
    return Access.of(Connection.of("10.99.0.7", eth0).orElseThrow());
  }
}
