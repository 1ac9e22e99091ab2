package org.xnsh.undo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rules of one priority: the kernel deletes the first that has what a request names, and one that
/// names little is in a request for many.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RuleTest {

  private static final String TWINS =
      """
      ip rule add from 10.1.0.0/16 lookup 100 priority 500
      ip rule add fwmark 7 lookup 100 priority 500
      ip rule add not from 10.2.0.0/16 lookup 101 priority 500
      ip rule add from 10.3.0.0/16 iif lo lookup 101 priority 500
      ip rule add from 10.3.0.0/16 lookup 101 priority 500
      ip rule add from 10.3.0.0/16 blackhole priority 500
      ip rule add to 10.4.0.0/16 lookup 100 priority 501
      ip -6 rule add lookup 100 priority 500
      ip -6 rule add from fd00:1::/32 lookup 100 priority 500
      """;

  @TempDir private Path folder;
  private final SharedScene shared = new SharedScene(() -> Scene.of(folder, TWINS));

  @AfterAll
  void end() {
    shared.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rule add lookup 100 priority 500",
        "rule add lookup 101 priority 500",
        "rule add from 10.9.0.0/16 lookup 101 priority 500",
        "rule delete from 10.1.0.0/16 lookup 100",
        "rule delete fwmark 7",
        "rule delete not from 10.2.0.0/16",
        "rule delete from 10.3.0.0/16 iif lo",
        "rule delete from 10.3.0.0/16 blackhole",
        "rule delete priority 500",
        "ip -6 rule del from fd00:1::/32",
        "ip -6 rule del priority 500",
        "ip -6 rule add iif lo lookup 100 priority 500",
      })
  void isUndone(String line) throws IOException {
    shared.with(scene -> scene.isUndone(line));
  }

  @Test
  void theOneThatIsNamedGoesAndNoOther() throws IOException {
    shared.with(scene -> {
      List<String> before = scene.sh("ip -j rule | tr '{' '\\n'").lines().toList();
      scene.does("rule add from 10.3.0.0/16 iif lo lookup 102 priority 500");
      scene.does("rule add lookup 102 priority 500");
      scene.does("rule delete from 10.3.0.0/16 iif lo lookup 101");
      List<String> after = scene.sh("ip -j rule | tr '{' '\\n'").lines().toList();
      assertThat(before.stream().filter(l -> !after.contains(l)).toList())
          .singleElement()
          .asString()
          .contains("10.3.0.0", "\"lo\"", "101");
      Map<String, String> now = scene.snapshot();
      scene.does("undo");
      scene.does("undo");
      scene.does("undo");
      assertThat(scene.sh("ip -j rule | tr '{' '\\n'").lines().toList()).isEqualTo(before);
      scene.does("redo");
      scene.does("redo");
      scene.does("redo");
      scene.returnsTo("redo", now);
      scene.does("undo");
      scene.does("undo");
      scene.does("undo");
    });
  }
}
