package org.xnsh.host;

import org.xnsh.host.simulated.SimulatedHost;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.LinkKey;

/// The contract for a value in memory.
final class SimulatedHostContractTest extends HostEditsContract {

  @Override
  HostDescription.Kind kind() {
    return HostDescription.Kind.SIMULATED;
  }

  @Override
  Subject begin(Topology topology) {
    return new InMemory(SimulatedHost.of(topology));
  }

  private record InMemory(SimulatedHost host) implements Subject {

    @Override
    public void aliasByAnotherHand(String link, String alias) {
      host.outside(n -> n.with(new LinkKey(index(n, link)), LinkAttributes.ALIAS, alias));
    }

    @Override
    public void removedByAnotherHand(String link) {
      host.outside(n -> {
        int far = (int) n.get(new LinkKey(index(n, link))).number(LinkAttributes.LOWER);
        return gone(gone(n, index(n, link)), far);
      });
    }

    private static Network gone(Network network, int link) {
      return network.withoutAll(network.standingOn(link)).without(new LinkKey(link));
    }

    private static int index(Network network, String link) {
      return network.linkNamed(link).orElseThrow();
    }

    @Override
    public void end() {}
  }
}
