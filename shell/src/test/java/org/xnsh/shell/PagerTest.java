package org.xnsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PagerTest {

  private static final String THIRTY =
      IntStream.rangeClosed(1, 30).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());

  private Typed keys = typed("xterm-256color");

  private static Typed typed(String type) {
    try {
      return new Typed(type, 80, 10);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @AfterEach
  void close() throws IOException {
    keys.close();
  }

  private void print(boolean wanted, String text) {
    keys.run(() -> {
      Pager pager = new Pager(keys.terminal(), wanted);
      pager.print(text);
      keys.terminal().writer().println("after");
      keys.terminal().flush();
      return "printed";
    });
  }

  private void awaitQuestion(String lastShown) {
    keys.await(
        "a question after " + lastShown,
        () -> keys.lastLine().startsWith("--More--") && keys.screen().contains(lastShown + "\n"));
  }

  @Test
  void aScreenfulWaitsForAKey() {
    print(true, THIRTY);
    awaitQuestion("line 9");
    assertThat(keys.raw()).doesNotContain("line 10");
    keys.type(" ");
    awaitQuestion("line 18");
    keys.type("\r");
    awaitQuestion("line 19");
    keys.type("a");
    assertThat(keys.end()).isEqualTo("printed");
    assertThat(keys.screen()).contains("line 30\nafter").doesNotContain("--More--");
  }

  @Test
  void enoughDropsTheRestOfThisViewOnly() {
    for (String key : new String[] {"q", Typed.CTRL_C}) {
      print(true, THIRTY);
      awaitQuestion("line 9");
      keys.type(key);
      assertThat(keys.end()).isEqualTo("printed");
      keys.await("what comes after", () -> keys.lastLine().equals("after"));
      keys.resize(80, 10);
    }
    assertThat(keys.raw()).doesNotContain("line 10");
  }

  @Test
  void ctrlCIsAnAnswerFromTheMomentAtWhichTheQuestionIsThere() {
    keys.atOnce("q: enough", Typed.CTRL_C);
    print(true, THIRTY);
    assertThat(keys.end()).isEqualTo("printed");
    assertThat(keys.raw()).doesNotContain("line 10");
  }

  @Test
  void aLineThatTakesThreeRowsCountsAsThree() {
    print(true, ("x".repeat(200) + "\n").repeat(5));
    keys.await("a question", () -> keys.lastLine().startsWith("--More--"));
    assertThat(keys.screen().lines().filter(l -> l.startsWith("x")).count()).isEqualTo(9);
    keys.type("q");
    keys.end();
  }

  @Test
  void whatFitsIsNotAskedAbout() {
    print(true, THIRTY.substring(0, THIRTY.indexOf("line 10")));
    assertThat(keys.end()).isEqualTo("printed");
    assertThat(keys.raw()).doesNotContain("More");
  }

  @Test
  void nothingStopsWhereNoPagerIsWantedOrTheTerminalIsDumb() throws IOException {
    print(false, THIRTY);
    assertThat(keys.end()).isEqualTo("printed");
    keys.close();
    keys = typed("dumb");
    print(true, THIRTY);
    assertThat(keys.end()).isEqualTo("printed");
    assertThat(keys.raw()).contains("line 30").doesNotContain("More");
  }
}
