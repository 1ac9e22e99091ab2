package org.xnsh.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.opentest4j.TestAbortedException;

/// The real programs and rights that a test needs beside us. Where one is missing the test is
/// skipped and says so; in continuous integration (`CI=true`) it fails instead, so that no run is
/// green for having tested nothing.
public final class Peers {

  private static final List<Path> FOLDERS =
      List.of(
          Path.of("/usr/bin"),
          Path.of("/bin"),
          Path.of("/usr/sbin"),
          Path.of("/sbin"),
          Path.of("/usr/local/bin"),
          Path.of("/usr/local/sbin"));

  private Peers() {}

  /// Goes on only if all of these programs are installed.
  public static void require(String... programs) {
    for (String program : programs) {
      if (FOLDERS.stream().noneMatch(f -> Files.isExecutable(f.resolve(program)))) {
        missing("the program '" + program + "' is not installed");
      }
    }
  }

  /// Goes on only for root on Linux, who may make network namespaces.
  public static void requireRoot() {
    if (!Files.isDirectory(Path.of("/proc/self/ns"))) {
      missing("this is not Linux");
    }
    if (!"root".equals(System.getProperty("user.name"))) {
      missing("only root can make the network namespaces that this test works in");
    }
  }

  /// Skips the test, or fails it where nothing may be missing.
  public static void missing(String what) {
    if ("true".equals(System.getenv("CI"))) {
      Assertions.fail("cannot be tested here: " + what);
    }
    System.err.println("SKIPPED: " + what);
    throw new TestAbortedException(what);
  }
}
