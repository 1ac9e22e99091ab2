package org.xnsh.host.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.xnsh.network.ObjectKind;
import org.xnsh.testing.Peers;

/// Random steps for a kernel and for the model. `-Dxnsh.sequences=N` has more of them,
/// `-Dxnsh.seed=S` others, `-Dxnsh.theme=T` only those about T.
class KernelComparisonTest {

  private static final int SEQUENCES = 210;
  private static final int STEPS = 30;

  @Test
  void theModelDoesWhatAKernelDoes() throws Exception {
    Peers.requireRoot();
    int sequences = Integer.getInteger("xnsh.sequences", SEQUENCES);
    long seed = Long.getLong("xnsh.seed", 1);
    int most = Integer.getInteger("xnsh.failures", 1);
    Coverage coverage = new Coverage();
    List<String> unlike = new ArrayList<>();
    for (int i = 0; i < sequences && unlike.size() < most; i++) {
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
    assertThat(unlike).as("%s", String.join("\n\n", unlike)).isEmpty();
    if (sequences >= SEQUENCES && System.getProperty("xnsh.theme") == null) {
      assertThat(coverage.missing(ObjectKind.values())).as("%s", coverage).isEmpty();
      assertThat(coverage.missingSteps()).as("%s", coverage).isEmpty();
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
