package org.xnsh.command;

import java.util.ArrayList;
import java.util.List;
import org.xnsh.command.View.Cell;
import org.xnsh.command.View.Node;
import org.xnsh.command.View.Tone;
import org.xnsh.command.View.Tree;
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.IpFamily;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.AddressKey;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.PortKey;

/// Everything known of a bridge: what somebody chose, what is in force, its addresses and ports.
final class BridgeTree {

  private BridgeTree() {}

  static Tree of(Network network, int bridge) {
    List<Node> nodes = new ArrayList<>();
    nodes.add(attributes("link", network.get(new LinkKey(bridge))));
    nodes.add(attributes("bridge", network.get(new BridgeKey(bridge))));
    nodes.add(addresses(network, bridge));
    List<Node> ports = new ArrayList<>();
    for (String name : BrctlBridge.sortedNames(network, network.ports(bridge))) {
      int port = network.linkNamed(name).orElseThrow();
      Node all = attributes(name, network.get(new PortKey(port)));
      ports.add(new Node(name, Cell.of(DomainNames.of(network, port)), all.nodes()));
    }
    nodes.add(Node.group("ports", ports));
    return new Tree(network.nameOf(bridge), nodes);
  }

  /// All values of one object, each with who decides it.
  static Node attributes(String title, Attributes of) {
    List<Node> chosen = new ArrayList<>();
    List<Node> inForce = new ArrayList<>();
    of.forEach((attribute, value) ->
        (attribute.standing().isRestored() ? chosen : inForce).add(leaf(attribute, value)));
    return Node.group(
        title, List.of(Node.group("configured", chosen), Node.group("in force", inForce)));
  }

  private static Node leaf(Attribute<?> attribute, Object value) {
    Tone tone = attribute.standing().isRestored() ? Tone.PLAIN : Tone.FAINT;
    return new Node(attribute.name(), Cell.of(attribute.write(value), tone), List.of());
  }

  private static Node addresses(Network network, int link) {
    List<Node> leaves = new ArrayList<>();
    for (IpFamily family : IpFamily.values()) {
      for (AddressKey key : network.addresses(link, family)) {
        leaves.add(Node.leaf(key.local().toString(), network.get(key).toString()));
      }
    }
    return Node.group("addresses", leaves);
  }
}
