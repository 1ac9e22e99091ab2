package org.xnsh.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xnsh.command.BrctlPair.Answer;

/// Where we differ from the real brctl on purpose: in three things, which the help tells.
final class BrctlDifferencesTest {

  @TempDir private Path folder;
  private BrctlPair pair;
  private BrctlComparison compare;

  @BeforeEach
  void open() throws IOException {
    pair = BrctlPair.of(folder);
    compare = new BrctlComparison(pair);
    pair.awaitCarrier();
  }

  @AfterEach
  void close() {
    pair.close();
  }

  /// Ours fails, says this and changes nothing, where the real one works.
  private void refused(String line, String message) {
    Map<String, String> before = pair.ourState();
    Answer ours = pair.ours(line);
    assertThat(ours.exit()).as(line).isEqualTo(1);
    assertThat(ours.out()).as(line).isEmpty();
    assertThat(ours.err()).as(line).contains(message);
    assertThat(compare.oursSince(before)).isEmpty();
    assertThat(pair.real(line)).as(line).isEqualTo(new Answer(0, "", ""));
  }

  @Test
  void aNewNameOverFifteenCharactersIsRefusedAndNotCut() {
    refused("brctl addbr averyveryverylongname", "add bridge failed: ");
    assertThat(pair.real("brctl show averyveryverylo").exit()).isZero();
    assertThat(pair.ours("brctl addbr averyveryverylongname").err())
        .contains("averyveryverylongname")
        .contains("15");
    refused("brctl addbr abcdefghijklmn\u00fc", "add bridge failed: ");
  }

  @Test
  void aNameOverFifteenCharactersMeansNoShorterOne() {
    compare.same("brctl addbr exactlyfifteen1");
    refused("brctl delbr exactlyfifteen1X", "bridge exactlyfifteen1X doesn't exist");
  }

  @Test
  void addifOfSeveralIsAllOrNone() {
    String line = "brctl addif br1 p4 p5 nosuch p6";
    Map<String, String> before = pair.ourState();
    Answer real = pair.real(line);
    assertThat(pair.ours(line)).isEqualTo(real);
    assertThat(pair.real("brctl show br1").out()).contains("p4").contains("p5");
    assertThat(compare.oursSince(before)).isEmpty();
  }

  @Test
  void addifOfSeveralNamesTheOneThatTheKernelRefused() {
    pair.both("ip link add mv0 link q5 type macvlan mode passthru");
    String line = "brctl addif br3 q6 q5 p6";
    Map<String, String> before = pair.ourState();
    Answer real = pair.real(line);
    assertThat(real.err()).startsWith("device q5 is already a member of a bridge");
    assertThat(pair.ours(line)).isEqualTo(real);
    assertThat(pair.real("brctl show br3").out()).contains("q6");
    assertThat(compare.oursSince(before)).isEmpty();
  }

  @Test
  void delifOfSeveralIsAllOrNone() {
    String line = "brctl delif br0 p1 p3 p2";
    Map<String, String> before = pair.ourState();
    Answer real = pair.real(line);
    assertThat(pair.ours(line)).isEqualTo(real);
    assertThat(pair.real("brctl show br0").out()).doesNotContain("p1").contains("p2");
    assertThat(compare.oursSince(before)).isEmpty();
  }

  @Test
  void severalThatAreAllRightAreAsWithBrctl() {
    compare.same(
        """
        brctl addif br1 p6 p4 p5
        brctl delif br1 p4 p6
        """);
  }

  @ParameterizedTest
  @CsvSource({
    "setfd br0 5x, bad forward delay value",
    "setfd br0 5s, bad forward delay value",
    "setfd br0 1e, bad forward delay value",
    "setfd br0 inf, bad forward delay value",
    "setfd br0 nan, bad forward delay value",
    "sethello br0 2x, bad hello timer value",
    "setmaxage br0 20.5.1, bad max age value",
    "'setageing br0 300,5', bad ageing time value",
    "setbridgeprio br0 08, bad priority",
    "setbridgeprio br0 5x, bad priority",
    "setbridgeprio br0 1.5, bad priority",
    "setpathcost br0 p1 7x, bad path cost value",
    "setportprio br0 p1 7x, bad path priority value",
  })
  void aNumberWithSomethingBehindIsRefusedWhole(String words, String message) {
    refused("brctl " + words, message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"setfd br0 -- -5", "setfd br0 42949673", "setfd br0 1e300"})
  void secondsThatDoNotFitAreRefused(String words) {
    refused("brctl " + words, "set forward delay failed: Numerical result out of range");
  }

  @Test
  void theHelpTellsTheseThree() {
    for (String line : new String[] {"help brctl addif", "help brctl setfd", "help brctl"}) {
      Answer help = pair.ours(line);
      assertThat(help.exit()).isZero();
      assertThat(help.out().replaceAll("\\s+", " "))
          .contains("with three differences:")
          .contains("1. a name over 15 characters")
          .contains("2. several links of one addif or delif are one transaction")
          .contains("3. a bad number is refused whole")
          .doesNotContain("4. ");
    }
  }
}
