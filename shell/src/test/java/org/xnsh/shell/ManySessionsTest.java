package org.xnsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.bench.Crowd;
import org.xnsh.bench.Crowd.Answers;

/// Many at once are all answered right while somebody edits, and leave nothing behind. How long it
/// takes is the benchmark's question.
class ManySessionsTest {

  private static final String LINE = "brctl show xenbr0";

  @TempDir private Path folder;

  @Test
  void allAreAnsweredAndNothingStays()
      throws IOException, InterruptedException, ExecutionException {
    SshPlace.operators(folder, "anna:viewer", "bert:viewer", "carl:viewer", "dora:operator");
    try (SshPlace place = SshPlace.simulated(folder)) {
      for (String name : List.of("bert", "carl", "dora")) {
        place.keys(name, place.publicKey("anna") + "\n");
      }
      Path key = folder.resolve("anna");
      List<String> edit = List.of("-n", "dora@127.0.0.1", "brctl setageing test 303");
      place.client("anna", edit).ok(); // starts what an edit needs
      String right = place.client("anna", List.of("-n", "anna@127.0.0.1", LINE)).ok();
      try (Crowd crowd = new Crowd(place.port(), key, List.of("anna", "bert", "carl"))) {
        crowd.enter(10);
        crowd.comeAndGo(10, LINE, right);
        crowd.leave();
        Weight before = Weight.of(place.server().pid());
        crowd.enter(20);
        CountDownLatch enough = new CountDownLatch(1);
        Future<Answers> edits =
            crowd.keepAsking(
                "dora",
                Duration.ofMillis(100),
                List.of("brctl setageing test 301", "brctl setageing test 302"),
                enough);
        Answers answers = crowd.ask(10, LINE, right);
        enough.countDown();
        assertThat(answers.wrong()).isEmpty();
        assertThat(answers.milliseconds()).hasSize(200);
        assertThat(edits.get().wrong()).isEmpty();
        assertThat(edits.get().milliseconds()).isNotEmpty();
        crowd.leave();
        before.awaitAgain(place.server().pid());
        assertThat(crowd.comeAndGo(200, LINE, right).wrong()).isEmpty();
        before.awaitAgain(place.server().pid());
      }
    }
  }
}
