package org.xnsh.host.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.xnsh.network.ObjectKind;
import org.xnsh.testing.Peers;
import org.xnsh.testing.SideBySide;

/// Random steps for a kernel and for the model. `-Dxnsh.sequences=N` has more of them,
/// `-Dxnsh.seed=S` others, `-Dxnsh.theme=T` only those about T.
class KernelComparisonTest {

  private static final int SEQUENCES = 210;
  private static final int STEPS = 30;

  /// A kernel settles while another sequence computes.
  private static final int LANES = 2;

  private final int sequences = Integer.getInteger("xnsh.sequences", SEQUENCES);
  private final long seed = Long.getLong("xnsh.seed", 1);
  private final int most = Integer.getInteger("xnsh.failures", 1);
  private final List<String> unlike = Collections.synchronizedList(new ArrayList<>());

  @Test
  void theModelDoesWhatAKernelDoes() throws Exception {
    Peers.requireRoot();
    List<Coverage> lanes = Stream.generate(Coverage::new).limit(LANES).toList();
    try (SideBySide<Coverage> running =
        SideBySide.of(LANES, lanes, c -> () -> sequences(lanes.indexOf(c), c))) {
      for (Coverage lane : lanes) {
        running.check(lane);
      }
    }
    assertThat(unlike).as("%s", String.join("\n\n", unlike)).isEmpty();
    if (sequences >= SEQUENCES && System.getProperty("xnsh.theme") == null) {
      Coverage coverage = new Coverage();
      lanes.forEach(coverage::add);
      assertThat(coverage.missing(ObjectKind.values())).as("%s", coverage).isEmpty();
      assertThat(coverage.missingSteps()).as("%s", coverage).isEmpty();
    }
  }

  private void sequences(int lane, Coverage coverage) throws IOException {
    for (int i = lane; i < sequences && unlike.size() < most; i += LANES) {
      Theme theme = theme(i);
      Sequence sequence = new Sequence(theme, seed + i, coverage);
      List<String> differences = sequence.run(STEPS);
      if (!differences.isEmpty()) {
        unlike.add(
            "-Dxnsh.theme=%s -Dxnsh.seed=%d -Dxnsh.sequences=1%n".formatted(theme, seed + i)
                + tail(sequence.done())
                + "\n=> "
                + String.join("\n=> ", differences));
      }
    }
  }

  private static Theme theme(int sequence) {
    String named = System.getProperty("xnsh.theme");
    return named == null ? Theme.values()[sequence % Theme.values().length] : Theme.valueOf(named);
  }

  private static String tail(List<String> done) {
    int most = Integer.getInteger("xnsh.tail", 12);
    return String.join("\n", done.subList(Math.max(0, done.size() - most), done.size()));
  }
}
