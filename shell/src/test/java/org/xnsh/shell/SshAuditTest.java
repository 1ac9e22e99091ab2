package org.xnsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.testing.Peers;
import org.xnsh.testing.Ran;

/// What ssh-audit and OpenSSH's client say about the algorithms.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SshAuditTest {

  private static final String NEWER = "newer than this ssh-audit";
  private static final String NEEDED = "Dropbear, PuTTY and paramiko of Debian 12 know none better";

  /// What it may warn of, and why that stays.
  private static final Map<String, String> STAYS =
      Map.of(
          "sntrup761x25519-sha512", NEWER,
          "mlkem768x25519-sha256", NEWER,
          "kex-strict-s-v00@openssh.com", NEWER,
          "sntrup761x25519-sha512@openssh.com",
              "called experimental; OpenSSH's own default since 9.0, its only one against quantum"
                  + " computers until 9.9",
          "curve25519-sha256", NEEDED,
          "curve25519-sha256@libssh.org", NEEDED,
          "curve448-sha512", NEEDED);

  /// An algorithm that is warned of or worse: the note stands on its line, or on one below.
  private static final Pattern NOTE =
      Pattern.compile(
          "\\((?:kex|key|enc|mac)\\) (\\S+)(?:[^\\[(]*\\[info\\][^\\n(]*)*[^\\[(]*\\[(warn|fail)\\]");

  private final SshPlace place;

  SshAuditTest(@TempDir Path folder) throws IOException {
    SshPlace.operators(folder, "anna:viewer");
    this.place = SshPlace.simulated(folder);
  }

  @AfterAll
  void close() {
    place.close();
  }

  @Test
  void sshAuditHasNothingAgainstThatCouldBeHelped() {
    Peers.require("ssh-audit");
    String said = Ran.run(audit("-n")).out();
    assertThat(said).contains("(kex) curve25519-sha256", "(mac) hmac-sha2-256-etm@openssh.com");
    assertThat(said).doesNotContain("[fail]");
    assertThat(NOTE.matcher(said).results().map(n -> n.group(1)).toList())
        .as(said)
        .allMatch(STAYS::containsKey);
    long warnings =
        Pattern.compile("\\[warn\\]").matcher(said).results().map(MatchResult::group).count();
    assertThat(NOTE.matcher(said).results().count()).as(said).isEqualTo(warnings);
  }

  @Test
  void theseAlgorithmsAreSpoken() {
    Peers.require("ssh-audit");
    JsonObject all = JsonParser.parseString(Ran.run(audit("-j")).out()).getAsJsonObject();
    assertThat(names(all, "key")).containsExactly("ssh-ed25519");
    assertThat(names(all, "enc"))
        .containsExactly(
            "chacha20-poly1305@openssh.com",
            "aes256-gcm@openssh.com",
            "aes128-gcm@openssh.com",
            "aes256-ctr",
            "aes128-ctr");
    assertThat(names(all, "mac"))
        .containsExactly("hmac-sha2-256-etm@openssh.com", "hmac-sha2-512-etm@openssh.com");
    assertThat(names(all, "compression")).containsExactly("none");
    assertThat(names(all, "kex"))
        .startsWith("sntrup761x25519-sha512")
        .contains("mlkem768x25519-sha256", "kex-strict-s-v00@openssh.com")
        .noneMatch(k -> k.contains("sha1") || k.contains("diffie") || k.contains("nistp"));
  }

  /// The library's own list has SHA-1 signatures in it.
  @Test
  void theOrderOfMessagesIsStrictAndNoSignatureHasSha1() {
    Ran ran =
        place.client("anna", List.of("-n", "-vvv", "-oLogLevel=DEBUG3", "anna@127.0.0.1", "help"));
    assertThat(ran.status()).isZero();
    assertThat(ran.err()).contains("will use strict KEX ordering", "sntrup761x25519");
    String signatures =
        ran.err().lines().filter(l -> l.contains("server-sig-algs=<")).findFirst().orElseThrow();
    assertThat(signatures.replaceAll(".*<|>.*", "").split(",", -1))
        .contains("ssh-ed25519", "rsa-sha2-512", "ssh-ed25519-cert-v01@openssh.com")
        .doesNotContain("ssh-rsa", "ssh-dss", "ssh-rsa-cert-v01@openssh.com");
  }

  private List<String> audit(String how) {
    return List.of("ssh-audit", how, "-p", "" + place.port(), "127.0.0.1");
  }

  private static List<String> names(JsonObject all, String key) {
    return StreamSupport.stream(all.getAsJsonArray(key).spliterator(), false)
        .map(e -> e.isJsonObject() ? e.getAsJsonObject().get("algorithm") : e)
        .map(JsonElement::getAsString)
        .toList();
  }
}
