package org.xnsh.shell;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.xnsh.command.Guests;
import org.xnsh.command.LabGuests;
import org.xnsh.host.Host;
import org.xnsh.host.HostDescription.Kind;
import org.xnsh.host.Topologies;
import org.xnsh.host.Topology;
import org.xnsh.host.lab.Lab;
import org.xnsh.host.lab.LabDomains;
import org.xnsh.host.linux.LinuxHost;
import org.xnsh.host.linux.SshSession;
import org.xnsh.host.linux.xenstore.XenDomains;
import org.xnsh.host.linux.xenstore.XenStore;
import org.xnsh.host.simulated.SimulatedHost;
import org.xnsh.path.Connection;
import org.xnsh.transaction.NamespaceWriter;
import org.xnsh.transaction.StateFolder;
import org.xnsh.transaction.Transactions;

/// The host that was asked for, with its writer.
///
/// @param guests the guests of a lab
/// @param connection the SSH connection that this session comes by, where it could be cut here
record OpenHost(
    Transactions transactions, Optional<Guests> guests, Optional<Connection> connection) {

  private static final Path NAMESPACES = Path.of("/run/netns");
  private static final Path OWN = Path.of("/proc/self/ns/net");

  static OpenHost open(Options options, StateFolders folders) throws IOException, Options.Unusable {
    return switch (options.host()) {
      case HostChoice.Live _ -> plain(LinuxHost.live(machine(), xen()), OWN, folders);
      case HostChoice.Namespace n ->
          plain(namespace(n.name()), NAMESPACES.resolve(n.name()), folders);
      case HostChoice.Lab lab -> lab(Lab.build(topology(lab.topology()), anchor()));
      case HostChoice.Join _ -> lab(Lab.joined(anchor()));
      case HostChoice.Simulated s -> simulated(s);
    };
  }

  private static Host namespace(String name) throws IOException, Options.Unusable {
    if (name.isEmpty() || name.contains("/") || name.startsWith(".")) {
      throw new Options.Unusable("'" + name + "' is not the name of a network namespace");
    }
    return LinuxHost.namespace(Kind.NAMESPACE, name, NAMESPACES.resolve(name), xen());
  }

  private static OpenHost plain(Host host, Path namespace, StateFolders folders) {
    Path locks = folders.root() ? Path.of("/run/xnsh") : folders.logs();
    return new OpenHost(
        NamespaceWriter.open(host, new StateFolder(folders.logs()), locks),
        Optional.empty(),
        SshSession.of(System.getenv(), namespace));
  }

  /// A network in memory is forgotten, and its log with it.
  private static OpenHost simulated(HostChoice.Simulated choice)
      throws IOException, Options.Unusable {
    Path folder = Files.createTempDirectory("xnsh-simulated");
    Host host = SimulatedHost.of(topology(choice.topology()));
    return new OpenHost(
        NamespaceWriter.open(host, new StateFolder(folder), folder),
        Optional.empty(),
        Optional.empty());
  }

  private static OpenHost lab(Lab lab) throws IOException {
    Host host = LinuxHost.namespace(Kind.LAB, "lab", OWN, new LabDomains(lab.topology()));
    return new OpenHost(
        NamespaceWriter.open(host, new StateFolder(lab.state()), lab.state()),
        Optional.of(new LabGuests(lab)),
        Optional.empty());
  }

  private static XenDomains xen() {
    return new XenDomains(XenStore.connect(XenStore.socket()));
  }

  private static Topology topology(String name) throws Options.Unusable {
    return Topologies.named(name)
        .orElseThrow(() ->
            new Options.Unusable(
                "there is no topology '"
                    + name
                    + "'; there are: "
                    + String.join(", ", Topologies.names())));
  }

  /// The launcher tells it; without it the process is in no lab.
  private static Optional<String> anchor() throws Options.Unusable {
    Optional<String> anchor = Optional.ofNullable(System.getenv("XNSH_LAB_ANCHOR"));
    if (anchor.isEmpty()) {
      throw new Options.Unusable("a lab is started by the launcher: shell/bin/xnsh --lab");
    }
    return anchor;
  }

  private static String machine() {
    try {
      String name = InetAddress.getLocalHost().getHostName();
      int dot = name.indexOf('.');
      return dot > 0 ? name.substring(0, dot) : name;
    } catch (UnknownHostException e) {
      return "host";
    }
  }
}
