package org.xnsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jline.reader.Candidate;
import org.jline.reader.History;
import org.jline.reader.LineReader;
import org.jline.reader.Reference;
import org.jline.reader.impl.LineReaderImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.command.Command.Role;
import org.xnsh.command.CommandGrammar;
import org.xnsh.command.PictureNames;
import org.xnsh.command.Seat;
import org.xnsh.command.StandardCatalog;
import org.xnsh.host.Host;
import org.xnsh.host.Topologies;
import org.xnsh.host.simulated.SimulatedHost;
import org.xnsh.network.Attributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.LinkName;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKind;

/// What the library does by default to what is typed, and must not do here.
class ReaderTest {

  private static final CommandGrammar GRAMMAR = new CommandGrammar(StandardCatalog.all());
  private static final String PROMPT = "xen# ";

  /// One sign to the left.
  private static final String CTRL_B = "\u0002";

  @TempDir private Path folder;
  private Path history = Path.of("unset");
  private Network network = Network.EMPTY;
  private Typed keys = typed("xterm-256color");

  private static Typed typed(String type) {
    try {
      return new Typed(type, 100, 24);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void overTheSeed() throws IOException {
    try (Host host = SimulatedHost.of(Topologies.seed())) {
      network = host.picture();
    }
    history = new StateFolders(Optional.of(folder), Map.of(), false).history("anna");
  }

  @AfterEach
  void close() throws IOException {
    keys.close();
  }

  private void as(String type) throws IOException {
    keys.close();
    keys = typed(type);
  }

  private LineReader reader(Colours colours) {
    PictureNames names = new PictureNames(() -> network, List::of);
    return Reader.on(
        keys.terminal(), GRAMMAR, names, LineHistory.at(history), colours, Seat.here(Role.ADMIN));
  }

  private void read(LineReader reader) {
    keys.run(() -> "<" + reader.readLine(PROMPT) + ">");
    keys.awaitLastLine(line -> line.startsWith(PROMPT.strip()));
  }

  private String line(String typed) {
    read(reader(Colours.WANTED));
    keys.type(typed);
    return keys.end();
  }

  @Test
  void exclamationMarksAreNoEvents() {
    LineReader reader = reader(Colours.WANTED);
    read(reader);
    keys.type("show vifs" + Typed.ENTER);
    keys.end();
    read(reader);
    keys.type("show links | grep !! !$ !1 ^a^b" + Typed.ENTER);
    assertThat(keys.end()).isEqualTo("<show links | grep !! !$ !1 ^a^b>");
  }

  @Test
  void whateverIsOfferedOnlyABeginningIsTaken() {
    LineReaderImpl reader = (LineReaderImpl) reader(Colours.WANTED);
    reader.setCompleter((_, _, offered) -> offered.add(new Candidate("10.0.0.2")));
    Objects.requireNonNull(reader.getKeyMaps().get(LineReader.MAIN))
        .bind(new Reference(LineReader.EXPAND_OR_COMPLETE), Typed.TAB);
    for (String typed : List.of("10.0.0.1", "0.0.0.2", "eth0")) {
      read(reader);
      keys.type(typed + Typed.TAB + Typed.ENTER);
      assertThat(keys.end()).isEqualTo("<" + typed + ">");
    }
    read(reader);
    keys.type("10.0." + Typed.TAB + Typed.ENTER);
    assertThat(keys.end()).startsWith("<10.0.0.2");
  }

  @Test
  void backslashesAndQuotesStay() {
    assertThat(line("link set a\\b alias 'c\\d' \"e\\\\f\"" + Typed.ENTER))
        .isEqualTo("<link set a\\b alias 'c\\d' \"e\\\\f\">");
  }

  @Test
  void tabDoesNotPutANearMissInPlaceOfWhatWasTyped() {
    String line = "brctl delif test peth2";
    assertThat(line(line + Typed.TAB + Typed.ENTER)).isEqualTo("<" + line + ">");
  }

  @Test
  void tabDoesNotLookIntoTheMiddleOfNames() {
    String line = "brctl delif test if3.0";
    assertThat(line(line + Typed.TAB + Typed.ENTER)).isEqualTo("<" + line + ">");
  }

  @Test
  void tabKnowsNoCamelCaseAndNoOtherCase() {
    String line = "brctl delif test V3";
    assertThat(line(line + Typed.TAB + Typed.ENTER)).isEqualTo("<" + line + ">");
  }

  @Test
  void tabCompletesABeginningAndKeepsWhatFollows() {
    String back = CTRL_B.repeat(" | count".length());
    assertThat(line("brctl delif test vif3 | count" + back + Typed.TAB + Typed.ENTER))
        .startsWith("<brctl delif test vif3.0")
        .endsWith("| count>");
  }

  @Test
  void tabListsWithDescriptions() {
    read(reader(Colours.WANTED));
    keys.type("brctl delif test " + Typed.TAB);
    keys.awaitScreen("00:16:3e:10:e4:53");
    assertThat(keys.screen()).contains("vif3.0").contains("domain test").contains("peth1");
    keys.type(Typed.CTRL_C);
    assertThat(keys.end()).isEqualTo("UserInterruptException");
  }

  @Test
  void tabExplainsWhereNothingCanBeChosen() {
    read(reader(Colours.WANTED));
    keys.type("brctl setfd test " + Typed.TAB);
    keys.awaitScreen("<seconds>");
    keys.type("4" + Typed.ENTER);
    assertThat(keys.end()).isEqualTo("<brctl setfd test 4>");
  }

  @Test
  void aQuestionMarkExplainsAndIsNotTyped() {
    read(reader(Colours.WANTED));
    keys.type("brctl stp test ?");
    keys.awaitScreen("off");
    keys.type("on" + Typed.ENTER);
    assertThat(keys.end()).isEqualTo("<brctl stp test on>");
  }

  @Test
  void aNameWithAnEscapeNeverReachesTheTerminal() {
    LinkKey key = new LinkKey(900);
    network =
        network.with(
            key,
            Attributes.none(ObjectKind.LINK)
                .with(LinkAttributes.NAME, LinkName.told("ev\u001b]0;x\u0007").orElseThrow()));
    read(reader(Colours.WANTED));
    keys.type("link set e" + Typed.TAB);
    keys.awaitScreen("eth1");
    keys.type(Typed.CTRL_C);
    assertThat(keys.end()).isEqualTo("UserInterruptException");
    assertThat(keys.raw()).doesNotContain("\u001b]0;");
  }

  @Test
  void pastedLinesAreOneTextThatWaitsForEnter() {
    read(reader(Colours.WANTED));
    keys.type(Typed.PASTE + "show links\nshow vifs\rshow log" + Typed.PASTED);
    keys.awaitScreen("show log");
    keys.type(Typed.ENTER);
    assertThat(keys.end().replace('\r', '\n')).isEqualTo("<show links\nshow vifs\nshow log>");
  }

  @Test
  void pastedEscapesAreShownHarmlessAndStayOutOfTheTitle() {
    read(reader(Colours.WANTED));
    keys.type(Typed.PASTE + "show \u001b]0;owned\u0007 links" + Typed.PASTED);
    keys.awaitScreen("owned");
    keys.type(Typed.ENTER);
    assertThat(keys.end()).contains("owned");
    assertThat(keys.raw()).doesNotContain("\u001b]0;");
  }

  /// Over the network it could go on for ever.
  @Test
  void aPasteThatIsLongerThanAnyLineIsDroppedAndSaidSo() {
    read(reader(Colours.WANTED));
    keys.type("show " + Typed.PASTE);
    keys.type("x".repeat(Paste.MOST + 1));
    keys.type(Typed.PASTED + "links");
    keys.awaitScreen("has more than 65536 characters and was dropped");
    keys.type(Typed.ENTER);
    assertThat(keys.end()).isEqualTo("<show links>");
  }

  @Test
  void anOpenQuoteAsksForMore() {
    read(reader(Colours.WANTED));
    keys.type("link set eth0 alias 'a" + Typed.ENTER);
    keys.awaitLastLine(line -> line.startsWith(">"));
    keys.type("b'" + Typed.ENTER);
    assertThat(keys.end()).isEqualTo("<link set eth0 alias 'a\nb'>");
  }

  @Test
  void ctrlCDropsTheLine() {
    assertThat(line("brctl delbr test" + Typed.CTRL_C)).isEqualTo("UserInterruptException");
  }

  @Test
  void ctrlDLeavesOnAnEmptyLineOnly() {
    read(reader(Colours.WANTED));
    keys.type("show" + Typed.CTRL_D + Typed.ENTER);
    assertThat(keys.end()).isEqualTo("<show>");
    assertThat(line(Typed.CTRL_D)).isEqualTo("EndOfFileException");
  }

  @Test
  void aResizedTerminalShowsTheWholeLine() {
    read(reader(Colours.WANTED));
    String line = "show links | grep " + "x".repeat(60);
    keys.type(line);
    keys.awaitScreen("x".repeat(60));
    keys.resize(40, 24);
    keys.type("end");
    keys.await("the wrapped line", () -> keys.lastLine().endsWith("xend"));
    keys.type(Typed.ENTER);
    assertThat(keys.end()).isEqualTo("<" + line + "end>");
  }

  @Test
  void aDumbTerminalGetsPlainText() throws IOException {
    as("dumb");
    assertThat(line("show links" + Typed.ENTER)).isEqualTo("<show links>");
    assertThat(keys.raw()).doesNotContain("\u001b");
  }

  @Test
  void noColourMeansNoneInLineListAndSuggestion() {
    read(reader(Colours.NONE));
    keys.type("show vifs 'x' nonsense # c" + Typed.ENTER);
    keys.end();
    read(reader(Colours.NONE));
    keys.type("brctl delif test " + Typed.TAB);
    keys.awaitScreen("domain test");
    keys.type(Typed.TAB + Typed.TAB + Typed.CTRL_C);
    keys.end();
    assertThat(keys.raw()).doesNotContainPattern("\u001b\\[([0-9]+;)*(3[0-8]|4[0-8]|9[0-7])[;m]");
  }

  @Test
  void aKnownWordIsColouredOtherwiseThanAnUnknownOne() {
    read(reader(Colours.WANTED));
    keys.type("show vifs nonsense | cuont" + Typed.ENTER);
    keys.end();
    assertThat(keys.raw()).containsPattern("\u001b\\[[0-9;]*33m");
  }

  @Test
  void historyHoldsALineOnceAndNoneThatBeginsWithABlank() throws IOException {
    LineReader reader = reader(Colours.WANTED);
    for (String line : List.of("show links", "show links", " show secret", "show links")) {
      read(reader);
      keys.type(line + Typed.ENTER);
      keys.end();
    }
    assertThat(reader.getHistory()).extracting(History.Entry::line).containsExactly("show links");
    assertThat(Files.readString(history)).contains("show links").doesNotContain("secret");
  }

  /// An operator may have ten sessions, and a disk may have been full.
  @Test
  void sessionsOfOneOperatorKeepEachOthersLinesAndWhatIsNoLineIsPassedOver() throws IOException {
    Files.writeString(history, "no line of a history\n");
    LineReader one = reader(Colours.WANTED);
    LineReader two = reader(Colours.WANTED);
    one.getHistory().attach(one);
    two.getHistory().attach(two);
    one.getHistory().add("show links");
    two.getHistory().add("show routes");
    one.getHistory().add("show rules");
    assertThat(Files.readString(history)).contains("show links", "show routes", "show rules");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history)))
        .isEqualTo("rw-------");
  }

  @Test
  void aKeyThatCannotBeAnsweredEndsNothing() {
    PictureNames none =
        new PictureNames(
            () -> {
              throw new IllegalStateException("a fault");
            },
            List::of);
    LineReader reader =
        Reader.on(
            keys.terminal(),
            GRAMMAR,
            none,
            LineHistory.at(history),
            Colours.WANTED,
            Seat.here(Role.ADMIN));
    read(reader);
    keys.type("brctl delbr " + Typed.TAB + "?" + "x" + Typed.ENTER);
    assertThat(keys.end()).isEqualTo("<brctl delbr x>");
  }

  @Test
  void historyStaysPrivateWhenItIsTrimmed() throws IOException {
    LineReader reader = reader(Colours.WANTED);
    reader.setVariable(LineReader.HISTORY_FILE_SIZE, 4);
    for (int i = 0; i < 10; i++) {
      read(reader);
      keys.type("show links | head " + i + Typed.ENTER);
      keys.end();
    }
    assertThat(Files.readAllLines(history)).hasSizeLessThan(7);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history)))
        .isEqualTo("rw-------");
  }

  @Test
  void theLineBeforeIsSuggestedButNotTaken() {
    LineReader reader = reader(Colours.WANTED);
    read(reader);
    keys.type("show bridges" + Typed.ENTER);
    keys.end();
    read(reader);
    keys.type("show br");
    keys.awaitLastLine(line -> line.endsWith("show bridges"));
    keys.type(Typed.ENTER);
    assertThat(keys.end()).isEqualTo("<show br>");
  }
}
