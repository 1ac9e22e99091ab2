package org.xnsh.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xnsh.command.Command.Role;
import org.xnsh.ssh.OperatorEdits;
import org.xnsh.ssh.OperatorFolder;
import org.xnsh.testing.Peers;
import org.xnsh.testing.Ran;
import org.xnsh.testing.Waiting;

/// A served xnsh, its operators and their keys, and the real OpenSSH client.
final class SshPlace implements AutoCloseable {

  /// After the addresses and the host key: who may log in.
  private static final Pattern STARTED =
      Pattern.compile("\nhost key .*\n(operators: |nobody can log in: ).*\n");

  private static final Pattern LISTENS = Pattern.compile("serves on \\S*:([0-9]+)\n");

  private final Path folder;
  private final List<String> before;
  private final Child server;

  /// @param before what the server is started by
  private SshPlace(Path folder, List<String> before, Child server) {
    this.folder = folder;
    this.before = before;
    this.server = server;
  }

  /// A folder with keys for these operators, `anna:admin` among them.
  static void operators(Path folder, String... all) throws IOException {
    Peers.require("ssh", "ssh-keygen");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    for (String one : all) {
      String name = one.substring(0, one.indexOf(':'));
      key(folder, name);
      Role role = OperatorFolder.roleNamed(one.substring(name.length() + 1)).orElseThrow();
      String key = Files.readString(folder.resolve(name + ".pub")).strip();
      new OperatorEdits(new OperatorFolder(folder.resolve("operators")))
          .add(name, List.of(key), role);
    }
  }

  static void key(Path folder, String name) {
    Ran.run(List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder.resolve(name) + ""))
        .ok();
  }

  /// @param before what the server is started by: nothing, a namespace, a lab
  /// @param around what the client is started by
  static SshPlace served(Path folder, List<String> before, List<String> around, String... options)
      throws IOException {
    List<String> words = new ArrayList<>(before);
    List<String> asked =
        new ArrayList<>(
            List.of(
                "serve",
                "--operators",
                folder.resolve("operators").toString(),
                "--state",
                folder.resolve("state").toString()));
    asked.addAll(List.of(options));
    words.addAll(Child.words(asked));
    Child server = Child.startWords(folder, words);
    Waiting.until(
        () -> STARTED.matcher(server.printed()).find() || !server.isRunning(),
        () -> "it does not start: " + server.printed());
    return new SshPlace(folder, around, server);
  }

  static SshPlace simulated(Path folder, String... more) throws IOException {
    List<String> options = new ArrayList<>(List.of("--simulated", "--listen", "127.0.0.1:0"));
    options.addAll(List.of(more));
    return served(folder, List.of(), List.of(), options.toArray(String[]::new));
  }

  Child server() {
    return server;
  }

  int port() {
    Matcher listens = LISTENS.matcher(server.printed());
    if (!listens.find()) {
      throw new AssertionError(server.printed());
    }
    return Integer.parseInt(listens.group(1));
  }

  /// The words of a client with somebody's key, before what else it is told.
  List<String> client(String key, String... options) {
    List<String> words = new ArrayList<>(before);
    words.addAll(List.of("ssh", "-F", "none", "-p", "" + port(), "-i" + folder.resolve(key)));
    words.addAll(
        List.of(
            "-oStrictHostKeyChecking=no",
            "-oUserKnownHostsFile=/dev/null",
            "-oLogLevel=ERROR",
            "-oIdentitiesOnly=yes",
            "-oConnectTimeout=60"));
    words.addAll(List.of(options));
    return words;
  }

  /// An operator's command.
  Ran ssh(String operator, String line) {
    List<String> words = client(operator, "-n", operator + "@127.0.0.1", "--", line);
    return Ran.run(words);
  }

  /// A client with options of its own, to `127.0.0.1`.
  Ran client(String key, List<String> options) {
    return Ran.run(client(key, options.toArray(String[]::new)));
  }

  void keys(String operator, String text) throws IOException {
    Files.writeString(
        folder.resolve("operators").resolve(operator).resolve("authorized_keys"), text);
  }

  String publicKey(String name) throws IOException {
    return Files.readString(folder.resolve(name + ".pub"), StandardCharsets.UTF_8).strip();
  }

  @Override
  public void close() {
    server.close();
  }
}
