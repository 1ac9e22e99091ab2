package org.xnsh.host.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.xnsh.host.Topologies;
import org.xnsh.host.Topology;
import org.xnsh.host.Topology.Place;

/// The lab that this process is in.
public final class Lab {

  /// The lab's own folder, on a file system that no other process sees.
  private static final Path FOLDER = Path.of("/run/xnsh");

  private static final Path BUILT = FOLDER.resolve("topology");

  /// Enough for 20,000 links on a busy machine, in seconds.
  private static final int PATIENCE_TO_BUILD = 300;

  private final Topology topology;
  private final Optional<String> anchor;

  private Lab(Topology topology, Optional<String> anchor) {
    this.topology = topology;
    this.anchor = anchor;
  }

  /// Builds the topology in the fresh namespaces that the launcher made.
  ///
  /// @param anchor the anchor's process id, as the launcher tells it
  public static Lab build(Topology topology, Optional<String> anchor) throws IOException {
    if (Files.exists(BUILT)) {
      throw new IOException("this lab is already built; join it with --join");
    }
    Map<Place, List<String>> script = LabScript.of(topology);
    for (Place place : script.keySet()) {
      if (!place.equals(Place.DOM0)) {
        List<String> words = inDom0(anchor);
        words.addAll(List.of("ip", "netns", "add", place.name()));
        demand(Program.run(words, "", 20, () -> false), place);
      }
    }
    for (Map.Entry<Place, List<String>> part : script.entrySet()) {
      List<String> words = inDom0(anchor);
      words.add("ip");
      if (!part.getKey().equals(Place.DOM0)) {
        words.addAll(List.of("-n", part.getKey().name()));
      }
      words.addAll(List.of("-batch", "-"));
      String lines = String.join("\n", part.getValue()) + "\n";
      demand(Program.run(words, lines, PATIENCE_TO_BUILD, () -> false), part.getKey());
    }
    Lab lab = new Lab(topology, anchor);
    lab.serveAddresses();
    Files.writeString(BUILT, topology.name());
    return lab;
  }

  /// The lab that another process built and that this one has joined.
  public static Lab joined(Optional<String> anchor) throws IOException {
    if (!Files.isReadable(BUILT)) {
      throw new IOException("there is no lab in these namespaces, or it is still being built");
    }
    String name = Files.readString(BUILT);
    Topology topology =
        Topologies.named(name)
            .orElseThrow(() -> new IOException("the lab's topology is unknown here: " + name));
    return new Lab(topology, anchor);
  }

  public Topology topology() {
    return topology;
  }

  /// Where logs and locks of the lab are; it ends with the lab.
  public Path state() {
    return FOLDER.resolve("state");
  }

  public List<String> guests() {
    return topology.places().stream()
        .filter(p -> p.kind() == Place.Kind.GUEST)
        .map(Place::name)
        .toList();
  }

  /// Runs a program inside a guest, without a shell.
  ///
  /// @param patience seconds
  /// @param stopped whether it is to end before that
  public Program run(String guest, List<String> program, int patience, BooleanSupplier stopped)
      throws IOException {
    if (!guests().contains(guest)) {
      throw new IOException("there is no guest '" + guest + "'");
    }
    List<String> words = new ArrayList<>();
    anchor.ifPresent(a -> words.addAll(List.of("nsenter", pidNamespace(a))));
    words.addAll(List.of("ip", "netns", "exec", guest));
    words.addAll(program);
    return Program.run(words, "", patience, stopped);
  }

  /// A script for dhclient that sets address and default route and nothing else: the stock one
  /// would write to the machine's resolv.conf.
  public Path dhcpScript() throws IOException {
    Path script = FOLDER.resolve("dhclient-script");
    if (!Files.exists(script)) {
      Files.writeString(
          script,
          """
          #!/bin/sh
          case "$reason" in
          BOUND|RENEW|REBIND|REBOOT)
            ip -4 addr flush dev "$interface"
            ip addr add "$new_ip_address/$new_subnet_mask" brd + dev "$interface"
            for router in $new_routers; do
              ip route replace default via "$router" dev "$interface"; break
            done ;;
          PREINIT) ip link set "$interface" up ;;
          EXPIRE|FAIL|RELEASE|STOP) ip -4 addr flush dev "$interface" ;;
          esac
          """);
      Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }
    return script;
  }

  /// libvirt's default network hands out addresses on virbr0. Where dnsmasq is not installed, the
  /// lab is there without it.
  private void serveAddresses() throws IOException {
    boolean wanted = topology.bridges().stream().anyMatch(b -> b.name().equals("virbr0"));
    if (!wanted || anchor.isEmpty() || onPath("dnsmasq").isEmpty()) {
      return;
    }
    // --no-daemon keeps it from changing its groups, which a user namespace does not allow.
    new ProcessBuilder(
            "nsenter",
            pidNamespace(anchor.get()),
            network(anchor.get()),
            "dnsmasq",
            "--no-daemon",
            "--conf-file=/dev/null",
            "--pid-file=/run/xnsh/dnsmasq.pid",
            "--port=0",
            "--bind-interfaces",
            "--interface=virbr0",
            "--except-interface=lo",
            "--no-ping",
            "--dhcp-authoritative",
            "--dhcp-range=192.168.122.2,192.168.122.254,255.255.255.0",
            "--dhcp-lease-max=253",
            "--dhcp-leasefile=/run/xnsh/dnsmasq.leases")
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(FOLDER.resolve("dnsmasq.log").toFile())
        .redirectInput(Path.of("/dev/null").toFile())
        .start();
  }

  /// dom0's network. A process that serves a lab is not in it: nobody could reach it there.
  private static String network(String anchor) {
    return "--net=" + namespace(anchor);
  }

  /// What runs a program in dom0's network. Even `ip netns add` must be there: it goes back to
  /// where it came from, and an ordinary user must not go back to the machine's network.
  private static List<String> inDom0(Optional<String> anchor) {
    return new ArrayList<>(anchor.map(a -> List.of("nsenter", network(a))).orElse(List.of()));
  }

  /// The file of dom0's network.
  public static Path namespace(String anchor) {
    return Path.of("/proc", anchor, "ns", "net");
  }

  /// What runs there ends with the lab and not with this shell.
  private static String pidNamespace(String anchor) {
    return "--pid=/proc/" + anchor + "/ns/pid_for_children";
  }

  /// Where a program is that an ordinary user's PATH may not reach.
  static Optional<Path> onPath(String program) {
    return List.of("/usr/sbin", "/sbin", "/usr/bin", "/bin").stream()
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static void demand(Program ran, Place place) throws IOException {
    if (ran.exit() != 0) {
      throw new IOException(
          "the lab's " + place.name() + " could not be built: " + ran.errors().strip());
    }
  }
}
