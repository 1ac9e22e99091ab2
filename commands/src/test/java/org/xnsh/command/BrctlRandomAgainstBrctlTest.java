package org.xnsh.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Random lines, one after the other in the same world: the real brctl and ours say and do the same
/// all along. `-Dxnsh.seed=N` runs one sequence again, `-Dxnsh.sequences=N` more of them.
final class BrctlRandomAgainstBrctlTest {

  private static final int LINES = 60;

  @TempDir private Path folder;

  @Test
  void randomLinesDoTheSame() throws IOException {
    long seed = Long.getLong("xnsh.seed", System.nanoTime());
    int sequences = Integer.getInteger("xnsh.sequences", 1);
    for (int i = 0; i < sequences; i++) {
      sequence(seed + i);
    }
  }

  private void sequence(long seed) throws IOException {
    BrctlLines lines = new BrctlLines(new SplittableRandom(seed));
    List<String> said = new ArrayList<>();
    try (BrctlPair pair = BrctlPair.of(folder.resolve("" + seed))) {
      BrctlComparison compare = new BrctlComparison(pair);
      for (int i = 0; i < LINES; i++) {
        String line = lines.next();
        said.add(line);
        assertThat(compare.differences(line))
            .as("seed %d: %s", seed, String.join("; ", said))
            .isEmpty();
      }
      assertThat(compare.statesAfter("all lines"))
          .as("seed %d: %s", seed, String.join("; ", said))
          .isEmpty();
    }
  }
}
