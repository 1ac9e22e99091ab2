package org.xnsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xnsh.testing.Peers;
import org.xnsh.testing.Ran;
import org.xnsh.testing.Waiting;

/// What the real OpenSSH client may and may not, at a server over a network in memory.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperatorsOverSshTest {

  private final Path folder;
  private final SshPlace place;

  OperatorsOverSshTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    SshPlace.operators(folder, "anna:admin", "bert:operator", "vera:viewer", "kurt:operator");
    SshPlace.key(folder, "stranger");
    this.place = SshPlace.simulated(folder);
  }

  @BeforeAll
  void theServerTellsHowItIsReached() {
    assertThat(place.server().printed())
        .contains(
            "ssh -p " + place.port() + " anna@127.0.0.1", "operators: anna, bert, kurt, vera");
  }

  @AfterAll
  void close() {
    place.close();
  }

  @Test
  void aCommandHasTwoOutputsAndAnExitCode() {
    Ran shown = place.ssh("vera", "brctl show xenbr0; show nonsense");
    assertThat(shown.status()).isEqualTo(2);
    Ran good = place.ssh("vera", "brctl show xenbr0");
    assertThat(good.status()).isZero();
    assertThat(good.out()).contains("xenbr0", "peth0").doesNotContain("\r");
    assertThat(good.err()).isEmpty();
    Ran bad = place.ssh("anna", "brctl delbr none || brctl delbr none2");
    assertThat(bad.status()).isEqualTo(1);
    assertThat(bad.out()).isEmpty();
    assertThat(bad.err()).contains("bridge none doesn't exist", "none2");
    assertThat(place.ssh("vera", "-j show bridges xenbr0").out()).startsWith("[");
    List<String> onTerminal = List.of("-tt", "vera@127.0.0.1", "brctl show xenbr0");
    assertThat(place.client("vera", onTerminal).out()).contains("interfaces\r\n");
  }

  @Test
  void linesOnStandardInputAreAScript() throws IOException {
    Path lines =
        Files.writeString(folder.resolve("lines"), "show bridges | count\nnonsense\nlog\n");
    List<String> words = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" <" + lines, "sh"));
    words.addAll(place.client("vera", "-T", "vera@127.0.0.1"));
    Ran ran = Ran.run(words);
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.out()).isEqualTo(bridges() + "\n");
    assertThat(ran.err()).contains("'nonsense' is not known here", "ended at line 2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "brctl addbr v0",
        "ip link add v0 type bridge",
        "dry-run brctl addbr v0",
        "begin",
        "sysctl net.ipv4.ip_forward=1",
        "undo",
        "force brctl addbr v0",
        "confirm"
      })
  void aViewerEditsNothing(String line) {
    Ran ran = place.ssh("vera", line);
    assertThat(ran.status()).as(ran.err()).isEqualTo(4);
    assertThat(ran.err()).contains("this session has the role viewer");
  }

  @Test
  void helpShowsWhatTheRoleMay() {
    assertThat(place.ssh("vera", "help").out()).contains("brctl show").doesNotContain("addbr");
    assertThat(place.ssh("kurt", "help").out()).contains("brctl addbr").doesNotContain("rollback");
    assertThat(place.ssh("anna", "help").out())
        .contains("brctl addbr", "rollback")
        .doesNotContain(" exec ");
  }

  @Test
  void anothersTransactionIsUndoneByAnAdminOnly() {
    place.ssh("anna", "brctl addbr annas").ok();
    String log = place.ssh("bert", "log").ok();
    assertThat(log).contains("anna", "brctl addbr annas");
    String number =
        log.lines()
            .filter(l -> l.contains("annas"))
            .findFirst()
            .orElse("")
            .strip()
            .split(" +", -1)[0];
    Ran undo = place.ssh("bert", "undo " + number);
    assertThat(undo.status()).as(undo.err()).isEqualTo(4);
    assertThat(undo.err()).contains("this needs the role admin");
    Ran forced = place.ssh("bert", "undo force");
    assertThat(forced.status()).as(forced.err()).isEqualTo(4);
    place.ssh("bert", "brctl addbr berts").ok();
    place.ssh("bert", "undo").ok();
    place.ssh("bert", "brctl addbr berts").ok();
    assertThat(place.ssh("anna", "log show " + number + "; undo " + number).ok())
        .contains("ssh 127.0.0.1");
    assertThat(place.ssh("anna", "brctl show").ok()).contains("berts").doesNotContain("annas");
  }

  @Test
  void filesAndProgramsAreOutOfReach() {
    Path file = folder.resolve("saved");
    Ran saved = place.ssh("anna", "show bridges | save " + file);
    assertThat(saved.status()).isEqualTo(4);
    assertThat(file).doesNotExist();
    assertThat(place.ssh("anna", "guest test exec id").status()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-oPubkeyAuthentication=no anna@127.0.0.1",
        "-oPreferredAuthentications=password anna@127.0.0.1",
        "-oPreferredAuthentications=keyboard-interactive anna@127.0.0.1",
        "-oPreferredAuthentications=none anna@127.0.0.1",
        "nobody@127.0.0.1",
        "root@127.0.0.1",
        "../operators/anna@127.0.0.1",
        "vera@127.0.0.1",
      })
  void nobodyElseGetsIn(String how) {
    List<String> words = new ArrayList<>(List.of("-oBatchMode=yes", "-n"));
    words.addAll(List.of(how.split(" ", -1)));
    words.add("show bridges");
    Ran ran = place.client("anna", words);
    assertThat(ran.status()).isEqualTo(255);
    assertThat(ran.err()).contains("Permission denied (publickey)");
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void aKeyThatNobodyListedOpensNothing() {
    Ran ran = place.client("stranger", List.of("-oBatchMode=yes", "-n", "anna@127.0.0.1", "log"));
    assertThat(ran.status()).isEqualTo(255);
    assertThat(ran.err()).contains("Permission denied (publickey)");
  }

  /// `-L` and `-D` ask for the same kind of channel as `-W`, once somebody connects to them.
  @ParameterizedTest
  @ValueSource(strings = {"-W127.0.0.1:22", "-R0:127.0.0.1:22"})
  void nothingIsForwarded(String option) {
    List<String> words = List.of("-n", "-oExitOnForwardFailure=yes", option, "anna@127.0.0.1");
    Ran ran = place.client("anna", words);
    assertThat(ran.status()).as("%s", ran).isEqualTo(255);
    assertThat(ran.err()).containsAnyOf("unknown channel type", "forwarding failed", "open failed");
  }

  @Test
  void noWindowIsOpened() {
    List<String> words = new ArrayList<>(List.of("env", "DISPLAY=127.0.0.1:9"));
    words.addAll(
        place.client("vera", "-n", "-Y", "-A", "-oLogLevel=INFO", "vera@127.0.0.1", "log"));
    assertThat(Ran.run(words).err()).contains("X11 forwarding request failed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sftp", "xnsh", "netconf"})
  void thereAreNoSubsystems(String name) {
    Ran ran = place.client("anna", List.of("-n", "-s", "anna@127.0.0.1", name));
    assertThat(ran.status()).isNotZero();
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void noFileIsCopied() throws IOException {
    Peers.require("scp", "sftp");
    Path file = Files.writeString(folder.resolve("here"), "x");
    for (String old : List.of("-O", "-s")) {
      List<String> words = new ArrayList<>(place.client("anna"));
      words.set(0, "scp");
      words.set(words.indexOf("-p"), "-P");
      words.addAll(List.of(old, file.toString(), "anna@127.0.0.1:/tmp/xnsh-copied"));
      assertThat(Ran.run(words).status()).isNotZero();
    }
    assertThat(Path.of("/tmp/xnsh-copied")).doesNotExist();
  }

  @Test
  void theOptionsOfAKeyAreHonouredAndReadAtEachLogin() throws IOException {
    String key = place.publicKey("kurt");
    place.keys("kurt", "command=\"show bridges | count\" " + key + "\n");
    assertThat(place.ssh("kurt", "brctl addbr k0").ok()).isEqualTo(bridges() + "\n");
    assertThat(place.client("kurt", List.of("-tt", "kurt@127.0.0.1")).out()).contains(bridges());
    place.keys("kurt", "restrict " + key + "\n");
    assertThat(place.ssh("kurt", "show bridges xenbr0").ok()).contains("xenbr0");
    Ran terminal = place.client("kurt", List.of("-tt", "kurt@127.0.0.1", "show bridges"));
    assertThat(terminal.err()).contains("PTY allocation request failed");
    for (String no :
        List.of(
            "from=\"10.0.0.0/8\" ",
            "from=\"127.0.0.*,!127.0.0.1\" ",
            "expiry-time=\"20200101Z\" ",
            "environment=\"A=b\" ",
            "permitopen=\"*:22\" ")) {
      place.keys("kurt", no + key + "\n");
      assertThat(place.ssh("kurt", "log").status()).as(no).isEqualTo(255);
    }
    place.keys("kurt", "from=\"127.0.0.0/8\",expiry-time=\"29990101Z\" " + key + "\n");
    place.ssh("kurt", "log").ok();
    place.server().awaitPrinted("kurt from 127.0.0.1 runs: show bridges | count");
    try (SshPlace fresh = SshPlace.simulated(folder)) { // of many refusals a log tells the first
      fresh.keys("kurt", "expiry-time=\"20200101Z\" " + key + "\n");
      fresh.ssh("kurt", "log");
      fresh.server().awaitPrinted("the key expired");
      fresh.keys("kurt", "environment=\"A=b\" " + key + "\n");
      fresh.ssh("kurt", "log");
      fresh.server().awaitPrinted("the option environment is not honoured here");
    }
  }

  private String bridges() {
    return place.ssh("anna", "show bridges | count").ok().strip();
  }

  @Test
  void theFolderOfOperatorsIsKeptByACommand() {
    String operators = folder.resolve("others").toString();
    String key = folder.resolve("stranger.pub").toString();
    List<String> where = List.of("--operators", operators);
    Ran added = operator(where, "add", "otto", "--key", key);
    assertThat(added.out()).startsWith("otto viewer SHA256:");
    assertThat(operator(where, "list").out()).contains("otto viewer\n    SHA256:");
    assertThat(operator(where, "role", "otto", "king").err()).contains("viewer, operator or admin");
    assertThat(operator(where, "add", "../x", "--key", key).status()).isEqualTo(2);
  }

  private static Ran operator(List<String> where, String... words) {
    List<String> all = new ArrayList<>(List.of("operator"));
    all.addAll(List.of(words));
    all.addAll(where);
    return Child.run(all);
  }

  /// A crowd from elsewhere keeps nobody out, and neither does one from the same address.
  @Test
  void whoSaysNothingMakesRoomForTheNext() throws IOException {
    List<Socket> held = new ArrayList<>();
    try {
      for (int i = 0; i < 10; i++) {
        held.add(from(2));
        held.getLast().getInputStream().read(); // its greeting: it counts
      }
      held.add(from(3));
      assertThat(held.getLast().getInputStream().read()).isEqualTo('S');
      held.add(from(2));
      assertThat(held.getLast().getInputStream().read()).isEqualTo('S');
      held.getFirst().setSoTimeout(1000 * (int) Waiting.SECONDS);
      held.getFirst().getInputStream().readAllBytes(); // until it is hung up on
    } finally {
      for (Socket one : held) {
        one.close();
      }
    }
  }

  private Socket from(int last) throws IOException {
    Socket socket = new Socket();
    socket.bind(new InetSocketAddress(address(last), 0));
    socket.connect(new InetSocketAddress(address(1), place.port()));
    return socket;
  }

  private static InetAddress address(int last) throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
  }

  @Test
  void aClientsEnvironmentIsNotTaken() {
    Ran ran =
        place.client(
            "anna",
            List.of(
                "-n", "-oSetEnv=NO_COLOR=1 LINES=-1 COLUMNS=x TERM=../x", "anna@127.0.0.1", "log"));
    assertThat(ran.status()).as(ran.err()).isZero();
  }
}
