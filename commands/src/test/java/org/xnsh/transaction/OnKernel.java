package org.xnsh.transaction;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.xnsh.host.Host;
import org.xnsh.host.HostDescription.Kind;
import org.xnsh.host.linux.DomainSource;
import org.xnsh.host.linux.LinuxHost;
import org.xnsh.transaction.log.StateFolder;

/// What a process of a test opens of a namespace that it is told the name of.
final class OnKernel {

  private OnKernel() {}

  static Transactions writer(String namespace, Path folder) throws IOException {
    return writer(namespace, folder, host -> host);
  }

  /// @param between the host with a test in between
  static Transactions writer(String namespace, Path folder, UnaryOperator<Host> between)
      throws IOException {
    Host host =
        LinuxHost.namespace(
            Kind.NAMESPACE, namespace, Path.of("/run/netns", namespace), DomainSource.NONE);
    return NamespaceWriter.open(
        between.apply(host), new StateFolder(folder.resolve("state")), folder.resolve("run"));
  }
}
