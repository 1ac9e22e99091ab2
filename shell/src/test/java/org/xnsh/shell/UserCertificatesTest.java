package org.xnsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xnsh.testing.Ran;

/// Certificates as the real `ssh-keygen -s` makes them, at a served network in memory. Nobody here
/// has a key listed.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UserCertificatesTest {

  private final Path folder;
  private final Path authorities;
  private final SshPlace place;

  UserCertificatesTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    SshPlace.operators(folder, "anna:admin", "bert:operator");
    Files.delete(folder.resolve("operators/anna/authorized_keys"));
    SshPlace.key(folder, "ca");
    SshPlace.key(folder, "strange");
    this.authorities = folder.resolve("operators/ca.pub");
    Files.copy(folder.resolve("ca.pub"), authorities);
    this.place = SshPlace.simulated(folder);
  }

  @BeforeEach
  void oneAuthority() throws IOException {
    Files.writeString(authorities, place.publicKey("ca") + "\n");
    Files.setPosixFilePermissions(authorities, PosixFilePermissions.fromString("rw-r--r--"));
  }

  @AfterAll
  void close() {
    place.close();
  }

  /// Signs anna's key.
  private void sign(String authority, String key, String... options) throws IOException {
    Files.deleteIfExists(folder.resolve(key + "-cert.pub"));
    List<String> words = new ArrayList<>(List.of("ssh-keygen", "-q", "-I", "an id", "-z", "7"));
    words.addAll(List.of("-s", folder.resolve(authority).toString()));
    words.addAll(List.of(options));
    words.add(folder.resolve(key + ".pub").toString());
    Ran.run(words).ok();
  }

  private Ran as(String operator, String key, String... options) {
    List<String> words = new ArrayList<>(List.of("-n", "-oBatchMode=yes"));
    words.addAll(List.of(options));
    words.addAll(List.of(operator + "@127.0.0.1", "brctl show xenbr0"));
    return place.client(key, words);
  }

  private void refused(Ran ran) {
    assertThat(ran.status()).as("%s", ran).isEqualTo(255);
    assertThat(ran.err()).contains("Permission denied (publickey)");
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void whoIsNamedGetsInAndTheJournalSaysByWhichOne() throws IOException {
    refused(as("anna", "anna")); // no key of hers is listed
    sign("ca", "anna", "-n", "carl,anna", "-V", "+1h");
    assertThat(as("anna", "anna").ok()).contains("peth0");
    place.server().awaitPrinted("takes certificates signed by SHA256:");
    place
        .server()
        .awaitPrinted(
            "anna logged in from 127.0.0.1 as admin with certificate 'an id' serial 7 by");
    refused(as("bert", "anna"));
    refused(as("carl", "anna")); // an operator is a folder
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ca      | -n bert -V +1h",
        "ca      | -n anna* -V +1h",
        "ca      | -V +1h",
        "ca      | -n anna -V 20200101:20200102",
        "ca      | -n anna -V 20990101:20990102",
        "ca      | -h -n anna -V +1h",
        "strange | -n anna -V +1h",
        "ca      | -n anna -O source-address=10.0.0.0/8",
        "ca      | -n anna -O critical:verify-required",
        "ca      | -n anna -O critical:permit-all@example.com=x",
        "ca      | -n anna -O verify-required",
      })
  void thisOneOpensNothing(String authority, String options) throws IOException {
    sign(authority, "anna", options.split(" ", -1));
    refused(as("anna", "anna"));
  }

  @Test
  void forcedCommandsSourcesAndTerminalsAreAsTheySay() throws IOException {
    sign("ca", "anna", "-n", "anna", "-O", "force-command=show bridges | count");
    assertThat(as("anna", "anna").ok().strip()).matches("[0-9]+");
    sign("ca", "anna", "-n", "anna", "-O", "source-address=10.0.0.0/8,127.0.0.0/8");
    assertThat(as("anna", "anna").ok()).contains("peth0");
    assertThat(as("anna", "anna", "-tt").err()).doesNotContain("PTY");
    sign("ca", "anna", "-n", "anna", "-O", "no-pty", "-O", "extension:what@example.com");
    assertThat(as("anna", "anna").ok()).contains("peth0");
    assertThat(as("anna", "anna", "-tt").err()).contains("PTY allocation request failed");
  }

  @Test
  void kindsOfKeys() throws IOException {
    key("ecdsa", "521", "rare");
    key("rsa", "2048", "usual");
    sign("rare", "usual", "-n", "anna");
    sign("usual", "rare", "-n", "anna");
    Files.writeString(
        authorities, place.publicKey("rare") + "\n" + place.publicKey("usual") + "\n");
    assertThat(as("anna", "usual").ok()).contains("peth0");
    assertThat(as("anna", "rare").ok()).contains("peth0");
    sign("usual", "rare", "-n", "anna", "-t", "ssh-rsa"); // SHA-1
    refused(as("anna", "rare"));
    key("rsa", "1024", "weak");
    sign("rare", "weak", "-n", "anna");
    refused(as("anna", "weak", "-oRequiredRSASize=1024"));
  }

  private void key(String type, String bits, String name) {
    Ran.run(
            List.of(
                "ssh-keygen",
                "-q",
                "-t",
                type,
                "-b",
                bits,
                "-N",
                "",
                "-f",
                folder.resolve(name) + ""))
        .ok();
  }

  @Test
  void theAuthoritiesAreReadAtEachLoginAndNotBelievedWhereOthersCouldWrite() throws IOException {
    sign("ca", "anna", "-n", "anna");
    as("anna", "anna").ok();
    Files.setPosixFilePermissions(authorities, PosixFilePermissions.fromString("rw-rw-r--"));
    refused(as("anna", "anna"));
    Files.writeString(authorities, place.publicKey("strange") + "\n");
    Files.setPosixFilePermissions(authorities, PosixFilePermissions.fromString("rw-r--r--"));
    refused(as("anna", "anna"));
    Files.writeString(authorities, "cert-authority " + place.publicKey("ca") + "\n");
    refused(as("anna", "anna"));
    assertThat(as("bert", "bert").ok()).contains("peth0"); // a listed key does not need them
  }

  /// By a server of its own: of many refusals in a minute only the first are told as they are.
  @Test
  void theJournalSaysWhy() throws IOException {
    try (SshPlace fresh = SshPlace.simulated(folder)) {
      sign("ca", "anna", "-n", "carl");
      List<String> line = List.of("-n", "-oBatchMode=yes", "anna@127.0.0.1", "log");
      refused(fresh.client("anna", line));
      fresh.server().awaitPrinted("anna comes with certificate 'an id' serial 7 by SHA256:");
      fresh.server().awaitPrinted("it is for carl");
      Files.setPosixFilePermissions(authorities, PosixFilePermissions.fromString("rw-rw-r--"));
      refused(fresh.client("anna", line));
      fresh.server().awaitPrinted(authorities + " can be written by others: chmod go-w");
    }
  }

  @Test
  void aFileOfAuthoritiesThatIsNotThereFailsTheStart() {
    Ran ran =
        Child.run(
            List.of("serve", "--simulated", "--user-ca", folder.resolve("none.pub").toString()));
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err()).contains("--user-ca: there is no file '");
  }
}
