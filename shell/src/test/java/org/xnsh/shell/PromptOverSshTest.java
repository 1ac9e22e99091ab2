package org.xnsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.testing.Ran;
import org.xnsh.testing.Waiting;

/// Operators at real terminals with the real OpenSSH client.
class PromptOverSshTest {

  private static final String PROMPT = "seed(bridge)#";

  @TempDir private Path folder;
  private List<SshPlace> places = List.of();

  @BeforeEach
  void serve() throws IOException {
    SshPlace.operators(folder, "anna:admin", "vera:viewer");
    places = List.of(SshPlace.simulated(folder));
  }

  @AfterEach
  void end() {
    places.forEach(SshPlace::close);
  }

  private SshPlace place() {
    return places.getFirst();
  }

  private Tmux terminal(String operator) {
    List<String> words = place().client(operator, operator + "@127.0.0.1");
    return new Tmux(words, Map.of(), 100, 30);
  }

  private static void enter(Tmux at, String line) {
    at.type(line);
    at.awaitLastLine(last -> last.endsWith(line));
    at.press("Enter");
  }

  /// Threads of sessions in the server, by the names that the kernel knows.
  private long sessionThreads() {
    Path tasks = Path.of("/proc", "" + place().server().pid(), "task");
    try (Stream<Path> all = Files.list(tasks)) {
      return all.map(PromptOverSshTest::name)
          .filter(n -> n.matches("(ssh |ExternalTermin|telling|notices).*"))
          .count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Path task) {
    try {
      return Files.readString(task.resolve("comm")).strip();
    } catch (IOException e) {
      return ""; // it has ended
    }
  }

  @Test
  void anOperatorWorksAsAtTheConsoleAndSeesWhatAnotherDoes() throws IOException {
    try (Tmux at = terminal("anna")) {
      at.awaitLastLine(PROMPT::equals);
      at.type("brctl delif te");
      at.press("Tab");
      at.awaitScreen("delif test");
      at.type("vif3");
      at.press("Tab");
      at.awaitScreen("delif test vif3.0");
      at.press("C-c");
      at.awaitLastLine(PROMPT::equals);
      at.resize(60, 12);
      enter(at, "help");
      at.awaitLastLine(line -> line.startsWith("--More--"));
      String page = at.screen();
      assertThat(page).contains("show ");
      at.press("Space");
      at.awaitLastLine(line -> line.startsWith("--More--") && !at.screen().equals(page));
      at.resize(60, 24);
      at.press("Space");
      at.awaitScreen("show health");
      at.awaitLastLine(line -> line.startsWith("--More--"));
      assertThat(at.screen().lines().filter(l -> !l.isBlank())).hasSizeGreaterThan(20);
      at.press("q");
      at.awaitLastLine(PROMPT::equals);
      at.type("show bri");
      place().ssh("anna", "brctl addbr other").ok();
      at.awaitScreen("by anna: brctl addbr other");
      at.awaitLastLine(last -> last.equals(PROMPT + " show bri"));
      at.press("C-u");
      enter(at, "exit");
      at.awaitScreen("ended 0");
    }
    Files.createDirectory(folder.resolve("state/history.vera"));
    try (Tmux at = terminal("vera")) {
      at.awaitLastLine("seed(bridge)$"::equals);
      at.awaitScreen("note: no history is kept: ");
      at.type("brctl ad");
      at.press("Tab");
      at.awaitScreen("nothing fits here"); // nothing of what edits is offered
      at.press("C-u");
      enter(at, "brctl addbr b");
      at.awaitScreen("this needs the role operator");
      at.awaitLastLine("seed(bridge)$"::equals);
      at.press("C-d");
      at.awaitScreen("ended");
    }
  }

  @Test
  void aClientThatDiesLeavesNoThread() {
    try (Tmux at = terminal("anna")) {
      at.awaitLastLine(PROMPT::equals);
      enter(at, "begin");
      at.awaitLastLine(last -> last.contains("[0 staged]"));
      assertThat(sessionThreads()).isPositive();
      String pattern = "ssh -F none -p " + place().port();
      String pid = Ran.run(List.of("pgrep", "-x", "-f", pattern + " .*")).ok().strip();
      Ran.run(List.of("kill", "-KILL", pid)).ok();
      Waiting.until(() -> sessionThreads() == 0, () -> sessionThreads() + " threads are left");
    }
  }

  /// It keeps its connection and answers nothing, as a machine without power.
  @Test
  void aClientThatAnswersNothingIsLetGo() throws IOException {
    place().close();
    places = List.of(SshPlace.simulated(folder, "--keep-alive", "1s"));
    try (Tmux at = terminal("anna")) {
      at.awaitLastLine(PROMPT::equals);
      String pattern = "ssh -F none -p " + place().port();
      String pid = Ran.run(List.of("pgrep", "-x", "-f", pattern + " .*")).ok().strip();
      Ran.run(List.of("kill", "-STOP", pid)).ok();
      try {
        Waiting.until(() -> sessionThreads() == 0, () -> sessionThreads() + " threads are left");
      } finally {
        Ran.run(List.of("kill", "-KILL", pid)).ok();
      }
    }
  }

  @Test
  void theServerTellsThatItEndsAndEnds() throws InterruptedException {
    try (Tmux at = terminal("anna")) {
      at.awaitLastLine(PROMPT::equals);
      place().server().signal("TERM");
      assertThat(place().server().exit()).isZero();
      at.awaitScreen("the server ends");
      at.awaitScreen("ended 0");
    }
  }

  @Test
  void aPromptThatNobodyTypesAtEndsAndSaysSoBefore() throws IOException {
    try (SshPlace impatient = SshPlace.simulated(folder, "--idle", "1s");
        Tmux at = new Tmux(impatient.client("vera", "vera@127.0.0.1"), Map.of(), 100, 30)) {
      at.awaitScreen("unless a key is pressed");
      at.awaitScreen("nothing was typed for 1 s: this session ends");
      at.awaitScreen("ended 0");
    }
  }
}
