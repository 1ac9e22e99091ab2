package org.xnsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An operator at a real terminal, from the first prompt to the last.
class RealTerminalTest {

  private static final String PROMPT = "seed(bridge)#";

  @TempDir private Path state;

  private Tmux simulated(Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("XDG_STATE_HOME", state.toString());
    Tmux tmux = new Tmux(all, List.of("--simulated"), 100, 30);
    tmux.awaitLastLine(PROMPT::equals);
    return tmux;
  }

  private static void enter(Tmux at, String line) {
    at.type(line);
    at.awaitLastLine(last -> last.startsWith(PROMPT + " " + line));
    at.press("Enter");
  }

  @Test
  void anOperatorCompletesErrsStopsResizesAndLeaves() {
    try (Tmux at = simulated(Map.of())) {
      at.type("brctl delif te");
      at.press("Tab");
      at.awaitScreen("delif test");
      at.type("vif3");
      at.press("Tab");
      at.awaitScreen("delif test vif3.0");
      at.press("Enter");
      at.awaitLastLine(PROMPT::equals);
      enter(at, "undo");
      at.awaitScreen("vif3.0: ");
      at.awaitLastLine(PROMPT::equals);
      enter(at, "shwo bridges");
      at.awaitScreen("did you mean show?");
      at.awaitLastLine(PROMPT::equals);
      at.type("brctl delbr te");
      at.awaitScreen("delbr te");
      at.press("C-c");
      at.awaitLastLine(PROMPT::equals);
      at.type("brctl delif test ?");
      at.awaitScreen("<port>");
      at.press("C-u");
      at.resize(60, 12);
      enter(at, "help");
      at.awaitLastLine(line -> line.startsWith("--More--"));
      at.press("q");
      at.awaitLastLine(PROMPT::equals);
      enter(at, "show bridges | count");
      at.awaitScreen("\n3\n" + PROMPT);
      at.press("C-d"); // before the prompt it would be lost with the line that a program reads
      at.awaitScreen("ended 0");
    }
  }

  @Test
  void aDumbTerminalIsServedPlainly() {
    try (Tmux at = simulated(Map.of("TERM", "dumb"))) {
      enter(at, "show bridges | count");
      at.awaitScreen("3");
      at.awaitLastLine(PROMPT::equals);
      assertThat(at.coloured()).doesNotContain("\u001b");
      at.press("C-d");
      at.awaitScreen("ended 0");
    }
  }

  @Test
  void noColourIsHeeded() {
    try (Tmux at = simulated(Map.of("NO_COLOR", "1"))) {
      enter(at, "show nonsense");
      at.awaitLastLine(PROMPT::equals);
      enter(at, "show bridges");
      at.awaitScreen("virbr0");
      assertThat(at.coloured()).doesNotContainPattern("\u001b\\[[0-9;]*\\b(3[0-7]|9[0-7])m");
    }
  }
}
