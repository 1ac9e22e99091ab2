package org.xnsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalTypesTest {

  @Test
  void knownTypesAreTakenAtTheirWord() {
    for (String type : new String[] {"xterm-256color", "tmux-256color", "vt100", "linux", "dumb"}) {
      assertThat(TerminalTypes.known(type)).isEqualTo(type);
    }
  }

  @Test
  void aTypeThatCouldBeAnOptionOfAProgramIsReplaced() {
    assertThat(TerminalTypes.known("-V")).isEqualTo("xterm-256color");
    assertThat(TerminalTypes.known("../../etc/passwd")).isEqualTo("xterm-256color");
    assertThat(TerminalTypes.known("xterm\n")).isEqualTo("xterm-256color");
  }

  @Test
  void noTypeIsADumbTerminal() {
    assertThat(TerminalTypes.known(null)).isEqualTo("dumb");
    assertThat(TerminalTypes.known("")).isEqualTo("dumb");
  }
}
