package org.xnsh.host;

import java.io.IOException;
import org.xnsh.host.lab.LabDom0;
import org.xnsh.host.linux.DomainSource;
import org.xnsh.host.linux.LinuxHost;
import org.xnsh.testing.Peers;

/// The contract for dom0 of a lab, which the launcher's script makes and which ends with it.
final class LabHostContractTest extends HostEditsContract {

  @Override
  HostDescription.Kind kind() {
    return HostDescription.Kind.LAB;
  }

  @Override
  Subject begin(Topology topology) throws IOException {
    Peers.requireRoot();
    Peers.require("ip", "unshare", "nsenter");
    LabDom0 lab = LabDom0.start(topology);
    return new InLab(
        LinuxHost.namespace(
            HostDescription.Kind.LAB, topology.name(), lab.namespace(), DomainSource.NONE),
        lab);
  }

  private record InLab(Host host, LabDom0 lab) implements Subject {

    @Override
    public void aliasByAnotherHand(String link, String alias) {
      lab.ip("link set " + link + " alias " + alias);
    }

    @Override
    public void removedByAnotherHand(String link) {
      lab.ip("link del " + link);
    }

    @Override
    public void end() {
      lab.close();
    }
  }
}
