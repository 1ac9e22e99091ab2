package org.xnsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.change.Footprint;
import org.xnsh.command.Command.Role;
import org.xnsh.host.Topologies;
import org.xnsh.host.simulated.SimulatedHost;
import org.xnsh.path.Access;
import org.xnsh.transaction.EditRefused;
import org.xnsh.transaction.GuardThread;
import org.xnsh.transaction.NamespaceWriter;
import org.xnsh.transaction.Request;
import org.xnsh.transaction.Transactions;
import org.xnsh.transaction.log.StateFolder;

/// A prompt at which nobody types, while a confirm timer runs.
class CountdownTest {

  private final Path folder;
  private final Typed keys = new Typed("xterm-256color", 100, 30);
  private final SimulatedHost host = SimulatedHost.of(Topologies.seed()).withRunningClock();
  private final GuardThread guards = new GuardThread();
  private final Transactions mine;

  CountdownTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.mine = writer();
  }

  private Transactions writer() {
    return NamespaceWriter.open(host, new StateFolder(folder), folder, guards);
  }

  @AfterEach
  void close() throws IOException {
    keys.close();
    mine.close();
  }

  private void start() throws IOException {
    Path history = new StateFolders(Optional.of(folder), Map.of(), false).history("anna");
    Prompt prompt =
        new Prompt(
            new OpenHost(mine, Optional.empty(), () -> Access.NONE),
            Commands.read(),
            new Roster()
                .enter(
                    new Caller("anna", "console", Role.ADMIN, true, () -> Access.NONE),
                    Attendance.Ways.NONE),
            LineHistory.at(history),
            keys.terminal(),
            new Prompt.Look(false, true, false, Colours.WANTED),
            new Interruption(() -> {}));
    keys.run(() -> prompt.run().name());
    awaitLast("seed\\(bridge\\)#");
  }

  private void awaitLast(String pattern) {
    keys.awaitLastLine(line -> Pattern.matches(pattern, line));
  }

  private void run(String line) {
    keys.type(line);
    awaitLast(".*# " + Pattern.quote(line));
    keys.type(Typed.ENTER);
  }

  @Test
  void itTicksKeepsWhatIsTypedAndVanishesWhenAnotherProcessConfirms()
      throws IOException, EditRefused {
    start();
    run("checkpoint 50s -- brctl addbr fresh");
    awaitLast("seed\\(bridge\\)\\[confirm 00:(50|49)\\]#");
    keys.type("show links | gr");
    awaitLast("seed\\(bridge\\)\\[confirm 00:4[0-7]\\]# show links \\| gr");
    keys.type("ep fresh");
    awaitLast("seed\\(bridge\\)\\[confirm 00:4[0-7]\\]# show links \\| grep fresh");
    try (Transactions other = writer()) {
      other.confirm(
          new Request("anna", "console", "confirm", Footprint.NOTHING, () -> false, _ -> {}));
    }
    awaitLast("seed\\(bridge\\)# show links \\| grep fresh");
    int lines = keys.screen().lines().filter(l -> !l.isBlank()).toList().size();
    keys.type(" | count" + Typed.ENTER);
    keys.awaitScreen("\n1\n");
    assertThat(lines).as("no tick begins a line:%n%s", keys.screen()).isLessThan(10);
    keys.type(Typed.CTRL_D);
    keys.end();
  }

  @Test
  void itVanishesByItselfWhenTheTimerFires() throws IOException {
    start();
    run("checkpoint 2s -- brctl addbr fresh");
    awaitLast("seed\\(bridge\\)\\[confirm 00:0[12]\\]#");
    awaitLast("seed\\(bridge\\)#");
    keys.awaitScreen("not confirmed, taken back at");
    keys.type(Typed.CTRL_D);
    keys.end();
    keys.await(
        "the thread to end",
        () -> Thread.getAllStackTraces().keySet().stream().noneMatch(CountdownTest::isOurs));
  }

  private static boolean isOurs(Thread thread) {
    return thread.getName().equals("countdown");
  }

  @Test
  void itTicksEachSecondOfTheLastMinuteAndEachFifthBefore() {
    assertThat(Countdown.pause(Duration.ofMillis(59_400))).contains(Duration.ofMillis(400));
    assertThat(Countdown.pause(Duration.ofSeconds(60))).contains(Duration.ofSeconds(1));
    assertThat(Countdown.pause(Duration.ofSeconds(62))).contains(Duration.ofSeconds(2));
    assertThat(Countdown.pause(Duration.ofSeconds(120))).contains(Duration.ofSeconds(5));
    assertThat(Countdown.pause(Duration.ofSeconds(118))).contains(Duration.ofSeconds(3));
    assertThat(Countdown.pause(Duration.ofMillis(10))).contains(Duration.ofMillis(10));
    assertThat(Countdown.pause(Duration.ZERO)).isEmpty();
  }
}
