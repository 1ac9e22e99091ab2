package org.xnsh.command;

import java.util.Optional;
import java.util.Set;
import org.xnsh.network.Attribute;
import org.xnsh.network.Attributes;
import org.xnsh.network.BridgeAttributes;
import org.xnsh.network.LinkAttributes;
import org.xnsh.network.LinkName;
import org.xnsh.network.MacAddress;
import org.xnsh.network.Network;
import org.xnsh.network.ObjectKey.BridgeKey;
import org.xnsh.network.ObjectKey.LinkKey;
import org.xnsh.network.ObjectKey.PortKey;
import org.xnsh.network.ObjectKind;
import org.xnsh.network.PortAttributes;
import org.xnsh.network.ValueType;
import org.xnsh.transaction.EditRefused;
import org.xnsh.transaction.EditRefused.Reason;

/// Pictures with a link more, a link less, a link of another name, address, size or master.
final class LinkEdits {

  /// BR_LEARNING, BR_FLOOD, BR_MCAST_FLOOD and BR_BCAST_FLOOD.
  private static final Set<Attribute<?>> ON =
      Set.of(
          PortAttributes.LEARNING,
          PortAttributes.FLOOD,
          PortAttributes.MULTICAST_FLOOD,
          PortAttributes.BROADCAST_FLOOD);

  private LinkEdits() {}

  /// `NAME type bridge [options]` or `NAME type veth peer name NAME`, with `name`, `address`, `mtu`
  /// and `up` before `type` as `ip` takes them.
  static Network add(Network network, WordReader words) throws EditRefused {
    words.take("dev", "link");
    words.take("name");
    LinkName name = free(network, words.next("the new link's name"));
    WordReader rest = words;
    Network wanted = network;
    if (!rest.take("type")) {
      throw WordReader.usage(
          "'type' comes after a new link's name", "type: link add " + name + " type bridge");
    }
    String type = rest.next("the new link's type");
    return switch (type) {
      case "bridge" -> {
        wanted = BridgeEdits.create(network, name);
        int index = wanted.linkNamed(name.text()).orElseThrow();
        yield rest.isDone() ? wanted : OptionWords.set(wanted, new BridgeKey(index), rest);
      }
      case "veth" -> veth(network, name, rest);
      default ->
          throw WordReader.usage(
              "links of type '" + type + "' cannot be made here", "known are: bridge, veth");
    };
  }

  /// Both ends have placeholders, and each names the other as its far end.
  private static Network veth(Network network, LinkName name, WordReader words) throws EditRefused {
    if (!words.take("peer") || !words.take("name")) {
      throw WordReader.usage(
          "a veth has two ends", "type: link add " + name + " type veth peer name OTHER");
    }
    LinkName other = free(network, words.next("the other end's name"));
    if (other.equals(name) || !words.isDone()) {
      throw other.equals(name)
          ? WordReader.usage("the two ends need two names", "")
          : words.unknown("link add … type veth", "peer name NAME");
    }
    int index = -1;
    while (network.has(new LinkKey(index)) || network.has(new LinkKey(index - 1))) {
      index--;
    }
    return network
        .with(new LinkKey(index), end(name, index - 1))
        .with(new LinkKey(index - 1), end(other, index));
  }

  private static Attributes end(LinkName name, int peer) {
    return Attributes.builder(ObjectKind.LINK)
        .put(LinkAttributes.NAME, name)
        .put(LinkAttributes.KIND, "veth")
        .put(LinkAttributes.LOWER, (long) peer)
        .build();
  }

  /// Only what xnsh could make again: hardware and vifs are others', and so are other kinds.
  static Network delete(Network network, WordReader words) throws EditRefused {
    words.take("dev");
    int link = words.link(network);
    if (words.take("type")) {
      words.next("the link's type");
    }
    if (!words.isDone()) {
      throw words.unknown("link delete", "a link's name");
    }
    Attributes is = network.get(new LinkKey(link));
    return switch (is.text(LinkAttributes.KIND)) {
      case "bridge" -> BridgeEdits.delete(network, link);
      case "veth" -> gone(isPair(network, is) ? gone(network, far(is)) : network, link);
      default ->
          throw new EditRefused(
              Reason.REFUSED,
              network.nameOf(link)
                  + " is neither a bridge nor a veth: undo could not make it again",
              "take it down instead: link set " + network.nameOf(link) + " down");
    };
  }

  private static int far(Attributes end) {
    return (int) end.number(LinkAttributes.LOWER);
  }

  /// Whether the far end of a veth is in this namespace too; it goes with the near one.
  private static boolean isPair(Network network, Attributes end) {
    return end.get(LinkAttributes.LOWER_NAMESPACE).isEmpty()
        && network.get(new LinkKey(far(end))).text(LinkAttributes.KIND).equals("veth");
  }

  private static Network gone(Network network, int link) {
    Network rest = release(network, link);
    return rest.withoutLink(link);
  }

  static LinkName free(Network network, String text) throws EditRefused {
    LinkName name =
        LinkName.tryParse(text)
            .orElseThrow(() -> WordReader.usage(LinkName.fault(text).orElse("no name"), ""));
    if (network.linkNamed(text).isPresent()) {
      throw WordReader.failed("a link '" + text + "' exists already", "");
    }
    return name;
  }

  /// A bridge that is given an address keeps it for ever (`br_set_mac_address`).
  static Network address(Network network, int link, MacAddress mac) throws EditRefused {
    if (mac.isMulticast() || mac.equals(MacAddress.ZERO)) {
      throw WordReader.failed(
          mac + " cannot be a link's address", "the lowest bit of its first octet must be 0");
    }
    LinkKey key = new LinkKey(link);
    Network wanted = network.with(key, LinkAttributes.MAC, mac);
    return PortEdits.isBridge(network, link)
        ? wanted.with(key, LinkAttributes.MAC_PINNED, true)
        : wanted;
  }

  /// A bridge that is given an MTU no longer follows its ports (`br_change_mtu`).
  static Network mtu(Network network, int link, long mtu) throws EditRefused {
    LinkKey key = new LinkKey(link);
    Attributes is = network.get(key);
    long least = is.get(LinkAttributes.MINIMUM_MTU, 0L);
    long most = is.get(LinkAttributes.MAXIMUM_MTU, 0L);
    if (mtu < least || (most != 0 && mtu > most)) {
      throw WordReader.failed(
          network.nameOf(link) + " cannot have an MTU of " + mtu,
          "it takes " + least + " to " + most);
    }
    Network wanted = network.with(key, LinkAttributes.MTU, mtu);
    return PortEdits.isBridge(network, link)
        ? wanted.with(new BridgeKey(link), BridgeAttributes.MTU_PINNED, true)
        : wanted;
  }

  static Network name(Network network, int link, String text) throws EditRefused {
    if (network.nameOf(link).equals(text)) {
      return network;
    }
    return network.with(new LinkKey(link), LinkAttributes.NAME, free(network, text));
  }

  /// The deliberate move: a link that is a port elsewhere leaves there first, and begins anew.
  static Network master(Network network, int link, int bridge) throws EditRefused {
    String name = network.nameOf(link);
    String to = network.nameOf(bridge);
    if (PortEdits.master(network, link) == bridge) {
      return network;
    }
    if (!PortEdits.isBridge(network, bridge)) {
      throw WordReader.failed(to + " is no bridge", "bridges are listed by: show bridges");
    }
    if (PortEdits.isBridge(network, link)) {
      throw WordReader.failed(name + " is a bridge and cannot be a port of one", "");
    }
    if (!PortEdits.isBridgeable(network, link)) {
      throw WordReader.failed(name + " cannot be a port: it is no Ethernet link", "");
    }
    if (network.ports(bridge).size() >= PortEdits.MAXIMUM_PORTS) {
      throw WordReader.failed(to + " is full: a bridge has at most 1023 ports", "");
    }
    if (PortEdits.master(network, link) == 0) {
      return PortEdits.attach(network, bridge, link);
    }
    Network moved = PortEdits.attach(PortEdits.detach(network, link), bridge, link);
    PortKey port = new PortKey(link);
    return moved.with(port, fresh(network.get(port)));
  }

  /// A port's options as `new_nbp` sets them. Its cost stays: what the kernel would choose by the
  /// link's speed is not known here.
  private static Attributes fresh(Attributes port) {
    Attributes[] is = {port};
    port.forEach((attribute, _) -> {
      if (attribute.type() == ValueType.FLAG && attribute.standing().isRestored()) {
        is[0] = is[0].withAny(attribute, Optional.of(ON.contains(attribute)));
      }
    });
    return is[0].get(PortAttributes.PRIORITY).isEmpty()
        ? is[0]
        : is[0].with(PortAttributes.PRIORITY, 32L);
  }

  static Network release(Network network, int link) {
    return PortEdits.master(network, link) == 0 ? network : PortEdits.detach(network, link);
  }

  static boolean isUp(Network network, int link) {
    return network.get(new LinkKey(link)).isOn(LinkAttributes.UP);
  }

  static String kind(Network network, int link) {
    return network.get(new LinkKey(link)).text(LinkAttributes.KIND);
  }
}
