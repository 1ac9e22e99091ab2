package org.xnsh.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.change.Footprint;
import org.xnsh.change.Refusal;
import org.xnsh.change.Step;
import org.xnsh.host.Host;
import org.xnsh.host.Topologies;
import org.xnsh.host.simulated.SimulatedHost;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.testing.ForwardingHost;
import org.xnsh.transaction.log.StateFolder;

/// What a transaction leaves that could be taken back only in part is its own doing.
class ResidueIsOursTest {

  @TempDir private Path folder;
  private final SimulatedHost host = SimulatedHost.of(Topologies.seed());

  /// The kernel does one step and nothing more.
  private static final class Exhausted extends ForwardingHost {
    private int steps;

    Exhausted(Host real) {
      super(real);
    }

    @Override
    public OptionalInt apply(Step step) throws Refusal, IOException {
      if (++steps > 1) {
        throw new Refusal(12, "no memory left");
      }
      return super.apply(step);
    }
  }

  private Transactions open(Host of) {
    return NamespaceWriter.open(
        of, new StateFolder(folder.resolve("state")), folder.resolve("run"));
  }

  private static Outcome edit(Transactions transactions, Edit edit) {
    return transactions.edit(
        new Request("anna", "test", "an edit", Footprint.NOTHING, () -> false, _ -> {}), edit);
  }

  private Network mtu(Network network, long mtu) {
    return network
        .with(link("eth0"), LinkAttributes.MTU, mtu)
        .with(link("eth1"), LinkAttributes.MTU, mtu);
  }

  private LinkKey link(String name) {
    return new LinkKey(host.drained().linkNamed(name).orElseThrow());
  }

  @Test
  void noProcessTakesItForAnotherHands() {
    Transactions first = open(host);
    edit(first, n -> mtu(n, 1400));
    Outcome half = edit(open(new Exhausted(host)), n -> mtu(n, 1300));
    assertThat(half)
        .isInstanceOfSatisfying(Outcome.RolledBack.class, o -> assertThat(o.left()).isNotEmpty());
    for (Transactions next : List.of(first, open(host))) {
      edit(next, n -> n.with(link("vif3.0"), LinkAttributes.ALIAS, "other " + next.hashCode()));
    }
    assertThat(first.entries()).hasSize(4);
  }
}
