package org.xnsh.host.simulated;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.xnsh.change.Footprint;
import org.xnsh.change.Refusal;
import org.xnsh.change.Step;
import org.xnsh.host.FdbEntry;
import org.xnsh.host.Host;
import org.xnsh.host.HostDescription;
import org.xnsh.host.HostDescription.Kind;
import org.xnsh.host.HostDescription.Scope;
import org.xnsh.host.NeighbourEntry;
import org.xnsh.host.Topology;
import org.xnsh.network.Attributes;
import org.xnsh.network.NeighbourAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.NeighbourKey;

/// A host in memory. As on a kernel's host the kept picture lags behind until somebody looks.
public final class SimulatedHost implements Host {

  private static final int ENOBUFS = 105;

  /// Some uptime, so that ages and deadlines can lie in the past.
  private static final long BOOTED = 100_000;

  private final HostDescription description;
  private Network actual;
  private Network kept;
  private int nextIndex;
  private int failing;
  private long clock = BOOTED;
  private LongSupplier passed = () -> 0;

  private SimulatedHost(String name, Network picture) {
    // the boot is one of its own, so that no other host's log or lock is taken for this one's
    Scope scope = new Scope(1, UUID.randomUUID().toString());
    this.description = new HostDescription(Kind.SIMULATED, name, scope, Optional.empty());
    this.actual = picture;
    this.kept = picture;
    this.nextIndex = picture.links().stream().mapToInt(i -> i).max().orElse(0) + 1;
  }

  public static SimulatedHost of(Topology topology) {
    return new SimulatedHost(topology.name(), TopologyPicture.of(topology));
  }

  /// A host that begins with this picture.
  public static SimulatedHost of(String name, Network picture) {
    return new SimulatedHost(name, picture);
  }

  @Override
  public HostDescription description() {
    return description;
  }

  @Override
  public synchronized Network picture() {
    return kept;
  }

  @Override
  public synchronized Network drained() {
    kept = actual;
    return kept;
  }

  @Override
  public synchronized Network refresh(Footprint footprint) {
    actual = SettingsRead.joined(actual, footprint);
    return drained();
  }

  @Override
  public synchronized Network reread(Footprint further) {
    return refresh(further);
  }

  @Override
  public synchronized OptionalInt apply(Step step) throws Refusal {
    if (failing > 0 && --failing == 0) {
      throw new Refusal(ENOBUFS, "no memory left for this");
    }
    try {
      KernelModel.Applied applied = KernelModel.apply(actual, step, this::numbered);
      actual = applied.network();
      return applied.index();
    } catch (Refusal e) {
      actual = KernelModel.afterRefusal(actual, step);
      throw e;
    }
  }

  /// `dev_index_reserve`: numbers go on from the last one that the kernel chose, whatever was asked
  /// for in between.
  private int numbered(int asked) {
    if (asked > 0) {
      return asked;
    }
    while (actual.has(new LinkKey(nextIndex))) {
      nextIndex++;
    }
    return nextIndex++;
  }

  /// Refuses the k-th step from now on, once: 1 is the next one, 0 none.
  public synchronized void failAt(int k) {
    failing = k;
  }

  /// What another hand does: dhclient, udev, libxl.
  public synchronized void outside(UnaryOperator<Network> change) {
    actual = change.apply(actual);
  }

  /// Moves the clock on.
  ///
  /// @param hundredths of a second
  public synchronized void pass(long hundredths) {
    clock += hundredths;
  }

  @Override
  public synchronized List<FdbEntry> fdb(int bridge) {
    return ForwardingView.of(actual, bridge);
  }

  @Override
  public synchronized List<NeighbourEntry> neighbours() {
    List<NeighbourEntry> entries = new ArrayList<>();
    for (int link : actual.links()) {
      actual.standingOn(link).stream()
          .filter(NeighbourKey.class::isInstance)
          .map(NeighbourKey.class::cast)
          .sorted((a, b) -> a.address().compareTo(b.address()))
          .forEach(k -> entries.add(entry(k, actual.get(k))));
    }
    return List.copyOf(entries);
  }

  private static NeighbourEntry entry(NeighbourKey key, Attributes is) {
    return new NeighbourEntry(
        key.link(),
        key.address(),
        is.get(NeighbourAttributes.MAC),
        (int) is.number(NeighbourAttributes.STATE),
        (int) is.number(NeighbourAttributes.FLAGS));
  }

  @Override
  public long resyncs() {
    return 0;
  }

  @Override
  public synchronized long bootClock() {
    return clock + passed.getAsLong();
  }

  /// From now on time passes by itself.
  public synchronized SimulatedHost withRunningClock() {
    long start = System.nanoTime();
    passed = () -> (System.nanoTime() - start) / 10_000_000;
    return this;
  }

  /// Nothing outside memory is held.
  @Override
  public void close() {}
}
