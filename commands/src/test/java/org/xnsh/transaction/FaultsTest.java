package org.xnsh.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xnsh.change.Change;
import org.xnsh.change.Difference;
import org.xnsh.change.Footprint;
import org.xnsh.change.Footprint.SysctlsOf;
import org.xnsh.change.Refusal;
import org.xnsh.change.Step;
import org.xnsh.command.ExitCode;
import org.xnsh.host.Host;
import org.xnsh.host.Topologies;
import org.xnsh.host.simulated.SimulatedHost;
import org.xnsh.network.IpFamily;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.testing.ForwardingHost;
import org.xnsh.testing.MemoryFolder;
import org.xnsh.testing.Pictures;
import org.xnsh.testing.Session;
import org.xnsh.testing.Session.Said;
import org.xnsh.transaction.log.Entry;
import org.xnsh.transaction.log.StateFolder;

/// What happens at the boundary of the kernel, at each step of a transaction: it refuses, it cannot
/// be reached any more, or somebody else changes something.
class FaultsTest {

  private static final int ENOMEM = 12;

  @TempDir(factory = MemoryFolder.class)
  private Path folder;

  private final SimulatedHost host = SimulatedHost.of(Topologies.seed());

  /// A host at whose k-th step something happens.
  private static final class Faulty extends ForwardingHost {
    private final int at;
    private final Fault fault;
    private int steps;

    interface Fault {
      void happen() throws Refusal, IOException;
    }

    Faulty(Host host, int at, Fault fault) {
      super(host);
      this.at = at;
      this.fault = fault;
    }

    boolean hasHappened() {
      return steps > at;
    }

    @Override
    public OptionalInt apply(Step step) throws Refusal, IOException {
      if (steps++ == at) {
        fault.happen();
      }
      return super.apply(step);
    }
  }

  private Transactions writer(Host of) {
    return NamespaceWriter.open(
        of, new StateFolder(folder.resolve("state")), folder.resolve("run"));
  }

  private void prepare(Corpus what) {
    Session session = Session.with(writer(host));
    what.before().forEach(l -> session.type(l).ok());
    host.drained().links().forEach(l -> host.refresh(Footprint.of(new SysctlsOf(l))));
  }

  private Network still() {
    return Pictures.still(host.drained());
  }

  private Said type(Host of, Corpus what) {
    Session session = Session.with(writer(of));
    List<Said> said = what.lines().stream().map(session::type).toList();
    return said.getLast();
  }

  private static Stream<Change> differences(Network one, Network other) {
    // nobody can ask for an order of the kernel's own routes
    return Difference.between(one, other).changes().stream()
        .filter(c ->
            !(c instanceof Change.RouteOrder o
                && o.group().family() == IpFamily.IPV6
                && o.group().metric() == 0));
  }

  @ParameterizedTest
  @EnumSource
  void whicheverStepTheKernelRefusesAllThatWasDoneIsTakenBack(Corpus what) {
    prepare(what);
    Network before = still();
    int step = 0;
    for (boolean happens = true; happens; step++) {
      Faulty faulty =
          new Faulty(
              host,
              step,
              () -> {
                throw new Refusal(ENOMEM, "out of memory");
              });
      Said said = type(faulty, what);
      happens = faulty.hasHappened();
      if (happens) {
        assertThat(said.exit()).as("step %d: %s", step, said).isEqualTo(ExitCode.FAILED);
        assertThat(said.err()).contains("out of memory");
        assertThat(differences(before, still())).as("step %d", step).isEmpty();
        assertThat(writer(host).entries().getFirst().state()).isEqualTo(Entry.State.ROLLED_BACK);
      } else {
        assertThat(said.exit()).isEqualTo(ExitCode.DONE);
      }
    }
    assertThat(step).isGreaterThan(1);
    assertThat(writer(host).verify().fault()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void whereTheKernelIsLostInTheMidstAllIsTakenBackAsSoonAsItIsThereAgain(Corpus what) {
    prepare(what);
    Network before = still();
    int step = 0;
    for (boolean happens = true; happens; step++) {
      Faulty faulty =
          new Faulty(
              host,
              step,
              () -> {
                throw new IOException("the socket is closed");
              });
      Said said = type(faulty, what);
      happens = faulty.hasHappened();
      if (happens) {
        assertThat(said.exit()).as("step %d: %s", step, said).isEqualTo(ExitCode.FAILED);
        writer(host).recover(line -> {});
        assertThat(differences(before, still())).as("step %d", step).isEmpty();
      }
    }
    assertThat(writer(host).verify().fault()).isEmpty();
  }

  /// Between the plan and its first step, and between any two steps.
  @ParameterizedTest
  @EnumSource
  void whatAnotherHandChangesInTheMidstStaysThroughTheEditAndItsUndo(Corpus what) {
    prepare(what);
    Network before = still();
    LinkKey other = new LinkKey(host.picture().linkNamed("eth0").orElseThrow());
    LinkKey mine = new LinkKey(host.picture().linkNamed("vif3.0").orElseThrow());
    int step = 0;
    for (boolean happens = true; happens; step++) {
      String alias = "theirs " + step;
      Faulty faulty =
          new Faulty(
              host,
              step,
              () ->
                  host.outside(n ->
                      n.with(other, LinkAttributes.ALIAS, alias)
                          .with(mine, LinkAttributes.ALIAS, alias)));
      Said said = type(faulty, what);
      happens = faulty.hasHappened();
      assertThat(said.exit()).as("step %d: %s", step, said).isEqualTo(ExitCode.DONE);
      if (happens) {
        assertThat(host.drained().get(other).text(LinkAttributes.ALIAS)).isEqualTo(alias);
        Session session = Session.with(writer(host));
        assertThat(session.type("undo").exit()).as("step %d", step).isEqualTo(ExitCode.DONE);
        assertThat(host.drained().get(mine).text(LinkAttributes.ALIAS)).isEqualTo(alias);
        Network expected =
            before
                .with(other, before.get(other).with(LinkAttributes.ALIAS, alias))
                .with(mine, before.get(mine).with(LinkAttributes.ALIAS, alias));
        assertThat(differences(expected, still())).as("step %d", step).isEmpty();
      }
    }
  }
}
