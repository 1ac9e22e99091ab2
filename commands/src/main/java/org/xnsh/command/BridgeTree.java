package org.xnsh.command;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.xnsh.change.Footprint;
import org.xnsh.change.Footprint.AddressesOf;
import org.xnsh.change.Footprint.Area;
import org.xnsh.change.Footprint.FdbOf;
import org.xnsh.change.Footprint.MdbOf;
import org.xnsh.change.Footprint.NeighboursOf;
import org.xnsh.change.Footprint.OneLink;
import org.xnsh.change.Footprint.PortsOf;
import org.xnsh.change.Footprint.RoutesOf;
import org.xnsh.change.Footprint.VlansOf;
import org.xnsh.command.View.Cell;
import org.xnsh.command.View.Node;
import org.xnsh.command.View.Tone;
import org.xnsh.command.View.Tree;
import org.xnsh.network.IpFamily;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.PortKey;
import org.xnsh.network.ObjectKey.RouteKey;
import org.xnsh.network.ObjectKey.VifKey;

/// Everything known of a bridge: what somebody chose, what is in force, what stands on it and on
/// its ports.
final class BridgeTree {

  private BridgeTree() {}

  /// What must be read for it: the kernel tells of no change of a bridge's options, and entries and
  /// VLANs are not kept.
  static Footprint footprint(Network kept, int bridge) {
    Set<Area> areas = new LinkedHashSet<>();
    areas.add(new OneLink(bridge));
    areas.add(new PortsOf(bridge));
    areas.add(new AddressesOf(bridge));
    areas.add(new RoutesOf(bridge));
    areas.add(new NeighboursOf(bridge));
    areas.add(new MdbOf(bridge));
    areas.add(new FdbOf(bridge));
    areas.add(new VlansOf(bridge));
    for (int port : kept.ports(bridge)) {
      areas.add(new FdbOf(port));
      areas.add(new VlansOf(port));
      areas.add(new AddressesOf(port));
    }
    return new Footprint(areas);
  }

  static Tree of(Network network, int bridge) {
    List<Node> nodes = new ArrayList<>();
    List<Integer> uplinks = Uplinks.of(network, bridge);
    nodes.add(
        uplinks.isEmpty()
            ? Node.leaf("uplinks", "none: its guests reach only each other and this host")
            : Node.group("uplinks", uplinks.stream().map(u -> uplink(network, u)).toList()));
    nodes.add(group(network, "link", new LinkKey(bridge)));
    nodes.add(group(network, "bridge", new BridgeKey(bridge)));
    add(nodes, "addresses", addresses(network, bridge));
    add(nodes, "routes", routes(network, bridge));
    nodes.addAll(StandingNodes.of(network, bridge));
    List<Node> ports = new ArrayList<>();
    for (String name : BrctlBridge.sortedNames(network, network.ports(bridge))) {
      ports.add(port(network, name, network.linkNamed(name).orElseThrow()));
    }
    nodes.add(ports.isEmpty() ? Node.leaf("ports", "none") : Node.group("ports", ports));
    return new Tree(network.nameOf(bridge), nodes);
  }

  private static Node uplink(Network network, int port) {
    return new Node(
        network.nameOf(port), LinkCells.state(network.get(new LinkKey(port))), List.of());
  }

  private static Node group(Network network, String title, ObjectKey key) {
    return Node.group(title, AttributeNodes.byStanding(network, network.get(key)));
  }

  private static void add(List<Node> nodes, String title, List<Node> leaves) {
    if (!leaves.isEmpty()) {
      nodes.add(Node.group(title, leaves));
    }
  }

  private static Node port(Network network, String name, int port) {
    List<Node> nodes = new ArrayList<>();
    nodes.add(new Node("link state", LinkCells.state(network.get(new LinkKey(port))), List.of()));
    nodes.add(Node.leaf("mtu", "" + network.get(new LinkKey(port)).number(LinkAttributes.MTU)));
    nodes.add(new Node("address", LinkCells.mac(network.get(new LinkKey(port))), List.of()));
    if (network.has(new VifKey(port))) {
      nodes.add(Node.group("vif", AttributeNodes.leaves(network, network.get(new VifKey(port)))));
    }
    nodes.addAll(AttributeNodes.byStanding(network, network.get(new PortKey(port))));
    add(nodes, "addresses", addresses(network, port));
    nodes.addAll(StandingNodes.of(network, port));
    return new Node(name, Cell.of(DomainNames.of(network, port), Tone.NAME), nodes);
  }

  private static List<Node> addresses(Network network, int link) {
    List<Node> leaves = new ArrayList<>();
    for (IpFamily family : IpFamily.values()) {
      for (AddressKey key : network.addresses(link, family)) {
        leaves.add(
            Node.leaf(key.local().toString(), AttributeNodes.line(network, network.get(key))));
      }
    }
    return leaves;
  }

  private static List<Node> routes(Network network, int link) {
    List<Node> leaves = new ArrayList<>();
    network.routeGroups().stream()
        .sorted()
        .flatMap(g -> network.routes(g).stream())
        .filter(r -> ViaText.links(network, r.via()).anyMatch(l -> l == link))
        .forEach(r -> leaves.add(route(network, r)));
    return leaves;
  }

  private static Node route(Network network, RouteKey key) {
    List<String> words = new ArrayList<>();
    words.add(ViaText.of(network, key.via()));
    words.add("table " + Numbered.tableText(key.group().table()));
    words.add(AttributeNodes.line(network, network.get(key)));
    return Node.leaf(
        RouteViews.destination(key.group()),
        String.join("  ", words.stream().filter(w -> !w.isEmpty()).toList()));
  }
}
