package org.xnsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.command.Command.Role;
import org.xnsh.command.ExitCode;
import org.xnsh.host.linux.netlink.ReceivedDatagrams;
import org.xnsh.ssh.OperatorEdits;
import org.xnsh.ssh.OperatorFolder;
import org.xnsh.testing.Peers;
import org.xnsh.testing.Ran;
import org.xnsh.testing.TestNamespace;
import org.xnsh.testing.Waiting;

/// What a service manager and an administrator say to a server, and what it answers.
class ServingSignalsTest {

  private static final String GREETING = "undo takes back";

  @TempDir private Path folder;

  private SshPlace simulated(String socket) throws IOException {
    return SshPlace.served(
        folder,
        List.of("env", "NOTIFY_SOCKET=" + socket),
        List.of(),
        "--simulated",
        "--listen",
        "127.0.0.1:0");
  }

  private Child prompt(SshPlace place, String operator) throws IOException {
    Child client = Child.startWords(folder, place.client(operator, "-tt", operator + "@127.0.0.1"));
    client.awaitPrinted(GREETING);
    return client;
  }

  @Test
  void aReloadEndsWhoWasRemovedOrHasAnotherRoleAndNobodyElse()
      throws IOException, InterruptedException {
    SshPlace.operators(folder, "anna:admin", "bert:operator", "kurt:operator");
    OperatorEdits edits = new OperatorEdits(new OperatorFolder(folder.resolve("operators")));
    String socket = "@xnsh-reload-" + ProcessHandle.current().pid();
    try (ReceivedDatagrams manager = ReceivedDatagrams.at(socket);
        SshPlace place = simulated(socket);
        Child anna = prompt(place, "anna");
        Child bert = prompt(place, "bert");
        Child kurt = prompt(place, "kurt")) {
      manager.await("READY=1\nSTATUS=serving on 127.0.0.1:" + place.port() + ", 3 operators");
      edits.remove("kurt");
      edits.role("bert", Role.VIEWER);
      place.server().signal("HUP");
      int _ = kurt.exit();
      assertThat(kurt.printed()).contains("you may no longer log in with this key");
      int _ = bert.exit();
      assertThat(bert.printed()).contains("your role is now viewer: this session ends");
      manager.await("2 operators");
      assertThat(manager.all())
          .filteredOn(t -> t.startsWith("RELOADING=1"))
          .singleElement()
          .asString()
          .matches("RELOADING=1\nMONOTONIC_USEC=[0-9]+");
      anna.say("show bridges | count");
      anna.say("exit");
      assertThat(anna.exit()).as(anna.printed()).isZero();
      assertThat(place.ssh("bert", "brctl addbr no").status()).isEqualTo(4);
      assertThat(place.ssh("kurt", "log").status()).isEqualTo(255);
      Files.move(folder.resolve("operators"), folder.resolve("away"));
      Files.createFile(folder.resolve("operators"));
      place.server().signal("HUP");
      manager.await("nobody can log in: the folder of operators cannot be read");
      assertThat(place.server().printed())
          .contains("kurt is dismissed: you may no longer log in", "anna from 127.0.0.1 runs: exit")
          .doesNotContain("anna is dismissed");
      place.server().signal("TERM");
      assertThat(place.server().exit()).isZero();
      manager.await("STOPPING=1");
    }
  }

  /// A connection that is kept open without a session (ControlMaster) is no way around it.
  @Test
  void aConnectionWithoutASessionEndsToo() throws IOException, InterruptedException {
    SshPlace.operators(folder, "kurt:operator");
    try (SshPlace place = simulated("");
        Child idle = Child.startWords(folder, place.client("kurt", "-N", "kurt@127.0.0.1"))) {
      place.server().awaitPrinted("kurt logged in");
      new OperatorEdits(new OperatorFolder(folder.resolve("operators"))).remove("kurt");
      place.server().signal("HUP");
      assertThat(idle.exit()).isEqualTo(255);
    }
  }

  @Test
  void theEndTellsSessionsAndTakesBackWhatRuns() throws IOException, InterruptedException {
    Peers.requireRoot();
    SshPlace.operators(folder, "anna:operator", "vera:viewer");
    try (TestNamespace host = TestNamespace.create();
        SshPlace place =
            SshPlace.served(
                folder, List.of(), List.of(), "--netns", host.name(), "--listen", "127.0.0.1:0");
        Child vera = prompt(place, "vera")) {
      try (Child anna = stoppedInACommit(host, place)) {
        place.server().signal("TERM");
        place.server().signal("CONT");
        // what is told twice; it may have ended by then
        Ran.run(List.of("kill", "-TERM", Long.toString(place.server().pid())));
        // a machine that is slow enough leaves the rest of it to another process
        assertThat(place.server().exit())
            .as(place.server().printed())
            .isIn(ExitCode.DONE.number(), ExitCode.PARTLY_UNDONE.number());
        assertThat(anna.exit()).isNotZero();
        int _ = vera.exit();
        assertThat(vera.printed()).contains("the server ends");
        Waiting.until(() -> links(host) == 1, anna::printed);
      }
      Xnsh.Ended later = local(host, "log verify");
      assertThat(later.exit()).as(later.err()).isZero();
      assertThat(later.err()).doesNotContain("half done");
    }
  }

  /// A client whose commit is half made, and the server stopped in the midst of it. A machine may
  /// stop the test until all is made: then it is more.
  private Child stoppedInACommit(TestNamespace host, SshPlace place)
      throws IOException, InterruptedException {
    for (int bridges = 300; ; bridges *= 2) {
      List<String> script = new ArrayList<>(List.of("begin"));
      IntStream.range(0, bridges).forEach(i -> script.add("ip link add xb" + i + " type bridge"));
      script.add("commit");
      Path lines = Files.write(folder.resolve("lines"), script);
      List<String> words = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" <" + lines, "sh"));
      words.addAll(place.client("anna", "-T", "anna@127.0.0.1"));
      Child anna = Child.startWords(folder, words);
      Waiting.until(() -> links(host) > 20, () -> "it never began: " + anna.printed());
      place.server().signal("STOP");
      if (links(host) <= bridges) {
        return anna;
      }
      place.server().signal("CONT");
      assertThat(anna.exit()).as(anna.printed()).isZero();
      place.ssh("anna", "undo").ok();
    }
  }

  /// A guard that does not say that it stands keeps the writer, between the intent and the first
  /// step.
  @Test
  void whatDoesNotEndInTimeIsLeftToAnotherProcess() throws IOException, InterruptedException {
    Peers.requireRoot();
    Peers.require("unshare", "mount", "mkdir", "sleep");
    Files.createDirectories(Path.of("/run/systemd"));
    Path asked = folder.resolve("asked");
    Path program = folder.resolve("systemd-run");
    Files.writeString(
        program,
        "#!/bin/sh\ncase \" $* \" in *' mend '*) ;; *) touch "
            + asked
            + "; exec sleep 100;; esac\n"
            + "while :; do case $1 in -*) shift;; *) exec \"$@\";; esac; done\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    SshPlace.operators(folder, "anna:operator");
    List<String> before =
        List.of(
            "env",
            "PATH=" + folder + ":" + System.getenv("PATH"),
            "JAVA_TOOL_OPTIONS=-Dxnsh.guard.scope.seconds=100 -Dxnsh.end.seconds=1",
            "unshare",
            "--mount",
            "sh",
            "-c",
            "mount -t tmpfs tmpfs /run/systemd && mkdir /run/systemd/system && exec \"$@\"",
            "sh");
    try (TestNamespace host = TestNamespace.create();
        SshPlace place =
            SshPlace.served(
                folder, before, List.of(), "--netns", host.name(), "--listen", "127.0.0.1:0")) {
      List<String> words =
          place.client(
              "anna", "-n", "anna@127.0.0.1", "begin; brctl addbr x; commit confirmed 10m");
      try (Child anna = Child.startWords(folder, words)) {
        Waiting.until(() -> Files.exists(asked), () -> "none: " + anna.printed());
        place.server().signal("TERM");
        assertThat(place.server().exit()).isEqualTo(ExitCode.PARTLY_UNDONE.number());
        assertThat(place.server().printed())
            .contains("ends in the midst of anna: brctl addbr x", "another process takes back");
        assertThat(anna.exit()).isNotZero();
      }
      Waiting.until(
          () -> logged().contains("its process ended in the middle of it"),
          () -> "nobody took it back; " + place.server().printed());
    }
  }

  private String logged() {
    try (Stream<Path> all = Files.walk(folder.resolve("state"))) {
      StringBuilder text = new StringBuilder();
      for (Path file : all.filter(f -> f.endsWith("transactions")).toList()) {
        text.append(Files.readString(file));
      }
      return text.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int links(TestNamespace host) {
    return (int) host.ip("-o link").lines().count();
  }

  private Xnsh.Ended local(TestNamespace host, String line) {
    return Xnsh.startedBy()
        .with("SUDO_USER", "otto")
        .run("--netns", host.name(), "--state", folder.resolve("state").toString(), "-c", line);
  }

  @Test
  void theShellAtTheConsoleAndTheServerShareLogAndLock() throws IOException {
    Peers.requireRoot();
    SshPlace.operators(folder, "anna:admin");
    try (TestNamespace host = TestNamespace.create();
        SshPlace place =
            SshPlace.served(
                folder, List.of(), List.of(), "--netns", host.name(), "--listen", "127.0.0.1:0")) {
      place.ssh("anna", "brctl addbr annas").ok();
      Xnsh.Ended here = local(host, "log; brctl addbr ottos");
      assertThat(here.out()).contains("anna", "brctl addbr annas");
      Ran log = place.ssh("anna", "log; undo 2; log verify");
      assertThat(log.out())
          .contains("otto", "brctl addbr ottos", "whole")
          .doesNotContain("outside");
      assertThat(log.status()).as(log.err()).isZero();
      assertThat(host.ip("-o link")).contains("annas").doesNotContain("ottos");
      seeEachOther(host, place);
    }
  }

  private void seeEachOther(TestNamespace host, SshPlace place) throws IOException {
    List<String> options =
        List.of("--netns", host.name(), "--state", folder.resolve("state").toString());
    try (Child anna = prompt(place, "anna");
        Tmux otto = new Tmux(Map.of("SUDO_USER", "otto"), options, 100, 30)) {
      otto.awaitScreen(GREETING);
      Xnsh.Ended here = local(host, "who");
      assertThat(here.out()).contains("otto", "console", "anna", "ssh 127.0.0.1");
      assertThat(here.err()).doesNotContain("not known here");
      anna.say("who | grep otto");
      anna.awaitPrinted("console");
      otto.type("exit");
      otto.press("Enter");
      otto.awaitScreen("ended 0");
      assertThat(place.ssh("anna", "who").ok()).contains("ssh 127.0.0.1").doesNotContain("otto");
    }
  }
}
