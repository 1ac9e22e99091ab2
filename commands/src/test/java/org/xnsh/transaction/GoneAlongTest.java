package org.xnsh.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.xnsh.change.Difference;
import org.xnsh.change.Footprint;
import org.xnsh.change.Footprint.OneLink;
import org.xnsh.change.Goal;
import org.xnsh.change.PlanOptions;
import org.xnsh.change.Refusal;
import org.xnsh.change.Step;
import org.xnsh.host.Host;
import org.xnsh.host.Topologies;
import org.xnsh.host.simulated.SimulatedHost;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.testing.ForwardingHost;

/// A route goes with its link, and a step that takes it away is refused then.
final class GoneAlongTest {

  private static final int ESRCH = 3;
  private static final int EBUSY = 16;

  private final Host host = SimulatedHost.of(Topologies.bare());
  private final Network before = host.picture();
  private final LinkKey eth0 = new LinkKey(before.linkNamed("eth0").orElseThrow());
  private final RouteKey route =
      before.routeGroups().stream()
          .filter(g -> g.destination().length() == 0)
          .flatMap(g -> before.routes(g).stream())
          .findFirst()
          .orElseThrow();

  private Applying applying(Host on) {
    Network target = before.without(route).with(eth0, LinkAttributes.UP, false);
    Applying applying =
        new Applying(
            on,
            before,
            new Goal(Difference.between(before, target)),
            Footprint.of(new OneLink(eth0.index())),
            () -> false);
    applying.beginWith(
        List.of(
            new Step.Set(eth0, LinkAttributes.UP, Optional.of(false)),
            new Step.Delete(route, before.get(route))));
    return applying;
  }

  @Test
  void whatIsGoneIsNoFailure() throws Exception {
    Applying applying = applying(host);
    applying.reach(PlanOptions.EDIT);
    assertThat(applying.now().has(route)).isFalse();
    assertThatThrownBy(() -> host.apply(new Step.Delete(route, before.get(route))))
        .isInstanceOfSatisfying(Refusal.class, e -> assertThat(e.errno()).isEqualTo(ESRCH));
  }

  @Test
  void aKernelThatKeepsItAndSaysWhyIsBelieved() {
    Host keeping =
        new ForwardingHost(host) {
          @Override
          public OptionalInt apply(Step step) throws Refusal, IOException {
            if (step instanceof Step.Delete) {
              throw new Refusal(EBUSY, "the route is busy");
            }
            return OptionalInt.empty();
          }
        };
    assertThatThrownBy(() -> applying(keeping).reach(PlanOptions.EDIT))
        .isInstanceOf(Refusal.class)
        .hasMessage("the route is busy");
  }
}
