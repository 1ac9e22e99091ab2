package org.xnsh.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.xnsh.change.Footprint;
import org.xnsh.change.Refusal;
import org.xnsh.change.Step;
import org.xnsh.host.FdbEntry;
import org.xnsh.host.Host;
import org.xnsh.host.HostDescription;
import org.xnsh.host.HostDescription.Kind;
import org.xnsh.host.HostDescription.Scope;
import org.xnsh.host.NeighbourEntry;
import org.xnsh.network.Network;

/// A host that is one picture, for tests of what is shown. It knows no kernel and refuses steps; it
/// notes which areas were asked for.
public final class FixedHost implements Host {

  private static final int EPERM = 1;

  private final List<Footprint> refreshed = new ArrayList<>();
  private final Network network;
  private final List<FdbEntry> fdb;
  private final List<NeighbourEntry> neighbours;

  public FixedHost(Network network) {
    this(network, List.of(), List.of());
  }

  /// @param fdb the forwarding entries of every bridge
  public FixedHost(Network network, List<FdbEntry> fdb, List<NeighbourEntry> neighbours) {
    this.network = network;
    this.fdb = List.copyOf(fdb);
    this.neighbours = List.copyOf(neighbours);
  }

  /// What was asked for so far.
  public List<Footprint> refreshed() {
    return List.copyOf(refreshed);
  }

  @Override
  public HostDescription description() {
    return new HostDescription(
        Kind.SIMULATED, "fixed", new Scope(1, "boot"), Optional.of("this picture is fixed"));
  }

  @Override
  public Network picture() {
    return network;
  }

  @Override
  public Network drained() {
    return network;
  }

  @Override
  public Network refresh(Footprint footprint) {
    refreshed.add(footprint);
    return network;
  }

  @Override
  public Network reread(Footprint further) {
    return refresh(further);
  }

  @Override
  public OptionalInt apply(Step step) throws Refusal {
    throw new Refusal(EPERM, "this picture is fixed");
  }

  @Override
  public List<FdbEntry> fdb(int bridge) {
    return fdb;
  }

  @Override
  public List<NeighbourEntry> neighbours() {
    return neighbours;
  }

  @Override
  public long resyncs() {
    return 0;
  }

  @Override
  public long bootClock() {
    return 0;
  }

  @Override
  public void close() {}
}
