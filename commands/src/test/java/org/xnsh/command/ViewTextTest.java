package org.xnsh.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xnsh.command.View.Cell;
import org.xnsh.command.View.Column;
import org.xnsh.command.View.Node;
import org.xnsh.command.View.Tone;

/// Views as text and as JSON, whatever stands in them.
final class ViewTextTest {

  private static View table(String... names) {
    return new View.Table(
        List.of(Column.of("Name"), Column.number("Number")),
        List.of(names).stream().map(n -> List.of(Cell.of(n), Cell.number(7))).toList());
  }

  @Test
  void columnsAreAlignedByWhatTheTerminalShows() {
    assertThat(ViewText.text(table("a", "网络", "longest")))
        .isEqualTo(
            """
            Name     Number
            a             7
            网络          7
            longest       7
            """);
  }

  @Test
  void aRowThatIsTooWideIsCutWhereItMayBe() {
    View view =
        new View.Table(
            List.of(Column.number("No"), Column.yielding("Command"), Column.yielding("Changes")),
            List.of(
                List.of(
                    Cell.number(1),
                    Cell.of("brctl addif xenbr0 vif3.0"),
                    Cell.of("网络网络网络网络: master none"))));
    assertThat(new ViewText(ViewText.PLAIN, 36).render(view))
        .containsExactly("No  Command          Changes", " 1  brctl addif xe~  网络网络网络网~")
        .allMatch(line -> DisplayWidth.of(line) <= 36);
    assertThat(new ViewText(ViewText.PLAIN, 5).render(view))
        .containsExactly(
            "No",
            " 1",
            "    command brctl addif xenbr0 vif3.0",
            "    changes 网络网络网络网络: master none");
    assertThat(ViewText.lines(view).getLast()).endsWith("vif3.0  网络网络网络网络: master none");
  }

  @Test
  void whereARowIsTooWideAColumnWithNothingInItGoesFirst() {
    View view =
        new View.Table(
            List.of(Column.number("No"), Column.yielding("Comment"), Column.yielding("Changes")),
            List.of(List.of(Cell.number(1), Cell.of(""), Cell.of("vif3.0: master test"))));
    assertThat(new ViewText(ViewText.PLAIN, 30).render(view))
        .containsExactly("No  Changes", " 1  vif3.0: master test");
    assertThat(new ViewText(ViewText.PLAIN, 40).render(view).getFirst()).contains("Comment");
  }

  @Test
  void thenOneThatSaysTheUsualInEveryRow() {
    List<Column> columns = List.of(Column.of("Link"), Column.of("Family"), Column.of("Address"));
    Cell usual = Cell.of("inet", Tone.USUAL);
    List<Cell> row = List.of(Cell.of("eth0"), usual, Cell.of("128.153.144.204/24"));
    assertThat(new ViewText(ViewText.PLAIN, 30).render(new View.Table(columns, List.of(row))))
        .containsExactly("Link  Address", "eth0  128.153.144.204/24");
    List<Cell> unusual = List.of(Cell.of("eth1"), Cell.of("mpls"), Cell.of("16"));
    assertThat(
            new ViewText(ViewText.PLAIN, 40)
                .render(new View.Table(columns, List.of(row, unusual, row)))
                .getFirst())
        .contains("Family");
  }

  @Test
  void whatHasNoRoomInARowStandsBelowItWithItsHeading() {
    View view =
        new View.Table(
            List.of(
                Column.of("Link"),
                Column.of("Address"),
                Column.of("Broadcast"),
                Column.of("Flags"),
                Column.of("Domain")),
            List.of(
                List.of(
                    Cell.of("eth0"),
                    Cell.of("128.153.144.204/24"),
                    Cell.of("128.153.144.255"),
                    Cell.of("permanent"),
                    Cell.of("web", Tone.NAME)),
                List.of(
                    Cell.of("lo"), Cell.of("127.0.0.1/8"), Cell.of(""), Cell.of(""), Cell.of(""))));
    assertThat(
            new ViewText((tone, text) -> tone == Tone.NAME ? "<" + text + ">" : text, 38)
                .render(view))
        .containsExactly(
            "Link  Address",
            "eth0  128.153.144.204/24",
            "    broadcast 128.153.144.255",
            "    flags permanent  domain <web>",
            "lo    127.0.0.1/8");
    assertThat(new ViewText(ViewText.PLAIN, 1).render(view)).contains("    domain web", "lo");
    assertThat(ViewText.lines(view)).hasSize(3);
  }

  @Test
  void aSentenceAtTheEndOfARowGoesOnBelowItself() {
    View view =
        new View.Table(
            List.of(Column.of("Command"), Column.of("Summary")),
            List.of(
                List.of(Cell.of("brctl delbr"), Cell.of("deletes a bridge and all that is on it")),
                List.of(Cell.of("x"), Cell.of("y"))));
    assertThat(new ViewText(ViewText.PLAIN, 34).render(view))
        .containsExactly(
            "Command      Summary",
            "brctl delbr  deletes a bridge and",
            "             all that is on it",
            "x            y");
  }

  @Test
  void sentencesAreBrokenBetweenWordsForTheScreenAndNowhereElse() {
    String sentence = "the link was changed since: mtu, alias, by transaction 12 (anna: link set)";
    View view =
        new View.Sequence(
            List.of(
                View.prose(List.of(sentence)),
                new View.Text(List.of(sentence)),
                new View.Tree(
                    "t",
                    List.of(
                        Node.leaf("state", sentence), Node.list("remarks", List.of(sentence))))));
    assertThat(new ViewText(ViewText.PLAIN, 40).render(view))
        .containsExactly(
            "the link was changed since: mtu, alias,",
            "  by transaction 12 (anna: link set)",
            sentence,
            "t",
            "  state  the link was changed since:",
            "         mtu, alias, by transaction 12",
            "         (anna: link set)",
            "  remarks",
            "    the link was changed since: mtu,",
            "      alias, by transaction 12 (anna:",
            "      link set)");
    assertThat(ViewText.lines(view)).contains(sentence, "    " + sentence, "  state  " + sentence);
  }

  @Test
  void aParagraphIsBrokenForTheScreenAndForAPage() {
    String line =
        "  " + "the port is taken out of its bridge and keeps no setting of it ".repeat(2).strip();
    View view = new View.Text(List.of(line), View.Flow.PARAGRAPHS);
    assertThat(ViewText.lines(view))
        .hasSize(2)
        .allMatch(l -> l.startsWith("  ") && l.length() <= 78);
    assertThat(new ViewText(ViewText.PLAIN, 40).render(view))
        .hasSize(4)
        .allMatch(l -> l.matches("  \\w.*") && l.length() <= 40);
  }

  @Test
  void aWordThatIsLongerThanTheScreenStaysWhole() {
    assertThat(WordWrap.of("note: /var/lib/xnsh/4711-boot/transactions is damaged", 20, 2))
        .containsExactly("note:", "  /var/lib/xnsh/4711-boot/transactions", "  is damaged");
    assertThat(WordWrap.of("", 20, 2)).containsExactly("");
    assertThat(WordWrap.of("网络 网络 网络", 6, 0)).containsExactly("网络", "网络", "网络");
  }

  @Test
  void noLineEndsInBlanks() {
    View view =
        new View.Table(
            List.of(Column.of("Name"), Column.of("Rest")),
            List.of(List.of(Cell.of("a"), Cell.of("")), List.of(Cell.of("b"), Cell.of("x"))));
    assertThat(ViewText.lines(view)).containsExactly("Name  Rest", "a", "b     x");
  }

  @Test
  void aTreeIsIndentedAndItsValuesAligned() {
    View view =
        new View.Tree(
            "test",
            List.of(
                Node.leaf("mtu", "1500"),
                Node.group("ports", List.of(Node.leaf("v", "x"), Node.leaf("longer", "y")))));
    assertThat(ViewText.text(view))
        .isEqualTo(
            """
            test
              mtu  1500
              ports
                v       x
                longer  y
            """);
  }

  @Test
  void aPainterIsGivenTheToneAndTheTextWithoutItsMargin() {
    View view =
        new View.Table(
            List.of(Column.number("N")),
            List.of(List.of(Cell.of("1", Tone.BAD)), List.of(Cell.of("100", Tone.PLAIN))));
    assertThat(
            new ViewText((tone, text) -> tone == Tone.BAD ? "<" + text + ">" : text).render(view))
        .containsExactly("  N", "  <1>", "100");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\u001b[31m", "\u009b31m", "a\nb", "a\rb", "\u0007", "\u202e", "\u2028", "\u007f"})
  void whatWouldDriveATerminalIsEscapedInEveryKindOfView(String evil) {
    for (View view :
        List.of(
            table(evil),
            new View.Tree(evil, List.of(Node.leaf(evil, evil))),
            new View.Text(List.of(evil)),
            new View.Sequence(List.of(table(evil), new View.Text(List.of(evil)))))) {
      String text = ViewText.text(view);
      assertThat(text).doesNotContain(evil).containsPattern("\\\\(x|u)[0-9a-f]{2}");
      assertThat(text.codePoints().filter(Character::isISOControl).filter(c -> c != '\n'))
          .isEmpty();
    }
  }

  @Test
  void exactTextKeepsTabsAndLineEndsAndNothingElseOfTheKind() {
    assertThat(ViewText.text(new View.Exact("a\tb\n\u001b\n", Optional.empty())))
        .isEqualTo("a\tb\n\\x1b\n");
  }

  @Test
  void escapesShowSignsBeyondTheFirstPlaneTooAndLeaveOrdinaryOnes() {
    assertThat(Escapes.shown("vif3.0 网络 é 🦊")).isEqualTo("vif3.0 网络 é 🦊");
    assertThat(Escapes.shown("a\udb40\udc41b")).isEqualTo("a\\ue0041b");
    assertThat(Escapes.shown("a\ud800b")).isEqualTo("a\\ud800b");
  }

  @Test
  void jsonIsSafeOnATerminalAndReadsBackAsItWas() {
    for (String evil :
        List.of("\u001b]0;x\u0007", "\u009b31m", "\u202e", "\udb40\udc41", "\"\\\n")) {
      String json = JsonOutput.text(ViewJson.of(table(evil)));
      assertThat(json).doesNotContain("\u001b", "\u009b", "\u202e", "\udb40");
      assertThat(
              JsonParser.parseString(json)
                  .getAsJsonArray()
                  .get(0)
                  .getAsJsonObject()
                  .get("name")
                  .getAsString())
          .isEqualTo(evil);
    }
  }

  @Test
  void jsonHasNumbersAndTruthWhereTheCellIsOneAndTextElsewhere() {
    View view =
        new View.Table(
            List.of(Column.of("A"), Column.of("B"), Column.of("C"), Column.of("D")),
            List.of(
                List.of(
                    Cell.number(-5),
                    new Cell("true", Tone.PLAIN, true),
                    Cell.of("007"),
                    new Cell("007", Tone.PLAIN, true))));
    assertThat(ViewJson.of(view).toString())
        .isEqualTo("[{\"a\":-5,\"b\":true,\"c\":\"007\",\"d\":\"007\"}]");
  }

  @Test
  void namesThatStandSeveralTimesInATreeBecomeAnArray() {
    View view =
        new View.Tree(
            "t",
            List.of(
                Node.leaf("Port", "a"),
                Node.leaf("port", "b"),
                Node.leaf("port", "c"),
                new Node("vif 3", Cell.of("web"), List.of(Node.leaf("mtu", "1")))));
    assertThat(ViewJson.of(view).toString())
        .isEqualTo("{\"port\":[\"a\",\"b\",\"c\"],\"vif_3\":{\"mtu\":\"1\",\"value\":\"web\"}}");
  }

  @Test
  void severalViewsAreOneDocument() {
    assertThat(
            ViewJson.of(new View.Sequence(List.of(table(), new View.Text(List.of("x")))))
                .toString())
        .isEqualTo("[[],[\"x\"]]");
  }
}
