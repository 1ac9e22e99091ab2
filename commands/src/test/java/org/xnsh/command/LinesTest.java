package org.xnsh.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xnsh.command.Command.Role;
import org.xnsh.command.View.Cell;
import org.xnsh.command.View.Column;
import org.xnsh.command.View.Node;
import org.xnsh.host.Host;
import org.xnsh.host.Topologies;
import org.xnsh.host.simulated.SimulatedHost;
import org.xnsh.testing.FixedTransactions;
import org.xnsh.transaction.Staging;

/// How the interpreter runs lines: what joins commands, what filters them, what is said of
/// mistakes.
final class LinesTest {

  private static final View FRUIT =
      new View.Table(
          List.of(Column.of("Name"), Column.number("Weight")),
          List.of(
              List.of(Cell.of("apple"), Cell.number(100)),
              List.of(Cell.of("Banana"), Cell.number(120)),
              List.of(Cell.of("cherry"), Cell.number(8))));
  private static final View TREE =
      new View.Tree(
          "test",
          List.of(
              Node.group("link", List.of(Node.leaf("mtu", "1500"), Node.leaf("up", "on"))),
              Node.group("ports", List.of(Node.leaf("vif3.0", "test"))),
              Node.leaf("count", "3")));

  private static final Host HOST = SimulatedHost.of(Topologies.named("bare").orElseThrow());

  @TempDir private Path folder;

  private final List<String> ran = new ArrayList<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private boolean interactive;
  private boolean stopped;
  private boolean local = true;
  private Role role = Role.ADMIN;

  private final Catalog catalog =
      new Catalog(
          List.of(
              command("say <word:text>...", a -> Result.of(new View.Text(a.texts("word")))),
              command(
                  "fail [<code:number>]",
                  a ->
                      Result.error(
                          a.has("code") ? ExitCode.NOT_FOUND : ExitCode.FAILED, "it failed")),
              command(
                  "both",
                  _ -> new Result(new View.Text(List.of("out")), List.of("err"), ExitCode.DONE)),
              command("fruit", _ -> Result.of(FRUIT)),
              command("tree", _ -> Result.of(TREE)),
              command("exact", _ -> Result.of(new View.Exact("a\t1\nb\t2\n", Optional.of(FRUIT)))),
              command(
                  "break",
                  _ -> {
                    throw new IOException("the socket is closed");
                  }),
              new Command("edit", "edits", "", Role.OPERATOR, (_, _) -> Result.done()),
              command(
                  "stop",
                  _ -> {
                    stopped = true;
                    return Result.done();
                  })));

  /// What a command of this test answers.
  private interface Answer {
    Result of(org.xnsh.grammar.Arguments arguments) throws IOException;
  }

  private Command command(String usage, Answer answer) {
    return new Command(
        usage,
        usage,
        "",
        Role.VIEWER,
        (arguments, _) -> {
          ran.add(arguments.line());
          return answer.of(arguments);
        });
  }

  private ExitCode run(String line) {
    return run(line, false, false);
  }

  private ExitCode run(String line, boolean keepsGoing, boolean json) {
    ran.clear();
    out.reset();
    err.reset();
    PrintStream toOut = new PrintStream(out, true, StandardCharsets.UTF_8);
    PrintStream toErr = new PrintStream(err, true, StandardCharsets.UTF_8);
    CommandGrammar grammar = new CommandGrammar(catalog);
    Context context =
        new Context(
            new Staging(new FixedTransactions(HOST)),
            grammar,
            "tester",
            "script",
            role,
            local,
            interactive,
            Optional.empty(),
            () -> stopped,
            _ -> {});
    return new Interpreter(grammar, keepsGoing, json)
        .run(line, context, json ? new JsonOutput(toOut, toErr) : new TextOutput(toOut, toErr));
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "say a && say b, DONE, say a+say b",
    "fail && say b, FAILED, fail",
    "fail || say b, DONE, fail+say b",
    "say a || say b, DONE, say a",
    "fail && say b || say c, DONE, fail+say c",
    "say a || say b && say c, DONE, say a+say c",
    "say a; say b, DONE, say a+say b",
    "say a; fail 1, NOT_FOUND, say a+fail 1",
    "fail || fail 1, NOT_FOUND, fail+fail 1",
    "say a # ; fail, DONE, say a",
    "fail; say b, FAILED, fail",
    "fail || say b; say c, DONE, fail+say b+say c"
  })
  void aScriptsLineRunsAsShWithErrexitWould(String line, ExitCode exit, String commands) {
    assertThat(run(line)).isEqualTo(exit);
    assertThat(String.join("+", ran)).isEqualTo(commands);
  }

  @Test
  void atAPromptTheLineGoesOnAfterAnErrorAndItsExitCodeIsTheLasts() {
    interactive = true;
    assertThat(run("fail; say b")).isEqualTo(ExitCode.DONE);
    assertThat(ran).containsExactly("fail", "say b");
    assertThat(run("say b; fail 1")).isEqualTo(ExitCode.NOT_FOUND);
  }

  @Test
  void aScriptThatKeepsGoingEndsWithTheFailureAllTheSame() {
    assertThat(run("fail 1; say b", true, false)).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(ran).containsExactly("fail 1", "say b");
  }

  @Test
  void whatIsWrongAnywhereInALineKeepsAllOfItFromRunning() {
    for (String line :
        List.of("say a; sya b", "say a && say", "say a | grpe x", "say a; 'open", "say a |")) {
      assertThat(run(line)).as(line).isEqualTo(ExitCode.USAGE);
      assertThat(ran).as(line).isEmpty();
      assertThat(out()).as(line).isEmpty();
    }
  }

  @Test
  void aStopIsHeardBetweenCommands() {
    assertThat(run("stop; say b")).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(ran).containsExactly("stop");
  }

  @Test
  void aFaultOfTheHostIsToldAndIsNoStackTrace() {
    assertThat(run("break")).isEqualTo(ExitCode.FAILED);
    assertThat(err()).contains("the socket is closed").doesNotContain("at org.xnsh", "Exception");
  }

  @Test
  void aRoleThatIsMissingIsRefused() {
    role = Role.VIEWER;
    assertThat(run("edit")).isEqualTo(ExitCode.REFUSED);
    assertThat(err()).contains("role operator");
    assertThat(run("say a")).isEqualTo(ExitCode.DONE);
  }

  @Test
  void aCaretStandsUnderTheMistakeAndTheNearestWordBelow() {
    run("say a; friut | count");
    assertThat(err().lines())
        .containsExactly(
            "  say a; friut | count",
            "         ^~~~~",
            "'friut' is not known here",
            "did you mean fruit?");
    run("fruit | cuont");
    assertThat(err().lines())
        .containsExactly(
            "  fruit | cuont",
            "          ^~~~~",
            "'cuont' is not known here",
            "did you mean count?");
  }

  @Test
  void aCaretStandsRightBehindWideSignsAndOnTheRightLine() {
    run("say 网络; friut");
    assertThat(err().lines().skip(1)).first().isEqualTo("  " + " ".repeat(10) + "^~~~~");
    run("say a\nfriut\nsay b");
    assertThat(err().lines().limit(2)).containsExactly("  friut", "  ^~~~~");
  }

  @Test
  void aLineThatEndsTooEarlyIsMarkedAtItsEnd() {
    run("say");
    assertThat(err().lines())
        .startsWith("  say", "     ^")
        .anyMatch(l -> l.contains("something is missing"));
  }

  @Test
  void aWrongPatternIsMarkedAndNothingRuns() {
    assertThat(run("fruit | grep '['")).isEqualTo(ExitCode.USAGE);
    assertThat(err().lines().skip(1)).first().isEqualTo("  " + " ".repeat(13) + "^~~");
    assertThat(err()).contains("no regular expression");
    assertThat(ran).isEmpty();
    assertThat(run("fruit | head many")).isEqualTo(ExitCode.USAGE);
    assertThat(run("fruit | tail -n")).isEqualTo(ExitCode.USAGE);
    assertThat(run("fruit | match")).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void aPatternThatWouldNeverEndIsGivenUp() {
    assertThat(run("say " + "a".repeat(60) + "b | match '(a+)+\\1c'")).isEqualTo(ExitCode.TIMEOUT);
    assertThat(err()).contains("takes too long");
  }

  @ParameterizedTest
  @CsvSource({
    "fruit | grep an, Banana",
    "fruit | match ^a, apple",
    "fruit | grep -i ban, Banana",
    "fruit | grep -v an, apple+cherry",
    "fruit | grep -v -i BAN, apple+cherry",
    "fruit | except e, Banana",
    "fruit | head 2, apple+Banana",
    "fruit | head -n 1, apple",
    "fruit | head -2, apple+Banana",
    "fruit | tail 1, cherry",
    "fruit | tail -n 2, Banana+cherry",
    "fruit | head 2 | tail 1, Banana",
    "fruit | grep -v an | grep e | head 1, apple",
    "fruit | grep 'a|c', apple+Banana+cherry"
  })
  void aTableStaysATableWithItsHeading(String line, String names) {
    assertThat(run(line)).isEqualTo(ExitCode.DONE);
    List<String> lines = out().lines().toList();
    assertThat(lines.getFirst()).startsWith("Name");
    assertThat(String.join("+", lines.stream().skip(1).map(l -> l.split(" ", 2)[0]).toList()))
        .isEqualTo(names);
  }

  @Test
  void whereNothingMatchesNothingIsShown() {
    assertThat(run("fruit | grep zzz")).isEqualTo(ExitCode.DONE);
    assertThat(out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "fruit | count, 3",
    "fruit | grep an | count, 1",
    "fruit | grep zzz | count, 0",
    "tree | count, 4",
    "exact | count, 2",
    "say a b c | count, 3",
    "say a b c | head 2 | count, 2"
  })
  void countCountsRecords(String line, String count) {
    run(line);
    assertThat(out()).isEqualTo(count + "\n");
  }

  @Test
  void aLeafOfATreeIsFoundByTheNamesAboveIt() {
    run("tree | grep ports");
    assertThat(out().lines()).containsExactly("test", "  ports", "    vif3.0  test");
    run("tree | except link");
    assertThat(out()).doesNotContain("mtu").contains("vif3.0", "count");
  }

  @Test
  void exactTextIsFilteredByItsLines() {
    run("exact | grep b");
    assertThat(out()).isEqualTo("b\t2\n");
  }

  @Test
  void jsonIsMadeOfWhatTheFiltersLeave() {
    String expected = "[ { \"name\": \"Banana\", \"weight\": 120 } ]";
    run("fruit | grep an | json");
    assertThat(out().replaceAll("\\s+", " ").strip()).isEqualTo(expected);
    run("fruit | grep an", false, true);
    assertThat(out().replaceAll("\\s+", " ").strip()).isEqualTo(expected);
    run("exact | grep an | json");
    assertThat(out().replaceAll("\\s+", " ").strip()).isEqualTo(expected);
    run("exact | grep an", false, true);
    assertThat(out().replaceAll("\\s+", " ").strip()).isEqualTo(expected);
    run("fruit | count", false, true);
    assertThat(out().replaceAll("\\s+", " ").strip()).isEqualTo("{ \"count\": 3 }");
    run("fruit | json", false, true);
    assertThat(out()).contains("\"cherry\"");
  }

  @Test
  void anErrorAsJsonSaysWhereAndWhatInstead() {
    run("friut", false, true);
    assertThat(err())
        .contains("\"code\": 2", "\"reason\": \"usage\"", "\"start\": 0", "\"end\": 5")
        .contains("did you mean fruit?");
    run("both", false, true);
    assertThat(err()).contains("\"note\": {").doesNotContain("\"error\"");
    run("fail 1", false, true);
    assertThat(err()).contains("\"code\": 6", "\"reason\": \"not_found\"", "it failed");
  }

  @Test
  void outputAndErrorsGoWhereTheLineSendsThem() {
    run("both > /dev/null");
    assertThat(out() + "|" + err()).isEqualTo("|err\n");
    run("both 2>/dev/null");
    assertThat(out() + "|" + err()).isEqualTo("out\n|");
    run("both > /dev/null 2>&1");
    assertThat(out() + "|" + err()).isEqualTo("|");
    run("both 2>&1");
    assertThat(out() + "|" + err()).isEqualTo("out\nerr\n|");
    assertThat(run("fail 2>/dev/null || say mended")).isEqualTo(ExitCode.DONE);
    assertThat(out() + "|" + err()).isEqualTo("mended\n|");
    assertThat(run("say a > /tmp/file")).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void saveWritesANewFileThatOnlyItsOwnerReads() throws IOException {
    Path file = folder.resolve("fruit");
    assertThat(run("fruit | grep an | save " + file)).isEqualTo(ExitCode.DONE);
    assertThat(out()).isEmpty();
    assertThat(Files.readString(file).lines()).hasSize(2).anyMatch(l -> l.startsWith("Banana"));
    assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    assertThat(run("fruit | save " + file)).isEqualTo(ExitCode.FAILED);
    assertThat(err()).contains("the file exists");
    local = false;
    assertThat(run("fruit | save " + folder.resolve("other"))).isEqualTo(ExitCode.REFUSED);
  }

  @Test
  void abbreviationsAreForThePromptOnly() {
    interactive = true;
    assertThat(run("fru | cou")).isEqualTo(ExitCode.DONE);
    assertThat(out()).isEqualTo("3\n");
    assertThat(run("f")).isEqualTo(ExitCode.USAGE);
    assertThat(err()).contains("ambiguous", "fail, fruit");
    interactive = false;
    assertThat(run("fru")).isEqualTo(ExitCode.USAGE);
    assertThat(err()).contains("write fruit");
  }

  @Test
  void anEmptyLineIsNoError() {
    assertThat(run("")).isEqualTo(ExitCode.DONE);
    assertThat(run("  # nothing")).isEqualTo(ExitCode.DONE);
    assertThat(out() + err()).isEmpty();
  }
}
