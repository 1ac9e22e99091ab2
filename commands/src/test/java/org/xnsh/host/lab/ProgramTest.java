package org.xnsh.host.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xnsh.testing.Waiting;

class ProgramTest {

  private static final String STARTS_OTHERS =
      "i=0; while [ $i -lt 2000 ]; do sleep 300 & i=$((i + 1)); done; wait";

  @Test
  @Timeout(Waiting.SECONDS)
  void whatIsStoppedWhileItStartsOthersLeavesNoneOfThem() throws IOException {
    AtomicInteger looks = new AtomicInteger();
    Program stopped =
        Program.run(List.of("sh", "-c", STARTS_OTHERS), "", 300, () -> looks.incrementAndGet() > 2);
    assertThat(stopped.exit()).isEqualTo(Program.STOPPED);
  }
}
