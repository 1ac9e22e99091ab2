package org.xnsh.shell;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import org.xnsh.change.Footprint;
import org.xnsh.change.Refusal;
import org.xnsh.change.Step;
import org.xnsh.host.FdbEntry;
import org.xnsh.host.Host;
import org.xnsh.host.HostDescription;
import org.xnsh.host.NeighbourEntry;
import org.xnsh.network.Network;

/// A host that, once closed, has nothing to give but what it is and its kept picture: any reading
/// fails.
///
/// @param closed whether it is
record ClosedHost(Host host, AtomicBoolean closed) implements Host {

  private Host open() {
    if (closed.get()) {
      throw new IllegalStateException("the host was read");
    }
    return host;
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
    return open().drained();
  }

  @Override
  public Network refresh(Footprint footprint) throws IOException {
    return open().refresh(footprint);
  }

  @Override
  public Network reread(Footprint further) throws IOException {
    return open().reread(further);
  }

  @Override
  public OptionalInt apply(Step step) throws Refusal, IOException {
    return open().apply(step);
  }

  @Override
  public List<FdbEntry> fdb(int bridge) throws IOException {
    return open().fdb(bridge);
  }

  @Override
  public List<NeighbourEntry> neighbours() throws IOException {
    return open().neighbours();
  }

  @Override
  public long resyncs() {
    return open().resyncs();
  }

  @Override
  public long bootClock() {
    return open().bootClock();
  }

  @Override
  public void close() {
    host.close();
  }
}
