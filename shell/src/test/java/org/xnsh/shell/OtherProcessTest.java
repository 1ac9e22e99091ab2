package org.xnsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.host.HostDescription.Kind;
import org.xnsh.host.linux.DomainSource;
import org.xnsh.host.linux.LinuxHost;
import org.xnsh.testing.Peers;
import org.xnsh.testing.TestNamespace;
import org.xnsh.transaction.NamespaceWriter;
import org.xnsh.transaction.Transactions;
import org.xnsh.transaction.log.StateFolder;

/// Two processes on one namespace of the kernel.
class OtherProcessTest {

  @TempDir private Path folder;
  private TestNamespace namespace;

  @BeforeEach
  void open() {
    Peers.requireRoot();
    namespace = TestNamespace.create();
  }

  @AfterEach
  void close() {
    namespace.close();
  }

  private Xnsh.Ended other(String line) {
    return Xnsh.startedBy()
        .with("SUDO_USER", "bert")
        .run("--netns", namespace.name(), "--state", folder.toString(), "-c", line);
  }

  private Transactions here() throws IOException {
    return NamespaceWriter.open(
        LinuxHost.namespace(Kind.NAMESPACE, namespace.name(), namespace.path(), DomainSource.NONE),
        new StateFolder(folder),
        Path.of("/run/xnsh"));
  }

  @Test
  void aNoticeAtThePromptTellsOfATransactionOfTheOtherAndUndoKnowsIt() throws IOException {
    List<String> told = new CopyOnWriteArrayList<>();
    try (Transactions mine = here()) {
      Watch watch = new Watch(mine);
      Notices notices = new Notices(watch, told::add, _ -> false, true);
      notices.atPrompt();
      Xnsh.Ended ended = other("brctl addbr x1; brctl stp x1 on");
      assertThat(ended.exit()).as(ended.err()).isZero();
      watch.look();
      assertThat(told)
          .hasSize(2)
          .allMatch(line -> line.startsWith("* transaction "))
          .anyMatch(line -> line.contains("transaction 1 by ") && line.endsWith("brctl addbr x1"))
          .anyMatch(line -> line.endsWith("brctl stp x1 on"));
      watch.look();
      assertThat(told).hasSize(2);
    }
    assertThat(other("log verify").out()).contains("whole", "2 transactions");
  }
}
