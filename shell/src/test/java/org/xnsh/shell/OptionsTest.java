package org.xnsh.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The process's own options.
final class OptionsTest {

  private static Options read(String... words) throws Options.Unusable {
    return Options.plain(List.of(words)).orElseThrow();
  }

  @Test
  void withoutAnyThisMachineGetsAPrompt() throws Options.Unusable {
    Options options = read();
    assertThat(options.host()).isEqualTo(new HostChoice.Live());
    assertThat(options.command()).isEmpty();
    assertThat(options.file()).isEmpty();
    assertThat(options.json()).isFalse();
    assertThat(options.state()).isEmpty();
  }

  @Test
  void aLabsTopologyStandsBehindItsSignOnly() throws Options.Unusable {
    assertThat(read("--lab").host()).isEqualTo(new HostChoice.Lab("seed"));
    assertThat(read("--lab=ports:64").host()).isEqualTo(new HostChoice.Lab("ports:64"));
    assertThat(read("--lab", "-c", "bare").command()).contains("bare");
    assertThat(read("--simulated=bare").host()).isEqualTo(new HostChoice.Simulated("bare"));
  }

  @Test
  void valuesStandInTheNextWordOrBehindASign() throws Options.Unusable {
    Options options = read("--netns", "h", "--state=/tmp/x", "-j", "-f", "-");
    assertThat(options.host()).isEqualTo(new HostChoice.Namespace("h"));
    assertThat(options.state()).contains(Path.of("/tmp/x"));
    assertThat(options.file()).contains("-");
    assertThat(options.json()).isTrue();
    assertThat(read("--command=show links").command()).contains("show links");
  }

  @Test
  void aCommandMayBeginWithADash() throws Options.Unusable {
    assertThat(read("-c", "-x").command()).contains("-x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-c a -f b", "--netns a --lab", "--lab --simulated", "--join 1 --netns a"})
  void whatExcludesEachOtherIsRefused(String line) {
    assertThatThrownBy(() -> Options.plain(List.of(line.split(" ", -1))))
        .isInstanceOf(Options.Unusable.class)
        .hasMessageContaining("exclude each other");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--help", "-V", "--frobnicate", "-c", "--netns", "-j -j", "--json=yes", "word"})
  void theRestIsLeftToThePatientReader(String line) throws Options.Unusable {
    assertThat(Options.plain(List.of(line.split(" ", -1)))).isEqualTo(Optional.empty());
  }
}
