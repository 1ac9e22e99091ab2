package org.xnsh.host.linux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class VlansTest {

  @Test
  void kernelsFromFiveSixOnAnswerForOnePort() {
    assertThat(Vlans.hasTheRequest("6.1.0-18-amd64\n")).isTrue();
    assertThat(Vlans.hasTheRequest("5.6")).isTrue();
    assertThat(Vlans.hasTheRequest("5.10.0")).isTrue();
    assertThat(Vlans.hasTheRequest("5.4.0-150-generic\n")).isFalse();
    assertThat(Vlans.hasTheRequest("4.19.0")).isFalse();
  }
}
