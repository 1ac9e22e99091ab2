package org.xnsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.shell.Xnsh.Ended;
import org.xnsh.testing.Peers;
import org.xnsh.testing.TestNamespace;

/// xnsh as somebody without rights: it looks, and says what is missing for more.
final class OrdinaryUserTest {

  private static final String NOBODY = "65534";

  @TempDir private static Path folder;
  private static TestNamespace namespace;
  private static String classPath;
  private static Path home;

  @BeforeAll
  static void world() throws IOException {
    Peers.require("setpriv", "brctl");
    namespace = TestNamespace.create();
    namespace.sh(
        """
        brctl addbr test; ip link add vif3.0 type veth peer name g3; brctl addif test vif3.0
        ip link set test up; ip link set vif3.0 up; ip addr add 192.168.1.10/24 dev test
        """);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    classPath = readable();
    home = homeOf("home");
  }

  @AfterAll
  static void end() {
    if (namespace != null) {
      namespace.close();
    }
  }

  private static Path homeOf(String name) throws IOException {
    Path made = Files.createDirectory(folder.resolve(name));
    Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxrwxrwx"));
    return made;
  }

  /// The class path where anybody can read it: a repository of Maven's lies in a home folder.
  private static String readable() throws IOException {
    List<String> copies = new ArrayList<>();
    for (String element : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path from = Path.of(element);
      if (element.isEmpty() || !Files.exists(from)) {
        continue;
      }
      Path to = folder.resolve("cp" + copies.size() + "-" + from.getFileName());
      copy(from, to);
      copies.add(to.toString());
    }
    return String.join(File.pathSeparator, copies);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Path copied =
            from.equals(file) && !Files.isDirectory(file)
                ? Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING)
                : Files.isDirectory(file)
                    ? Files.createDirectories(target)
                    : Files.copy(file, target);
        Files.setPosixFilePermissions(
            copied,
            PosixFilePermissions.fromString(Files.isDirectory(copied) ? "rwxr-xr-x" : "rw-r--r--"));
      }
    }
  }

  private static Ended nobody(String... arguments) {
    return nobody(home, List.of("ip", "netns", "exec", namespace.name()), List.of(), arguments);
  }

  private static Ended nobody(
      Path home, List<String> before, List<String> after, String... arguments) {
    List<String> words = new ArrayList<>(before);
    words.addAll(
        List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--"));
    words.addAll(after);
    return Xnsh.startedBy(words.toArray(String[]::new))
        .classPath(classPath)
        .with("HOME", home.toString())
        .with("XDG_STATE_HOME", "")
        .with("USER", "nobody")
        .with("LOGNAME", "nobody")
        .run(arguments);
  }

  @Test
  void everythingCanBeLookedAt() {
    Ended ended = nobody("-c", "brctl show; brctl showstp test; show links; show addresses");
    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.out())
        .startsWith(namespace.run("brctl", "show"))
        .contains("designated root", "vif3.0", "192.168.1.10/24");
    Ended more =
        nobody("-c", "show bridge test; show fdb; show neighbours; show routes; show sysctls; log");
    assertThat(more.exit()).as(more.err()).isZero();
    assertThat(more.out()).contains("forward_delay", "net.ipv4.ip_forward");
  }

  @Test
  void anEditIsRefusedWithWhatIsMissingAndChangesNothing() {
    String before = namespace.run("brctl", "show");
    for (String edit :
        List.of(
            "brctl delif test vif3.0",
            "link set vif3.0 down",
            "ip addr add 10.0.0.1/24 dev test",
            "sysctl net.ipv4.ip_forward=1",
            "undo")) {
      Ended ended = nobody("-c", edit);
      assertThat(ended.err()).as(edit).contains("CAP_NET_ADMIN", "xnsh --lab");
      assertThat(ended.exit()).as(edit).isEqualTo(4);
      assertThat(ended.out()).as(edit).isEmpty();
    }
    assertThat(namespace.run("brctl", "show")).isEqualTo(before);
    assertThat(nobody("-c", "show health").out()).contains("not possible", "CAP_NET_ADMIN");
  }

  @Test
  void whoMayNotEditIsAViewerAndIsShownNoMore() {
    Ended help = nobody("-c", "help");
    assertThat(help.exit()).isZero();
    assertThat(help.out()).contains("brctl show").doesNotContain("brctl addbr", "undo", "force");
  }

  @Test
  void nothingIsWrittenByLooking() {
    assertThat(nobody("-c", "show links; log").exit()).isZero();
    assertThat(home).isEmptyDirectory();
  }

  @Test
  void anotherNamespaceIsRefusedInWords() {
    Ended ended = nobody("--netns", namespace.name(), "-c", "show links");
    assertThat(ended.exit()).isIn(1, 4);
    assertThat(ended.err()).contains("CAP_SYS_ADMIN").doesNotContain("Exception");
  }

  /// Who may do anything in a namespace of their own is still nobody outside: no log of theirs
  /// belongs below /var/lib.
  @Test
  void aNetworkOfTheirOwnIsEditedAndItsLogIsBelowTheirHome() throws IOException {
    Peers.require("unshare");
    Path own = homeOf("own");
    List<String> alone = List.of("unshare", "--map-root-user", "--net");
    Ended ended =
        nobody(
            own,
            List.of(),
            alone,
            "-c",
            "brctl addbr mine; brctl show; force undo 1; brctl show; log");
    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.out()).contains("mine\t\t8000.", "mine removed", "brctl addbr mine");
    try (Stream<Path> files = Files.walk(own.resolve(".local/state/xnsh"))) {
      assertThat(files.map(f -> f.getFileName().toString())).contains("transactions");
    }
  }
}
