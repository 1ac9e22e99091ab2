package org.xnsh.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.xnsh.change.Footprint;
import org.xnsh.change.Footprint.AllLinks;
import org.xnsh.command.View.Cell;
import org.xnsh.command.View.Node;
import org.xnsh.command.View.Tone;
import org.xnsh.command.View.Tree;
import org.xnsh.host.HostDescription;
import org.xnsh.host.HostDescription.Kind;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.VifKey;
import org.xnsh.transaction.Guards;

/// `show health`: where this session works, whether it may edit, and what cuts guests off most
/// often.
final class ShowHealth {

  private static final Path RELEASE = Path.of("/proc/sys/kernel/osrelease");
  private static final String FORWARDING = "net.ipv4.ip_forward";

  private ShowHealth() {}

  static Result health(Context context) throws IOException {
    HostDescription host = context.host().description();
    Map<String, String> settings = settings(context);
    Network network = context.host().refresh(Footprint.of(new AllLinks()));
    List<Node> nodes = new ArrayList<>();
    nodes.add(Node.leaf("host", host.name() + ", " + host.kind().name().toLowerCase(Locale.ROOT)));
    nodes.add(kernel(host, network));
    nodes.add(edits(host));
    nodes.add(guard(context.transactions().footing()));
    nodes.add(resyncs(context.host().resyncs()));
    long vifs = network.links().stream().filter(i -> network.has(new VifKey(i))).count();
    nodes.add(
        Node.leaf(
            "picture",
            "%d links, %d bridges, %d vifs"
                .formatted(network.links().size(), network.bridges().size(), vifs)));
    nodes.add(Node.leaf("IPv4 forwarding", onOff(settings.get(FORWARDING))));
    nodes.add(Node.leaf("IPv6 forwarding", onOff(settings.get("net.ipv6.conf.all.forwarding"))));
    nodes.add(netfilter(settings));
    nodes.add(findings(network, settings));
    return Result.of(new Tree("", nodes));
  }

  private static Map<String, String> settings(Context context) throws IOException {
    Map<String, String> settings = new TreeMap<>();
    for (List<Cell> row : ShowSysctls.general(context)) {
      settings.put(row.getFirst().text(), row.getLast().text());
    }
    return settings;
  }

  private static String onOff(@org.jspecify.annotations.Nullable String value) {
    return value == null || value.equals("0") ? "off" : "on";
  }

  private static Node kernel(HostDescription host, Network network) throws IOException {
    if (host.kind() == Kind.SIMULATED) {
      return Node.leaf("kernel", "none, all is simulated");
    }
    String release = Files.readString(RELEASE).strip();
    return new Node(
        "kernel",
        Cell.of("Linux " + release),
        KernelLimits.of(release, network).stream()
            .map(l -> new Node(l, Cell.of("", Tone.WARNING), List.of()))
            .toList(),
        View.Below.SENTENCES);
  }

  private static Node edits(HostDescription host) {
    return new Node(
        "edits",
        host.hindrance()
            .map(why -> Cell.of("not possible: " + why, Tone.WARNING))
            .orElse(Cell.of("possible", Tone.GOOD)),
        List.of());
  }

  /// A guard that ends with its session guards little.
  private static Node guard(Guards.Footing footing) {
    Tone tone = footing.isApart() ? Tone.GOOD : Tone.WARNING;
    return new Node("guard", Cell.of(footing.text(), tone), List.of());
  }

  private static Node resyncs(long resyncs) {
    return new Node(
        "resyncs",
        new Cell(Long.toString(resyncs), resyncs == 0 ? Tone.PLAIN : Tone.WARNING, true),
        List.of());
  }

  /// With br_netfilter on, frames between two vifs of one bridge pass iptables, and a FORWARD
  /// policy of DROP cuts guests off.
  private static Node netfilter(Map<String, String> settings) {
    List<Node> nodes = new ArrayList<>();
    settings.forEach((name, value) -> {
      if (name.startsWith("net.bridge.")) {
        Tone tone = value.equals("0") ? Tone.PLAIN : Tone.WARNING;
        nodes.add(
            new Node(name.substring("net.bridge.".length()), Cell.of(value, tone), List.of()));
      }
    });
    return nodes.isEmpty()
        ? Node.leaf("br_netfilter", "not loaded: bridged frames do not pass iptables")
        : Node.group("br_netfilter", nodes);
  }

  private static Node findings(Network network, Map<String, String> settings) {
    List<Finding> all = new ArrayList<>(BridgeFindings.of(network));
    all.addAll(VifFindings.of(network, onOff(settings.get(FORWARDING)).equals("on")));
    all.addAll(
        RoutingFindings.of(network, "1".equals(settings.get("net.ipv4.conf.all.rp_filter"))));
    return all.isEmpty()
        ? new Node("findings", Cell.of("none", Tone.GOOD), List.of())
        : Node.group(
            "findings",
            all.stream()
                .map(f -> new Node(f.about(), Cell.of(f.text(), f.tone()), List.of()))
                .toList());
  }
}
