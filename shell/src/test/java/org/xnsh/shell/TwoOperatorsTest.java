package org.xnsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.testing.Peers;
import org.xnsh.testing.TestNamespace;

/// Two operators in two terminals, at a host with two uplinks over which they come.
class TwoOperatorsTest {

  @TempDir private Path folder;
  private final TestNamespace host = TestNamespace.create();
  private final TestNamespace outside = TestNamespace.create();
  private List<SshPlace> places = List.of();

  @BeforeEach
  void serve() throws IOException {
    Peers.requireRoot();
    SshPlace.operators(folder, "anna:admin", "bert:operator");
    host.sh("ip link set lo up");
    for (int i = 0; i < 2; i++) {
      String net = "10." + (77 + i) + ".0.";
      host.sh(
          String.format(
              "ip link add eth%d type veth peer name up%d netns %s; ip addr add %s1/24 dev eth%d;"
                  + " ip link set eth%d up",
              i, i, outside.name(), net, i, i));
      outside.sh(String.format("ip addr add %s2/24 dev up%d; ip link set up%d up", net, i, i));
    }
    places =
        List.of(
            SshPlace.served(
                folder,
                List.of("ip", "netns", "exec", host.name()),
                List.of("ip", "netns", "exec", outside.name()),
                "--listen",
                "10.77.0.1:2222",
                "--listen",
                "10.78.0.1:2222"));
  }

  @AfterEach
  void close() {
    places.forEach(SshPlace::close);
    outside.close();
    host.close();
  }

  private Tmux terminal(String operator, String address) {
    List<String> words = places.getFirst().client(operator, operator + "@" + address);
    Tmux terminal = new Tmux(words, Map.of(), 110, 40);
    terminal.awaitLastLine(TwoOperatorsTest::isPrompt);
    return terminal;
  }

  private static boolean isPrompt(String line) {
    return line.matches("\\S+\\(\\S+\\).*#");
  }

  private static void enter(Tmux at, String line) {
    at.type(line);
    at.awaitLastLine(last -> last.endsWith(line));
    at.press("Enter");
  }

  @Test
  void theySeeEachOtherAndOneMayCutTheirOwnWayOnlyWhileItCanComeBack() {
    try (Tmux bert = terminal("bert", "10.77.0.1");
        Tmux anna = terminal("anna", "10.78.0.1")) {
      anna.type("show bri");
      enter(bert, "brctl addbr berts");
      anna.awaitScreen("* transaction 1 by bert: brctl addbr berts");
      anna.awaitLastLine(last -> last.endsWith("# show bri"));
      anna.press("C-u");
      enter(anna, "brctl addbr annas");
      bert.awaitScreen("* transaction 2 by anna: brctl addbr annas");
      assertThat(bert.screen()).doesNotContain("* transaction 1 by");

      enter(bert, "undo 2");
      bert.awaitScreen("this needs the role admin");
      enter(anna, "undo 1");
      bert.awaitScreen("by anna: undo 1");
      assertThat(host.ip("link show")).contains("annas").doesNotContain("berts");

      enter(anna, "who");
      anna.awaitScreen("ssh 10.77.0.2");
      enter(anna, "tell bert I watch you");
      bert.awaitScreen("* anna tells you: I watch you");

      enter(bert, "link set eth0 down");
      bert.awaitScreen("this would cut your own connection from 10.77.0.2");
      enter(bert, "begin");
      enter(bert, "link set eth0 down");
      bert.awaitLastLine(last -> last.endsWith("[1 staged]#"));
      bert.press("C-l");
      bert.awaitScreen("[1 staged]#");
      enter(bert, "commit");
      bert.awaitScreen("this would cut your own connection from 10.77.0.2");
      bert.awaitLastLine(last -> last.endsWith("[1 staged]#"));
      assertThat(host.ip("link show eth0")).contains("state UP");
      enter(bert, "commit confirmed 5m");
      anna.awaitScreen("confirm timer of bert is armed");
      anna.awaitScreen("by bert: link set eth0 down");
      assertThat(host.ip("link show eth0")).contains("state DOWN");

      try (Tmux again = terminal("bert", "10.78.0.1")) {
        enter(again, "confirm");
        again.awaitScreen("confirmed and stay");
        anna.awaitScreen("confirmed by bert");
        assertThat(host.ip("link show eth0")).contains("state DOWN");
        enter(again, "exit");
        again.awaitScreen("ended 0");
      }
    }
  }
}
