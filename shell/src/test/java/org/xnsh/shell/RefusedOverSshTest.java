package org.xnsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xnsh.testing.Ran;
import org.xnsh.testing.Waiting;

/// Whoever asks for what they may not have gets nothing, takes nothing from others, and leaves
/// nothing behind.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RefusedOverSshTest {

  private static final int PATIENCE_MILLIS = 1000 * (int) Waiting.SECONDS;

  private final Path folder;
  private final SshPlace place;
  private final Weight before;

  RefusedOverSshTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    SshPlace.operators(folder, "anna:admin", "bert:operator", "vera:viewer");
    this.place = SshPlace.simulated(folder);
    anna().run("rekeyed", "show bridges").ok(); // what is loaded once
    anna().run("sizes", "seed(bridge)#").ok();
    stranger("anna").run("password");
    this.before = Weight.of(place.server().pid());
  }

  @AfterAll
  void close() {
    place.close();
  }

  private Paramiko anna() throws IOException {
    return Paramiko.at(place, folder, "anna");
  }

  private Paramiko stranger(String name) throws IOException {
    return Paramiko.stranger(place, folder, name);
  }

  private void othersAreServed() {
    assertThat(place.ssh("bert", "show bridges xenbr0 | count").ok()).contains("1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"password", "keyboard-interactive", "none"})
  void noWayInButAKey(String way) throws IOException {
    for (String name : List.of("anna", "root", "nobody")) {
      Ran ran = stranger(name).run(way);
      assertThat(ran.out()).as(ran.err()).isEqualTo("refused, allowed: publickey\n");
    }
  }

  @Test
  void aNameOfTenThousandBytes() throws IOException {
    Ran ran = stranger("anna").run("long");
    assertThat(ran.out()).as(ran.err()).startsWith("refused");
    List<String> words = List.of("-n", "-oBatchMode=yes", "-l", "u".repeat(10_000), "127.0.0.1");
    assertThat(place.client("anna", words).status()).isEqualTo(255);
    othersAreServed();
  }

  /// As with OpenSSH's server, of which who has many keys in an agent knows it.
  @Test
  void theSeventhKey() {
    List<String> keys = new ArrayList<>();
    for (int i = 1; i <= 6; i++) {
      SshPlace.key(folder, "wrong" + i);
      keys.add("-oIdentityFile=" + folder.resolve("wrong" + i));
    }
    String right = "-oIdentityFile=" + folder.resolve("bert");
    List<String> words = List.of("-n", "bert@127.0.0.1", "--", "show bridges xenbr0 | count");
    assertThat(offered(keys.subList(0, 5), right, words).status()).isZero();
    Ran seventh = offered(keys, right, words);
    assertThat(seventh.status()).isEqualTo(255);
    assertThat(seventh.err()).contains("Too many authentication failures");
  }

  private Ran offered(List<String> wrong, String right, List<String> words) {
    List<String> all = new ArrayList<>(wrong);
    all.add(right);
    all.addAll(words);
    return place.client("wrong1", all);
  }

  @Test
  void aChannelOrNewKeysBeforeTheLogin() throws IOException {
    assertThat(stranger("anna").run("channel").out()).startsWith("refused");
    assertThat(stranger("anna").run("renewal").out()).startsWith("refused");
  }

  @Test
  void forwardsSubsystemsAndAnAgent() throws IOException {
    Ran ran = anna().run("forwards");
    assertThat(ran.status()).as(ran.err()).isZero();
    assertThat(ran.out().lines().filter(l -> l.endsWith(": refused"))).hasSize(12);
    assertThat(ran.out()).doesNotContain("GRANTED").endsWith("\n1\n");
  }

  static Stream<String> forwardings() {
    return Stream.of("-L", "-D");
  }

  /// The client listens itself, and asks the server when somebody comes.
  @ParameterizedTest
  @MethodSource("forwardings")
  void aPortOfTheClients(String option) throws IOException {
    Path control = folder.resolve("control" + option);
    int port = Ports.free();
    String to = option.equals("-L") ? port + ":127.0.0.1:" + place.port() : "" + port;
    List<String> ways = List.of("-S" + control, "-M", "-f", "-N", option + to, "anna@127.0.0.1");
    List<String> quiet = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" >/dev/null 2>&1", "sh"));
    quiet.addAll(place.client("anna", ways.toArray(String[]::new)));
    Ran.run(quiet).ok();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      OutputStream out = socket.getOutputStream();
      if (option.equals("-D")) { // SOCKS 4: connect to 127.0.0.1, this server's port
        int at = place.port();
        out.write(new byte[] {4, 1, (byte) (at >> 8), (byte) at, 127, 0, 0, 1, 0});
        assertThat(answer(socket)).isNotEqualTo('S');
      } else {
        assertThat(answer(socket)).isEqualTo(-1);
      }
    } finally {
      Ran.run(List.of("ssh", "-F", "none", "-S" + control, "-O", "exit", "anna@127.0.0.1"));
    }
  }

  private static int answer(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read();
    } catch (SocketException e) {
      return -1; // reset
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-A", "-X", "-Y"})
  void anAgentOrAWindow(String option) {
    List<String> words = new ArrayList<>(List.of("env", "DISPLAY=127.0.0.1:9"));
    words.addAll(
        place.client(
            "vera", "-n", option, "-oLogLevel=DEBUG1", "vera@127.0.0.1", "brctl show xenbr0"));
    Ran ran = Ran.run(words);
    assertThat(ran.out()).contains("peth0");
    if (option.equals("-A")) {
      assertThat(ran.err()).doesNotContain("client_request_agent", "auth-agent@openssh.com rch");
    } else {
      assertThat(ran.err()).contains("X11 forwarding request failed");
    }
  }

  @Test
  void aThousandVariables() throws IOException {
    Ran ran = anna().run("variables", "1000");
    assertThat(ran.status()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("peth0");
  }

  /// Neither from elsewhere nor from the same address: who says nothing makes room.
  @Test
  void connectionsThatSayNothing() throws IOException {
    List<Socket> held = new ArrayList<>();
    try {
      for (int i = 0; i < 100; i++) {
        held.add(from(2 + i % 20));
      }
      othersAreServed();
      for (int i = 0; i < 20; i++) {
        held.add(from(1));
      }
      othersAreServed();
    } finally {
      for (Socket one : held) {
        one.close();
      }
    }
  }

  private Socket from(int last) throws IOException {
    Socket socket = new Socket();
    socket.bind(new InetSocketAddress(address(last), 0));
    socket.connect(new InetSocketAddress(address(1), place.port()), PATIENCE_MILLIS);
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  private static InetAddress address(int last) throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
  }

  static Stream<byte[]> garbage() {
    byte[] zeros = new byte[65_536];
    byte[] banner = "SSH-2.0-x\r\n".getBytes(StandardCharsets.US_ASCII);
    byte[] endless = new byte[65_536];
    System.arraycopy(banner, 0, endless, 0, banner.length);
    java.util.Arrays.fill(endless, banner.length, endless.length, (byte) 0xff);
    return Stream.of(
        zeros,
        "x\r\n".repeat(30_000).getBytes(StandardCharsets.US_ASCII),
        "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
        "SSH-1.5-old\r\n".getBytes(StandardCharsets.US_ASCII),
        ("SSH-2.0-" + "x".repeat(60_000)).getBytes(StandardCharsets.US_ASCII),
        endless);
  }

  @ParameterizedTest
  @MethodSource("garbage")
  void whatIsNoSsh(byte[] piece) throws IOException {
    try (Socket socket = from(1)) {
      OutputStream out = socket.getOutputStream();
      for (int i = 0; i < 16; i++) {
        out.write(piece); // until it is hung up on
      }
      out.flush();
      socket.shutdownOutput();
      byte[] said = socket.getInputStream().readAllBytes();
      assertThat(said).startsWith("SSH-2.0-xnsh".getBytes(StandardCharsets.US_ASCII));
    } catch (SocketException e) {
      // hung up in the middle
    }
    othersAreServed();
  }

  @Test
  void aStormOfNewKeys() throws IOException {
    Process storm = new ProcessBuilder(anna().words("storm", "1000")).start();
    while (storm.isAlive()) {
      othersAreServed();
    }
    String said = new String(storm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said).startsWith("let go of after ");
  }

  /// A client that renews its keys at every thousand bytes is odd, and no attacker.
  @Test
  void notWhoRenewsKeysNowAndThen() {
    Ran often = place.client("bert", List.of("-n", "-oRekeyLimit=1K", "bert@127.0.0.1", "help"));
    assertThat(often.status()).as(often.err()).isZero();
    assertThat(often.out()).contains("brctl addbr");
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void nothingOfAllThatStays() {
    before.awaitAgain(place.server().pid());
  }
}
