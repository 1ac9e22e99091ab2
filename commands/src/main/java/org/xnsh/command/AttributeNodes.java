package org.xnsh.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.xnsh.command.View.Cell;
import org.xnsh.command.View.Node;
import org.xnsh.command.View.Tone;
import org.xnsh.network.AddressAttributes;
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.Network;
import org.xnsh.network.PortAttributes;
import org.xnsh.network.RouteAttributes;

/// All values of an object, each under the name that `ip -d` has for it. Where the kernel counts,
/// an operator reads words: a master is a name, a port's state is `forwarding`.
final class AttributeNodes {

  /// Ifindexes, of links in this namespace.
  private static final Set<Attribute<Long>> LINKS =
      Set.of(LinkAttributes.MASTER, PortAttributes.BACKUP_PORT);

  private AttributeNodes() {}

  static List<Node> leaves(Network network, Attributes of) {
    List<Node> leaves = new ArrayList<>();
    of.forEach((attribute, value) -> leaves.add(leaf(network, of, attribute, value)));
    return leaves;
  }

  /// What somebody chose apart from what is in force.
  static List<Node> byStanding(Network network, Attributes of) {
    List<Node> chosen = new ArrayList<>();
    List<Node> inForce = new ArrayList<>();
    of.forEach((attribute, value) ->
        (attribute.standing().isRestored() ? chosen : inForce)
            .add(leaf(network, of, attribute, value)));
    List<Node> groups = new ArrayList<>();
    if (!chosen.isEmpty()) {
      groups.add(Node.group("configured", chosen));
    }
    if (!inForce.isEmpty()) {
      groups.add(Node.group("in force", inForce));
    }
    return groups;
  }

  private static Node leaf(Network network, Attributes of, Attribute<?> attribute, Object value) {
    if (attribute.equals(PortAttributes.STATE)) {
      return new Node(attribute.name(), LinkCells.portState(of), List.of());
    }
    if (attribute.equals(LinkAttributes.OPERATIONAL_STATE)) {
      return new Node(attribute.name(), LinkCells.state(of), List.of());
    }
    if (attribute.equals(AddressAttributes.SCOPE) || attribute.equals(RouteAttributes.SCOPE)) {
      return Node.leaf(
          attribute.name(), Numbered.scopeText(Long.parseLong(attribute.write(value))));
    }
    if (attribute.equals(RouteAttributes.PROTOCOL)) {
      return Node.leaf(
          attribute.name(), Numbered.protocolText(Long.parseLong(attribute.write(value))));
    }
    String text =
        LINKS.contains(attribute) && value instanceof Long link && link != 0
            ? network.nameOf(link.intValue())
            : attribute.write(value);
    Tone tone = attribute.standing().isRestored() ? Tone.PLAIN : Tone.FAINT;
    return new Node(attribute.name(), Cell.of(text, tone), List.of());
  }

  /// One line: `proto=4 scope=253`, without what is off.
  static String line(Network network, Attributes of) {
    return String.join(
        " ",
        leaves(network, of).stream()
            .filter(n -> !n.value().text().equals("off"))
            .map(n -> n.value().text().equals("on") ? n.name() : n.name() + " " + n.value().text())
            .toList());
  }
}
