package org.xnsh.transaction;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import org.xnsh.change.Footprint;
import org.xnsh.change.Refusal;
import org.xnsh.change.Step;
import org.xnsh.host.FdbEntry;
import org.xnsh.host.Host;
import org.xnsh.host.HostDescription;
import org.xnsh.host.NeighbourEntry;
import org.xnsh.network.Network;

/// A host whose process ends at a certain moment of a transaction.
///
/// @param end what ends it: throws or halts
/// @param moment 0: before the first step; 1: right after it; 2: when it is read again; 3: before
///   the second step; and so on
final class CrashingHost implements Host {

  private final Host host;
  private final Runnable end;
  private int left;
  private boolean isStepDone;

  CrashingHost(Host host, int moment, Runnable end) {
    this.host = host;
    this.left = moment;
    this.end = end;
  }

  /// What stands for the end of a process within one.
  static final class Crash extends Error {
    private static final long serialVersionUID = 1L;
  }

  static CrashingHost throwing(Host host, int moment) {
    return new CrashingHost(
        host,
        moment,
        () -> {
          throw new Crash();
        });
  }

  /// As a power failure of this process alone.
  static CrashingHost halting(Host host, int moment) {
    return new CrashingHost(host, moment, () -> Runtime.getRuntime().halt(9));
  }

  private void pass() {
    if (left-- == 0) {
      end.run();
    }
  }

  @Override
  public OptionalInt apply(Step step) throws Refusal, IOException {
    pass();
    OptionalInt result = host.apply(step);
    isStepDone = true;
    pass();
    return result;
  }

  @Override
  public Network refresh(Footprint footprint) throws IOException {
    if (isStepDone) {
      isStepDone = false;
      pass();
    }
    return host.refresh(footprint);
  }

  @Override
  public HostDescription description() {
    return host.description();
  }

  @Override
  public Network picture() {
    return host.picture();
  }

  @Override
  public Network drained() throws IOException {
    return host.drained();
  }

  @Override
  public Network reread(Footprint further) throws IOException {
    return host.reread(further);
  }

  @Override
  public List<FdbEntry> fdb(int bridge) throws IOException {
    return host.fdb(bridge);
  }

  @Override
  public List<NeighbourEntry> neighbours() throws IOException {
    return host.neighbours();
  }

  @Override
  public long resyncs() {
    return host.resyncs();
  }

  @Override
  public long bootClock() {
    return host.bootClock();
  }

  @Override
  public void close() {
    host.close();
  }
}
