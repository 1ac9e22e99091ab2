package org.xnsh.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Two namespaces: a dom0 whose ports are the ends of veth pairs, as vifs are, over bridges of at
/// most 1000, and one that holds all the guests' ends. As netback's vifs, the ports carry
/// fe:ff:ff:ff:ff:ff and no IPv6.
final class World implements AutoCloseable {

  /// The kernel allows 1023 ports a bridge; two namespaces may each have this one's.
  private static final int PORTS_OF_A_BRIDGE = 1000;

  private final String name;
  private final int ports;

  private World(String name, int ports) {
    this.name = name;
    this.ports = ports;
  }

  static World of(int ports) throws IOException {
    World world = new World("xnshbench" + ProcessHandle.current().pid() + "-" + ports, ports);
    try {
      world.build();
    } catch (IOException e) {
      world.close();
      throw e;
    }
    return world;
  }

  String name() {
    return name;
  }

  String guests() {
    return name + "g";
  }

  Path path() {
    return Path.of("/run/netns", name);
  }

  int ports() {
    return ports;
  }

  String bridge(int port) {
    return "xb" + port / PORTS_OF_A_BRIDGE;
  }

  static String port(int number) {
    return "vif" + (number + 1) + ".0";
  }

  static String guest(int number) {
    return "guest" + (number + 1);
  }

  private void build() throws IOException {
    for (String namespace : List.of(name, guests())) {
      Programs.run("ip", "netns", "add", namespace);
      inside(namespace, "sh", "-c", "echo 1 >/proc/sys/net/ipv6/conf/default/disable_ipv6");
      batch(namespace, List.of("link set lo up"));
    }
    List<String> lines = new ArrayList<>();
    for (int port = 0; port < ports; port += PORTS_OF_A_BRIDGE) {
      lines.add("link add " + bridge(port) + " type bridge");
      lines.add("link set " + bridge(port) + " up");
    }
    for (int port = 0; port < ports; port++) {
      lines.add(
          "link add %s type veth peer name %s netns %s"
              .formatted(port(port), guest(port), guests()));
      lines.add("link set " + port(port) + " address fe:ff:ff:ff:ff:ff up");
    }
    batch(name, lines);
    batch(guests(), all("link set guest%d up"));
    attach();
  }

  private List<String> all(String words) {
    return IntStream.rangeClosed(1, ports).mapToObj(words::formatted).toList();
  }

  /// Every port on its bridge.
  void attach() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int port = 0; port < ports; port++) {
      lines.add("link set " + port(port) + " master " + bridge(port));
    }
    batch(name, lines);
  }

  /// No port on any bridge.
  void detach() throws IOException {
    batch(name, all("link set vif%d.0 nomaster"));
  }

  void batch(List<String> lines) throws IOException {
    batch(name, lines);
  }

  private static void batch(String namespace, List<String> lines) throws IOException {
    Programs.run("ip", "-n", namespace, "-batch", Programs.file(lines).toString());
  }

  private static void inside(String namespace, String... command) throws IOException {
    List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
    words.addAll(List.of(command));
    Programs.run(words);
  }

  @Override
  public void close() throws IOException {
    Programs.run("ip", "netns", "del", name);
    Programs.run("ip", "netns", "del", guests());
  }
}
