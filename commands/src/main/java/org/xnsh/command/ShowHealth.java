package org.xnsh.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.xnsh.command.View.Cell;
import org.xnsh.command.View.Node;
import org.xnsh.command.View.Tone;
import org.xnsh.command.View.Tree;
import org.xnsh.host.HostDescription;
import org.xnsh.host.HostDescription.Kind;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.VifKey;

/// `show health`: where this session works, whether it may edit, and what surprises operators most
/// often.
final class ShowHealth {

  private static final Path VERSION = Path.of("/proc/version");

  private ShowHealth() {}

  static Result health(Context context) throws IOException {
    HostDescription host = context.host().description();
    List<Node> nodes = new ArrayList<>();
    nodes.add(Node.leaf("host", host.name() + ", " + host.kind().name().toLowerCase(Locale.ROOT)));
    nodes.add(Node.leaf("kernel", kernel(host)));
    nodes.add(edits(host));
    nodes.add(resyncs(context.host().resyncs()));
    Network network = context.picture();
    long vifs = network.links().stream().filter(i -> network.has(new VifKey(i))).count();
    nodes.add(
        Node.leaf(
            "picture",
            "%d links, %d bridges, %d vifs"
                .formatted(network.links().size(), network.bridges().size(), vifs)));
    settings(context, nodes);
    return Result.of(new Tree("", nodes));
  }

  private static String kernel(HostDescription host) throws IOException {
    return host.kind() == Kind.SIMULATED
        ? "none, all is simulated"
        : Files.readString(VERSION).strip();
  }

  private static Node edits(HostDescription host) {
    return new Node(
        "edits",
        host.hindrance()
            .map(why -> Cell.of("not possible: " + why, Tone.WARNING))
            .orElse(Cell.of("possible", Tone.GOOD)),
        List.of());
  }

  private static Node resyncs(long resyncs) {
    return new Node(
        "resyncs",
        new Cell(Long.toString(resyncs), resyncs == 0 ? Tone.PLAIN : Tone.WARNING, true),
        List.of());
  }

  /// With br_netfilter on, frames between two vifs of one bridge pass iptables, and a FORWARD
  /// policy of DROP cuts guests off.
  private static void settings(Context context, List<Node> nodes) throws IOException {
    List<Node> netfilter = new ArrayList<>();
    for (List<Cell> row : ShowSysctls.general(context)) {
      String name = row.getFirst().text();
      String value = row.getLast().text();
      boolean on = !value.equals("0");
      if (name.equals("net.ipv4.ip_forward")) {
        nodes.add(Node.leaf("IPv4 forwarding", on ? "on" : "off"));
      } else if (name.equals("net.ipv6.conf.all.forwarding")) {
        nodes.add(Node.leaf("IPv6 forwarding", on ? "on" : "off"));
      } else if (name.startsWith("net.bridge.")) {
        netfilter.add(
            new Node(
                name.substring("net.bridge.".length()),
                Cell.of(value, on ? Tone.WARNING : Tone.PLAIN),
                List.of()));
      }
    }
    nodes.add(
        netfilter.isEmpty()
            ? Node.leaf("br_netfilter", "not loaded: bridged frames do not pass iptables")
            : Node.group("br_netfilter", netfilter));
  }
}
