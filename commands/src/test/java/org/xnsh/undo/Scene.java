package org.xnsh.undo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.xnsh.command.Command;
import org.xnsh.command.CommandGrammar;
import org.xnsh.command.Context;
import org.xnsh.command.ExitCode;
import org.xnsh.command.Interpreter;
import org.xnsh.command.StandardCatalog;
import org.xnsh.command.TextOutput;
import org.xnsh.host.HostDescription.Kind;
import org.xnsh.host.linux.DomainSource;
import org.xnsh.host.linux.LinuxHost;
import org.xnsh.testing.Snapshot;
import org.xnsh.testing.TestNamespace;
import org.xnsh.testing.Waiting;
import org.xnsh.transaction.NamespaceWriter;
import org.xnsh.transaction.Staging;
import org.xnsh.transaction.Transactions;
import org.xnsh.transaction.log.StateFolder;

/// A namespace, an outside that its uplinks lead to, and an xnsh that edits it.
final class Scene implements AutoCloseable {

  private static final long PATIENCE_NANOS = Waiting.SECONDS * 1_000_000_000;
  private static final long PAUSE_NANOS = 60_000_000;

  private final TestNamespace inside;
  private final TestNamespace outside;
  private final Path folder;
  private final Interpreter interpreter =
      new Interpreter(new CommandGrammar(StandardCatalog.all()), false, false);
  private Transactions transactions;
  private Context context;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final List<String> notices = new ArrayList<>();
  private String[] destinations = {};

  /// How it was after the last undo, as long as nothing else was done.
  private Map<String, String> known = Map.of();

  private Scene(TestNamespace inside, TestNamespace outside, Path folder) throws IOException {
    this.inside = inside;
    this.outside = outside;
    this.folder = folder;
    this.transactions = opened();
    this.context = at(transactions);
  }

  private Transactions opened() throws IOException {
    LinuxHost host =
        LinuxHost.namespace(Kind.NAMESPACE, inside.name(), inside.path(), DomainSource.NONE);
    return NamespaceWriter.open(
        host, new StateFolder(folder.resolve(inside.name())), folder.resolve("run"));
  }

  private Context at(Transactions open) {
    return new Context(
        new Staging(open),
        interpreter.grammar(),
        "tester",
        "test",
        Command.Role.ADMIN,
        true,
        false,
        Optional.empty(),
        () -> false,
        notices::add);
  }

  /// As another process that finds the namespace and its log.
  void reopen() throws IOException {
    transactions.close();
    transactions = opened();
    context = at(transactions);
  }

  /// @param script made inside; `OUTSIDE` in it is the name of the other namespace
  static Scene of(Path folder, String script) throws IOException {
    TestNamespace inside = TestNamespace.create();
    TestNamespace outside = TestNamespace.create();
    inside.sh("ip link set lo up; " + script.replace("OUTSIDE", outside.name()));
    Scene scene = new Scene(inside, outside, folder);
    scene.calm();
    return scene;
  }

  /// Where `ip route get` is asked about too.
  Scene to(String... addresses) {
    destinations = addresses.clone();
    return this;
  }

  String sh(String script) {
    known = Map.of();
    return inside.sh(script);
  }

  TestNamespace outside() {
    return outside;
  }

  Map<String, String> snapshot() {
    return Snapshot.of(inside, destinations);
  }

  /// What it said, where it ended well.
  String does(String line) {
    known = Map.of();
    said.reset();
    notices.clear();
    PrintStream to = new PrintStream(said, true, StandardCharsets.UTF_8);
    ExitCode exit = interpreter.run(line, context, new TextOutput(to, to));
    String text = said.toString(StandardCharsets.UTF_8);
    assertThat(exit).as(line + ": " + text).isEqualTo(ExitCode.DONE);
    return text;
  }

  /// It must say no, and why.
  void isRefused(String line, String why) {
    said.reset();
    PrintStream to = new PrintStream(said, true, StandardCharsets.UTF_8);
    ExitCode exit = interpreter.run(line, context, new TextOutput(to, to));
    assertThat(exit).as(line).isNotEqualTo(ExitCode.DONE);
    assertThat(said.toString(StandardCharsets.UTF_8)).contains(why);
  }

  /// The number of the transaction that came last.
  long newest() {
    return transactions.entries().stream().mapToLong(e -> e.number()).max().orElseThrow();
  }

  /// What it said before and while it worked.
  List<String> notices() {
    return List.copyOf(notices);
  }

  /// Does the line, which must change something, takes it back, and everything is as before. Gives
  /// what the undo said.
  String isUndone(String line) {
    Map<String, String> before = known.isEmpty() ? calm() : known;
    known = Map.of();
    does(line);
    assertThat(Snapshot.differences(before, snapshot())).as(line).isNotEmpty();
    String undone = does("undo");
    returnsTo(line, before);
    return undone;
  }

  /// As [#isUndone], but for what the undo says that stays: only these words may differ, and only
  /// in lines about this link.
  String isUndoneBut(String line, String link, String words) {
    Map<String, String> before = calm();
    does(line);
    String undone = does("undo");
    calm();
    assertThat(Snapshot.differences(before, snapshot())).as("what stays").isNotEmpty();
    assertThat(Snapshot.differences(blank(before, link, words), blank(snapshot(), link, words)))
        .as("after " + line + " and undo")
        .isEmpty();
    return undone;
  }

  private static Map<String, String> blank(Map<String, String> seen, String link, String words) {
    Map<String, String> blanked = new LinkedHashMap<>();
    seen.forEach((question, answer) ->
        blanked.put(
            question,
            answer
                .lines()
                .map(l -> l.contains('"' + link + '"') ? l.replaceAll(words, "") : l)
                .sorted()
                .collect(Collectors.joining("\n"))));
    return blanked;
  }

  void returnsTo(String line, Map<String, String> before) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    Map<String, String> now = snapshot();
    int equal = now.equals(before) ? 1 : 0;
    while (equal < 3 && System.nanoTime() < end) {
      LockSupport.parkNanos(PAUSE_NANOS);
      now = snapshot();
      equal = now.equals(before) ? equal + 1 : 0;
    }
    assertThat(Snapshot.differences(before, now)).as("after " + line + " and undo").isEmpty();
    known = before;
  }

  /// Once carrier and what comes with it are there: the kernel looks for carrier once a second.
  Map<String, String> calm() {
    long end = System.nanoTime() + PATIENCE_NANOS;
    Map<String, String> last = snapshot();
    int calm = 0;
    while ((calm < 3 || isComing(last)) && System.nanoTime() < end) {
      LockSupport.parkNanos(PAUSE_NANOS);
      Map<String, String> now = snapshot();
      calm = now.equals(last) ? calm + 1 : 0;
      last = now;
    }
    return last;
  }

  /// Addresses still looked for, ports on their way to forwarding, links that are up without a
  /// carrier that they will get.
  private static boolean isComing(Map<String, String> seen) {
    String links = seen.getOrDefault("ip -d -j link", "");
    return seen.getOrDefault("ip -j addr", "").contains("\"tentative\":true")
        || seen.getOrDefault("bridge -d -j link", "").matches("(?s).*\"state\":\"l[a-z]*ing\".*")
        || links
            .lines()
            .anyMatch(
                l -> l.contains("\"NO-CARRIER\"") && l.contains("\"LOWER_UP\"") || waits(l, links));
  }

  /// For the carrier of what is below or at its other end; what is down there gives none.
  private static boolean waits(String link, String links) {
    if (!link.contains("\"UP\"") || !link.contains("\"operstate\":\"LOWERLAYERDOWN\"")) {
      return false;
    }
    JsonElement lower = JsonParser.parseString(link).getAsJsonObject().get("link");
    return lower == null
        || links
            .lines()
            .filter(l -> l.contains("\"ifname\":" + lower + ","))
            .allMatch(l -> l.contains("\"UP\""));
  }

  @Override
  public void close() {
    transactions.close();
    inside.close();
    outside.close();
  }
}
