package org.xnsh.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xnsh.grammar.Stage.Sink;

class LineTest {

  private static List<String> words(String line) {
    return Line.read(line).pipelines().getFirst().command().words().stream()
        .map(Token::text)
        .toList();
  }

  @Test
  void quotesAndBackslashesKeepBlanksTogether() {
    assertThat(words("a 'b  c' \"d \\\"e\\\\\" f\\ g \"\\d\" # no"))
        .containsExactly("a", "b  c", "d \"e\\", "f g", "\\d");
  }

  @Test
  void aHashWithinAWordIsNoComment() {
    assertThat(words("show a#b")).containsExactly("show", "a#b");
  }

  @Test
  void signsJoinCommandsAndFilters() {
    Line line = Line.read("a;b&&c||d|grep x\ne;");
    assertThat(line.problems()).isEmpty();
    assertThat(line.pipelines())
        .extracting(Pipeline::connector)
        .containsExactly(
            Connector.ALWAYS,
            Connector.ALWAYS,
            Connector.IF_WELL,
            Connector.IF_FAILED,
            Connector.ALWAYS);
    assertThat(line.pipelines().get(3).filters()).hasSize(1);
  }

  @Test
  void redirectionsToNowhereAreUnderstood() {
    Stage both = Line.read("a > /dev/null 2>&1").pipelines().getFirst().command();
    assertThat(both.output()).isEqualTo(Sink.NOWHERE);
    assertThat(both.errors()).isEqualTo(Sink.NOWHERE);
    Stage joined = Line.read("a 2>&1").pipelines().getFirst().command();
    assertThat(joined.errors()).isEqualTo(Sink.OUTPUT);
    Stage quiet = Line.read("a 2>/dev/null").pipelines().getFirst().command();
    assertThat(quiet.errors()).isEqualTo(Sink.NOWHERE);
    assertThat(quiet.output()).isEqualTo(Sink.OUTPUT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '`',
      value = {
        "a > /etc/passwd ! 2 ! 15",
        "a >> /dev/null ! 2 ! 14",
        "a < x ! 2 ! 5",
        "a & ! 2 ! 3",
        "a 'b ! 2 ! 4",
        "a && ! 2 ! 4",
        "a | ! 2 ! 3",
        "; a ! 0 ! 1",
        "a ;; b ! 3 ! 4",
        "a\\ ! 1 ! 2"
      })
  void errorsHaveTheirPlace(String line, int start, int end) {
    assertThat(Line.read(line).problems().getFirst().span()).isEqualTo(new Span(start, end));
  }

  @Test
  void controlCharactersAreRefused() {
    for (String control : List.of("\u001b", "\u0007", "\u009b", "\u007f")) {
      Problem problem = Line.read("show " + control + "[2J").problems().getFirst();
      assertThat(problem.span()).isEqualTo(new Span(5, 6));
      assertThat(problem.message()).doesNotContain(control);
    }
  }

  @Test
  void anOpenLineIsToldFromAWrongOne() {
    assertThat(Line.read("a 'b").open()).isTrue();
    assertThat(Line.read("a &&").open()).isTrue();
    assertThat(Line.read("a |").open()).isTrue();
    assertThat(Line.read("a > x").open()).isFalse();
  }

  @Test
  void noTextThrowsAndAllSpansLieInTheLine() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Matcher matcher =
        new Matcher(
            List.of(
                Usage.parse("brctl addif <bridge> <link>..."),
                Usage.parse("ip addr {[dev <dev:link>] [metric <metric:number(0-9)>]}...")));
    String signs = "ab 'brctl addif ip addr dev metric\"\\;|&><12#\n\t\u001b\u009bé漢";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(30); n > 0; n--) {
        int from = random.nextInt(signs.length());
        text.append(signs, from, Math.min(signs.length(), from + 1 + random.nextInt(6)));
      }
      Line line = Line.read(text.toString());
      line.problems().forEach(p -> inside(p.span(), line, seed));
      line.lexemes().forEach(l -> inside(l.span(), line, seed));
      for (Pipeline pipeline : line.pipelines()) {
        if (matcher.match(line.text(), pipeline.command(), true)
            instanceof Matching.Mismatch mismatch) {
          inside(mismatch.problem().span(), line, seed);
        }
      }
    }
  }

  private static void inside(Span span, Line line, long seed) {
    assertThat(span.end())
        .as("seed %d, line %s", seed, line.text())
        .isLessThanOrEqualTo(line.text().length());
  }
}
