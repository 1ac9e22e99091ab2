package org.xnsh.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnsh.command.ExitCode;
import org.xnsh.host.Host;
import org.xnsh.host.HostDescription.Kind;
import org.xnsh.host.linux.DomainSource;
import org.xnsh.host.linux.LinuxHost;
import org.xnsh.network.Network;
import org.xnsh.testing.Session;
import org.xnsh.testing.Session.Said;
import org.xnsh.testing.TestNamespace;
import org.xnsh.transaction.GuardThread;
import org.xnsh.transaction.NamespaceWriter;
import org.xnsh.transaction.log.StateFolder;

/// Of the kinds of links that this kernel can have, as it tells them: a tunnel (VXLAN) and a
/// macvlan that an operator comes by.
class KernelWaysTest {

  @TempDir private Path folder;

  private Session over(Host host, String peer, String local) {
    return Session.over(
        Connection.of(peer, local).orElseThrow(),
        NamespaceWriter.open(host, new StateFolder(folder), folder, new GuardThread()));
  }

  private static void refused(Said said, String told) {
    assertThat(said.exit()).as(said.err()).isEqualTo(ExitCode.REFUSED);
    assertThat(said.err()).contains(told);
  }

  @Test
  void theOuterWayOfATunnelIsTheOneThatItsKernelTells() throws IOException {
    try (TestNamespace inside = TestNamespace.create();
        TestNamespace outside = TestNamespace.create()) {
      inside.sh(
          "ip link add eth0 type veth peer name up0 netns "
              + outside.name()
              + "; ip link set eth0 up; ip addr add 192.0.2.1/24 dev eth0; ip link add eth1 type"
              + " veth peer name up1 netns "
              + outside.name()
              + "; ip link set eth1 up; ip link add tun7 type vxlan id 7 dstport 4789 remote"
              + " 192.0.2.2 local 192.0.2.1; ip link set tun7 up;"
              + " ip addr add 10.0.0.1/24 dev tun7");
      outside.sh("ip link set up0 up; ip link set up1 up");
      try (Host host =
              LinuxHost.namespace(Kind.NAMESPACE, inside.name(), inside.path(), DomainSource.NONE);
          Session session = over(host, "10.0.0.2", "10.0.0.1")) {
        Network now = host.drained();
        assertThat(Tunnel.outer(now, now.linkNamed("tun7").orElseThrow()))
            .isEqualTo(Connection.of("192.0.2.2", "192.0.2.1"));
        refused(session.type("link set eth0 down"), "tun7 is a tunnel, and ");
        refused(
            session.type("address delete 192.0.2.1/24 dev eth0"),
            "192.0.2.1, the address that it comes to, would be gone");
        session.type("link set eth1 down; address add 192.0.2.9/24 dev eth0").ok();
      }
    }
  }

  @Test
  void aMacvlanGoesDownWithTheLinkBelow() throws IOException {
    try (TestNamespace inside = TestNamespace.create();
        TestNamespace outside = TestNamespace.create()) {
      inside.sh(
          "ip link add eth0 type veth peer name up0 netns "
              + outside.name()
              + "; ip link set eth0 up; ip link add mac0 link eth0 type macvlan mode bridge;"
              + " ip link set mac0 up; ip addr add 10.0.0.1/24 dev mac0;"
              + " ip addr add 10.1.0.1/24 dev eth0");
      outside.sh("ip link set up0 up");
      try (Host host =
              LinuxHost.namespace(Kind.NAMESPACE, inside.name(), inside.path(), DomainSource.NONE);
          Session session = over(host, "10.0.0.2", "10.0.0.1")) {
        refused(session.type("link set eth0 down"), "eth0 would be down");
        refused(session.type("link set mac0 mtu 200"), "at most 200 bytes");
        session.type("link set mac0 mtu 1400; address delete 10.1.0.1/24 dev eth0").ok();
      }
    }
  }
}
