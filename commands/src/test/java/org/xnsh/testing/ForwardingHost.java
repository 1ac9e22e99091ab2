package org.xnsh.testing;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import org.xnsh.change.Footprint;
import org.xnsh.change.Refusal;
import org.xnsh.change.Step;
import org.xnsh.host.Announcement;
import org.xnsh.host.FdbEntry;
import org.xnsh.host.Host;
import org.xnsh.host.HostDescription;
import org.xnsh.host.NeighbourEntry;
import org.xnsh.network.Network;

/// A host that hands everything on to another one; a test changes what it is about.
public abstract class ForwardingHost implements Host {

  private final Host host;

  protected ForwardingHost(Host host) {
    this.host = host;
  }

  /// The other host, for what asks or changes its kernel.
  protected Host asked() {
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
    return asked().drained();
  }

  @Override
  public Network refresh(Footprint footprint) throws IOException {
    return asked().refresh(footprint);
  }

  @Override
  public Network reread(Footprint further) throws IOException {
    return asked().reread(further);
  }

  @Override
  public OptionalInt apply(Step step) throws Refusal, IOException {
    return asked().apply(step);
  }

  @Override
  public void announce(Announcement what) throws IOException {
    asked().announce(what);
  }

  @Override
  public List<FdbEntry> fdb(int bridge) throws IOException {
    return asked().fdb(bridge);
  }

  @Override
  public List<NeighbourEntry> neighbours() throws IOException {
    return asked().neighbours();
  }

  @Override
  public long resyncs() {
    return asked().resyncs();
  }

  @Override
  public long bootClock() {
    return asked().bootClock();
  }

  @Override
  public void close() {
    host.close();
  }
}
