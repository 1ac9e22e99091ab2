package org.xnsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.shell.Xnsh.Ended;
import org.xnsh.testing.Peers;
import org.xnsh.testing.TestNamespace;

/// The whole process, as the README starts it.
final class AcceptanceTest {

  @TempDir private static Path folder;
  private static TestNamespace namespace;

  @BeforeAll
  static void world() {
    Peers.require("brctl");
    namespace = TestNamespace.create();
    namespace.sh(
        """
        brctl addbr test; brctl addbr virbr0; brctl addbr xenbr0
        for v in vif3.0 vif4.0 peth1; do ip link add $v type veth peer name g$v; done
        brctl addif test vif3.0; brctl addif test peth1; brctl addif xenbr0 vif4.0
        brctl stp virbr0 on; brctl setfd test 0
        """);
  }

  @AfterAll
  static void end() {
    if (namespace != null) {
      namespace.close();
    }
  }

  private static Ended inNamespace(String... arguments) {
    List<String> all =
        new java.util.ArrayList<>(
            List.of("--netns", namespace.name(), "--state", folder.resolve("state").toString()));
    all.addAll(List.of(arguments));
    return Xnsh.startedBy().run(all.toArray(String[]::new));
  }

  /// The line that the project is accepted by.
  @Test
  void aVifThatWasMovedInALabIsBackAfterTwoUndos() {
    Ended ended =
        Xnsh.inLab()
            .run(
                "--lab",
                "-c",
                "brctl show; brctl delif test vif3.0 && brctl addif virbr0 vif3.0; undo; undo;"
                    + " brctl show");
    assertThat(ended.exit()).as(ended.err()).isZero();
    String header = "bridge name\tbridge id\t\tSTP enabled\tinterfaces\n";
    int second = ended.out().lastIndexOf(header);
    assertThat(ended.out()).startsWith(header);
    assertThat(second).isPositive();
    String last = ended.out().substring(second);
    assertThat(last).contains("test\t\t8000.feffffffffff\tno\t\tpeth1", "\t\t\t\t\t\t\tvif3.0");
    assertThat(ended.out()).startsWith(last);
    assertThat(ended.out().substring(last.length(), second)).contains("vif3.0");
  }

  @Test
  void aListingInANamespaceMadeByHandIsBrctlsByteForByte() {
    Ended ended = inNamespace("-c", "brctl show");
    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.out()).isEqualTo(namespace.run("brctl", "show"));
    assertThat(inNamespace("-c", "brctl show test nosuch").err())
        .isEqualTo(namespace.tryRun("brctl", "show", "test", "nosuch").err());
  }

  @Test
  void anEditFromOneProcessIsTakenBackByTheNext() {
    String before = namespace.run("brctl", "show");
    assertThat(inNamespace("-c", "brctl delif test vif3.0").exit()).isZero();
    assertThat(namespace.run("brctl", "show")).isNotEqualTo(before);
    assertThat(inNamespace("-c", "log").out()).contains("brctl delif test vif3.0");
    assertThat(inNamespace("-c", "undo").exit()).isZero();
    assertThat(namespace.run("brctl", "show")).isEqualTo(before);
    assertThat(folder.resolve("state")).isDirectoryContaining("glob:**-*");
  }

  @Test
  void linesComeFromStandardInputAndEndAtTheFirstThatFails() {
    String lines =
        """
        # a note
        brctl show test

        link set nosuch up
        brctl show virbr0
        """;
    Ended ended = Xnsh.startedBy().reading(lines).run("--netns", namespace.name(), "-f", "-");
    assertThat(ended.exit()).isEqualTo(6);
    assertThat(ended.out()).isEqualTo(namespace.run("brctl", "show", "test"));
    assertThat(ended.err()).contains("there is no link 'nosuch'", "line 4");
  }

  @Test
  void withoutATerminalStandardInputIsReadWithoutBeingAsked() {
    Ended ended = Xnsh.startedBy().reading("brctl show test").run("--netns", namespace.name());
    assertThat(ended.out()).isEqualTo(namespace.run("brctl", "show", "test"));
  }

  @Test
  void jsonIsOneDocumentForAView() {
    JsonArray links =
        JsonParser.parseString(inNamespace("-j", "-c", "show links").out()).getAsJsonArray();
    assertThat(links).hasSizeGreaterThan(8);
    Ended failed = inNamespace("-j", "-c", "show bridge tset");
    assertThat(failed.exit()).isEqualTo(6);
    assertThat(failed.out()).isEmpty();
    assertThat(
            JsonParser.parseString(failed.err())
                .getAsJsonObject()
                .getAsJsonObject("error")
                .get("code")
                .getAsInt())
        .isEqualTo(6);
  }

  @Test
  void whatCannotBeStartedIsSaidInALine() {
    for (String[] arguments :
        new String[][] {
          {"--netns", "nosuch-namespace", "-c", "show links"},
          {"--netns", "../x", "-c", "show links"},
          {"--simulated=nosuch", "-c", "show links"},
          {"--simulated", "-f", "/nosuch/file"},
          {"--simulated", "-f", folder.toString()},
          {"--lab", "-c", "show links"},
          {"--frobnicate"}
        }) {
      Ended ended = Xnsh.startedBy().run(arguments);
      assertThat(ended.exit()).as(String.join(" ", arguments)).isIn(1, 2, 6);
      assertThat(ended.out()).isEmpty();
      assertThat(ended.err())
          .as(String.join(" ", arguments))
          .startsWith("xnsh: ")
          .doesNotContain("Exception", "\tat ");
      assertThat(ended.err().lines().count()).isLessThan(4);
    }
  }

  @Test
  void aNetworkInMemoryLeavesNothingOnTheDisk() throws IOException {
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    Ended ended =
        Xnsh.startedBy()
            .option("-Djava.io.tmpdir=" + temporary)
            .run("--simulated", "-c", "brctl addbr x; log");
    assertThat(ended.out()).contains("brctl addbr x");
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void aFileOfLinesMayBreakThem() throws IOException {
    Path file = folder.resolve("lines");
    Files.writeString(file, "brctl show \\\n  test\r\nshow links | \\\ncount\n");
    Ended ended = inNamespace("-f", file.toString());
    assertThat(ended.err()).isEmpty();
    assertThat(ended.out()).isEqualTo(namespace.run("brctl", "show", "test") + "10\n");
  }
}
