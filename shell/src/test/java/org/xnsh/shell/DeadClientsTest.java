package org.xnsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.bench.Crowd;
import org.xnsh.testing.Ran;
import org.xnsh.testing.Waiting;

/// Clients that end in every other way than by `exit`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeadClientsTest {

  private final Path folder;
  private final SshPlace place;
  private final String resting;
  private final List<Process> clients = new ArrayList<>();

  DeadClientsTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    SshPlace.operators(folder, "anna:admin", "bert:operator");
    this.place = SshPlace.simulated(folder, "--listen", "[::1]:0");
    this.resting = state(place);
  }

  @AfterEach
  void end() throws InterruptedException {
    for (Process client : clients) {
      client.destroyForcibly().waitFor();
    }
    clients.clear();
    awaitState(place, resting);
  }

  @AfterAll
  void close() {
    place.close();
  }

  /// A client with a prompt; what it prints goes to a file.
  private Path opened(String operator, String... options) throws IOException {
    Path out = Files.createTempFile(folder, "client", ".out");
    List<String> words = new ArrayList<>(List.of(options));
    words.add(operator + "@127.0.0.1");
    clients.add(
        new ProcessBuilder(place.client(operator, words.toArray(String[]::new)))
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start());
    return out;
  }

  private static void awaitPrompt(Path out) {
    Waiting.until(() -> read(out).contains("# "), () -> "no prompt: " + read(out));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long in(SshPlace place, String folder, String name) {
    try (Stream<Path> all = Files.list(Path.of("/proc", "" + place.server().pid(), folder))) {
      return all.filter(f -> about(f, name).matches(".*(socket|ptmx|pts|ssh |watch).*")).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Where a descriptor leads, or what a thread is called.
  private static String about(Path one, String name) {
    try {
      return name.isEmpty()
          ? Files.readSymbolicLink(one).toString()
          : Files.readString(one.resolve(name)).strip();
    } catch (IOException e) {
      return ""; // it has ended
    }
  }

  private static String state(SshPlace place) {
    return in(place, "fd", "") + " descriptors, " + in(place, "task", "comm") + " threads";
  }

  private long tasks() {
    try (Stream<Path> all = Files.list(Path.of("/proc", "" + place.server().pid(), "task"))) {
      return all.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void twentyThatAreKilledLeaveNothingBehindButWhatTheyHadStaged() throws Exception {
    List<Path> outs = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      outs.add(opened(i % 2 == 0 ? "anna" : "bert", "-tt"));
      if (i % 5 == 4) { // not more than ten may be about to log in
        outs.forEach(DeadClientsTest::awaitPrompt);
      }
    }
    Process last = clients.getLast();
    last.getOutputStream().write("begin\rbrctl addbr late\r".getBytes(StandardCharsets.UTF_8));
    last.getOutputStream().flush();
    Waiting.until(() -> read(outs.getLast()).contains("[1 staged]"), () -> read(outs.getLast()));
    assertThat(state(place)).isNotEqualTo(resting);
    long most = tasks();
    clients.forEach(Process::destroyForcibly);
    awaitState(place, resting);
    assertThat(tasks()).isLessThanOrEqualTo(most - 20);
    assertThat(place.ssh("anna", "who | count").ok()).isEqualTo("1\n");
    place.ssh("anna", "brctl addbr next").ok();
    assertThat(place.ssh("bert", "sessions").ok()).contains("Left by").containsPattern("bert +1 ");
    Path again = opened("bert", "-tt");
    awaitPrompt(again);
    assertThat(read(again))
        .contains("1 edit that you had staged")
        .containsPattern("sessions take [0-9]+");
  }

  /// Ten that are reset, ten that nobody types at, and twenty whom the server sends away.
  @Test
  void resetsSilenceAndTheServersEndLeaveNothingEither() throws Exception {
    String key = place.publicKey("anna") + "\n" + place.publicKey("bert") + "\n";
    place.keys("bert", key);
    List<String> both = List.of("anna", "bert");
    try (SshPlace impatient = SshPlace.simulated(folder, "--idle", "3s")) {
      int port = impatient.port();
      try (Crowd patient = new Crowd(port, folder.resolve("anna"), both);
          Crowd hasty = new Crowd(port, folder.resolve("anna"), both).resetting()) {
        String before = state(impatient);
        hasty.enter(10);
        patient.enter(10);
        assertThat(state(impatient)).isNotEqualTo(before);
        hasty.reset();
        // who is sent away keeps the connection, without a session on it
        Waiting.until(() -> in(impatient, "task", "comm") == 0, () -> state(impatient));
        patient.leave();
        awaitState(impatient, before);
        patient.enter(20);
        impatient.server().signal("TERM");
        assertThat(impatient.server().exit()).as(impatient.server().printed()).isZero();
      }
    }
  }

  private static void awaitState(SshPlace place, String state) {
    Waiting.until(() -> state(place).equals(state), () -> state + ", now " + state(place));
  }

  @Test
  void anOperatorHasTenConnectionsOverAllAddresses() throws Exception {
    int earlier = logins();
    for (int i = 0; i < 10; i++) {
      clients.add(new ProcessBuilder(at(i, "-N", "anna@127.0.0.1")).start());
      if (i % 5 == 4) {
        int all = earlier + i + 1;
        Waiting.until(() -> logins() == all, () -> place.server().printed());
      }
    }
    for (int i = 0; i < 2; i++) {
      Ran more = Ran.run(at(i, "-n", "anna@127.0.0.1", "show bridges"));
      assertThat(more.status()).isEqualTo(255);
      assertThat(more.err()).contains("Too many concurrent connections (10)");
    }
    place.ssh("bert", "show bridges").ok();
  }

  private int logins() {
    return place.server().printed().split("anna logged in", -1).length - 1;
  }

  /// A client to the addresses in turn: 127.0.0.1 and ::1.
  private List<String> at(int turn, String... options) {
    List<String> words = new ArrayList<>(place.client("anna"));
    words.set(words.indexOf("-p") + 1, "" + port(turn));
    words.set(words.indexOf("-oLogLevel=ERROR"), "-oLogLevel=INFO");
    words.add("-oHostName=" + (turn % 2 == 0 ? "127.0.0.1" : "::1"));
    words.addAll(List.of(options));
    return words;
  }

  private int port(int turn) {
    String at = turn % 2 == 0 ? "127.0.0.1:" : "[::1]:";
    String line =
        place
            .server()
            .printed()
            .lines()
            .filter(l -> l.contains("serves on " + at))
            .findFirst()
            .orElseThrow();
    return Integer.parseInt(line.substring(line.indexOf(at) + at.length()));
  }
}
