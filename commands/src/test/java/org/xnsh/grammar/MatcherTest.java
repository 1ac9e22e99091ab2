package org.xnsh.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xnsh.grammar.Matching.Match;
import org.xnsh.grammar.Matching.Mismatch;

class MatcherTest {

  private static final Matcher MATCHER =
      new Matcher(
          List.of(
              Usage.parse("brctl addif <bridge> <link>..."),
              Usage.parse("brctl addbr <bridge:name>"),
              Usage.parse("brctl stp <bridge> {on|off}"),
              Usage.parse("undo [<transaction>] [exact] [force]"),
              Usage.parse(
                  "route add <destination> {[via <via:address>] [dev <dev:link>]"
                      + " [metric <metric:number(0-4294967295)>] [nexthop <hop:address>]...}..."),
              Usage.parse("ip [-br] link show [up] [[dev] <link>]"),
              Usage.parse("link set <link> {up|down|mtu <mtu:number(68-65535)>}...")));

  private static Matching match(String line, boolean abbreviations) {
    return MATCHER.match(line, Line.read(line).pipelines().getFirst().command(), abbreviations);
  }

  private static Arguments arguments(String line) {
    return ((Match) match(line, false)).arguments();
  }

  private static Problem problem(String line, boolean abbreviations) {
    return ((Mismatch) match(line, abbreviations)).problem();
  }

  @Test
  void parametersChoicesAndRepetitionsGiveArguments() {
    assertThat(arguments("brctl addif test a b").texts("link")).containsExactly("a", "b");
    assertThat(arguments("brctl addif test a b").words()).hasSize(3);
    assertThat(arguments("brctl stp test on").has("on")).isTrue();
    assertThat(arguments("brctl stp test on").has("off")).isFalse();
    assertThat(arguments("undo").words()).isEmpty();
    assertThat(arguments("undo 3 exact").text("transaction")).isEqualTo("3");
    assertThat(arguments("undo exact").has("exact")).isTrue();
    assertThat(arguments("link set a up mtu 1400").text("mtu")).isEqualTo("1400");
  }

  @Test
  void keywordPairsComeInAnyOrderEachOnce() {
    Arguments a = arguments("route add default dev eth0 metric 7 via 10.0.0.1");
    assertThat(a.text("dev")).isEqualTo("eth0");
    assertThat(a.text("via")).isEqualTo("10.0.0.1");
    assertThat(arguments("route add default nexthop 10.0.0.1 dev a nexthop 10.0.0.2").texts("hop"))
        .hasSize(2);
    assertThat(problem("route add default dev a dev b", false).span()).isEqualTo(new Span(24, 27));
  }

  @Test
  void aWordOfTheUsageComesBeforeANameUnlessQuoted() {
    assertThat(arguments("ip -br link show up").has("up")).isTrue();
    assertThat(arguments("ip link show 'up'").text("link")).isEqualTo("up");
    assertThat(arguments("ip link show dev dev").text("link")).isEqualTo("dev");
  }

  @Test
  void uniqueAbbreviationsCountAtAPromptOnly() {
    assertThat(match("br st test of", true)).isInstanceOf(Match.class);
    assertThat(((Match) match("br st test of", true)).arguments().has("off")).isTrue();
    assertThat(problem("brctl st test off", false).hint()).contains("stp");
    Problem ambiguous = problem("brctl add test", true);
    assertThat(ambiguous.message()).contains("ambiguous");
    assertThat(ambiguous.hint()).isEqualTo("addif, addbr");
  }

  @Test
  void problemsTellPlaceAndNearestWord() {
    assertThat(problem("brctl adif x y", false))
        .isEqualTo(new Problem(new Span(6, 10), "'adif' is not known here", "did you mean addif?"));
    assertThat(problem("brctl stp test", false).span()).isEqualTo(Span.at(14));
    assertThat(problem("brctl stp test", false).message()).contains("on or off");
    assertThat(problem("link set a mtu 5x", false).message()).isEqualTo("'5x' is no whole number");
    assertThat(problem("link set a mtu 5", false).message()).contains("outside the range 68-65535");
    assertThat(problem("undo 3 exact force 4", false).message())
        .isEqualTo("nothing more is expected here");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a {b",
        "a b}",
        "a [b",
        "a <nokind>",
        "a <Bridge>",
        "a {|b}",
        "a <bridge> <bridge>",
        "a <mac(1-2)>",
        "[a]",
        "a <x:number(1-)>",
        "a {[b]|c}...",
        "..."
      })
  void faultyUsagesAreRefused(String usage) {
    assertThatThrownBy(() -> Usage.parse(usage))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("^");
  }

  @Test
  void usagesAreShownWithoutKindsAndRanges() {
    assertThat(Usage.parse("a <mtu:number(68-9000)> <seconds(1-2)> <bridge>").display())
        .isEqualTo("a <mtu> <seconds> <bridge>");
  }
}
