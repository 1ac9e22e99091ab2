package org.xnsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.testing.Peers;
import org.xnsh.testing.Ran;

/// Clients as Debian has them, OpenSSH's and others, at a served lab.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OtherClientsTest {

  private static final String PROMPT = "lab(bridge)#";

  private static final Path LAB =
      Stream.of("bin/xnsh-lab", "shell/bin/xnsh-lab")
          .map(Path::of)
          .filter(p -> p.toFile().exists())
          .findFirst()
          .orElseThrow()
          .toAbsolutePath();

  private final Path folder;
  private final SshPlace place;

  OtherClientsTest(@TempDir Path folder) throws IOException {
    Peers.requireRoot();
    this.folder = folder;
    SshPlace.operators(folder, "anna:admin");
    this.place =
        SshPlace.served(
            folder,
            List.of("sh", LAB.toString(), "serve"),
            List.of(),
            "--lab",
            "--listen",
            "127.0.0.1:0");
  }

  @AfterAll
  void close() {
    place.close();
  }

  /// The rest of what it does on a terminal is in [PromptOverSshTest].
  @Test
  void openssh() {
    try (Tmux at = new Tmux(place.client("anna", "anna@127.0.0.1"), Map.of(), 100, 60)) {
      at.awaitLastLine(PROMPT::equals);
      at.paste("show bridges | match " + "x".repeat(5000) + " | count");
      at.awaitScreen("x | count");
      at.press("Enter");
      at.awaitScreen("\n0\n" + PROMPT);
      at.type("guest test ping 10.255.255.1 900");
      at.press("Enter");
      at.awaitScreen("900\n");
      at.resize(80, 20);
      at.press("C-c");
      at.awaitLastLine(PROMPT::equals);
      at.type("show bridges test | count");
      at.press("Enter");
      at.awaitScreen("\n1\n" + PROMPT);
      at.type("exit");
      at.press("Enter");
      at.awaitScreen("ended 0");
    }
  }

  @Test
  void dropbear() {
    Peers.require("dbclient", "dropbearconvert");
    Path key = folder.resolve("anna.dropbear");
    Ran.run(
            List.of(
                "dropbearconvert",
                "openssh",
                "dropbear",
                folder.resolve("anna").toString(),
                key.toString()))
        .ok();
    List<String> client =
        List.of(
            "env",
            "HOME=" + folder,
            "dbclient",
            "-y",
            "-y",
            "-p",
            "" + place.port(),
            "-i",
            key.toString(),
            "anna@127.0.0.1");
    Ran shown = Ran.run(with(client, "brctl show test"));
    assertThat(shown.status()).as(shown.err()).isZero();
    assertThat(shown.out()).contains("vif3.0").doesNotContain("\r");
    Ran failed = Ran.run(with(client, "brctl delbr none"));
    assertThat(failed.status()).isEqualTo(1);
    assertThat(failed.out()).isEmpty();
    assertThat(failed.err()).contains("bridge none doesn't exist");
    try (Tmux at = new Tmux(client, Map.of(), 100, 30)) {
      at.awaitLastLine(PROMPT::equals);
      at.type("brctl delif te");
      at.press("Tab");
      at.awaitScreen("delif test");
      at.press("C-c");
      at.awaitLastLine(PROMPT::equals);
      at.resize(60, 10);
      at.type("guest test ping 10.255.255.1 900");
      at.press("Enter");
      at.awaitScreen("900");
      at.press("C-c");
      at.awaitLastLine(PROMPT::equals);
      at.press("C-d");
      at.awaitScreen("ended ");
    }
  }

  @Test
  void putty() {
    Peers.require("plink", "puttygen");
    Path key = folder.resolve("anna.ppk");
    Ran.run(List.of("puttygen", folder.resolve("anna").toString(), "-o", key.toString())).ok();
    List<String> client =
        List.of(
            "env",
            "HOME=" + folder,
            "plink",
            "-ssh",
            "-batch",
            "-P",
            "" + place.port(),
            "-i",
            key.toString(),
            "-hostkey",
            fingerprint(),
            "anna@127.0.0.1");
    Ran shown = Ran.run(with(client, "brctl show test"));
    assertThat(shown.status()).as(shown.err()).isZero();
    assertThat(shown.out()).contains("vif3.0").doesNotContain("\r");
    assertThat(Ran.run(with(client, "brctl delbr none")).status()).isEqualTo(1);
    try (Tmux at = new Tmux(client, Map.of(), 100, 30)) {
      at.awaitLastLine(PROMPT::equals);
      at.type("show bridges | count");
      at.press("Enter");
      at.awaitLastLine(PROMPT::equals);
      at.type("exit");
      at.press("Enter");
      at.awaitScreen("ended 0");
    }
  }

  private String fingerprint() {
    return place
        .server()
        .printed()
        .lines()
        .filter(l -> l.startsWith("host key "))
        .findFirst()
        .orElseThrow()
        .substring("host key ".length());
  }

  @Test
  void paramiko() throws IOException {
    Paramiko client = Paramiko.at(place, folder, "anna");
    Ran shown = client.run("run", "brctl show test; brctl delbr none");
    assertThat(shown.status()).as(shown.err()).isEqualTo(1);
    assertThat(shown.out()).contains("vif3.0");
    assertThat(shown.err()).contains("bridge none doesn't exist");
    Ran shell = client.run("shell", PROMPT);
    assertThat(shell.status()).as("%s", shell).isZero();
    assertThat(shell.out()).contains("--More--");
    assertThat(client.run("rekeyed", "show bridges test").ok()).contains("test");
  }

  @Test
  void aCommandIsStoppedByKeysBehindMuchElseAndByASignal() throws IOException {
    Paramiko client = Paramiko.at(place, folder, "anna");
    String ping = "guest test ping 10.255.255.1 900";
    client.run("ahead", PROMPT, ping).ok();
    assertThat(client.run("voided", PROMPT).ok()).doesNotContain("not known here", "nonsensehelp");
    assertThat(client.run("signal", ping).status()).isEqualTo(130);
  }

  @Test
  void terminalsThatCannotBeAreServedAsOthersAre() throws IOException {
    Paramiko client = Paramiko.at(place, folder, "anna");
    client.run("sizes", PROMPT).ok();
    client.run("deaf", PROMPT).ok();
  }

  private static List<String> with(List<String> words, String last) {
    return Stream.concat(words.stream(), Stream.of(last)).toList();
  }
}
