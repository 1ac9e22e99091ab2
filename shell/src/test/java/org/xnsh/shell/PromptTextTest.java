package org.xnsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.xnsh.host.Host;
import org.xnsh.host.HostDescription;
import org.xnsh.host.HostDescription.Kind;
import org.xnsh.host.HostDescription.Scope;
import org.xnsh.host.Topologies;
import org.xnsh.host.simulated.SimulatedHost;
import org.xnsh.network.Network;
import org.xnsh.transaction.log.ConfirmTimer;

class PromptTextTest {

  private static HostDescription host(String name, Optional<String> hindrance) {
    return new HostDescription(Kind.LIVE, name, new Scope(1, "boot"), hindrance);
  }

  @Test
  void theModeFollowsThePicture() throws IOException {
    PromptText text = new PromptText();
    HostDescription xen1 = host("xen1", Optional.empty());
    try (Host seed = SimulatedHost.of(Topologies.seed())) {
      assertThat(text.of(xen1, seed.picture(), OptionalInt.empty())).isEqualTo("xen1(bridge)# ");
      assertThat(text.of(xen1, Network.EMPTY, OptionalInt.empty())).isEqualTo("xen1(-)# ");
    }
  }

  @Test
  void stagedEditsAreCounted() {
    assertThat(
            new PromptText().of(host("xen1", Optional.empty()), Network.EMPTY, OptionalInt.of(2)))
        .isEqualTo("xen1(-)[2 staged]# ");
  }

  @Test
  void whatIsToBeConfirmedIsCountedDown() {
    ConfirmTimer timer =
        new ConfirmTimer(
            1,
            OptionalLong.empty(),
            "anna",
            "console",
            List.of(),
            Instant.EPOCH,
            20_200,
            Instant.EPOCH,
            Optional.empty());
    assertThat(PromptText.timer(Optional.of(timer), true, 10_000)).isEqualTo("safe 01:42");
    assertThat(PromptText.timer(Optional.of(timer), false, 10_000)).isEqualTo("confirm 01:42");
    assertThat(PromptText.timer(Optional.empty(), true, 10_000)).isEqualTo("safe");
    assertThat(PromptText.timer(Optional.empty(), false, 10_000)).isEmpty();
    HostDescription xen1 = host("xen1", Optional.empty());
    assertThat(new PromptText().of(xen1, Network.EMPTY, OptionalInt.of(2), "safe 01:42"))
        .isEqualTo("xen1(-)[safe 01:42][2 staged]# ");
  }

  @Test
  void whoMayOnlyLookSeesADollar() {
    assertThat(
            new PromptText()
                .of(
                    host("xen1", Optional.of("no CAP_NET_ADMIN")),
                    Network.EMPTY,
                    OptionalInt.empty()))
        .isEqualTo("xen1(-)$ ");
  }

  @Test
  void aNameDrivesNeitherTheTerminalNorThePattern() {
    String prompt =
        new PromptText()
            .of(host("x\u001b[2J%P", Optional.empty()), Network.EMPTY, OptionalInt.empty());
    assertThat(prompt).isEqualTo("x\\x1b[2J%P(-)# ");
    assertThat(PromptText.literal(prompt)).contains("%%P");
  }
}
