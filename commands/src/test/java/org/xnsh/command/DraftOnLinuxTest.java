package org.xnsh.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.host.HostDescription.Kind;
import org.xnsh.host.linux.DomainSource;
import org.xnsh.host.linux.LinuxHost;
import org.xnsh.testing.Session;
import org.xnsh.testing.Snapshot;
import org.xnsh.testing.TestNamespace;
import org.xnsh.transaction.NamespaceWriter;
import org.xnsh.transaction.log.StateFolder;

class DraftOnLinuxTest {

  @TempDir private Path folder;

  @Test
  void aBridgeAndItsPortAreStagedCommittedAndUndoneTogether() throws IOException {
    try (TestNamespace namespace = TestNamespace.create()) {
      namespace.sh("ip link add p1 type veth peer name q1");
      LinuxHost host =
          LinuxHost.namespace(
              Kind.NAMESPACE, namespace.name(), namespace.path(), DomainSource.NONE);
      try (Session session =
          Session.with(
              NamespaceWriter.open(
                  host, new StateFolder(folder.resolve("state")), folder.resolve("run")))) {
        Map<String, String> before = Snapshot.of(namespace);
        session.type("begin; brctl addbr x; brctl stp x on; brctl addif x p1").ok();
        assertThat(Snapshot.of(namespace)).isEqualTo(before);
        assertThat(session.type("check").ok())
            .contains("p1: master none → x", "set p1 master x")
            .doesNotContain("not undone exactly");
        session.type("commit").ok();
        assertThat(namespace.run("bridge", "link")).contains("master x");
        assertThat(namespace.ip("-d link show x")).contains("stp_state 1");
        session.type("undo").ok();
        assertThat(Snapshot.of(namespace)).isEqualTo(before);
        assertThat(session.type("redo dry-run").ok())
            .contains("create x", "set p1 master x")
            .doesNotContain("/conf/", ".conf.");
        // as network-bridge makes one
        session
            .type(
                "brctl addbr t; ip link set t arp off; ip link set t mtu 68; ip link set t mtu 1500")
            .ok();
        session.type("undo last 4").ok();
        assertThat(Snapshot.of(namespace)).isEqualTo(before);
        assertThat(session.type("log").ok()).contains("master none → x").doesNotContain("#");
      }
    }
  }
}
