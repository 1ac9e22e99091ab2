package org.xnsh.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xnsh.network.IpAddress;

/// Lines of `authorized_keys`.
class AuthorizedKeyTest {

  private static final String KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHlJZA59Hh8T16fsY/CBW40IdqW9omo37Ag5lxR477PA anna@desk";

  private static KeyTerms terms(String options) {
    AuthorizedKey.Read read = AuthorizedKey.read(List.of(options + KEY));
    assertThat(read.faults()).isEmpty();
    return read.keys().getFirst().terms();
  }

  private static boolean opens(String options, String peer, String now) {
    return terms(options).hindrance(IpAddress.parse(peer), Instant.parse(now)).isEmpty();
  }

  @Test
  void aKeyAloneHasNoTerms() {
    assertThat(terms("")).isEqualTo(KeyTerms.NONE);
    assertThat(AuthorizedKey.read(List.of("", "# a remark", KEY)).keys()).hasSize(1);
  }

  @Test
  void aCommandMayHoldCommasBlanksAndQuotes() {
    KeyTerms terms = terms("no-pty,command=\"show links | match \\\"a, b\\\"\" ");
    assertThat(terms.command()).contains("show links | match \"a, b\"");
    assertThat(terms.terminal()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10.0.0.0/8|10.1.2.3|true",
        "10.0.0.0/8|11.1.2.3|false",
        "10.0.0.*|10.0.0.7|true",
        "10.0.0.?|10.0.0.77|false",
        "*,!10.0.0.7|10.0.0.7|false",
        "*,!10.0.0.7|10.0.0.8|true",
        "!10.0.0.7|10.0.0.8|false",
        "2001:db8::/32|2001:db8::7|true",
        "2001:db8:0::7|2001:db8::7|true",
        "0.0.0.0/0|2001:db8::7|false",
      })
  void aPeerIsAdmittedByPatterns(String patterns, String peer, boolean opens) {
    assertThat(opens("from=\"" + patterns + "\" ", peer, "2026-11-28T12:00:00Z")).isEqualTo(opens);
  }

  @Test
  void aKeyExpiresAtItsMoment() {
    String until = "expiry-time=\"202611281200Z\" ";
    assertThat(opens(until, "10.0.0.1", "2026-11-28T11:59:59Z")).isTrue();
    assertThat(opens(until, "10.0.0.1", "2026-11-28T12:00:00Z")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "permitopen=\"*:22\" ",
        "cert-authority ",
        "environment=\"A=b\" ",
        "restrict=\"yes\" ",
        "command ",
        "command=show ",
        "command=\"a\",command=\"b\" ",
        "from=\"*.example.com\" ",
        "from=\"10.0.0.0/40\" ",
        "expiry-time=\"tomorrow\" ",
        "expiry-time=\"20261340\" ",
        "no-pty,, ",
        "command=\"open ",
        "pty ",
      })
  void aKeyWithAnOptionThatIsNotHonouredIsUseless(String options) {
    AuthorizedKey.Read read = AuthorizedKey.read(List.of(options + KEY));
    assertThat(read.keys()).isEmpty();
    assertThat(read.faults()).hasSize(1).first().asString().startsWith("line 1: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ssh-ed25519 AAAA",
        "ssh-ed25519",
        "ssh-dss AAAAB3NzaC1kc3M=",
        "nonsense",
        "ssh-ed25519 not-base64"
      })
  void whatIsNoKeyIsNamed(String line) {
    AuthorizedKey.Read read = AuthorizedKey.read(List.of(line));
    assertThat(read.keys()).isEmpty();
    assertThat(read.faults()).hasSize(1);
  }
}
