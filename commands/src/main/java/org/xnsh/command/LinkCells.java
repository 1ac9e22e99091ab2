package org.xnsh.command;

import java.util.ArrayList;
import java.util.List;
import org.xnsh.command.View.Cell;
import org.xnsh.command.View.Tone;
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.MacAddress;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.PortAttributes;

/// Links and ports in an operator's words.
final class LinkCells {

  private static final List<String> PORT_STATES =
      List.of("disabled", "listening", "learning", "forwarding", "blocking");

  private LinkCells() {}

  /// Switched off, or what RFC 2863 calls its operational state. Loopback and devices without
  /// carrier detection are "unknown" there, and up.
  static Cell state(Attributes link) {
    if (!link.isOn(LinkAttributes.UP)) {
      return Cell.of("down", Tone.BAD);
    }
    return switch ((int) link.number(LinkAttributes.OPERATIONAL_STATE)) {
      case 0, 6 -> Cell.of("up", Tone.GOOD);
      case 1 -> Cell.of("not present", Tone.BAD);
      case 4 -> Cell.of("testing", Tone.WARNING);
      case 5 -> Cell.of("dormant", Tone.WARNING);
      default -> Cell.of("no carrier", Tone.WARNING);
    };
  }

  /// What is not as links usually are.
  static Cell flags(Attributes link) {
    List<String> flags = new ArrayList<>();
    add(flags, link.get(LinkAttributes.ARP).filter(arp -> !arp).isPresent(), "noarp");
    add(flags, link.get(LinkAttributes.MULTICAST).filter(m -> !m).isPresent(), "nomulticast");
    add(flags, link.isOn(LinkAttributes.ALL_MULTICAST), "allmulticast");
    add(flags, link.isOn(LinkAttributes.PROMISCUOUS), "promisc");
    add(flags, link.isOn(LinkAttributes.DYNAMIC), "dynamic");
    add(flags, link.isOn(LinkAttributes.PROTOCOL_DOWN), "protodown");
    return Cell.of(String.join(" ", flags));
  }

  /// STP's state of a port.
  static Cell portState(Attributes port) {
    int state = (int) port.number(PortAttributes.STATE);
    String word =
        state >= 0 && state < PORT_STATES.size() ? PORT_STATES.get(state) : Integer.toString(state);
    return Cell.of(word, state == 3 ? Tone.GOOD : state == 0 ? Tone.BAD : Tone.WARNING);
  }

  static Cell portFlags(Attributes port) {
    List<String> flags = new ArrayList<>();
    for (Attribute<Boolean> flag :
        List.of(
            PortAttributes.HAIRPIN,
            PortAttributes.GUARD,
            PortAttributes.ROOT_BLOCK,
            PortAttributes.ISOLATED,
            PortAttributes.LOCKED)) {
      add(flags, port.isOn(flag), flag.name());
    }
    for (Attribute<Boolean> flag : List.of(PortAttributes.LEARNING, PortAttributes.FLOOD)) {
      add(flags, port.get(flag).filter(on -> !on).isPresent(), "no " + flag.name());
    }
    return Cell.of(String.join(" ", flags));
  }

  private static void add(List<String> flags, boolean is, String word) {
    if (is) {
      flags.add(word);
    }
  }

  static Cell name(Network network, int link) {
    return Cell.of(network.nameOf(link), Tone.NAME);
  }

  /// The master's name; empty for a link of its own.
  static Cell master(Network network, int link) {
    long master = network.get(new LinkKey(link)).number(LinkAttributes.MASTER);
    return Cell.of(master == 0 ? "" : network.nameOf((int) master));
  }

  static Cell domain(Network network, int link) {
    return Cell.of(DomainNames.of(network, link));
  }

  static Cell mac(Attributes link) {
    return Cell.of(link.get(LinkAttributes.MAC).map(MacAddress::toString).orElse(""));
  }
}
