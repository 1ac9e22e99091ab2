package org.xnsh.shell;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.xnsh.testing.Peers;
import org.xnsh.testing.Ran;

/// A client that is a program of its own, `client.py`: it asks for what no client asks for.
record Paramiko(Path script, int port, String operator, String key) {

  private static final String PYTHON = "/usr/bin/python3";

  /// With the key of this operator.
  static Paramiko at(SshPlace place, Path folder, String operator) throws IOException {
    return new Paramiko(
        script(folder), place.port(), operator, folder.resolve(operator).toString());
  }

  /// Without a key.
  static Paramiko stranger(SshPlace place, Path folder, String operator) throws IOException {
    return new Paramiko(script(folder), place.port(), operator, "none");
  }

  private static Path script(Path folder) throws IOException {
    Peers.require("python3");
    if (Ran.run(List.of(PYTHON, "-c", "import paramiko")).status() != 0) {
      Peers.missing("the package python3-paramiko is not installed");
    }
    Path script = folder.resolve("client.py");
    if (!Files.exists(script)) {
      try (InputStream in = Paramiko.class.getResourceAsStream("client.py")) {
        Files.write(script, Objects.requireNonNull(in).readAllBytes());
      }
    }
    return script;
  }

  Ran run(String thing, String... words) {
    return Ran.run(words(thing, words));
  }

  List<String> words(String thing, String... words) {
    List<String> all =
        new ArrayList<>(
            List.of(PYTHON, script.toString(), Integer.toString(port), operator, key, thing));
    all.addAll(List.of(words));
    return all;
  }
}
