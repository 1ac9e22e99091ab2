package org.xnsh.host;

import java.io.IOException;
import org.xnsh.host.lab.LabDom0;
import org.xnsh.host.linux.DomainSource;
import org.xnsh.host.linux.LinuxHost;
import org.xnsh.testing.TestNamespace;

/// The contract for a namespace of this machine's kernel.
final class LinuxHostContractTest extends HostEditsContract {

  @Override
  HostDescription.Kind kind() {
    return HostDescription.Kind.NAMESPACE;
  }

  @Override
  Subject begin(Topology topology) throws IOException {
    TestNamespace namespace = TestNamespace.create();
    namespace.sh(LabDom0.script(topology));
    LinuxHost host =
        LinuxHost.namespace(
            HostDescription.Kind.NAMESPACE, namespace.name(), namespace.path(), DomainSource.NONE);
    return new InNamespace(host, namespace);
  }

  private record InNamespace(Host host, TestNamespace namespace) implements Subject {

    @Override
    public void aliasByAnotherHand(String link, String alias) {
      namespace.ip("link set " + link + " alias " + alias);
    }

    @Override
    public void removedByAnotherHand(String link) {
      namespace.ip("link del " + link);
    }

    @Override
    public void end() {
      namespace.close();
    }
  }
}
