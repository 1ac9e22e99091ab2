package org.xnsh.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
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
import org.xnsh.path.Access;
import org.xnsh.transaction.GuardThread;
import org.xnsh.transaction.Guards;
import org.xnsh.transaction.NamespaceWriter;
import org.xnsh.transaction.log.StateFolder;

/// A host that was asked for, nobody's yet, with the places of its log and locks.
///
/// @param locks the folder of its locks
/// @param access what this session comes by, where it could be cut here
/// @param options by which another process finds the same host and log
/// @param root whether the process is root of the machine
record Site(
    Host host,
    StateFolder state,
    Path locks,
    Optional<Lab> lab,
    Supplier<Access> access,
    List<String> options,
    boolean root) {

  private static final Path NAMESPACES = Path.of("/run/netns");
  private static final Path OWN = Path.of("/proc/self/ns/net");

  static Site of(Options options, StateFolders folders) throws IOException, Options.Unusable {
    return switch (options.host()) {
      case HostChoice.Live _ ->
          plain(LinuxHost.live(machine(), xen()), OWN, List.of(), options, folders);
      case HostChoice.Namespace n ->
          plain(
              namespace(n.name()),
              NAMESPACES.resolve(n.name()),
              List.of("--netns", n.name()),
              options,
              folders);
      case HostChoice.Lab lab -> lab(Lab.build(topology(lab.topology()), anchor()), anchor());
      case HostChoice.Join _ -> lab(Lab.joined(anchor()), anchor());
      case HostChoice.Simulated s -> simulated(s);
    };
  }

  private static Host namespace(String name) throws IOException, Options.Unusable {
    if (name.isEmpty() || name.contains("/") || name.startsWith(".")) {
      throw new Options.Unusable("'" + name + "' is not the name of a network namespace");
    }
    return LinuxHost.namespace(Kind.NAMESPACE, name, NAMESPACES.resolve(name), xen());
  }

  private static Site plain(
      Host host, Path namespace, List<String> name, Options options, StateFolders folders) {
    List<String> words = new ArrayList<>(name);
    options
        .state()
        .ifPresent(state -> words.addAll(List.of("--state", state.toAbsolutePath().toString())));
    return new Site(
        host,
        new StateFolder(folders.logs()),
        folders.root() ? Path.of("/run/xnsh") : folders.logs(),
        Optional.empty(),
        SshSession.of(System.getenv(), namespace)::access,
        words,
        folders.root());
  }

  /// A network in memory is forgotten, and its log with it.
  private static Site simulated(HostChoice.Simulated choice) throws IOException, Options.Unusable {
    Topology topology = topology(choice.topology());
    Path folder = Files.createTempDirectory("xnsh-simulated");
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> forget(folder)));
    return new Site(
        SimulatedHost.of(topology).withRunningClock(),
        new StateFolder(folder),
        folder,
        Optional.empty(),
        () -> Access.NONE,
        List.of(),
        false);
  }

  private static void forget(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException e) {
      // it is where nothing is kept for long
    }
  }

  private static Site lab(Lab lab, Optional<String> anchor) throws IOException {
    Path dom0 = anchor.map(Lab::namespace).orElse(OWN);
    Host host = LinuxHost.namespace(Kind.LAB, "lab", dom0, new LabDomains(lab.topology()));
    // who is started from here is in the lab already
    List<String> join = List.of("--join", Long.toString(ProcessHandle.current().pid()));
    return new Site(
        host,
        new StateFolder(lab.state()),
        lab.state(),
        Optional.of(lab),
        () -> Access.NONE,
        join,
        false);
  }

  GuardFiles guardFiles() {
    return GuardFiles.of(locks, host.description().scope());
  }

  /// Other processes of this user's, root's on a machine; nobody else has a network in memory.
  Optional<Neighbours> neighbours() {
    String name = Long.toUnsignedString(host.description().scope().cookie());
    return host.description().kind() == Kind.SIMULATED
        ? Optional.empty()
        : Optional.of(new Neighbours(locks.resolve(name + ".sessions")));
  }

  /// Other users of a machine may have a prompt that only looks; in a lab there are none.
  boolean knowsAll() {
    return root || lab.isPresent() || host.description().kind() == Kind.SIMULATED;
  }

  NamespaceWriter writer(Guards guards) {
    return NamespaceWriter.open(host, state, locks, guards);
  }

  /// A network in memory is guarded by a thread: it ends with its process anyway.
  Guards guards() {
    if (host.description().kind() == Kind.SIMULATED) {
      return new GuardThread();
    }
    String name = Long.toUnsignedString(host.description().scope().cookie());
    return new GuardProcess(guardFiles(), name, root, options, lab.isPresent());
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
